/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.control.FlowDirection;
import org.sharpnfv.hsl.control.FlowFacts;
import org.sharpnfv.hsl.control.VnfCommand;
import org.sharpnfv.hsl.control.VnfControl;
import org.sharpnfv.hsl.control.VnfEvent;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The agent's part of a handover (paper: III-C) and its order of work. */
class SharpPathTest {
    private static final String HANDOVER = Long.toString(Controller.HANDOVER);
    private static final long INTERVAL_NS = 250_000;
    private static final FlowKey FLOW =
        new FlowKey(1, 2, FlowKey.UNTAGGED, 0x0800, 17, 0, 0x0A00_0001L, 0, 0x0A00_0002L, 5000, 7);

    private final FakeShim ingress = new FakeShim();
    private final FakeShim egress = new FakeShim();
    private final FakeShim vnfIngress = new FakeShim();
    private final FakeShim vnfEgress = new FakeShim();
    private final Controller controller = new Controller();
    private Counters counters = new Counters();
    private final VnfEvents events = new VnfEvents(() -> { });
    private final Vnf vnf = new Vnf();
    private PacketPool pool;
    private HslMachine machine;
    private SharpPath path;
    private BridgeSide ingressSide;
    private BridgeSide egressSide;
    private long nowNs = 1_000_000_000;

    /** What the VNF was told, and what had reached it by then. */
    private final class Vnf implements VnfControl {
        private final List<VnfCommand> told = new ArrayList<>();
        private final List<String> reached = new ArrayList<>();
        private boolean connected = true;

        @Override
        public void tell(final VnfCommand command) {
            told.add(command);
            reached.addAll(controller.read(vnfIngress.sent));
        }

        @Override
        public boolean available() {
            return connected;
        }

        @Override
        public boolean answersOverConnection() {
            return connected;
        }

        @Override
        public void close() {
            connected = false;
        }
    }

    @BeforeEach
    void open() {
        open(vnf, 1024);
    }

    private void open(final VnfControl control, final int packets) {
        close();
        counters = new Counters();
        pool = new PacketPool(1 << 20, packets, counters);
        machine = controller.machine();
        path = new SharpPath(machine, controller.codec,
            new BridgePorts(ingress, egress, vnfIngress, vnfEgress), pool, new ReleasePace(128_000), control, events,
            counters);
        ingressSide = new BridgeSide(Direction.FORWARD, ingress, vnfIngress, path);
        egressSide = new BridgeSide(Direction.REVERSE, egress, vnfEgress, path);
    }

    @AfterEach
    void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    /** One duty cycle, as {@link Bridge} does it. */
    private void cycle() {
        nowNs += 10_000;
        path.startCycle(nowNs);
        ingressSide.pollNetwork(64);
        ingressSide.pollVnf(64);
        ingressSide.flush();
        egressSide.pollNetwork(64);
        egressSide.pollVnf(64);
        egressSide.flush();
        path.doWork(nowNs);
        ingressSide.flush();
        egressSide.flush();
    }

    private void start(final Role role, final StateTransfer transfer) {
        ingress.incoming.add(controller.frame(Direction.FORWARD,
            Controller.start(role, transfer)));
        egress.incoming.add(controller.frame(Direction.REVERSE,
            Controller.start(role, transfer)));
        cycle();
    }

    private void releaseFinished(final int forward, final int reverse) {
        ingress.incoming.add(controller.frame(Direction.FORWARD,
            new Message.ReleaseFinished(Controller.HANDOVER, Direction.FORWARD, forward, false)));
        egress.incoming.add(controller.frame(Direction.REVERSE,
            new Message.ReleaseFinished(Controller.HANDOVER, Direction.REVERSE, reverse, false)));
        cycle();
    }

    private long count(final String counter) {
        return counters.snapshot().get(counter);
    }

    @Test
    void shouldPassEverythingThatIsInNoHandover() {
        ingress.incoming.add(Controller.data(Direction.FORWARD, 1));
        vnfEgress.incoming.add(Controller.data(Direction.FORWARD, 2));

        cycle();

        assertArrayEquals(Controller.data(Direction.FORWARD, 1), vnfIngress.sent.getFirst());
        assertArrayEquals(Controller.data(Direction.FORWARD, 2), egress.sent.getFirst());
        assertEquals(Long.MAX_VALUE, path.idleNs(nowNs));
    }

    @Test
    void shouldAnswerHello() {
        egress.incoming.add(controller.frame(Direction.REVERSE,
            new Message.Hello(5)));

        cycle();

        assertEquals(new Message.HelloReply(5, "vnf1", "1.2.3", 0),
            controller.only(Message.HelloReply.class, egress.sent));
        assertTrue(vnfEgress.sent.isEmpty());
    }

    /** What the controller gets to know when the VNF answers so. */
    private Message.FlowDescribed describe(final List<VnfEvent.RelatedFlow> flows) {
        vnf.told.clear();
        ingress.sent.clear();
        ingress.incoming.add(controller.frame(Direction.FORWARD,
            new Message.DescribeFlow(9, Direction.FORWARD, FLOW)));
        cycle();
        assertEquals(VnfCommand.Type.DESCRIBE_FLOW, vnf.told.getFirst().type());
        assertEquals(FlowFacts.of(FLOW), vnf.told.getFirst().flow());
        assertEquals(FlowDirection.FORWARD, vnf.told.getFirst().direction());
        events.offer(new VnfEvent.FlowDescribed(vnf.told.getFirst().handover(), flows));
        cycle();
        return controller.only(Message.FlowDescribed.class, ingress.sent);
    }

    @Test
    void shouldAskTheVnfWhichFlowsBelongTogether() {
        machine.handleVnfDescribesFlows(true);
        final var reverse = new FlowKey(3, 1, FlowKey.UNTAGGED, 0x86DD, 17, 1, 2, 3, 4, 7, 9000);

        final var answer = describe(List.of(new VnfEvent.RelatedFlow(FlowFacts.of(reverse), FlowDirection.REVERSE)));

        assertEquals(new Message.FlowDescribed(9, true, FLOW, reverse), answer);
    }

    @Test
    void shouldTakeAnAnswerThatMakesNoSenseForNone() {
        machine.handleVnfDescribesFlows(true);
        final var nonsense = new FlowFacts("02:00:00:00:00:01", "nowhere", null, null, null, null, null, null, null);

        final var answer = describe(List.of(new VnfEvent.RelatedFlow(nonsense, FlowDirection.REVERSE)));

        assertEquals(new Message.FlowDescribed(9, false, FLOW, FLOW.reversed()), answer);
        assertEquals(1, count("vnf.unexpected-words"));
    }

    /** A host may send such frames: they are its own, and no way to the machine or to its counters. */
    @Test
    void shouldPassATaggedFrameWhateverIsBehindTheTag() {
        final byte[] frame = controller.frame(Direction.FORWARD, new Message.Hello(5));
        final byte[] tagged = Arrays.copyOf(frame, frame.length + 8);
        System.arraycopy(new byte[] {(byte) 0x81, 0, 0, 7, (byte) 0x81, 0, 0, 7}, 0, tagged, 12, 8);
        System.arraycopy(frame, 12, tagged, 20, frame.length - 12);
        ingress.incoming.add(tagged);

        cycle();

        assertArrayEquals(tagged, vnfIngress.sent.getFirst());
        assertEquals(0, count("path.control-received"));
        assertTrue(ingress.sent.isEmpty());
    }

    /** Paper: III-C, phases 2 and 3 at the destination. */
    @Test
    void shouldReleaseMarkedPacketsBeforeOthersOnceTheStateIsThere() {
        start(Role.DESTINATION, StateTransfer.MOVE);
        assertEquals(List.of("StartAcknowledged"), controller.read(ingress.take()));
        assertEquals(List.of("StartAcknowledged"), controller.read(egress.take()));
        assertEquals(VnfCommand.Type.IMPORT_STATE, vnf.told.getFirst().type());

        ingress.incoming.add(Controller.data(Direction.FORWARD, 3));
        ingress.incoming.add(Controller.marked(Direction.FORWARD, 1));
        ingress.incoming.add(Controller.marked(Direction.FORWARD, 2));
        ingress.incoming.add(Controller.data(Direction.FORWARD, 4));
        cycle();
        assertEquals(List.of("FirstUnmarked"), controller.read(ingress.take()));

        releaseFinished(2, 0);
        assertTrue(vnfIngress.sent.isEmpty());

        events.offer(new VnfEvent.StateImported(HANDOVER));
        ingress.incoming.add(Controller.data(Direction.FORWARD, 5));
        cycle();
        ingress.incoming.add(Controller.data(Direction.FORWARD, 6));
        cycle();

        assertEquals(List.of("1", "2", "3", "4", "5", "6"), controller.read(vnfIngress.sent));
        assertArrayEquals(Controller.data(Direction.FORWARD, 1), vnfIngress.sent.getFirst());
        assertEquals(Outcome.COMPLETED, controller.only(Message.HandoverFinished.class, ingress.sent).outcome());
        assertEquals(0, pool.packets());
        assertEquals(5, count("path.released"));
    }

    /** Paper: III-C, phase 1 at the source; design: section 5, late packets. */
    @Test
    void shouldTellToExportBehindDataAndMarkerAndSendLatePacketsBack() {
        ingress.incoming.add(Controller.data(Direction.FORWARD, 1));
        ingress.incoming.add(controller.frame(Direction.FORWARD,
            Controller.start(Role.SOURCE, StateTransfer.MOVE)));
        ingress.incoming.add(Controller.data(Direction.FORWARD, 2));
        cycle();
        assertTrue(vnf.told.isEmpty());

        egress.incoming.add(controller.frame(Direction.REVERSE,
            Controller.start(Role.SOURCE, StateTransfer.MOVE)));
        cycle();

        assertEquals(List.of("late:2", "StartAcknowledged"), controller.read(ingress.sent));
        assertEquals(List.of("1", "Marker"), controller.read(vnfIngress.sent));
        assertEquals(List.of("Marker"), controller.read(vnfEgress.sent));
        assertEquals(List.of("1", "Marker"), vnf.reached);
        final VnfCommand export = vnf.told.getFirst();
        assertEquals(VnfCommand.Type.EXPORT_STATE, export.type());
        assertEquals(HANDOVER, export.handover());
        assertEquals(Controller.HANDOVER, export.marker());
        assertEquals(FlowDirection.BOTH, export.direction());
        assertEquals("10.0.0.2", export.reverseFlow().sourceAddress());
    }

    @Test
    void shouldSendTheStateThatTheVnfGives() {
        start(Role.SOURCE, StateTransfer.RELAY);
        assertEquals(VnfCommand.Type.GET_STATE, vnf.told.getFirst().type());
        controller.read(ingress.take());

        events.offer(new VnfEvent.State(HANDOVER, new byte[700]));
        events.offer(new VnfEvent.State(HANDOVER, new byte[700]));
        events.offer(new VnfEvent.StateExported(HANDOVER));
        cycle();

        assertEquals(List.of("State", "State", "Drained"), controller.read(ingress.take()));
    }

    @Test
    void shouldNotSendAStateOfWhichAPartWasDropped() {
        start(Role.SOURCE, StateTransfer.RELAY);
        controller.read(ingress.take());
        for (int i = 0; i < VnfEvents.EVENTS_MAX; i++) {
            events.offer(new VnfEvent.Drained("0"));
        }
        events.offer(new VnfEvent.State(HANDOVER, new byte[700]));
        assertEquals(1, events.dropped());
        for (int i = 0; i < VnfEvents.EVENTS_MAX; i++) {
            cycle();
        }

        events.offer(new VnfEvent.StateExported(HANDOVER));
        cycle();

        final var said = controller.read(ingress.take());
        assertTrue(said.contains("StateFailed"), said::toString);
        assertFalse(said.contains("State"), said::toString);
    }

    @Test
    void shouldPassOnAllThatTheVnfHasSentBeforeItSaysDrained() {
        start(Role.SOURCE, StateTransfer.MOVE);
        egress.take();
        final var expected = new ArrayList<String>();
        for (int i = 0; i < 500; i++) {
            vnfEgress.incoming.add(Controller.data(Direction.FORWARD, i));
            expected.add(String.valueOf(i));
        }
        expected.add("Drained");

        events.offer(new VnfEvent.Drained(HANDOVER));
        cycle();

        assertEquals(expected, controller.read(egress.sent));
        assertEquals(1, controller.read(ingress.sent).stream().filter("Drained"::equals).count());
    }

    @Test
    void shouldTakeStateExportedForDrainedToo() {
        start(Role.SOURCE, StateTransfer.MOVE);

        events.offer(new VnfEvent.StateExported(HANDOVER));
        cycle();

        controller.only(Message.Drained.class, ingress.sent);
        controller.only(Message.Drained.class, egress.sent);
    }

    @Test
    void shouldKnowATransparentVnfDrainedByItsMarkers() {
        open(null, 1024);
        start(Role.SOURCE, StateTransfer.MOVE);
        final byte[] marker = vnfIngress.sent.getLast();
        vnfEgress.incoming.add(Controller.data(Direction.FORWARD, 1));
        vnfEgress.incoming.add(marker);
        vnfIngress.incoming.add(marker);

        cycle();

        assertEquals(List.of("StartAcknowledged", "1", "Drained"), controller.read(egress.sent));
    }

    @Test
    void shouldNotWaitForEverForTheMarkersOfATransparentVnf() {
        open(null, 1024);
        start(Role.SOURCE, StateTransfer.MOVE);

        final long waitNs = path.idleNs(nowNs);
        nowNs += waitNs;
        cycle();

        assertTrue(waitNs <= TimeUnit.MILLISECONDS.toNanos(5), "waits " + waitNs);
        controller.only(Message.Drained.class, egress.sent);
    }

    @Test
    void shouldPassMarkedPacketsFromStartReleaseOn() {
        start(Role.DESTINATION, StateTransfer.NONE);
        ingress.incoming.add(Controller.marked(Direction.FORWARD, 1));
        ingress.incoming.add(Controller.data(Direction.FORWARD, 4));
        cycle();
        ingress.incoming.add(controller.frame(Direction.FORWARD,
            new Message.StartRelease(Controller.HANDOVER, Direction.FORWARD)));
        ingress.incoming.add(Controller.marked(Direction.FORWARD, 2));
        cycle();
        ingress.incoming.add(Controller.marked(Direction.FORWARD, 3));
        cycle();

        assertEquals(List.of("1", "2", "3"), controller.read(vnfIngress.sent));
        assertArrayEquals(Controller.data(Direction.FORWARD, 3), vnfIngress.sent.getLast());
        assertEquals(1, pool.packets());

        releaseFinished(3, 0);
        cycle();

        assertEquals(List.of("1", "2", "3", "4"), controller.read(vnfIngress.sent));
        final var finished = controller.only(Message.HandoverFinished.class, ingress.sent);
        assertEquals(Outcome.COMPLETED, finished.outcome());
        assertEquals(0, finished.counters().reordered());
        assertEquals(0, pool.packets());
    }

    @Test
    void shouldReleaseFasterThanFramesArrive() {
        start(Role.DESTINATION, StateTransfer.NONE);
        for (int i = 0; i < 2 * ReleasePace.BURST_FRAMES; i++) {
            ingress.incoming.add(Controller.data(Direction.FORWARD, i));
        }
        cycle();
        releaseFinished(0, 0);
        assertEquals(ReleasePace.BURST_FRAMES, vnfIngress.sent.size());

        for (int i = 0; i < 10; i++) {
            ingress.incoming.add(Controller.data(Direction.FORWARD, 2 * ReleasePace.BURST_FRAMES + i));
        }
        cycle();
        cycle();

        assertEquals(ReleasePace.BURST_FRAMES + 10, vnfIngress.sent.size(), "as many more as have queued behind them");
    }

    @Test
    void shouldReleaseAtItsPace() {
        start(Role.DESTINATION, StateTransfer.NONE);
        for (int i = 0; i < 64; i++) {
            ingress.incoming.add(Controller.marked(Direction.FORWARD, i));
        }
        cycle();
        for (int i = 64; i < 100; i++) {
            ingress.incoming.add(Controller.data(Direction.FORWARD, i));
        }
        cycle();

        releaseFinished(64, 0);

        assertEquals(ReleasePace.BURST_FRAMES, vnfIngress.sent.size());
        for (int burst = 2; burst <= 4; burst++) {
            final long waitNs = path.idleNs(nowNs);
            assertTrue(waitNs > INTERVAL_NS / 2 && waitNs <= INTERVAL_NS, "waits " + waitNs);
            cycle();
            assertEquals((burst - 1) * ReleasePace.BURST_FRAMES, vnfIngress.sent.size());
            nowNs += waitNs;
            cycle();
        }

        assertEquals(100, vnfIngress.sent.size());
        cycle();
        assertEquals(0, pool.packets());
        controller.only(Message.HandoverFinished.class, ingress.sent);
    }

    @Test
    void shouldCountWhatFindsNoMemory() {
        open(vnf, 2);
        start(Role.DESTINATION, StateTransfer.NONE);
        for (int i = 0; i < 3; i++) {
            ingress.incoming.add(Controller.marked(Direction.FORWARD, i));
        }
        cycle();

        releaseFinished(3, 0);
        cycle();

        assertEquals(1, count("path.lost-no-memory"));
        assertEquals(List.of("0", "1"), controller.read(vnfIngress.sent));
        assertEquals(1, controller.only(Message.HandoverFinished.class, ingress.sent).counters().lost());
    }

    @Test
    void shouldFailWhatAVnfOwedThatIsGone() {
        start(Role.DESTINATION, StateTransfer.MOVE);
        ingress.take();

        vnf.connected = false;
        events.offer(new VnfEvent.Disconnected("it closed the connection"));
        cycle();

        assertEquals("the VNF closed the control channel",
            controller.only(Message.StateFailed.class, ingress.sent).reason());
        assertEquals(1, count("vnf.failed-by-disconnect"));
    }

    /** It has state that nobody can carry while it is away: the control channel fails what it is told. */
    @Test
    void shouldNotTakeAVnfThatIsAwayForOneWithoutState() {
        vnf.connected = false;
        events.offer(new VnfEvent.Disconnected("it was killed"));
        cycle();

        start(Role.DESTINATION, StateTransfer.MOVE);

        assertEquals(VnfCommand.Type.IMPORT_STATE, vnf.told.getFirst().type());
    }

    @Test
    void shouldWaitAMomentForTheVnfOfAnAgentThatWasStartedAgain() {
        vnf.connected = false;
        open(vnf, 1024);
        cycle();

        start(Role.DESTINATION, StateTransfer.MOVE);

        assertEquals(VnfCommand.Type.IMPORT_STATE, vnf.told.getFirst().type());
    }

    @Test
    void shouldTakeAVnfThatNeverConnectsForOneWithoutState() {
        vnf.connected = false;
        open(vnf, 1024);
        cycle();
        nowNs += 2_000_000_000;
        cycle();

        start(Role.DESTINATION, StateTransfer.MOVE);

        assertTrue(vnf.told.isEmpty());
    }

    @Test
    void shouldSayImportStateWithRollbackForARestore() {
        start(Role.DESTINATION, StateTransfer.RESTORE);

        assertEquals(VnfCommand.Type.IMPORT_STATE, vnf.told.getFirst().type());
        assertTrue(vnf.told.getFirst().rollback());
    }

    @Test
    void shouldTellTheOutcome() {
        start(Role.DESTINATION, StateTransfer.MOVE);

        ingress.incoming.add(controller.frame(Direction.FORWARD,
            new Message.HandoverEnded(Controller.HANDOVER, Outcome.ROLLED_BACK)));
        cycle();

        assertEquals(VnfCommand.Type.HANDOVER_FINISHED, vnf.told.getLast().type());
        assertEquals("rolled-back", vnf.told.getLast().outcome());
    }

    @Test
    void shouldCountWordsThatItDoesNotExpect() {
        events.offer(new VnfEvent.StateExported("1.2"));
        events.offer(new VnfEvent.FlowDescribed("1", List.of()));

        cycle();

        assertEquals(2, count("vnf.unexpected-words"));
    }

    @Test
    void shouldAskAVnfThatHasConnectedLater() {
        vnf.connected = false;
        open(vnf, 1024);
        vnf.connected = true;
        events.offer(new VnfEvent.Connected());
        cycle();

        start(Role.DESTINATION, StateTransfer.MOVE);

        assertEquals(1, vnf.told.size());
    }
}
