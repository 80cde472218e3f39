/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.hsl.HslOutput.Instruction;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.ControlLink;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Message.HandoverFinished;
import org.sharpnfv.sharp.wire.Message.StartAcknowledged;
import org.sharpnfv.sharp.wire.Message.StartHandover;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The HSL at its edge: control messages, words of the VNF and time in, outputs out (paper: III-B, III-C). */
class HslMachineTest {
    private static final long MS = 1_000_000L;
    private static final long HANDOVER = 77;
    private static final int SLOT = 9;
    private static final int DEADLINE_MS = 2_000;
    private static final FlowKey FLOW = TestFlows.udp(5000);

    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private static final long SESSION = 500;
    private static final long CONTROLLER = 900;

    private final HslMachine machine = new HslMachine("vnf1", "1.0", codec, ControlKey.NONE, SESSION);
    private long sequence;
    private long nowNs = 1_000 * MS;

    private record Sent(Direction side, Message message) {
    }

    private record Marker(Direction side) {
    }

    private record Told(Instruction instruction, long handover, String peer, Outcome outcome) {
    }

    private static Sent sent(final Direction side, final Message message) {
        return new Sent(side, message);
    }

    private static Sent acknowledged(final Role role, final Direction side, final int returned) {
        return sent(side, new StartAcknowledged(HANDOVER, role, side, returned, 0));
    }

    private static StartHandover start(final long handover, final Role role, final int directions,
            final StateTransfer transfer) {
        return new StartHandover(handover, role, directions, transfer, SLOT, FLOW, FLOW.reversed(), "vnf2",
            "192.0.2.2", 100, Overflow.FAIL, DEADLINE_MS, 0);
    }

    private static StartHandover source() {
        return start(HANDOVER, Role.SOURCE, 3, StateTransfer.MOVE);
    }

    private static StartHandover destination() {
        return start(HANDOVER, Role.DESTINATION, 1, StateTransfer.MOVE);
    }

    private static Message.ReleaseFinished releaseFinished(final int count) {
        return new Message.ReleaseFinished(HANDOVER, Direction.FORWARD, count, false);
    }

    private void receive(final Direction side, final Message message) {
        machine.handleControl(nowNs, side, frame(side, message));
    }

    private byte[] frame(final Direction side, final Message message) {
        return codec.encode(new ControlFrame(CONTROLLER, SESSION, ++sequence, List.of(message)),
            new Channel(false, side), ControlKey.NONE);
    }

    /** What was put out since the last call, after whatever the packet path has brought about. */
    private List<Object> outputs() {
        machine.handleProgress(nowNs);
        final var all = new ArrayList<>();
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            switch (output) {
                case HslOutput.Send send -> ((Decoded.Valid) codec.decode(send.frame())).frame().messages()
                    .forEach(message -> all.add(new Sent(send.side(), message)));
                case HslOutput.SendMarker marker -> {
                    assertEquals(HANDOVER, codec.markerIdentity(ByteBuffer.wrap(marker.frame()), 0,
                        marker.frame().length));
                    all.add(new Marker(marker.side()));
                }
                case HslOutput.AskVnf ask -> all.add(ask);
                case HslOutput.TellVnf tell -> all.add(new Told(tell.instruction(), tell.handover(), tell.peer(),
                    tell.outcome()));
            }
        }
        return all;
    }

    @Test
    void shouldSendTheStateThroughTheControllerWhenItIsToBeRelayed() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, start(HANDOVER, Role.SOURCE, 1, StateTransfer.RELAY));
        assertTrue(outputs().contains(new Told(Instruction.GET_STATE, HANDOVER, "vnf2", null)));

        machine.handleStateGiven(nowNs, HANDOVER, new byte[1500]);

        assertEquals(List.of(sent(Direction.FORWARD, new Message.State(HANDOVER, 0, 2, new byte[1000])),
            sent(Direction.FORWARD, new Message.State(HANDOVER, 1, 2, new byte[500])),
            sent(Direction.FORWARD, new Message.Drained(HANDOVER, Direction.FORWARD))), outputs());
        receive(Direction.FORWARD, new Message.StateAcknowledged(HANDOVER, 1, 2));
        receive(Direction.FORWARD, new Message.DrainedAcknowledged(HANDOVER, Direction.FORWARD));
        nowNs += Retry.FIRST_NS;
        machine.handleTimeout(nowNs);
        assertEquals(List.of(sent(Direction.FORWARD, new Message.State(HANDOVER, 1, 2, new byte[500]))), outputs());
    }

    @Test
    void shouldGiveTheVnfTheStateThatWasRelayedAndSaySo() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, start(HANDOVER, Role.DESTINATION, 1, StateTransfer.RELAY));
        assertEquals(List.of(acknowledged(Role.DESTINATION, Direction.FORWARD, 0)), outputs());

        receive(Direction.FORWARD, new Message.State(HANDOVER, 1, 2, new byte[] {3}));
        receive(Direction.FORWARD, new Message.State(HANDOVER, 0, 2, new byte[] {1, 2}));

        assertEquals(List.of(new Told(Instruction.PUT_STATE, HANDOVER, "vnf2", null),
            sent(Direction.FORWARD, new Message.StateAcknowledged(HANDOVER, 0, 2)),
            sent(Direction.FORWARD, new Message.StateAcknowledged(HANDOVER, 2, 2))), outputs());
        machine.handleStateImported(nowNs, HANDOVER);
        assertEquals(List.of(sent(Direction.FORWARD, new Message.StateImported(HANDOVER))), outputs());
    }

    @Test
    void shouldHoldNothingInAnUnguardedHandover() {
        machine.handleVnfAttached(true);

        receive(Direction.FORWARD, start(HANDOVER, Role.DESTINATION, 1, StateTransfer.UNGUARDED));

        assertEquals(List.of(new Told(Instruction.IMPORT_STATE, HANDOVER, "vnf2", null),
            acknowledged(Role.DESTINATION, Direction.FORWARD, 0)), outputs());
        final var gate = machine.draining().getFirst();
        gate.next();
        assertEquals(Verdict.FORWARD, gate.offer(FLOW.ethDestination()));
        assertEquals(List.of(), outputs());
        machine.handleStateImported(nowNs, HANDOVER);
        assertEquals(1, outputs().stream().filter(each -> each instanceof Sent(var side, var message)
            && message instanceof Message.HandoverFinished).count());
    }

    @Test
    void shouldAskTheVnfWhichFlowsBelongTogetherOnce() {
        final var translated = TestFlows.udp(6000).reversed();
        machine.handleVnfAttached(true);
        machine.handleVnfDescribesFlows(true);
        final var question = new Message.DescribeFlow(7, Direction.FORWARD, TestFlows.udp(5000));

        receive(Direction.FORWARD, question);
        receive(Direction.FORWARD, question);
        assertEquals(List.of(new HslOutput.AskVnf(7, Direction.FORWARD, TestFlows.udp(5000))), outputs());
        machine.handleFlowDescribed(7, null, translated);
        machine.handleFlowDescribed(7, null, null);

        assertEquals(List.of(sent(Direction.FORWARD, new Message.FlowDescribed(7, true, TestFlows.udp(5000),
            translated))), outputs());
    }

    @Test
    void shouldAnswerWithTheSwapWhereTheVnfDoesNotKnowTheFlow() {
        final var key = TestFlows.udp(5000).reversed();
        final var question = new Message.DescribeFlow(7, Direction.REVERSE, key);
        final var swap = new Message.FlowDescribed(7, false, key.reversed(), key);

        receive(Direction.REVERSE, question);
        assertEquals(List.of(sent(Direction.REVERSE, swap)), outputs());
        machine.handleVnfAttached(true);
        machine.handleVnfDescribesFlows(true);
        receive(Direction.REVERSE, question);
        machine.handleFlowDescribed(7, null, null);

        assertEquals(List.of(new HslOutput.AskVnf(7, Direction.REVERSE, key), sent(Direction.REVERSE, swap)),
            outputs());
    }

    @Test
    void shouldSayThatItsVnfDescribesFlows() {
        machine.handleVnfDescribesFlows(true);

        receive(Direction.FORWARD, new Message.Hello(4));

        assertEquals(List.of(sent(Direction.FORWARD, new Message.HelloReply(4, "vnf1", "1.0",
            Message.HelloReply.DESCRIBES_FLOWS))), outputs());
    }

    private void pass(final long durationNs) {
        nowNs += durationNs;
        machine.handleTimeout(nowNs);
    }

    private FlowGate gate(final Direction side, final long ethDestination) {
        final byte[] frame = TestFlows.frame(side == Direction.FORWARD ? FLOW : FLOW.reversed());
        Mark.write(frame, ethDestination);
        return machine.gate(side, TestFlows.header(frame));
    }

    private Verdict arrive(final Direction side, final int handle, final long ethDestination) {
        final var gate = gate(side, ethDestination);
        final var verdict = gate.offer(ethDestination);
        if (verdict == Verdict.HOLD || verdict == Verdict.RESTORE_AND_HOLD) {
            gate.hold(handle, ethDestination);
        }
        return verdict;
    }

    private Verdict unmarked(final int handle) {
        return arrive(Direction.FORWARD, handle, FLOW.ethDestination());
    }

    private Verdict marked(final int handle) {
        return arrive(Direction.FORWARD, handle, Mark.of(false, HANDOVER, SLOT, 0));
    }

    private List<Integer> drain() {
        final var handles = new ArrayList<Integer>();
        for (final var gate : List.copyOf(machine.draining())) {
            for (int handle = gate.next(); handle >= 0; handle = gate.next()) {
                handles.add(handle);
            }
        }
        return handles;
    }

    @Test
    void shouldAnswerHelloWithItsName() {
        receive(Direction.REVERSE, new Message.Hello(4));

        assertEquals(List.of(sent(Direction.REVERSE, new Message.HelloReply(4, "vnf1", "1.0", 0))), outputs());
        assertTrue(machine.isIdle());
    }

    @Test
    void shouldPassEverythingWhenIdle() {
        assertTrue(machine.isIdle());
        assertNull(gate(Direction.FORWARD, FLOW.ethDestination()));
        assertNull(gate(Direction.FORWARD, Mark.of(true, HANDOVER, SLOT, 0)));
        assertEquals(Long.MAX_VALUE, machine.nextTimeoutNs());
    }

    @Test
    void shouldTellSourceToExportOnlyWhenStartHasArrivedOnBothSides() {
        machine.handleVnfAttached(true);

        receive(Direction.FORWARD, source());
        assertEquals(List.of(acknowledged(Role.SOURCE, Direction.FORWARD, 0)), outputs());
        assertNull(gate(Direction.REVERSE, FLOW.ethSource()));

        receive(Direction.REVERSE, source());
        assertEquals(List.of(new Marker(Direction.FORWARD), new Marker(Direction.REVERSE),
            new Told(Instruction.EXPORT_STATE, HANDOVER, "vnf2", null),
            acknowledged(Role.SOURCE, Direction.REVERSE, 0)), outputs());
    }

    @Test
    void shouldReturnPacketsThatReachSourceAfterStart() {
        receive(Direction.FORWARD, source());

        assertEquals(Verdict.RETURN, unmarked(1));
        assertEquals(Mark.of(true, HANDOVER, SLOT, 0), gate(Direction.FORWARD, FLOW.ethDestination()).lateMark());
    }

    @Test
    void shouldAnswerRepeatedStartAgainButActOnce() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, source());
        receive(Direction.REVERSE, source());
        outputs();

        receive(Direction.FORWARD, source());
        receive(Direction.REVERSE, source());

        assertEquals(List.of(acknowledged(Role.SOURCE, Direction.FORWARD, 0),
            acknowledged(Role.SOURCE, Direction.REVERSE, 0)), outputs());
        assertEquals(1, machine.flows());
    }

    @Test
    void shouldRepeatDrainedEverMoreSlowlyUntilAcknowledged() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, source());
        receive(Direction.REVERSE, source());
        outputs();
        final var forward = sent(Direction.FORWARD, new Message.Drained(HANDOVER, Direction.FORWARD));
        final var reverse = sent(Direction.REVERSE, new Message.Drained(HANDOVER, Direction.REVERSE));

        machine.handleStateExported(nowNs, HANDOVER);
        assertEquals(List.of(forward, reverse), outputs());
        machine.handleDrained(nowNs, HANDOVER);
        assertEquals(List.of(), outputs());

        pass(Retry.FIRST_NS);
        assertEquals(List.of(forward, reverse), outputs());
        receive(Direction.FORWARD, new Message.DrainedAcknowledged(HANDOVER, Direction.FORWARD));
        pass(Retry.FIRST_NS);
        assertEquals(List.of(), outputs());
        pass(Retry.FIRST_NS);
        assertEquals(List.of(reverse), outputs());
        receive(Direction.REVERSE, new Message.DrainedAcknowledged(HANDOVER, Direction.REVERSE));
        pass(Retry.MAX_NS);
        assertEquals(List.of(), outputs());
    }

    @Test
    void shouldTakeTransparentVnfForDrainedWhenMarkersAreBack() {
        receive(Direction.FORWARD, source());
        receive(Direction.REVERSE, source());
        outputs();

        machine.handleFromVnf(nowNs, Direction.REVERSE, ByteBuffer.wrap(codec.encodeMarker(HANDOVER)));
        assertEquals(List.of(), outputs());
        machine.handleFromVnf(nowNs, Direction.FORWARD, ByteBuffer.wrap(codec.encodeMarker(HANDOVER)));

        assertEquals(2, outputs().size());
    }

    @Test
    void shouldTakeTransparentVnfForDrainedAfterAWhile() {
        receive(Direction.FORWARD, source());
        receive(Direction.REVERSE, source());
        outputs();

        pass(HslFlow.DRAIN_NS - 1);
        assertEquals(List.of(), outputs());
        pass(1);

        assertEquals(List.of(sent(Direction.FORWARD, new Message.Drained(HANDOVER, Direction.FORWARD)),
            sent(Direction.REVERSE, new Message.Drained(HANDOVER, Direction.REVERSE))), outputs());
    }

    @Test
    void shouldTellDestinationToExpectTheState() {
        machine.handleVnfAttached(true);

        receive(Direction.FORWARD, destination());

        assertEquals(List.of(new Told(Instruction.IMPORT_STATE, HANDOVER, "vnf2", null),
            acknowledged(Role.DESTINATION, Direction.FORWARD, 0)), outputs());
    }

    @Test
    void shouldReleaseOnlyWhenStateAndReleaseFinishedAreThere() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        unmarked(2);
        marked(1);
        outputs();

        machine.handleStateImported(nowNs + 5_000, HANDOVER);
        assertEquals(List.of(), drain());
        receive(Direction.FORWARD, releaseFinished(1));
        assertEquals(List.of(1, 2), drain());

        assertEquals(List.of(sent(Direction.FORWARD, new HandoverFinished(HANDOVER, Outcome.COMPLETED,
            new AgentCounters(1, 1, 0, 0, 0), 5))), outputs());
        assertEquals(Verdict.FORWARD, unmarked(3));
        pass(HslMachine.ACKNOWLEDGE_WITHIN_NS);
        assertEquals(List.of(), outputs(), "HANDOVER_FINISHED says that RELEASE_FINISHED was heard");
    }

    @Test
    void shouldAcknowledgeReleaseFinishedIfTheStateTakesItsTimeAndEachRepetitionAtOnce() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        outputs();
        final var acknowledgement = List.of(
            sent(Direction.FORWARD, new Message.ReleaseFinishedAcknowledged(HANDOVER, Direction.FORWARD)));

        receive(Direction.FORWARD, releaseFinished(0));
        pass(HslMachine.ACKNOWLEDGE_WITHIN_NS - 1);
        assertEquals(List.of(), outputs());
        pass(1);
        assertEquals(acknowledgement, outputs());
        pass(2 * HslMachine.ACKNOWLEDGE_WITHIN_NS);
        assertEquals(List.of(), outputs(), "once");
        receive(Direction.FORWARD, releaseFinished(0));

        assertEquals(acknowledgement, outputs());
    }

    @Test
    void shouldNotReleaseBeforeTheStateIsThere() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        marked(1);
        receive(Direction.FORWARD, releaseFinished(1));
        outputs();

        pass(1_000 * MS);
        assertEquals(List.of(), drain());
        machine.handleStateImported(nowNs, HANDOVER);

        assertEquals(List.of(1), drain());
    }

    @Test
    void shouldNotReleaseBeforeAllAnnouncedPacketsAreThere() {
        receive(Direction.FORWARD, destination());
        marked(1);
        receive(Direction.FORWARD, releaseFinished(2));
        outputs();
        assertEquals(List.of(), drain());

        marked(2);
        outputs();

        assertEquals(List.of(1, 2), drain());
    }

    @Test
    void shouldReleaseMarkedPacketsThatComeBehindReleaseFinishedInTheirOrder() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        marked(1);
        receive(Direction.FORWARD, releaseFinished(1));
        marked(2);
        unmarked(3);
        outputs();

        machine.handleStateImported(nowNs + 5_000, HANDOVER);

        assertEquals(List.of(1, 2, 3), drain());
        assertEquals(List.of(sent(Direction.FORWARD, new HandoverFinished(HANDOVER, Outcome.COMPLETED,
            new AgentCounters(2, 1, 0, 0, 0), 5))), outputs());
    }

    @Test
    void shouldReleaseWithoutStateOnlyWhenToldSo() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        marked(1);
        outputs();

        receive(Direction.FORWARD, new Message.ReleaseFinished(HANDOVER, Direction.FORWARD, 1, true));

        assertEquals(List.of(1), drain());
        final var finished = (Sent) outputs().getLast();
        assertEquals(Outcome.FAILED, ((HandoverFinished) finished.message()).outcome());
    }

    @Test
    void shouldCountAnnouncedPacketsThatDoNotComeAsLost() {
        receive(Direction.FORWARD, destination());
        marked(1);
        receive(Direction.FORWARD, releaseFinished(3));
        outputs();

        pass(HslFlow.SHORTFALL_NS - 1);
        assertEquals(List.of(), drain());
        pass(1);
        assertEquals(List.of(1), drain());

        final var finished = (Sent) outputs().getLast();
        assertEquals(new HandoverFinished(HANDOVER, Outcome.FAILED, new AgentCounters(1, 0, 0, 2, 0), 0),
            finished.message());
    }

    @Test
    void shouldReleaseInOrderWhenBufferIsFull() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, new StartHandover(HANDOVER, Role.DESTINATION, 1, StateTransfer.MOVE, SLOT, FLOW,
            FLOW.reversed(), "", "", 2, Overflow.FAIL, DEADLINE_MS, 0));
        unmarked(2);
        unmarked(3);
        outputs();
        assertEquals(List.of(), drain());

        marked(1);
        outputs();

        assertEquals(List.of(1, 2, 3), drain());
        final var finished = (Sent) outputs().getLast();
        assertEquals(Outcome.FAILED, ((HandoverFinished) finished.message()).outcome());
    }

    @Test
    void shouldReportFirstUnmarkedPacketOnceAndRepeatItUntilReleaseFinished() {
        receive(Direction.FORWARD, destination());
        outputs();
        final var report = sent(Direction.FORWARD, new Message.FirstUnmarked(HANDOVER, Direction.FORWARD));

        marked(1);
        assertEquals(List.of(), outputs());
        unmarked(2);
        unmarked(3);
        assertEquals(List.of(report), outputs());
        pass(Retry.FIRST_NS);
        assertEquals(List.of(report), outputs());

        receive(Direction.FORWARD, releaseFinished(1));
        drain();
        outputs();
        receive(Direction.FORWARD, new Message.HandoverEnded(HANDOVER, Outcome.COMPLETED));
        outputs();
        pass(Retry.MAX_NS);
        assertEquals(List.of(), outputs());
    }

    @Test
    void shouldRepeatFinishedUntilEndedAndThenForgetTheFlow() {
        receive(Direction.FORWARD, destination());
        receive(Direction.FORWARD, releaseFinished(0));
        drain();
        outputs();
        pass(Retry.FIRST_NS);
        assertEquals(1, outputs().size());

        receive(Direction.FORWARD, new Message.HandoverEnded(HANDOVER, Outcome.COMPLETED));
        outputs();
        receive(Direction.FORWARD, new Message.HandoverEnded(HANDOVER, Outcome.COMPLETED));
        assertEquals(List.of(sent(Direction.FORWARD, new Message.HandoverEndedAcknowledged(HANDOVER))), outputs());

        pass(HslFlow.LINGER_NS - 1);
        assertNotNull(gate(Direction.FORWARD, FLOW.ethDestination()));
        pass(1);
        assertTrue(machine.isIdle());
        assertNull(gate(Direction.FORWARD, FLOW.ethDestination()));
        assertNull(gate(Direction.FORWARD, Mark.of(false, HANDOVER, SLOT, 0)));
        assertEquals(List.of(), outputs());
    }

    /** Packets with the mark of an attempt that a later one has taken over may come for a while (seed 4464652). */
    @Test
    void shouldKnowTheMarkOfASupersededAttemptForAWhile() {
        receive(Direction.FORWARD, destination());
        pass(DEADLINE_MS * MS);
        receive(Direction.FORWARD, new StartHandover(HANDOVER + 1, Role.SOURCE, 1, StateTransfer.MOVE, SLOT + 1, FLOW,
            FLOW.reversed(), "vnf2", "192.0.2.2", 100, Overflow.FAIL, DEADLINE_MS, 0));

        pass(HslFlow.LINGER_NS - 1);
        assertNotNull(gate(Direction.FORWARD, Mark.of(true, HANDOVER, SLOT, 0)));
        pass(1);
        assertNull(gate(Direction.FORWARD, Mark.of(true, HANDOVER, SLOT, 0)));
    }

    @Test
    void shouldTellVnfHowTheHandoverEnded() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, source());
        outputs();

        receive(Direction.FORWARD, new Message.HandoverEnded(HANDOVER, Outcome.ROLLED_BACK));

        assertEquals(List.of(new Told(Instruction.HANDOVER_FINISHED, HANDOVER, "vnf2", Outcome.ROLLED_BACK),
            sent(Direction.FORWARD, new Message.HandoverEndedAcknowledged(HANDOVER))), outputs());
    }

    @Test
    void shouldAnswerEndOfHandoverThatItDoesNotKnow() {
        receive(Direction.REVERSE, new Message.HandoverEnded(5, Outcome.FAILED));

        assertEquals(List.of(sent(Direction.REVERSE, new Message.HandoverEndedAcknowledged(5))), outputs());
    }

    @Test
    void shouldLetPacketsPassAfterItsOwnDeadline() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        unmarked(1);
        outputs();

        pass(DEADLINE_MS * MS);
        assertEquals(List.of(), drain());
        pass(DEADLINE_MS * MS / 2);

        assertEquals(List.of(1), drain());
        assertEquals(Verdict.FORWARD, unmarked(2));
        assertEquals(0, machine.held());
    }

    @Test
    void shouldLetPacketsPassAtSourceAfterItsOwnDeadline() {
        receive(Direction.FORWARD, source());
        receive(Direction.REVERSE, source());

        pass(DEADLINE_MS * MS * 3 / 2);

        assertEquals(Verdict.FORWARD, unmarked(1));
        pass(HslFlow.LINGER_NS);
        assertTrue(machine.isIdle());
    }

    /** A roll-back (design: section 5): the destination gives back what it holds, older packets first. */
    @Test
    void shouldGiveBackWhatItHoldsBeforeItAcknowledgesRollBack() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        unmarked(3);
        marked(2);
        arrive(Direction.FORWARD, 1, Mark.of(true, HANDOVER, SLOT, 0));
        outputs();

        receive(Direction.FORWARD, start(HANDOVER + 1, Role.SOURCE, 1, StateTransfer.NONE));
        assertEquals(Verdict.HOLD, unmarked(4));
        assertTrue(machine.draining().getFirst().drainsToNetwork());
        assertFalse(outputs().stream().anyMatch(output -> output instanceof Sent message
            && message.message() instanceof StartAcknowledged));
        assertEquals(List.of(1, 2, 3, 4), drain());

        assertTrue(outputs().contains(sent(Direction.FORWARD, new StartAcknowledged(HANDOVER + 1, Role.SOURCE,
            Direction.FORWARD, 4, 0))));
        assertEquals(Verdict.RETURN, unmarked(5));
        assertEquals(0, machine.held());
    }

    @Test
    void shouldReleaseWhatCameFirstAfterBecomingDestinationOfItsOwnRollBack() {
        receive(Direction.FORWARD, start(HANDOVER, Role.SOURCE, 1, StateTransfer.NONE));
        assertEquals(Verdict.RETURN, unmarked(1));

        receive(Direction.FORWARD, start(HANDOVER + 1, Role.DESTINATION, 1, StateTransfer.NONE));
        unmarked(3);
        arrive(Direction.FORWARD, 1, Mark.of(true, HANDOVER + 1, SLOT, 0));
        arrive(Direction.FORWARD, 2, Mark.of(false, HANDOVER + 1, SLOT, 0));
        receive(Direction.FORWARD, new Message.ReleaseFinished(HANDOVER + 1, Direction.FORWARD, 2, false));

        assertEquals(List.of(1, 2, 3), drain());
    }

    @Test
    void shouldRestoreStateWhenRolledBack() {
        machine.handleVnfAttached(true);

        receive(Direction.FORWARD, start(HANDOVER, Role.DESTINATION, 1, StateTransfer.RESTORE));

        assertEquals(new Told(Instruction.RESTORE_STATE, HANDOVER, "vnf2", null), outputs().getFirst());
    }

    @Test
    void shouldReportFailedState() {
        machine.handleVnfAttached(true);
        receive(Direction.FORWARD, destination());
        outputs();

        machine.handleStateFailed(nowNs, HANDOVER, "no room");
        machine.handleStateFailed(nowNs, HANDOVER, "no room");

        assertEquals(List.of(sent(Direction.FORWARD, new Message.StateFailed(HANDOVER, "no room"))), outputs());
    }

    @Test
    void shouldKnowMarkedPacketsOfItsAttemptOnly() {
        receive(Direction.FORWARD, destination());

        assertNotNull(gate(Direction.FORWARD, Mark.of(false, HANDOVER, SLOT, 0)));
        assertNull(gate(Direction.FORWARD, Mark.of(false, HANDOVER + 1, SLOT, 0)));
        assertNull(gate(Direction.FORWARD, Mark.of(false, HANDOVER, SLOT + 1, 0)));
        assertNull(gate(Direction.REVERSE, Mark.of(false, HANDOVER, SLOT, 0)));
    }

    /** Until the controller hears of the refusal, packets of the flow come with the mark of what was refused. */
    @Test
    void shouldKnowMarkedPacketsOfAnAttemptThatItHasRefused() {
        receive(Direction.FORWARD, destination());
        marked(0);
        receive(Direction.FORWARD, releaseFinished(1));
        outputs();
        assertEquals(List.of(0), drain());
        outputs();

        receive(Direction.FORWARD, start(HANDOVER + 1, Role.SOURCE, 1, StateTransfer.RESTORE));

        assertInstanceOf(Message.StateFailed.class, ((Sent) outputs().getFirst()).message());
        assertEquals(Verdict.RESTORE_AND_FORWARD,
            arrive(Direction.FORWARD, 1, Mark.of(false, HANDOVER + 1, SLOT, 0)));
        assertNotNull(gate(Direction.FORWARD, Mark.of(false, HANDOVER, SLOT, 0)));
        assertNull(gate(Direction.FORWARD, Mark.of(false, HANDOVER + 2, SLOT, 0)));
    }

    @Test
    void shouldCountWhatIsNotForAnHsl() {
        receive(Direction.FORWARD, new Message.Drained(1, Direction.FORWARD));
        receive(Direction.FORWARD, new Message.HelloReply(1, "", "", 0));
        receive(Direction.FORWARD, start(2, Role.SOURCE, Direction.REVERSE.bit(), StateTransfer.MOVE));
        machine.handleControl(nowNs, Direction.FORWARD, new byte[60]);

        assertEquals(3, machine.counters().misplacedMessages());
        assertEquals(1, machine.counters().refused(ControlLink.Refusal.MALFORMED));
        assertEquals(List.of(), outputs());
        assertTrue(machine.isIdle());
    }

    @Test
    void shouldIgnoreWordsAboutUnknownHandovers() {
        machine.handleDrained(nowNs, 1);
        machine.handleStateImported(nowNs, 1);
        machine.handleStateFailed(nowNs, 1, "unknown");
        machine.handleFromVnf(nowNs, Direction.FORWARD, ByteBuffer.wrap(codec.encodeMarker(1)));
        receive(Direction.FORWARD, releaseFinished(1));
        receive(Direction.FORWARD, new Message.DrainedAcknowledged(1, Direction.FORWARD));

        assertEquals(List.of(), outputs());
        assertEquals(0, machine.counters().misplacedMessages());
    }

    @Test
    void shouldRefuseMoreFlowsThanItsBound() {
        for (int i = 0; i <= HslMachine.MAX_FLOWS; i++) {
            final var flow = new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, -1, 0x0800, 17, 0, i, 0, 1, 1, 1);
            receive(Direction.FORWARD, new StartHandover(1 + i, Role.DESTINATION, 1, StateTransfer.NONE, i & 0xFFFF,
                flow, flow.reversed(), "", "", 1, Overflow.FAIL, 1000, 0));
        }

        assertEquals(HslMachine.MAX_FLOWS, machine.flows());
        assertEquals(1, machine.counters().flowsRefused());
    }

    // --- other lives ---

    @Test
    void shouldTellItsSessionToWhoeverSpeaksToAnEarlierLife() {
        final byte[] stale = codec.encode(new ControlFrame(CONTROLLER, SESSION - 1, 1, List.of(source())),
            new Channel(false, Direction.FORWARD), ControlKey.NONE);

        machine.handleControl(nowNs, Direction.FORWARD, stale);
        machine.handleControl(nowNs, Direction.FORWARD, stale);

        assertEquals(List.of(sent(Direction.FORWARD, new Message.HelloReply(0, "vnf1", "1.0", 0))), outputs());
        assertTrue(machine.isIdle());
        assertEquals(2, machine.counters().refused(ControlLink.Refusal.STALE));
    }

    @Test
    void shouldReportItsFlowsToAnotherController() {
        receive(Direction.FORWARD, start(HANDOVER, Role.SOURCE, 1, StateTransfer.MOVE));
        outputs();
        final var hello = codec.encode(new ControlFrame(CONTROLLER + 1, 0, 1, List.of(new Message.Hello(1))),
            new Channel(false, Direction.FORWARD), ControlKey.NONE);

        machine.handleControl(nowNs, Direction.FORWARD, hello);
        final var first = outputs();
        pass(20 * MS);

        final var report = sent(Direction.FORWARD, new Message.FlowReport(HANDOVER, Role.SOURCE, 1, StateTransfer.MOVE,
            Message.FlowReport.STATE_MOVES | Message.FlowReport.ARRIVED, SLOT, FLOW, FLOW.reversed(), "vnf2"));
        assertTrue(first.contains(report), first::toString);
        assertTrue(outputs().contains(report));
    }

    @Test
    void shouldReportNoMoreWhenTheOtherControllerGoesOn() {
        receive(Direction.FORWARD, start(HANDOVER, Role.SOURCE, 1, StateTransfer.MOVE));
        outputs();
        machine.handleDrained(nowNs, HANDOVER);
        receive(Direction.FORWARD, new Message.DrainedAcknowledged(HANDOVER, Direction.FORWARD));
        outputs();
        final var again = codec.encode(new ControlFrame(CONTROLLER + 1, SESSION, 1, List.of(
            start(HANDOVER, Role.SOURCE, 1, StateTransfer.MOVE))), new Channel(false, Direction.FORWARD),
            ControlKey.NONE);

        machine.handleControl(nowNs, Direction.FORWARD, again);

        final var outputs = outputs();
        assertTrue(outputs.contains(sent(Direction.FORWARD, new Message.Drained(HANDOVER, Direction.FORWARD))),
            "it was told to another one: " + outputs);
        assertTrue(outputs.stream().anyMatch(output -> output instanceof Sent sent
            && sent.message() instanceof Message.FlowReport), "an acknowledgement does not say that it was known");
        pass(20 * MS);
        assertTrue(outputs().stream().noneMatch(output -> output instanceof Sent sent
            && sent.message() instanceof Message.FlowReport));
    }

    @Test
    void shouldAnswerOtherVersions() {
        final byte[] newer = frame(Direction.FORWARD, new Message.Hello(1));
        newer[MessageCodec.OFFSET_VERSION] = 7;

        machine.handleControl(nowNs, Direction.FORWARD, newer);

        assertEquals(List.of(sent(Direction.FORWARD, new Message.UnsupportedVersion(0, 7, 1, 1))), outputs());
    }

    /** A VNF may say it before START_HO has come on all sides. */
    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldNotWaitForWhatTheVnfHasSaidAlready() {
        receive(Direction.FORWARD, source());
        machine.handleDrained(nowNs, HANDOVER);
        receive(Direction.REVERSE, source());
        nowNs += HslFlow.DRAIN_NS;

        machine.handleTimeout(nowNs);

        assertTrue(machine.nextTimeoutNs() > nowNs);
    }
}
