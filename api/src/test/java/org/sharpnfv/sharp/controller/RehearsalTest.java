/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;

/** Handovers that are only played: in memory, and on the way to a new group's switches and HSLs. */
class RehearsalTest {
    private static final int REHEARSALS = 11;

    private final ControllerMachine machine = new ControllerMachine(
        ControllerSettings.DEFAULT.withRehearsals(REHEARSALS), Bench.SESSION);
    private final MessageCodec codec = new MessageCodec(ControllerSettings.DEFAULT.etherType());
    private long nowNs = TimeUnit.SECONDS.toNanos(1);

    @Test
    void shouldCompleteEveryHandover() {
        assertEquals(30, Rehearsal.run(30));
    }

    @Test
    void shouldEndWhenTheAudienceHasSeenEnough() {
        final var outputs = new ArrayList<ControllerOutput>();
        final var views = new ArrayList<SweepView>();

        final int completed = Rehearsal.run(1_000_000, new Rehearsal.Audience() {
            @Override
            public void saw(final ControllerOutput output) {
                outputs.add(output);
            }

            @Override
            public boolean handedOver(final SweepView view) {
                views.add(view);
                return views.size() < 7;
            }
        });

        assertEquals(7, completed);
        assertEquals(7, views.size());
        assertTrue(Bench.installed(outputs).stream().anyMatch(entry ->
            Cookie.kind(0x5350, entry.cookie()) == Cookie.Kind.EXACT), () -> outputs.toString());
    }

    /** Every fifth time with an entry on both switches: the first, the sixth and the eleventh. */
    @Test
    void shouldGoTheWayToTheSwitchesAndTheHslsAsOftenAsIsSet() {
        ready();

        assertEquals(2 * 3, rehearsed(pass()));
        assertEquals(0, rehearsed(pass()));
    }

    /** Who compares a switch's entries before and after something is not to find a rehearsal in between. */
    @Test
    void shouldChangeNoSwitchsEntriesAtAnyTime() {
        ready();
        final var before = machine.expectedEntries(Bench.INGRESS);

        final var outputs = pass();

        assertTrue(before.containsAll(Bench.installed(outputs).stream().filter(entry ->
            Bench.INGRESS.equals(entry.node())).toList()));
        assertTrue(Bench.removed(outputs).stream().noneMatch(before::contains));
        assertEquals(before, machine.expectedEntries(Bench.INGRESS));
    }

    @Test
    void shouldEndWithTheFirstRequest() {
        ready();

        machine.putRequest(nowNs, Bench.request("r", "vnf2", Bench.PRIORITY));

        drain();
        assertEquals(0, rehearsed(pass()));
    }

    /** Both switches and the HSL of one instance are there. */
    private void ready() {
        machine.handleSwitchConnected(nowNs, Bench.INGRESS);
        machine.handleSwitchConnected(nowNs, Bench.EGRESS);
        machine.putGroup(nowNs, Bench.group(List.of(Bench.HOST_PORT)));
        drain();
        for (final var side : Direction.values()) {
            final byte[] reply = codec.encode(new ControlFrame(Bench.HSL_SESSION, Bench.SESSION, 1,
                List.of(new Message.HelloReply(1, "vnf1", "1", 0))), new Channel(true, side), ControlKey.NONE);
            final var node = side == Direction.FORWARD ? Bench.INGRESS : Bench.EGRESS;
            machine.handlePacketIn(nowNs, node, Bench.VNF_1.port(side),
                Cookie.of(0x5350, Cookie.Kind.CLASSIFIER, 0, 1), reply);
        }
        drain();
        assertTrue(machine.groupView("g").instances().get("vnf1").agentUp());
    }

    private List<ControllerOutput> drain() {
        final var all = new ArrayList<ControllerOutput>();
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            all.add(output);
        }
        return all;
    }

    /** A second, in steps of a millisecond. */
    private List<ControllerOutput> pass() {
        final var all = new ArrayList<ControllerOutput>();
        for (int i = 0; i < 1000; i++) {
            nowNs += Bench.MS;
            machine.handleTimeout(nowNs);
            all.addAll(drain());
        }
        return all;
    }

    private static long rehearsed(final List<ControllerOutput> outputs) {
        return Bench.removed(outputs).stream().filter(entry ->
            Cookie.kind(0x5350, entry.cookie()) == Cookie.Kind.EXACT).count();
    }
}
