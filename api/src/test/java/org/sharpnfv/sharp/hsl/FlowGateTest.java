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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.hsl.FlowGate.State;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message.StartHandover;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.ProtocolDocument;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The table in the Javadoc of {@link FlowGate}, and the order in which held packets leave (paper: III-C, phase 3). */
class FlowGateTest {
    private static final long HANDOVER = 0x105;
    private static final int SLOT = 0xBEEF;
    private static final FlowKey FLOW = TestFlows.udp(5000);
    private static final long UNMARKED = FLOW.ethDestination();
    private static final long MARKED = Mark.of(false, HANDOVER, SLOT, 0);
    private static final long LATE = Mark.of(true, HANDOVER, SLOT, 0);

    private final HslMachine machine = new HslMachine("vnf", "1", new MessageCodec(MessageCodec.ETHER_TYPE),
        ControlKey.NONE, 1);
    private HslFlow flow;

    private FlowGate gate(final State state, final int limit, final Overflow overflow) {
        final boolean source = state == State.RETURN || state == State.RETURNING;
        flow = new HslFlow(machine, new StartHandover(HANDOVER, source ? Role.SOURCE : Role.DESTINATION, 1,
            StateTransfer.MOVE, SLOT, FLOW, FLOW.reversed(), "", "", limit, overflow, 1000, 0), 0, 0);
        flow.handleStart(0, Direction.FORWARD, flow.start());
        return new FlowGate(flow, Direction.FORWARD, state);
    }

    private FlowGate gate(final State state) {
        return gate(state, 100, Overflow.FAIL);
    }

    /** Takes a packet as a driver does. */
    private static Verdict arrive(final FlowGate gate, final int handle, final long ethDestination) {
        final var verdict = gate.offer(ethDestination);
        if (verdict == Verdict.HOLD || verdict == Verdict.RESTORE_AND_HOLD) {
            gate.hold(handle, ethDestination);
        }
        return verdict;
    }

    private static List<Integer> drain(final FlowGate gate) {
        final var handles = new ArrayList<Integer>();
        for (int handle = gate.next(); handle >= 0; handle = gate.next()) {
            handles.add(handle);
        }
        return handles;
    }

    @ParameterizedTest
    @CsvSource({"RETURNING, HOLD, RESTORE_AND_HOLD, RESTORE_AND_HOLD", "RETURN, RETURN, RETURN, RETURN",
        "HOLD, HOLD, RESTORE_AND_HOLD, RESTORE_AND_HOLD",
        "PASSING, HOLD, RESTORE_AND_FORWARD, RESTORE_AND_FORWARD",
        "RELEASING, HOLD, RESTORE_AND_HOLD, RESTORE_AND_HOLD",
        "OPEN, FORWARD, RESTORE_AND_FORWARD, RESTORE_AND_FORWARD"})
    void shouldDecideByStateAndMark(final State state, final Verdict unmarked, final Verdict marked,
            final Verdict late) {
        final var gate = gate(state);

        assertEquals(unmarked, arrive(gate, 1, UNMARKED));
        assertEquals(marked, arrive(gate, 2, MARKED));
        assertEquals(late, arrive(gate, 3, LATE));
        assertEquals(state, gate.state());
    }

    /** The table in PROTOCOL.md is this one. */
    @Test
    void shouldDecideAsSpecified() {
        final var rows = ProtocolDocument.ofThisModule().table("state | unmarked packet");

        for (final var row : rows) {
            final var gate = gate(State.valueOf(row.get(0)));

            assertEquals(Verdict.valueOf(row.get(1)), arrive(gate, 1, UNMARKED), row::toString);
            assertEquals(Verdict.valueOf(row.get(2)), arrive(gate, 2, MARKED), row::toString);
        }
        assertEquals(List.of(State.values()), rows.stream().map(row -> State.valueOf(row.get(0))).toList());
    }

    @Test
    void shouldCountAMarkedPacketThatUnmarkedOnesHaveOvertaken() {
        final var gate = gate(State.RELEASING);
        arrive(gate, 1, UNMARKED);
        arrive(gate, 2, UNMARKED);
        assertEquals(1, gate.next());

        arrive(gate, 3, MARKED);

        assertEquals(List.of(3, 2), drain(gate));
        assertEquals(1, flow.counters().reordered());
        assertEquals(0, flow.counters().late());
    }

    @ParameterizedTest
    @CsvSource({"RETURNING, RETURN", "RELEASING, OPEN"})
    void shouldGoOnWhenNothingIsLeftToDrain(final State state, final State next) {
        final var gate = gate(state);
        arrive(gate, 1, UNMARKED);

        assertTrue(gate.isDraining());
        assertEquals(state == State.RETURNING, gate.drainsToNetwork());
        assertEquals(List.of(1), drain(gate));

        assertEquals(next, gate.state());
        assertFalse(gate.isDraining());
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"RETURN", "HOLD", "PASSING", "OPEN"})
    void shouldDrainNothingInOtherStates(final State state) {
        final var gate = gate(state);
        arrive(gate, 1, UNMARKED);

        assertFalse(gate.isDraining());
        assertEquals(-1, gate.next());
        assertEquals(state, gate.state());
    }

    @Test
    void shouldPassMarkedPacketsInTheirOrderBeforeTheOthersMay() {
        final var gate = gate(State.HOLD);
        arrive(gate, 1, UNMARKED);
        arrive(gate, 2, MARKED);
        arrive(gate, 3, LATE);

        gate.releaseMarked();

        assertTrue(gate.isDraining());
        assertEquals(Verdict.RESTORE_AND_HOLD, arrive(gate, 4, MARKED));
        assertEquals(List.of(3, 2, 4), drain(gate));
        assertEquals(State.PASSING, gate.state());
        assertEquals(Verdict.RESTORE_AND_FORWARD, arrive(gate, 5, MARKED));
        assertEquals(Verdict.HOLD, arrive(gate, 6, UNMARKED));
        assertFalse(gate.isDraining());
        assertEquals(4, gate.markedReceived());

        gate.release();

        assertEquals(List.of(1, 6), drain(gate));
        assertEquals(State.OPEN, gate.state());
        assertEquals(0, gate.flow().counters().reordered());
    }

    @Test
    void shouldCountALatePacketThatComesBehindNewerOnesAsReordered() {
        final var gate = gate(State.HOLD);
        gate.releaseMarked();
        arrive(gate, 1, MARKED);

        assertEquals(Verdict.RESTORE_AND_FORWARD, arrive(gate, 2, LATE));

        assertEquals(1, gate.flow().counters().late());
        assertEquals(1, gate.flow().counters().reordered());
    }

    @ParameterizedTest
    @CsvSource({"RETURNING, RETURNING", "RETURN, RETURN", "HOLD, RELEASING", "PASSING, RELEASING",
        "RELEASING, RELEASING", "OPEN, OPEN"})
    void shouldReleaseOnlyWhatHolds(final State state, final State next) {
        final var gate = gate(state);

        gate.release();

        assertEquals(next, gate.state());
    }

    @ParameterizedTest
    @CsvSource({"RETURNING, RELEASING", "RETURN, OPEN", "HOLD, RELEASING", "PASSING, RELEASING",
        "RELEASING, RELEASING", "OPEN, OPEN"})
    void shouldLetPacketsPassWhenItGivesUp(final State state, final State next) {
        final var gate = gate(state);

        gate.giveUp();

        assertEquals(next, gate.state());
    }

    @Test
    void shouldReleaseSwBuffOnlyAfterCtrlBuffAndCtrlBuffOnlyAfterLatePackets() {
        final var gate = gate(State.HOLD);
        arrive(gate, 5, UNMARKED);
        arrive(gate, 3, MARKED);
        arrive(gate, 1, LATE);
        arrive(gate, 6, UNMARKED);
        arrive(gate, 4, MARKED);
        arrive(gate, 2, LATE);

        gate.release();

        assertEquals(List.of(1, 2, 3, 4, 5, 6), drain(gate));
        assertEquals(0, flow.counters().reordered());
        assertEquals(2, flow.counters().late());
        assertEquals(4, flow.counters().ctrlBuffMax());
        assertEquals(2, flow.counters().swBuffMax());
    }

    @Test
    void shouldLetNoNewerPacketOvertakeWhileItReleases() {
        final var gate = gate(State.HOLD);
        arrive(gate, 1, MARKED);
        arrive(gate, 2, UNMARKED);
        gate.release();

        assertEquals(1, gate.next());
        assertEquals(Verdict.HOLD, arrive(gate, 3, UNMARKED));
        assertEquals(2, gate.next());
        assertEquals(Verdict.HOLD, arrive(gate, 4, UNMARKED));

        assertEquals(List.of(3, 4), drain(gate));
        assertEquals(Verdict.FORWARD, arrive(gate, 5, UNMARKED));
    }

    @Test
    void shouldCountLatePacketAsReorderedOnceSwBuffFlows() {
        final var gate = gate(State.HOLD);
        arrive(gate, 2, UNMARKED);
        arrive(gate, 3, UNMARKED);
        gate.release();
        assertEquals(2, gate.next());

        arrive(gate, 1, LATE);

        assertEquals(List.of(1, 3), drain(gate));
        assertEquals(1, flow.counters().reordered());
        assertEquals(1, flow.counters().late());
    }

    @Test
    void shouldCountMarkedPacketAsReorderedWhenOpen() {
        final var gate = gate(State.OPEN);

        arrive(gate, 1, LATE);

        assertEquals(1, flow.counters().reordered());
    }

    @Test
    void shouldReturnPacketsWithLateMarksInSequence() {
        final var gate = gate(State.RETURN);

        arrive(gate, 1, UNMARKED);
        arrive(gate, 2, UNMARKED);

        assertEquals(Mark.of(true, HANDOVER, SLOT, 0), gate.lateMark());
        assertEquals(2, flow.counters().late());
    }

    @Test
    void shouldCountWhatItGaveBack() {
        final var gate = gate(State.RETURNING);
        arrive(gate, 1, UNMARKED);
        arrive(gate, 2, MARKED);

        assertEquals(List.of(2, 1), drain(gate));

        assertEquals(2, gate.returned());
        assertEquals(0, gate.held());
    }

    @Test
    void shouldDropAndCountBeyondTheBound() {
        final var gate = gate(State.HOLD, 2, Overflow.DROP);
        arrive(gate, 1, MARKED);
        arrive(gate, 2, UNMARKED);

        assertEquals(Verdict.DROP, arrive(gate, 3, UNMARKED));
        assertEquals(Verdict.DROP, arrive(gate, 4, MARKED));

        assertEquals(2, flow.counters().lost());
        assertEquals(2, gate.markedReceived());
        gate.release();
        assertEquals(List.of(1, 2), drain(gate));
    }

    @Test
    void shouldRelaxTheOrderBeyondTheBound() {
        final var gate = gate(State.HOLD, 1, Overflow.REORDER);
        arrive(gate, 1, UNMARKED);

        assertEquals(Verdict.FORWARD, arrive(gate, 2, UNMARKED));
        assertEquals(Verdict.RESTORE_AND_FORWARD, arrive(gate, 3, MARKED));

        assertEquals(2, flow.counters().reordered());
        assertEquals(0, flow.counters().lost());
    }

    @Test
    void shouldKeepTheOrderBeyondTheBoundWhenItFails() {
        final var gate = gate(State.HOLD, 1, Overflow.FAIL);
        arrive(gate, 2, UNMARKED);

        assertEquals(Verdict.RESTORE_AND_HOLD, arrive(gate, 1, MARKED));
        assertEquals(Verdict.HOLD, arrive(gate, 3, UNMARKED));

        gate.release();
        assertEquals(List.of(1, 2, 3), drain(gate));
        assertEquals(0, flow.counters().lost());
    }

    @Test
    void shouldTakeOverPacketsOfEarlierGateAsOlderThanItsOwn() {
        final var earlier = gate(State.HOLD);
        arrive(earlier, 3, UNMARKED);
        arrive(earlier, 2, MARKED);
        arrive(earlier, 1, LATE);
        final var earlierFlow = flow;
        final var gate = gate(State.HOLD);

        gate.adopt(earlier);

        arrive(gate, 5, UNMARKED);
        arrive(gate, 4, MARKED);
        gate.release();
        assertEquals(0, earlierFlow.held());
        assertEquals(5, flow.held());
        assertEquals(State.OPEN, earlier.state());
        assertEquals(List.of(1, 2, 3, 4, 5), drain(gate));
    }

    @Test
    void shouldKeepTheOrderOfVeryManyPackets() {
        final var gate = gate(State.HOLD, 100_000, Overflow.FAIL);
        for (int i = 0; i < 10_000; i++) {
            arrive(gate, i, UNMARKED);
        }

        gate.release();

        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, gate.next());
            arrive(gate, 10_000 + i, UNMARKED);
        }
        assertEquals(10_000, drain(gate).size());
    }

    @Test
    void shouldCountPacketForWhichThereWasNoMemory() {
        final var gate = gate(State.HOLD);

        gate.lost();

        assertEquals(1, flow.counters().lost());
    }
}
