/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames for tests, and what a shim received of them. */
public final class Frames {
    private static final String ADDRESSES = "020000000002020000000001";
    private static final String TYPE = "1234";

    private final List<byte[]> received = new ArrayList<>();

    /** An untagged frame with a number in it. */
    public static byte[] plain(final int number, final int length) {
        return frame(ADDRESSES + TYPE, number, length);
    }

    /** A frame of a stream of frames of all sizes. */
    static byte[] numbered(final int number) {
        return plain(number, 60 + number % 1455);
    }

    /** So many {@link #numbered} frames came, each once and in order. */
    static void assertNumbered(final int count, final List<byte[]> received) {
        assertEquals(count, received.size());
        for (int i = 0; i < count; i++) {
            assertArrayEquals(numbered(i), received.get(i), "frame " + i);
        }
    }

    /** Bytes from their digits. */
    static byte[] hex(final String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** A frame with one or more tags, such as {@code 8100602a}. */
    public static byte[] tagged(final String tags, final int number, final int length) {
        return frame(ADDRESSES + tags + TYPE, number, length);
    }

    private static byte[] frame(final String header, final int number, final int length) {
        final byte[] begin = HexFormat.of().parseHex(header);
        final var frame = Arrays.copyOf(begin, length);
        for (int i = begin.length; i < length; i++) {
            frame[i] = (byte) (number >> (i % 4 * 8));
        }
        return frame;
    }

    public static void send(final Shim shim, final byte[]... frames) {
        for (final byte[] frame : frames) {
            final MemorySegment memory = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, frame);
            shim.send(memory, 0, frame.length);
            shim.flush();
        }
    }

    /** Takes our frames only: the host itself may send others. */
    public void take(final MemorySegment memory, final long offset, final int length) {
        final byte[] frame = memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        if (isOurs(frame, 12) || isOurs(frame, 16) || isOurs(frame, 20)) {
            received.add(frame);
        }
    }

    /** Directly behind the addresses, or behind tags. */
    private static boolean isOurs(final byte[] frame, final int at) {
        return frame.length >= at + 2 && frame[at] == 0x12 && frame[at + 1] == 0x34;
    }

    /** What was taken so far. */
    List<byte[]> received() {
        return received;
    }

    /** Polls until so many frames came or two seconds have passed. */
    public List<byte[]> await(final Shim shim, final int count) {
        final long startNs = System.nanoTime();
        while (received.size() < count && System.nanoTime() - startNs < 2_000_000_000L) {
            shim.poll(this::take, 64);
        }
        shim.poll(this::take, 64);
        return received;
    }
}
