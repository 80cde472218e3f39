/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Messages for one sendmmsg(2), each a single piece of memory that is not copied and must outlive the call.
 *
 * <pre>
 *  struct mmsghdr (64 bytes on 64-bit Linux; all but these two stay zero):
 *    16 msg_iov (8) | 24 msg_iovlen (8)
 *  struct iovec (16 bytes): 0 iov_base (8) | 8 iov_len (8)
 * </pre>
 */
public final class SendBatch {
    private static final int MMSGHDR_BYTES = 64;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int IOVEC_BYTES = 16;
    private static final int IOV_LEN = 8;

    private final MemorySegment[] headersFrom;
    private final MemorySegment vectors;
    private final int capacity;
    private int size;

    public SendBatch(final int capacity) {
        this.capacity = capacity;
        final Arena arena = Arena.ofAuto();
        vectors = arena.allocate((long) capacity * IOVEC_BYTES, Long.BYTES);
        final MemorySegment headers = arena.allocate((long) capacity * MMSGHDR_BYTES, Long.BYTES);
        headersFrom = new MemorySegment[capacity];
        for (int i = 0; i < capacity; i++) {
            final long header = (long) i * MMSGHDR_BYTES;
            headers.set(JAVA_LONG, header + MSG_IOV, vectors.address() + (long) i * IOVEC_BYTES);
            headers.set(JAVA_LONG, header + MSG_IOVLEN, 1L);
            // slices made once, so that a send may begin at any message without allocating
            headersFrom[i] = headers.asSlice(header);
        }
    }

    public int size() {
        return size;
    }

    public boolean full() {
        return size == capacity;
    }

    public void add(final MemorySegment memory, final long offset, final int length) {
        // checks the bounds, which a bare address has not
        memory.get(JAVA_BYTE, offset + length - 1);
        final long vector = (long) size * IOVEC_BYTES;
        vectors.set(JAVA_LONG, vector, memory.address() + offset);
        vectors.set(JAVA_LONG, vector + IOV_LEN, length);
        size++;
    }

    /** The length of a message in the batch. */
    public int length(final int position) {
        return vectors.get(JAVA_INT, (long) position * IOVEC_BYTES + IOV_LEN);
    }

    /** Sends from a position on, without waiting; returns how many were taken, or {@code -errno} of the first. */
    public int send(final Libc libc, final int fd, final int from) {
        return libc.sendmmsg(fd, headersFrom[from], size - from, LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL);
    }

    public void clear() {
        size = 0;
    }
}
