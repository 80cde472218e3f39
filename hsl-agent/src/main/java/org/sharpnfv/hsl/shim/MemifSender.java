/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Copies frames into the client's empty buffers, and shows them to the client together. */
final class MemifSender {
    private final MemifRing ring;
    private final MemifRegions regions;
    private final ShimCounters counters;
    /** The first slot that is not filled; the tail follows with {@link #publish}. */
    private int next;
    /** Empty buffers from there on, as many as were seen: a look at the head costs the client its cache line. */
    private int empty;
    private int unpublished;
    private long unpublishedBytes;
    private boolean broken;

    MemifSender(final MemifRing ring, final MemifRegions regions, final ShimCounters counters) {
        this.ring = ring;
        this.regions = regions;
        this.counters = counters;
        next = ring.tail();
    }

    /** Whether the client moved the head, or offers buffers, where they cannot be. */
    boolean broken() {
        return broken;
    }

    /**
     * Copies a frame, into more than one buffer if need be. Returns false if there are not enough: what was filled then
     * is full, so the next call finds the same room.
     */
    boolean add(final MemorySegment memory, final long offset, final int length) {
        int done = 0;
        int at = next;
        while (done < length) {
            if (at - next == empty && !look(at - next)) {
                return false;
            }
            final long head = ring.head(at);
            final int region = MemifRing.region(head);
            final int room = MemifRing.length(head);
            final long buffer = ring.offset(at);
            if (!regions.holds(region, buffer, room)) {
                broken = true;
                return false;
            }
            final int part = Math.min(room, length - done);
            MemorySegment.copy(memory, offset + done, regions.get(region), buffer, part);
            done += part;
            ring.fill(at, region, part, done < length);
            at++;
        }
        empty -= at - next;
        next = at & 0xFFFF;
        unpublished++;
        unpublishedBytes += length;
        return true;
    }

    /** Whether the client has more empty buffers than those. */
    private boolean look(final int used) {
        final int found = ring.headAcquire() - next & 0xFFFF;
        broken = found > ring.size();
        empty = broken ? used : found;
        return empty > used;
    }

    /** Frames that were added and that the client has not been shown: lost if it goes now. */
    int unpublished() {
        return unpublished;
    }

    /** Shows the client what was added. Returns whether it wants to be interrupted. */
    boolean publish() {
        if (unpublished == 0) {
            return false;
        }
        counters.sentFrames().add(unpublished);
        counters.sentBytes().add(unpublishedBytes);
        unpublished = 0;
        unpublishedBytes = 0;
        ring.setTailRelease(next);
        // the client takes off the mask, then looks at the tail: one of both must see the other
        VarHandle.fullFence();
        return !ring.interruptsMasked();
    }
}
