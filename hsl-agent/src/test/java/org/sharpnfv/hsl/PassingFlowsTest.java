/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;

class PassingFlowsTest {
    private static final int LENGTH = 64;
    private static final int OFFSET = 3;

    private final MemorySegment memory = Arena.ofAuto().allocate(128);
    private final PassingFlows flows = new PassingFlows();

    private void write(final byte[] frame) {
        MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, OFFSET, frame.length);
    }

    private boolean has(final byte[] frame) {
        return has(Direction.FORWARD, frame);
    }

    private boolean has(final Direction side, final byte[] frame) {
        write(frame);
        return flows.has(side, memory, OFFSET, frame.length);
    }

    /** A UDP packet over IPv4. */
    private static byte[] udp() {
        final byte[] frame = new byte[LENGTH];
        frame[0] = 2;
        frame[6] = 2;
        frame[11] = 1;
        frame[12] = 8;
        frame[14] = 0x45;
        frame[17] = LENGTH - 14;
        frame[22] = 64;
        frame[23] = 17;
        frame[26] = 10;
        frame[30] = 10;
        frame[35] = 7;
        frame[37] = 9;
        // of TCP, if it is that
        frame[46] = 0x50;
        return frame;
    }

    private static FlowKey key(final byte[] frame) {
        final var header = new FrameHeader();
        assertTrue(header.parse(ByteBuffer.wrap(frame), 0, frame.length));
        return header.key();
    }

    @Test
    void shouldRememberUntilToldToForget() {
        assertFalse(has(udp()));
        flows.remember();

        assertTrue(has(udp()));
        assertFalse(has(Direction.REVERSE, udp()), "the other side has gates of its own");
        flows.forget();

        assertFalse(has(udp()));
        flows.remember();
        assertTrue(has(udp()));
    }

    @Test
    void shouldNotRememberWhatWasNeverAFrame() {
        assertFalse(has(new byte[LENGTH]));
        flows.remember();
        assertFalse(has(new byte[LENGTH]));
        assertFalse(has(new byte[20]));
    }

    @Test
    void shouldForgetAlsoAfterMillionsOfTimes() {
        for (int i = 0; i < 1 << 22; i++) {
            assertFalse(has(udp()));
            flows.remember();
            flows.forget();
        }

        assertFalse(has(udp()));
    }

    /** Whatever one byte is changed to: never is a flow with another key taken for the one that is remembered. */
    @Test
    void shouldTellFlowsApartByEveryByteOfTheirKeys() {
        final var random = new Random(5);
        int taken = 0;
        for (int i = 0; i < 200_000; i++) {
            final byte[] one = udp();
            one[23] = (byte) (i % 3 == 0 ? 6 : i % 3 == 1 ? 17 : random.nextInt(256));
            final byte[] other = one.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                other[random.nextInt(LENGTH)] = (byte) random.nextInt(256);
            }
            flows.forget();
            has(one);
            flows.remember();

            if (has(other)) {
                taken++;
                assertEquals(key(one), key(other));
            }
        }
        assertTrue(taken > 50_000, () -> "too few to mean something");
    }
}
