/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.SocketCalls;

/**
 * Finds the frames in a stream of bytes. One read brings many frames and the beginning of one more.
 *
 * <pre>
 *   0 length, big endian (4) | 4 frame (length) | length (4) | frame ...
 * </pre>
 */
final class FrameStreamReader {
    /** Four bytes as QEMU's {@code -netdev stream} has them, so that a virtual machine can be the VNF. */
    static final int PREFIX_BYTES = 4;
    static final ValueLayout.OfInt PREFIX = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    /** Of one read; some batches of full frames. */
    private static final int BUFFER_BYTES = 1 << 18;

    private final MemorySegment memory;
    private final int frameBytesMax;
    private final ShimCounters counters;
    private int begin;
    private int end;
    private boolean broken;
    private int badLength;

    FrameStreamReader(final int frameBytesMax, final ShimCounters counters, final Arena arena) {
        this.frameBytesMax = frameBytesMax;
        this.counters = counters;
        memory = arena.allocate(BUFFER_BYTES, Long.BYTES);
    }

    /**
     * Reads once behind what is there; the frames of earlier calls are overwritten. Returns as
     * {@link SocketCalls#receive}.
     */
    int fill(final SocketCalls calls, final int fd) {
        MemorySegment.copy(memory, begin, memory, 0, end - begin);
        end -= begin;
        begin = 0;
        final int count = calls.receive(fd, memory, end, BUFFER_BYTES - end, LinuxAbi.MSG_DONTWAIT);
        end += Math.max(count, 0);
        return count;
    }

    /** Hands out whole frames that were read. Returns how many; fewer than the limit: there are no more. */
    int deliver(final FrameSink sink, final int limit) {
        int taken = 0;
        while (taken < limit && end - begin >= PREFIX_BYTES) {
            final int length = memory.get(PREFIX, begin);
            if (length < EthernetHeader.BYTES || length > frameBytesMax) {
                broken = true;
                badLength = length;
                begin = end;
                counters.receiveDroppedMalformed().increment();
                return taken;
            }
            if (end - begin < PREFIX_BYTES + length) {
                break;
            }
            final int frame = begin + PREFIX_BYTES;
            begin = frame + length;
            taken++;
            counters.receivedFrames().increment();
            counters.receivedBytes().add(length);
            sink.frame(memory, frame, length);
        }
        return taken;
    }

    /** Whether there was a length that cannot be, behind which nothing can be understood. */
    boolean broken() {
        return broken;
    }

    /** The length that cannot be. */
    int badLength() {
        return badLength;
    }

    /** For another connection: what is left of a frame of the last one is counted. */
    void reset() {
        if (end > begin) {
            counters.receiveDroppedMalformed().increment();
        }
        begin = 0;
        end = 0;
        broken = false;
    }
}
