/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Mbufs of one burst, by their addresses. */
public final class MbufTable {
    public static final int CAPACITY = 64;

    private final MemorySegment table = Arena.global().allocate(JAVA_LONG, CAPACITY);
    private int size;

    /** Empty. */
    public MbufTable() {
        // memory is in the field
    }

    long address(final int position) {
        return table.address() + (long) position * Long.BYTES;
    }

    /** The address of an mbuf that a burst has put there. */
    public long get(final int position) {
        return table.getAtIndex(JAVA_LONG, position);
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == CAPACITY;
    }

    /**
     * Adds a frame: the very mbuf that it was received in, or a copy.
     *
     * @return whether there was an mbuf for it
     */
    public boolean add(final FrameInHand inHand, final MbufPool ours, final MemorySegment memory, final long offset,
            final int length) {
        final MbufPool lent = inHand.poolOf(memory, offset, length);
        final MemorySegment target;
        final long mbuf;
        if (lent == null) {
            mbuf = ours.take();
            if (mbuf < 0) {
                return false;
            }
            target = ours.memory();
            MemorySegment.copy(memory, offset, target, Mbuf.roomBegin(mbuf), length);
            Mbuf.setFrame(target, mbuf, Mbuf.roomBegin(mbuf), length);
        } else {
            mbuf = inHand.mbuf();
            target = lent.memory();
            Mbuf.share(target, mbuf);
            Mbuf.setFrame(target, mbuf, offset, length);
        }
        table.setAtIndex(JAVA_LONG, size++, target.address() + mbuf);
        return true;
    }

    /** Empties it: the mbufs are somebody else's. */
    public void clear() {
        size = 0;
    }

    /** Gives mbufs back to their pools. */
    public void free(final int position, final int count) {
        if (count > 0) {
            DpdkCalls.free(address(position), count);
        }
    }
}
