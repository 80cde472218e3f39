/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Message.State;

/** A flow's state in parts through the controller. */
class StateRelayTest {
    private static final long HANDOVER = 77;

    private final List<State> sent = new ArrayList<>();

    private void out(final Message message) {
        sent.add((State) message);
    }

    private List<Integer> numbers() {
        final var numbers = sent.stream().map(State::number).toList();
        sent.clear();
        return numbers;
    }

    @Test
    void shouldSendOneEmptyPartForNoState() {
        final var state = new OutgoingState(HANDOVER, new byte[0]);

        state.send(0, this::out);

        assertEquals(List.of(new State(HANDOVER, 0, 1, new byte[0])), sent);
    }

    @Test
    void shouldHaveNoMoreUnderWayThanTheWindow() {
        final var state = new OutgoingState(HANDOVER, new byte[40 * State.PART_LENGTH]);
        state.send(0, this::out);
        assertEquals(OutgoingState.WINDOW, numbers().size());

        state.handleAcknowledged(1, 5);
        state.send(1, this::out);

        assertEquals(List.of(32, 33, 34, 35, 36), numbers());
    }

    @Test
    void shouldRepeatFromWhatIsNotAcknowledgedEverMoreSlowly() {
        final var state = new OutgoingState(HANDOVER, new byte[3 * State.PART_LENGTH]);
        state.send(0, this::out);
        state.handleAcknowledged(0, 1);
        numbers();

        assertEquals(Retry.FIRST_NS, state.dueNs());
        state.repeat(Retry.FIRST_NS, this::out);
        assertEquals(List.of(1, 2), numbers());
        assertEquals(3 * Retry.FIRST_NS, state.dueNs());

        state.handleAcknowledged(Retry.FIRST_NS, 3);
        assertEquals(Long.MAX_VALUE, state.dueNs());
    }

    @Test
    void shouldPutPartsTogetherInWhateverOrderTheyCome() {
        final byte[] octets = new byte[12_345];
        new Random(1).nextBytes(octets);
        final var outgoing = new OutgoingState(HANDOVER, octets);
        outgoing.send(0, this::out);
        final var incoming = new IncomingState();

        for (int i = sent.size() - 1; i >= 0; i--) {
            assertFalse(incoming.isComplete());
            assertEquals(i == 0 ? sent.size() : 0, incoming.handle(sent.get(i)));
        }

        assertTrue(incoming.isComplete());
        assertEquals(sent.size(), incoming.handle(sent.get(3)));
        assertArrayEquals(octets, incoming.octets());
    }

    @Test
    void shouldRefuseWhatIsNoPart() {
        assertThrows(IllegalArgumentException.class, () -> new State(HANDOVER, 2, 2, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new State(HANDOVER, -1, 2, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new State(HANDOVER, 0, State.MAX_PARTS + 1, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new State(HANDOVER, 0, 1, new byte[1001]));
        assertThrows(IllegalArgumentException.class, () -> new Message.StateAcknowledged(HANDOVER, 3, 2));
    }
}
