/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;

/**
 * The last bytes of a raw frame: of which stream it is, and its number there. At the end, because every kind of frame
 * has its own idea of a header.
 *
 * <pre>
 *   magic (4) | kind (2) | direction (2) | number (8)
 * </pre>
 *
 * @param kind what frame it is
 * @param direction which way it goes
 * @param number counts up from 0 in each stream
 */
public record FrameTrailer(FrameKind kind, Direction direction, long number) {
    /** Its length. */
    static final int BYTES = 16;

    private static final int MAGIC = 0x53487274;
    private static final FrameKind[] KINDS = FrameKind.values();

    static void write(final ByteBuffer frame, final FrameKind kind, final Direction direction, final long number) {
        frame.putInt(MAGIC).putShort((short) kind.ordinal()).putShort((short) direction.ordinal()).putLong(number);
    }

    /**
     * Reads the trailer of a frame.
     *
     * @param memory where the frame is
     * @param offset where it begins
     * @param length its length
     * @return the trailer, or null if it has none
     */
    public static @Nullable FrameTrailer read(final ByteBuffer memory, final int offset, final int length) {
        final int at = offset + length - BYTES;
        if (length < Payload.FRAME_MIN || memory.getInt(at) != MAGIC) {
            return null;
        }
        final int kind = memory.getShort(at + 4);
        final int direction = memory.getShort(at + 6);
        return kind < 0 || kind >= KINDS.length || direction < 0 || direction > 1 ? null
            : new FrameTrailer(KINDS[kind], Direction.of(direction), memory.getLong(at + 8));
    }
}
