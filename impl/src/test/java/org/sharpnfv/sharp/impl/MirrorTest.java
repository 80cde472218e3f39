/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.GroupConfig.Attachment;
import org.sharpnfv.sharp.controller.HandoverMode;
import org.sharpnfv.sharp.controller.Instance;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.Overflow;

/** When the datastore gets what: soon for a phase, now and then for flows, and never while it is at work. */
class MirrorTest {
    private static final String NODE = "openflow:1";
    private static final long MS = 1_000_000L;
    private static final long INTERVAL_NS = Mirror.INTERVAL_MS * MS;
    private static final long SETTLE_NS = Mirror.SETTLE_MS * MS;

    private final ControllerMachine machine = new ControllerMachine(ControllerSettings.DEFAULT, 1);
    private final FakeSink sink = new FakeSink();
    private final Mirror mirror = new Mirror(sink, new RequestLedger(new TakeoverJournal(mock(DataBroker.class))),
        note -> { });
    private long nowNs = TimeUnit.SECONDS.toNanos(5);

    private static final class FakeSink implements Mirror.Sink {
        private final List<News> taken = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private boolean ready = true;
        private long costNs;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public long costNs() {
            return costNs;
        }

        @Override
        public List<String> drainLost() {
            final var names = List.copyOf(lost);
            lost.clear();
            return names;
        }

        @Override
        public void take(final News news) {
            assertTrue(ready, "the sink is at work");
            taken.add(news);
        }
    }

    @BeforeEach
    void setUp() {
        machine.handleSwitchConnected(nowNs, NODE);
        machine.putGroup(nowNs, new GroupConfig("g", new Attachment(NODE, List.of(1)), new Attachment(NODE, List.of(2)),
            "vnf1", List.of(new Instance("vnf1", 11, 21, ""), new Instance("vnf2", 12, 22, ""))));
        mirror.observe(machine, nowNs);
        machine.putRequest(nowNs, new RequestConfig("r", "g", "vnf2", 10, FlowMatch.ANY, FlowMatch.ANY, 3,
            HandoverMode.SHARP, 1000 * MS, 1000 * MS, 10_000 * MS, false, true, Overflow.FAIL, 10_000, 10_000));
    }

    /** What has changed so far is told. */
    private void settle() {
        mirror.observe(machine, nowNs);
        nowNs += SETTLE_NS;
        mirror.observe(machine, nowNs);
    }

    private void detect(final int fromPort, final int toPort) {
        final long cookie = machine.expectedEntries(NODE).stream().filter(entry -> entry.hardSeconds() > 0)
            .mapToLong(FlowEntry::cookie).findFirst().orElseThrow();
        for (int port = fromPort; port < toPort; port++) {
            machine.handlePacketIn(nowNs, NODE, 1, cookie, TestFlows.frame(TestFlows.udp(port)));
        }
        for (ControllerOutput output = machine.poll(); output != null; output = machine.poll()) {
            assertNotNull(output);
        }
    }

    private Snapshot last() {
        final var snapshot = sink.taken.getLast().snapshots().get("r");
        assertNotNull(snapshot);
        return snapshot;
    }

    @Test
    void shouldTellAPhaseSoon() {
        final int before = sink.taken.size();
        mirror.observe(machine, nowNs);
        mirror.observe(machine, nowNs + SETTLE_NS - 1);
        assertEquals(before, sink.taken.size());

        mirror.observe(machine, nowNs + SETTLE_NS);

        assertEquals(List.of(Phase.DETECTION), sink.taken.getLast().changes().stream()
            .map(change -> change.view().phase()).toList());
        assertTrue(last().take().isWhole());
    }

    @Test
    void shouldTellFlowsNowAndThenAndOnlyThoseThatAreNew() {
        settle();
        detect(1000, 1300);
        final int before = sink.taken.size();

        mirror.observe(machine, nowNs + INTERVAL_NS - 1);
        assertEquals(before, sink.taken.size());
        mirror.observe(machine, nowNs + INTERVAL_NS);
        assertEquals(300, last().take().view().flows().size());
        detect(1300, 1301);
        mirror.observe(machine, nowNs + 2 * INTERVAL_NS);

        assertFalse(last().take().isWhole());
        assertEquals(1, last().take().view().flows().size());
        assertEquals(301, last().take().view().detected());
    }

    /** The oldest ones go, and are counted. */
    @Test
    void shouldBoundWhatWaitsToBeTold() {
        settle();
        sink.ready = false;
        for (int i = 0; i < Mirror.MAX_CHANGES / 2 + 13; i++) {
            machine.putRequest(nowNs, new RequestConfig("r" + i, "g", "vnf2", 100 + i, FlowMatch.ANY, FlowMatch.ANY, 3,
                HandoverMode.SHARP, 1000 * MS, 1000 * MS, 10_000 * MS, false, true, Overflow.FAIL, 10_000, 10_000));
            machine.cancel(nowNs, "r" + i);
        }
        mirror.observe(machine, nowNs);
        sink.ready = true;
        mirror.observe(machine, nowNs + INTERVAL_NS + SETTLE_NS);

        assertEquals(26, sink.taken.getLast().forgotten());
        assertEquals(Mirror.MAX_CHANGES, sink.taken.getLast().changes().size());
        assertEquals("r13", sink.taken.getLast().changes().getFirst().id());
    }

    @Test
    void shouldTakeNothingWhileTheDatastoreIsAtWork() {
        settle();
        final int before = sink.taken.size();
        sink.ready = false;
        for (int i = 0; i < 100; i++) {
            detect(1000 + i, 1001 + i);
            mirror.observe(machine, nowNs + i * INTERVAL_NS);
        }
        machine.removeRequest(nowNs, "r");
        mirror.observe(machine, nowNs + 100 * INTERVAL_NS);
        mirror.observe(machine, nowNs + 100 * INTERVAL_NS + SETTLE_NS);
        assertEquals(before, sink.taken.size());
        assertTrue(mirror.nextNs() > nowNs + 100 * INTERVAL_NS + SETTLE_NS, "it is not asked all the time");

        sink.ready = true;
        mirror.observe(machine, nowNs + 100 * INTERVAL_NS + SETTLE_NS + 1);

        assertEquals(before + 1, sink.taken.size());
        assertEquals(100, last().take().view().flows().size());
        assertEquals(List.of(Phase.ROLLING_BACK), sink.taken.getLast().changes().stream()
            .map(change -> change.view().phase()).toList());
        assertNotNull(last().handBack());
    }

    @Test
    void shouldLeaveTheTimeToThePacketsWhenWritingTakesLong() {
        sink.costNs = INTERVAL_NS;
        settle();
        detect(1000, 1001);
        final int before = sink.taken.size();

        mirror.observe(machine, nowNs + 14 * INTERVAL_NS - 1);
        assertEquals(before, sink.taken.size());

        mirror.observe(machine, nowNs + 14 * INTERVAL_NS);
        assertEquals(before + 1, sink.taken.size());
    }

    @Test
    void shouldTellEverythingAgainOfWhatWasLost() {
        detect(1000, 1010);
        settle();
        sink.lost.addAll(List.of("r", "g", "nothing"));

        mirror.observe(machine, nowNs + INTERVAL_NS);

        assertEquals(Set.of("r", "g"), sink.taken.getLast().snapshots().keySet());
        assertTrue(last().take().isWhole());
        assertEquals(10, last().take().view().flows().size());
    }

    @Test
    void shouldSayNothingWhenNothingIsNew() {
        settle();
        final int before = sink.taken.size();

        mirror.observe(machine, nowNs + INTERVAL_NS);
        mirror.observe(machine, nowNs + 2 * INTERVAL_NS);

        assertEquals(before, sink.taken.size());
    }
}
