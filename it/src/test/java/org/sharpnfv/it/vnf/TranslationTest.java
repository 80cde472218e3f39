/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;

class TranslationTest {
    private static final int ADDRESS = 0x0A00_0064;
    private static final FlowKey FLOW = flow(20_000);

    private final Translation translation = new Translation(ADDRESS, 2000);

    private static FlowKey flow(final int port) {
        return new FlowKey(1, 2, FlowKey.UNTAGGED, 0x800, 17, 0, 0x0a00_0001, 0, 0x0a00_0002, port, 7);
    }

    /** A packet with right checksums. */
    private static ByteBuffer packet(final FlowKey key, final Random random) {
        final var frame = ByteBuffer.allocate(14 + 20 + 8 + 20);
        frame.putShort(0, (short) 0).putInt(2, (int) key.ethDestination()).putInt(8, (int) key.ethSource());
        frame.putShort(12, (short) 0x800).putShort(14, (short) 0x4500).putShort(16, (short) 48)
            .putShort(22, (short) 0x4011).putInt(26, (int) key.sourceLow()).putInt(30, (int) key.destinationLow())
            .putShort(34, (short) key.sourcePort()).putShort(36, (short) key.destinationPort())
            .putShort(38, (short) 28);
        frame.putLong(42, random.nextLong()).putLong(50, random.nextLong());
        frame.putShort(24, (short) ~sum(frame, 14, 20, 0));
        frame.putShort(40, (short) ~sum(frame, 34, 28, pseudo(frame)));
        return frame;
    }

    private static int pseudo(final ByteBuffer frame) {
        return sum(frame, 26, 8, 17 + 28);
    }

    private static int sum(final ByteBuffer frame, final int at, final int length, final int start) {
        int sum = start;
        for (int i = 0; i < length; i += 2) {
            sum += frame.getShort(at + i) & 0xFFFF;
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    private static FlowKey key(final ByteBuffer frame) {
        final var header = new FrameHeader();
        assertTrue(header.parse(frame, 0, frame.capacity()));
        return header.key();
    }

    @Test
    void shouldTranslateThereAndBackWithRightChecksums() {
        final var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            final var key = flow(1 + random.nextInt(0xFFFF));
            final int port = 1 + random.nextInt(0xFFFF);
            final var frame = packet(key, random);
            assertEquals(0xFFFF, sum(frame, 34, 28, pseudo(frame)));

            translation.outward(frame, 0, port);

            assertEquals(translation.reverseKey(key, port).reversed(), key(frame));
            assertEquals(0xFFFF, sum(frame, 14, 20, 0));
            assertEquals(0xFFFF, sum(frame, 34, 28, pseudo(frame)));
            final var answer = packet(translation.reverseKey(key, port), random);
            Translation.inward(answer, 0, key);
            assertEquals(key.reversed(), key(answer));
            assertEquals(0xFFFF, sum(answer, 14, 20, 0));
            assertEquals(0xFFFF, sum(answer, 34, 28, pseudo(answer)));
        }
    }

    @Test
    void shouldLeaveOutAnUdpChecksumThatIsNotThere() {
        final var frame = packet(FLOW, new Random(2)).putShort(40, (short) 0);

        translation.outward(frame, 0, 9);

        assertEquals(0, frame.getShort(40));
    }

    @Test
    void shouldGiveEachFlowAPortOfItsOwn() {
        final int first = translation.choose(FLOW);
        final int second = translation.choose(FLOW);

        assertEquals(22_000, first);
        assertNotEquals(first, second);
    }

    @Test
    void shouldForgetAMappingThatHasMoved() {
        final int port = translation.choose(FLOW);
        translation.know(FLOW, port);
        assertEquals(FLOW, translation.forwardOf(translation.reverseKey(FLOW, port)));

        translation.forget(FLOW, port);

        assertNull(translation.forwardOf(translation.reverseKey(FLOW, port)));
        assertEquals(port, translation.choose(FLOW));
    }

    @Test
    void shouldLeaveFragmentsAndTagsAlone() {
        assertTrue(Translation.applies(FLOW));
        assertFalse(Translation.applies(new FlowKey(1, 2, 5, 0x800, 17, 0, 1, 0, 2, 3, 4)));
        assertFalse(Translation.applies(new FlowKey(1, 2, FlowKey.UNTAGGED, 0x800, 17, 0, 1, 0, 2, 0, 0)));
        assertFalse(translation.isInward(FLOW.reversed()));
    }
}
