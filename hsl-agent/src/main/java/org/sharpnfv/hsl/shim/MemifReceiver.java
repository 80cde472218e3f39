/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Takes frames from the client's ring: they stay where the client put them until the next poll. */
final class MemifReceiver {
    /**
     * A client that moves the head and then finds interrupts masked, without a barrier between (as DPDK 22.11 does),
     * may have looked before we took the mask off and be seen only now: for as long as its processor may hold a write
     * back.
     */
    private static final long UNMASK_NS = 1000;
    /** For frames of more than one buffer in one poll. */
    private static final int CHAIN_BYTES = 1 << 18;

    private final MemifRing ring;
    private final MemifRegions regions;
    private final ShimCounters counters;
    private final MemorySegment chains = Arena.ofAuto().allocate(CHAIN_BYTES, JAVA_LONG.byteAlignment());
    /** The slot after the last one taken; the tail follows with the next poll. */
    private int next;
    /** As the client knows it. */
    private int tail;
    private int chainsUsed;
    private long delivered;
    private long deliveredBytes;
    private boolean masked;
    private boolean broken;

    MemifReceiver(final MemifRing ring, final MemifRegions regions, final ShimCounters counters) {
        this.ring = ring;
        this.regions = regions;
        this.counters = counters;
        next = ring.tail();
        tail = next;
        ring.maskInterrupts(false);
    }

    /** Whether the client moved the head to where it cannot be. */
    boolean broken() {
        return broken;
    }

    /** Frames that wait, at most: some may have more than one buffer. */
    int waiting() {
        return broken ? 0 : ring.headAcquire() - next & 0xFFFF;
    }

    /** Gives the slots of the previous call back to the client, then hands out what is there. */
    int poll(final FrameSink sink, final int limit) {
        if (tail != next) {
            tail = next;
            ring.setTailRelease(tail);
        }
        chainsUsed = 0;
        final int available = ring.headAcquire() - next & 0xFFFF;
        if (available > ring.size()) {
            broken = true;
            return 0;
        }
        if (available > 0 && !masked) {
            masked = true;
            ring.maskInterrupts(true);
        }
        return available == 0 ? 0 : take(sink, limit, available);
    }

    /** Half a ring at most, so that the client always has somewhere to write. */
    private int take(final FrameSink sink, final int limit, final int available) {
        final int last = next + Math.min(available, Math.max(ring.size() / 2, 1));
        final int chainsEnd = next + available;
        int taken = 0;
        int at = next;
        while (taken < limit && at - last < 0) {
            final long head = ring.head(at);
            if (MemifRing.next(head)) {
                if (CHAIN_BYTES - chainsUsed < ShimOptions.SLOT_BYTES_MAX) {
                    break;
                }
                at = takeChain(sink, at, chainsEnd);
            } else {
                takeOne(sink, at, head);
                at++;
            }
            taken++;
        }
        next = at & 0xFFFF;
        count();
        return taken;
    }

    private void takeOne(final FrameSink sink, final int slot, final long head) {
        final int region = MemifRing.region(head);
        final int length = MemifRing.length(head);
        final long offset = ring.offset(slot);
        if (length < EthernetHeader.BYTES || length > ShimOptions.SLOT_BYTES_MAX
                || !regions.holds(region, offset, length)) {
            counters.receiveDroppedMalformed().increment();
        } else {
            deliver(sink, regions.get(region), offset, length);
        }
    }

    /** Copies the parts together. Returns the slot behind them. */
    private int takeChain(final FrameSink sink, final int first, final int end) {
        int total = 0;
        boolean good = true;
        int at = first;
        boolean more = true;
        while (more && at - end < 0) {
            final long head = ring.head(at);
            final int region = MemifRing.region(head);
            final int length = MemifRing.length(head);
            final long offset = ring.offset(at);
            more = MemifRing.next(head);
            at++;
            good &= length > 0 && length <= ShimOptions.SLOT_BYTES_MAX - total && regions.holds(region, offset, length);
            if (good) {
                MemorySegment.copy(regions.get(region), offset, chains, (long) chainsUsed + total, length);
                total += length;
            }
        }
        if (more || !good || total < EthernetHeader.BYTES) {
            counters.receiveDroppedMalformed().increment();
        } else {
            final int begin = chainsUsed;
            chainsUsed += total;
            deliver(sink, chains, begin, total);
        }
        return at;
    }

    private void deliver(final FrameSink sink, final MemorySegment memory, final long offset, final int length) {
        delivered++;
        deliveredBytes += length;
        sink.frame(memory, offset, length);
    }

    /** Once for a batch. */
    private void count() {
        counters.receivedFrames().add(delivered);
        counters.receivedBytes().add(deliveredBytes);
        delivered = 0;
        deliveredBytes = 0;
    }

    /** Asks for an interrupt with the next frame; returns whether none is there already. */
    boolean unmaskInterrupts() {
        if (masked) {
            masked = false;
            ring.maskInterrupts(false);
            VarHandle.fullFence();
            final long startNs = System.nanoTime();
            while (waiting() == 0 && System.nanoTime() - startNs < UNMASK_NS) {
                Thread.onSpinWait();
            }
        }
        return waiting() == 0;
    }
}
