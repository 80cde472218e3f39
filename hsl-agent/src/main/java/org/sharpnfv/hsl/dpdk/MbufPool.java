/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Mbufs with room for frames of one size, their memory in sight. An mbuf is named by its place in {@link #memory()}.
 * Not thread-safe. It is there until the process ends, because a driver may have mbufs of it.
 */
public final class MbufPool {
    /** Mbufs that are taken from DPDK's pool at once. */
    private static final int STASH = 64;
    /** Of DPDK's own cache for the thread that started it: what its drivers allocate and free one by one. */
    private static final int CACHED = 256;
    private static final int ANY_SOCKET = -1;

    private final long address;
    private final int roomBytes;
    private final MemorySegment dequeue;
    private final MemorySegment memory;
    private final MemorySegment stash = Arena.global().allocate(JAVA_LONG, STASH);
    private int stashed;

    private MbufPool(final long address, final int mbufs, final int roomBytes) {
        this.address = address;
        this.roomBytes = roomBytes;
        final int index = DpdkCalls.at(address, DpdkAbi.MEMPOOL_BYTES_READ).get(JAVA_INT, DpdkAbi.MEMPOOL_OPS_INDEX);
        final MemorySegment operations = DpdkCalls.variable("rte_mempool_ops_table", DpdkAbi.MEMPOOL_OPS_FIRST
            + (long) DpdkAbi.MEMPOOL_OPS_MAX * DpdkAbi.MEMPOOL_OPS_BYTES)
            .asSlice(DpdkAbi.MEMPOOL_OPS_FIRST + (long) index * DpdkAbi.MEMPOOL_OPS_BYTES, DpdkAbi.MEMPOOL_OPS_BYTES);
        dequeue = MemorySegment.ofAddress(operations.get(JAVA_LONG, DpdkAbi.MEMPOOL_OPS_DEQUEUE));
        memory = extent(MemorySegment.ofAddress(operations.get(JAVA_LONG, DpdkAbi.MEMPOOL_OPS_ENQUEUE)), mbufs);
    }

    static MbufPool create(final String name, final int mbufs, final int roomBytes) throws IOException {
        final long address =
            DpdkCalls.createPool(name, mbufs, CACHED, DpdkAbi.HEADROOM_BYTES + roomBytes, ANY_SOCKET);
        if (address == 0) {
            throw new IOException("dpdk: no memory for " + mbufs + " packet buffers of " + roomBytes
                + " bytes; give DPDK more, such as --dpdk-eal \"--no-huge --no-pci -m 512\", or choose smaller"
                + " --ring-bytes");
        }
        return new MbufPool(address, mbufs, roomBytes);
    }

    /** From the first mbuf to the end of the last, which all are still in the pool. */
    private MemorySegment extent(final MemorySegment enqueue, final int mbufs) {
        try (var arena = Arena.ofConfined()) {
            final MemorySegment all = arena.allocate(JAVA_LONG, mbufs);
            if (DpdkCalls.mempool(dequeue, address, all.address(), mbufs) < 0) {
                throw new IllegalStateException("expected " + mbufs + " mbufs in a new pool, found fewer");
            }
            long low = Long.MAX_VALUE;
            long high = 0;
            for (int i = 0; i < mbufs; i++) {
                final long each = all.getAtIndex(JAVA_LONG, i);
                low = Math.min(low, each);
                high = Math.max(high, each);
            }
            DpdkCalls.mempool(enqueue, address, all.address(), mbufs);
            return DpdkCalls.at(low, high - low + DpdkAbi.MBUF_BYTES + DpdkAbi.HEADROOM_BYTES + roomBytes);
        }
    }

    long address() {
        return address;
    }

    /** Always the very same object. */
    public MemorySegment memory() {
        return memory;
    }

    /** The longest frame. */
    public int roomBytes() {
        return roomBytes;
    }

    /** The place of something whose address DPDK says. */
    public long offset(final long pointer) {
        return pointer - memory.address();
    }

    public boolean holds(final long offset, final int length) {
        return offset >= 0 && length >= 0 && offset <= memory.byteSize() - length;
    }

    /** Whether a frame lies in the buffer of an mbuf. */
    boolean holds(final long mbuf, final long offset, final int length) {
        final long begin = mbuf + DpdkAbi.MBUF_BYTES;
        return offset >= begin && offset + length <= begin + DpdkAbi.HEADROOM_BYTES + roomBytes;
    }

    /** An mbuf for a frame of our own; -1 if there is none. */
    long take() {
        if (stashed == 0) {
            if (DpdkCalls.mempool(dequeue, address, stash.address(), STASH) < 0) {
                return -1;
            }
            stashed = STASH;
        }
        return offset(stash.getAtIndex(JAVA_LONG, --stashed));
    }
}
