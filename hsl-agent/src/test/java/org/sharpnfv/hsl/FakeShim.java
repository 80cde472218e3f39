/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.sharpnfv.hsl.shim.FrameSink;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.stats.Counters;

/** A shim in memory. Like a real one it reads a frame that was queued when it is flushed, and never before. */
final class FakeShim implements Shim {
    private record Queued(MemorySegment memory, long offset, int length) {
    }

    final Deque<byte[]> incoming = new ArrayDeque<>();
    final List<byte[]> sent = new ArrayList<>();
    private final List<Queued> queue = new ArrayList<>();
    private final MemorySegment ring = Arena.ofAuto().allocate(1 << 20);
    private final ShimCounters counters = ShimCounters.in(new Counters(), "fake");

    @Override
    public int poll(final FrameSink sink, final int limit) {
        // the memory of the last poll is the kernel's again
        ring.fill((byte) 0xEE);
        int taken = 0;
        while (taken < limit && !incoming.isEmpty()) {
            final byte[] frame = incoming.remove();
            final long offset = taken * 2048L + 16;
            MemorySegment.copy(frame, 0, ring, JAVA_BYTE, offset, frame.length);
            taken++;
            sink.frame(ring, offset, frame.length);
        }
        return taken;
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        queue.add(new Queued(memory, offset, length));
    }

    @Override
    public void flush() {
        for (final Queued each : queue) {
            sent.add(each.memory.asSlice(each.offset, each.length).toArray(JAVA_BYTE));
        }
        queue.clear();
    }

    /** What was sent since the last call. */
    List<byte[]> take() {
        final var taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public void tend() {
        // nothing can go wrong
    }

    @Override
    public int fd() {
        return -1;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int frameBytesMax() {
        return 2000;
    }

    @Override
    public ShimCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
