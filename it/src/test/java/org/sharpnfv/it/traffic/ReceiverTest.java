/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverTest {
    private static final int PORT = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {60, 62, 64, 1000, 1500, 1514})
    void shouldCountWholePacketsOfAnySize(final int frameBytes) {
        final var receiver = new Receiver(2, PORT, Payload.bytes(frameBytes));
        final var packet = Payload.allocate(frameBytes);

        for (long i = 0; i < 300; i++) {
            Payload.stamp(packet, i, 99);
            assertTrue(receiver.accept(PORT + 1, packet, packet.capacity(), 100));
        }

        final Tally tally = receiver.tally(0);
        assertEquals(Map.of(PORT, 0L, PORT + 1, 300L), tally.perFlow());
        assertEquals(0, tally.damaged());
    }

    @Test
    void shouldNoticeACutFrame() {
        final var receiver = new Receiver(1, PORT, Payload.bytes(1514));
        final var packet = Payload.allocate(1514);
        Payload.stamp(packet, 0, 99);

        assertFalse(receiver.accept(PORT, packet, packet.capacity() - 4, 100));
        assertEquals(1, receiver.tally(0).damaged());
        assertEquals(0, receiver.distinct());
    }

    @Test
    void shouldNoticeStrangers() {
        final var receiver = new Receiver(1, PORT, Payload.bytes(60));
        final var packet = Payload.allocate(60);
        Payload.stamp(packet, 0, 99);

        assertFalse(receiver.accept(PORT + 1, packet, packet.capacity(), 100));
        assertEquals(1, receiver.tally(0).damaged());
    }

    @Test
    void shouldNameWhatIsMissingAsRanges() {
        final var receiver = new Receiver(1, PORT, Payload.bytes(60));
        final var packet = Payload.allocate(60);
        for (long i : new long[] {0, 1, 5, 6, 8}) {
            Payload.stamp(packet, i, 99);
            receiver.accept(PORT, packet, packet.capacity(), 100);
        }

        assertEquals(List.of("port 20000 numbers 2 to 4", "port 20000 numbers 7 to 7", "port 20000 numbers 9 to 9"),
            receiver.missing(0, 10));
    }

    @Test
    void shouldTellWhichPacketWasLate() {
        final var receiver = new Receiver(1, PORT, Payload.bytes(60));
        final var packet = Payload.allocate(60);
        for (long i : new long[] {1, 0, 1}) {
            Payload.stamp(packet, i, 99);
            receiver.accept(PORT, packet, packet.capacity(), 100 + i);
        }

        assertEquals(List.of("reordered port 20000 number 0 at 100", "duplicated port 20000 number 1 at 101"),
            receiver.tally(3).anomalies());
    }
}
