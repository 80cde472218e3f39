/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Slots for one recvmmsg(2), a message each.
 *
 * <pre>
 *  struct mmsghdr (64 bytes on 64-bit Linux; all but these stay zero):
 *    16 msg_iov (8) | 24 msg_iovlen (8) | 48 msg_flags (4) | 56 msg_len (4)
 *  struct iovec (16 bytes): 0 iov_base (8) | 8 iov_len (8)
 * </pre>
 */
public final class ReceiveBatch {
    private static final int MMSGHDR_BYTES = 64;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_FLAGS = 48;
    private static final int MSG_LEN = 56;
    private static final int IOVEC_BYTES = 16;
    private static final int IOV_LEN = 8;

    private final MemorySegment headers;
    private final MemorySegment memory;
    private final int capacity;
    private final int slotBytes;

    /** The memory is the arena's; the batch must not be used after its end. */
    public ReceiveBatch(final int capacity, final int slotBytes, final Arena arena) {
        this.capacity = capacity;
        this.slotBytes = slotBytes;
        memory = arena.allocate((long) capacity * slotBytes, Long.BYTES);
        headers = arena.allocate((long) capacity * MMSGHDR_BYTES, Long.BYTES);
        final MemorySegment vectors = arena.allocate((long) capacity * IOVEC_BYTES, Long.BYTES);
        for (int i = 0; i < capacity; i++) {
            final long vector = (long) i * IOVEC_BYTES;
            vectors.set(JAVA_LONG, vector, memory.address() + offset(i));
            vectors.set(JAVA_LONG, vector + IOV_LEN, slotBytes);
            final long header = (long) i * MMSGHDR_BYTES;
            headers.set(JAVA_LONG, header + MSG_IOV, vectors.address() + vector);
            headers.set(JAVA_LONG, header + MSG_IOVLEN, 1L);
        }
    }

    /** Receives what is there, without waiting; returns the number of messages, or {@code -errno}. */
    public int receive(final SocketCalls calls, final int fd, final int limit) {
        return calls.receiveMany(fd, headers, Math.min(limit, capacity), LinuxAbi.MSG_DONTWAIT);
    }

    public int length(final int position) {
        return headers.get(JAVA_INT, (long) position * MMSGHDR_BYTES + MSG_LEN);
    }

    /** Whether the message was longer than a slot. */
    public boolean truncated(final int position) {
        return (headers.get(JAVA_INT, (long) position * MMSGHDR_BYTES + MSG_FLAGS) & LinuxAbi.MSG_TRUNC) != 0;
    }

    /** What all slots are in. */
    public MemorySegment memory() {
        return memory;
    }

    public long offset(final int position) {
        return (long) position * slotBytes;
    }
}
