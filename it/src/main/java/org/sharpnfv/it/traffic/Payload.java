/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.nio.ByteBuffer;

/**
 * The UDP payload of a numbered packet.
 *
 * <pre>
 *    0        8        16       20
 *   +--------+--------+--------+----------------+
 *   | number | time   | magic  | pattern ...    |   magic and pattern as far as the size allows
 *   +--------+--------+--------+----------------+
 * </pre>
 *
 * <p>The last byte repeats the number's lowest byte, so that a frame that was cut or patched is noticed.
 */
public final class Payload {
    /** Ethernet, IPv4 and UDP headers, bytes. */
    public static final int HEADERS = 14 + 20 + 8;
    /** Smallest frame without frame check sequence, bytes. */
    public static final int FRAME_MIN = 60;
    /** Largest frame of an untagged link with MTU 1500, bytes. */
    public static final int FRAME_MAX = 1514;
    /** Where the sender's number is. */
    public static final int SEQUENCE = 0;
    /** Where the time of sending is, nanoseconds of CLOCK_MONOTONIC. */
    public static final int TIME = 8;
    /** Where the magic is. */
    public static final int MAGIC = 16;
    /** {@code SHrP}. */
    public static final int MAGIC_VALUE = 0x53487250;

    private Payload() {
    }

    /**
     * The payload of a frame.
     *
     * @param frameBytes length of the frame without frame check sequence
     * @return bytes of UDP payload
     */
    public static int bytes(final int frameBytes) {
        return frameBytes - HEADERS;
    }

    static ByteBuffer allocate(final int frameBytes) {
        final var buffer = ByteBuffer.allocateDirect(bytes(frameBytes));
        for (int i = MAGIC; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) i);
        }
        if (buffer.capacity() >= MAGIC + 5) {
            buffer.putInt(MAGIC, MAGIC_VALUE);
        }
        return buffer;
    }

    static void stamp(final ByteBuffer buffer, final long sequence, final long nowNs) {
        buffer.clear();
        buffer.putLong(SEQUENCE, sequence);
        buffer.putLong(TIME, nowNs);
        buffer.put(buffer.capacity() - 1, (byte) sequence);
    }

    /** Whether a received payload is as it was sent. */
    static boolean isWhole(final ByteBuffer buffer, final int length, final int expectedLength) {
        return length == expectedLength && buffer.get(length - 1) == (byte) buffer.getLong(SEQUENCE)
            && (length < MAGIC + 5 || buffer.getInt(MAGIC) == MAGIC_VALUE);
    }
}
