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
 * The receiving half of an AF_XDP socket: the kernel takes empty chunks from the fill ring and puts them, with a frame
 * each, into the receive ring. There are as many entries in both as chunks, so that neither is ever full.
 */
final class XdpReceiver {
    private final XdpMemory umem;
    private final MemorySegment memory;
    private final XdpRing fill;
    private final XdpRing received;
    private final ShimCounters counters;
    /** The next entry of the receive ring to look at. */
    private int next;
    /** Entries before it that are handed out. */
    private int held;
    /** The next entry of the fill ring to write. */
    private int filled;

    /** All chunks are the kernel's. */
    XdpReceiver(final XdpMemory umem, final XdpRing fill, final XdpRing received, final ShimCounters counters) {
        this.umem = umem;
        memory = umem.memory();
        this.fill = fill;
        this.received = received;
        this.counters = counters;
        while (filled < umem.receiveChunks()) {
            fill.putAddress(filled, umem.receiveAddress(filled));
            filled++;
        }
        fill.setProducerRelease(filled);
    }

    /** Gives what was handed out by the previous call back to the kernel, then hands out what is there. */
    int poll(final FrameSink sink, final int limit) {
        giveBack();
        // half of the chunks at most, so that the kernel always has somewhere to write
        final int frames = Math.min(Math.min(limit, received.size() / 2), received.producerAcquire() - next);
        long bytes = 0;
        while (held < frames) {
            final long address = received.address(next);
            final int length = received.length(next);
            next++;
            held++;
            bytes += length;
            sink.frame(memory, address, length);
        }
        if (frames > 0) {
            counters.receivedFrames().add(frames);
            counters.receivedBytes().add(bytes);
        }
        return frames;
    }

    private void giveBack() {
        if (held == 0) {
            return;
        }
        for (int index = next - held; index != next; index++) {
            fill.putAddress(filled, umem.chunkOf(received.address(index)));
            filled++;
        }
        held = 0;
        fill.setProducerRelease(filled);
        received.setConsumerRelease(next);
    }

    /** Whether the kernel must be told that there are empty chunks again. */
    boolean needsWakeup() {
        return fill.needsWakeup();
    }
}
