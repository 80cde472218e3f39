/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;

/**
 * The sending half of an AF_XDP socket: frames are copied into chunks, which go to the kernel by the send ring and come
 * back, empty, by the completion ring. There are as many entries in both as chunks, so that neither is ever full.
 *
 * <pre>
 *  send ring:   ... taken by the kernel ... | published, waiting | only added |
 *                                           taken                published    added
 * </pre>
 */
final class XdpSender {
    private final MemorySegment memory;
    private final int chunkBytes;
    private final XdpRing ring;
    private final XdpRing completed;
    private final ShimCounters counters;
    /** Addresses of empty chunks; the one that came back last is used first. */
    private final long[] free;
    private int freeChunks;
    private int added;
    private int published;
    private int taken;
    private int reclaimed;
    /** Frames the kernel took and dropped, but of which it has not yet said that it took them. */
    private int dropped;

    XdpSender(final XdpMemory umem, final XdpRing ring, final XdpRing completed, final ShimCounters counters) {
        memory = umem.memory();
        chunkBytes = umem.chunkBytes();
        this.ring = ring;
        this.completed = completed;
        this.counters = counters;
        free = new long[umem.sendChunks()];
        for (int chunk = free.length - 1; chunk >= 0; chunk--) {
            free[freeChunks++] = umem.sendAddress(chunk);
        }
    }

    /** Copies a frame of at most a chunk's length behind the others; false if there is no empty chunk. */
    boolean add(final MemorySegment from, final long offset, final int length) {
        if (freeChunks == 0) {
            reclaim();
            if (freeChunks == 0) {
                return false;
            }
        }
        final long address = free[--freeChunks];
        MemorySegment.copy(from, offset, memory, address, length);
        ring.putDescriptor(added, address, length);
        added++;
        return true;
    }

    /** Takes back chunks whose frames have left. */
    void reclaim() {
        final int producer = completed.producerAcquire();
        if (producer == reclaimed) {
            return;
        }
        while (reclaimed != producer) {
            free[freeChunks++] = completed.address(reclaimed) & -chunkBytes;
            reclaimed++;
        }
        completed.setConsumerRelease(reclaimed);
    }

    /** Shows the kernel what was added, so that at most so many frames wait. */
    void publish(final int waitingMax) {
        final int to = added - taken > waitingMax ? taken + waitingMax : added;
        // never less than was shown before: the kernel may have seen it
        if (to - published > 0) {
            published = to;
            ring.setProducerRelease(published);
        }
    }

    /** Whether there are frames that the kernel has not taken. */
    boolean isPending() {
        return added != taken;
    }

    /** Frames that the kernel was shown and has not taken. */
    int waiting() {
        return published - taken;
    }

    /** Looks which frames the kernel has taken, and counts them as sent. */
    void countTaken() {
        final int consumer = ring.consumerAcquire();
        if (consumer == taken) {
            return;
        }
        final int frames = consumer - taken;
        final int lost = Math.min(dropped, frames);
        long bytes = 0;
        // the kernel ends a round at the frame that it drops
        for (int index = taken; index != consumer - lost; index++) {
            bytes += ring.length(index);
        }
        taken = consumer;
        dropped -= lost;
        counters.sentFrames().add(frames - lost);
        counters.sentBytes().add(bytes);
    }

    /** The kernel has taken a frame and dropped it. */
    void countDropped() {
        dropped++;
        counters.sendDroppedBusy().increment();
    }

    boolean needsWakeup() {
        return ring.needsWakeup();
    }

    /**
     * Takes back all frames that the kernel has not taken. Only when it can be sure to have looked at none of them.
     *
     * @return how many
     */
    int retract() {
        final int frames = added - taken;
        while (added != taken) {
            added--;
            free[freeChunks++] = ring.address(added);
        }
        published = taken;
        ring.setProducerRelease(published);
        return frames;
    }
}
