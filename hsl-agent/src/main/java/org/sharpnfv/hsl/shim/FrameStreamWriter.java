/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.SocketCalls;

/**
 * Frames for a stream of bytes, as {@link FrameStreamReader} reads them: copied together, so that one write takes many.
 * A frame that has begun to leave must leave to its end; others may be dropped.
 */
final class FrameStreamWriter {
    private static final int BUFFER_BYTES = 1 << 18;

    private final MemorySegment memory;
    private final ShimCounters counters;
    /** The first byte that has not left. */
    private int begin;
    /** Where the frame begins whose end has not left. */
    private int frameBegin;
    private int end;
    private int frames;

    FrameStreamWriter(final ShimCounters counters, final Arena arena) {
        this.counters = counters;
        memory = arena.allocate(BUFFER_BYTES, Long.BYTES);
    }

    boolean empty() {
        return end == 0;
    }

    /** Frames that have not left to their end. */
    int frames() {
        return frames;
    }

    /** Returns whether there was room. */
    boolean add(final MemorySegment from, final long offset, final int length) {
        if (length > BUFFER_BYTES - FrameStreamReader.PREFIX_BYTES - end) {
            return false;
        }
        memory.set(FrameStreamReader.PREFIX, end, length);
        MemorySegment.copy(from, offset, memory, (long) end + FrameStreamReader.PREFIX_BYTES, length);
        end += FrameStreamReader.PREFIX_BYTES + length;
        frames++;
        return true;
    }

    /** Writes once; returns how many bytes were taken, or {@code -errno}. */
    int write(final SocketCalls calls, final int fd) {
        final int count = calls.send(fd, memory, begin, end - begin, LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL);
        if (count > 0) {
            begin += count;
            countSent();
        }
        return count;
    }

    private void countSent() {
        while (frames > 0) {
            final int length = memory.get(FrameStreamReader.PREFIX, frameBegin);
            final int next = frameBegin + FrameStreamReader.PREFIX_BYTES + length;
            if (next > begin) {
                return;
            }
            frameBegin = next;
            frames--;
            counters.sentFrames().increment();
            counters.sentBytes().add(length);
        }
        clear();
    }

    /** Forgets the frames that have not begun to leave; returns how many. */
    int dropUnbegun() {
        final int dropped;
        if (begin > frameBegin) {
            dropped = frames - 1;
            end = frameBegin + FrameStreamReader.PREFIX_BYTES + memory.get(FrameStreamReader.PREFIX, frameBegin);
            frames = 1;
            // to the front, so that there is room for what comes next
            MemorySegment.copy(memory, frameBegin, memory, 0, end - frameBegin);
            begin -= frameBegin;
            end -= frameBegin;
            frameBegin = 0;
        } else {
            dropped = frames;
            clear();
        }
        return dropped;
    }

    /** Forgets all, for another connection; returns how many frames. */
    int reset() {
        final int dropped = frames;
        clear();
        return dropped;
    }

    private void clear() {
        begin = 0;
        frameBegin = 0;
        end = 0;
        frames = 0;
    }
}
