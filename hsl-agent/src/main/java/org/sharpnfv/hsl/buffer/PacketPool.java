/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.buffer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;

/**
 * Where frames are held, outside the heap. A frame is known by a handle, an int that is not negative.
 *
 * <p>Native memory comes in chunks of {@value #CHUNK_BYTES} bytes, is asked for when first needed, and is never more
 * than the bound. A chunk is cut into slots of one size; when its last frame leaves, it may be cut anew. The bound on
 * bytes is one on memory: what a frame takes is its slot, and a chunk serves one size at a time.
 *
 * <p>One thread. Nothing is allocated but a chunk.
 */
public final class PacketPool implements AutoCloseable {
    /** In place of a handle: the frame was not taken. */
    public static final int NONE = -1;
    public static final int FRAME_BYTES_MAX = 65536;
    static final int CHUNK_BYTES = 1 << 18;

    private static final int[] SLOT_BYTES = {128, 256, 512, 1024, 1536, 4096, 16384, FRAME_BYTES_MAX};
    private static final int SLOT_BITS = 11;
    private static final int SLOTS_MAX = 1 << SLOT_BITS;
    private static final int SLOT_MASK = SLOTS_MAX - 1;
    private static final int CHUNKS_MAX = 1 << (Integer.SIZE - 1 - SLOT_BITS);

    /** Least and greatest bound on memory. */
    public static final long BYTES_MIN = CHUNK_BYTES;
    public static final long BYTES_MAX = (long) CHUNKS_MAX * CHUNK_BYTES;

    private final Arena arena = Arena.ofShared();
    private final PoolChunk[] chunks;
    private final int packetsMax;
    /** For each size, the first chunk that has a free slot. */
    private final PoolChunk[] open = new PoolChunk[SLOT_BYTES.length];
    /** Chunks without a frame, linked by {@code next}. */
    private PoolChunk idle;
    private int chunksMade;
    private int packets;
    private long bytes;

    private final Counter heldPackets;
    private final Counter heldPacketsPeak;
    private final Counter heldBytes;
    private final Counter heldBytesPeak;
    private final Counter memoryBytes;
    private final Counter refusedPackets;

    /**
     * An empty pool.
     *
     * @param bytesMax native memory, rounded down to chunks
     * @param packetsMax frames at the same time
     */
    public PacketPool(final long bytesMax, final int packetsMax, final Counters counters) {
        if (bytesMax < BYTES_MIN || bytesMax > BYTES_MAX || packetsMax < 1) {
            throw new IllegalArgumentException("expected a buffer of " + BYTES_MIN + " to " + BYTES_MAX
                + " bytes for 1 packet or more, found " + bytesMax + " bytes and "
                + packetsMax + " packets");
        }
        chunks = new PoolChunk[(int) (bytesMax / CHUNK_BYTES)];
        this.packetsMax = packetsMax;
        heldPackets = counters.counter("buffer.held-packets");
        heldPacketsPeak = counters.counter("buffer.held-packets-peak");
        heldBytes = counters.counter("buffer.held-bytes");
        heldBytesPeak = counters.counter("buffer.held-bytes-peak");
        memoryBytes = counters.counter("buffer.memory-bytes");
        refusedPackets = counters.counter("buffer.refused-packets");
    }

    /** Asks for memory now that would be asked for later, and touches it: a page fault costs what a frame must not. */
    public void prepare(final long bytesPrepared) {
        while (chunksMade < chunks.length && (long) chunksMade * CHUNK_BYTES < bytesPrepared) {
            final PoolChunk chunk = makeChunk();
            chunk.next = idle;
            idle = chunk;
        }
    }

    /** Copies a frame in; returns its handle, or {@link #NONE} when a bound is reached. */
    public int copyIn(final MemorySegment source, final long offset, final int length) {
        final PoolChunk chunk = length < 0 || length > FRAME_BYTES_MAX || packets == packetsMax ? null
            : chunkWithRoom(sizeClass(length));
        if (chunk == null) {
            refusedPackets.increment();
            return NONE;
        }
        final int slot = chunk.take(length);
        if (chunk.full()) {
            unlink(chunk);
        }
        MemorySegment.copy(source, offset, chunk.memory, (long) slot * chunk.slotBytes, length);
        count(1, length);
        return (chunk.number << SLOT_BITS) | slot;
    }

    /** The memory a frame is in, from {@link #offset} on for {@link #length} bytes. It may be changed. */
    public MemorySegment memory(final int handle) {
        return held(handle).memory;
    }

    public long offset(final int handle) {
        return (long) (handle & SLOT_MASK) * held(handle).slotBytes;
    }

    public int length(final int handle) {
        return held(handle).length(handle & SLOT_MASK);
    }

    /** Gives a frame's memory back; its handle is void from now on. */
    public void free(final int handle) {
        final PoolChunk chunk = held(handle);
        final int slot = handle & SLOT_MASK;
        final boolean wasFull = chunk.full();
        count(-1, -chunk.length(slot));
        chunk.give(slot);
        if (wasFull) {
            link(chunk);
        }
        if (chunk.empty()) {
            unlink(chunk);
            chunk.next = idle;
            idle = chunk;
        }
    }

    public int packets() {
        return packets;
    }

    /** Bytes of the frames held, not of the memory they take. */
    public long bytes() {
        return bytes;
    }

    public long packetsPeak() {
        return heldPacketsPeak.value();
    }

    public long bytesPeak() {
        return heldBytesPeak.value();
    }

    @Override
    public void close() {
        arena.close();
    }

    private PoolChunk chunkWithRoom(final int sizeClass) {
        PoolChunk chunk = open[sizeClass];
        if (chunk != null) {
            return chunk;
        }
        if (idle != null) {
            chunk = idle;
            idle = chunk.next;
        } else if (chunksMade < chunks.length) {
            chunk = makeChunk();
        } else {
            return roomInLarger(sizeClass);
        }
        chunk.cut(sizeClass, SLOT_BYTES[sizeClass]);
        link(chunk);
        return chunk;
    }

    /** An arena fills its memory with zeros, which touches it. */
    private PoolChunk makeChunk() {
        final var chunk = new PoolChunk(chunksMade, arena.allocate(CHUNK_BYTES, Long.BYTES), SLOTS_MAX);
        chunks[chunksMade++] = chunk;
        memoryBytes.add(CHUNK_BYTES);
        return chunk;
    }

    /** At the bound on memory, a slot that is too large is better than none. */
    private PoolChunk roomInLarger(final int sizeClass) {
        for (int larger = sizeClass + 1; larger < open.length; larger++) {
            if (open[larger] != null) {
                return open[larger];
            }
        }
        return null;
    }

    private static int sizeClass(final int length) {
        int sizeClass = 0;
        while (SLOT_BYTES[sizeClass] < length) {
            sizeClass++;
        }
        return sizeClass;
    }

    private PoolChunk held(final int handle) {
        final int number = handle >> SLOT_BITS;
        if (number < 0 || number >= chunksMade || chunks[number].length(handle & SLOT_MASK) < 0) {
            throw new IllegalStateException("expected the handle of a held frame, found " + handle);
        }
        return chunks[number];
    }

    private void link(final PoolChunk chunk) {
        final PoolChunk first = open[chunk.sizeClass];
        chunk.previous = null;
        chunk.next = first;
        if (first != null) {
            first.previous = chunk;
        }
        open[chunk.sizeClass] = chunk;
    }

    private void unlink(final PoolChunk chunk) {
        if (chunk.previous == null) {
            open[chunk.sizeClass] = chunk.next;
        } else {
            chunk.previous.next = chunk.next;
        }
        if (chunk.next != null) {
            chunk.next.previous = chunk.previous;
        }
        chunk.previous = null;
        chunk.next = null;
    }

    private void count(final int packetsDelta, final int bytesDelta) {
        packets += packetsDelta;
        bytes += bytesDelta;
        heldPackets.set(packets);
        heldPacketsPeak.raiseTo(packets);
        heldBytes.set(bytes);
        heldBytesPeak.raiseTo(bytes);
    }
}
