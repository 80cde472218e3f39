/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.buffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sharpnfv.hsl.stats.Counters;

/** Everything has a bound: design, section 4, invariant 4. */
class PacketPoolTest {
    private static final MemorySegment SOURCE = Arena.ofAuto().allocate(PacketPool.FRAME_BYTES_MAX + 1L);

    private record Held(int handle, int length, byte mark) {
    }

    @Test
    void shouldKeepEachFrameAsItWas() {
        final long seed = System.nanoTime();
        final var random = new Random(seed);
        try (var pool = new PacketPool(16 << 20, 1 << 20, new Counters())) {
            final var held = new ArrayList<Held>();
            long bytes = 0;
            for (int i = 0; i < 200_000; i++) {
                final boolean filling = i / 20_000 % 2 == 0;
                if (held.isEmpty() || random.nextInt(10) < (filling ? 7 : 3)) {
                    final int length = random.nextInt(10) == 0 ? random.nextInt(9000) : 60 + random.nextInt(1459);
                    final byte mark = (byte) random.nextInt();
                    SOURCE.asSlice(3, length).fill(mark);
                    final int handle = pool.copyIn(SOURCE, 3, length);
                    if (handle != PacketPool.NONE) {
                        held.add(new Held(handle, length, mark));
                        bytes += length;
                    }
                } else {
                    final Held frame = held.remove(random.nextInt(held.size()));
                    check(pool, frame, seed);
                    pool.free(frame.handle);
                    bytes -= frame.length;
                }
                assertEquals(held.size(), pool.packets());
                assertEquals(bytes, pool.bytes());
            }
            held.forEach(frame -> check(pool, frame, seed));
            held.forEach(frame -> pool.free(frame.handle));
            assertEquals(0, pool.packets());
            assertEquals(0, pool.bytes());
        }
    }

    private static void check(final PacketPool pool, final Held frame, final long seed) {
        assertEquals(frame.length, pool.length(frame.handle), () -> "seed " + seed);
        final MemorySegment memory = pool.memory(frame.handle).asSlice(pool.offset(frame.handle), frame.length);
        for (int i = 0; i < frame.length; i += 13) {
            assertEquals(frame.mark, memory.get(ValueLayout.JAVA_BYTE, i), () -> "seed " + seed);
        }
    }

    @Test
    void shouldRefuseAtTheBoundOnPackets() {
        final var counters = new Counters();
        try (var pool = new PacketPool(1 << 20, 2, counters)) {
            final int first = pool.copyIn(SOURCE, 0, 60);
            pool.copyIn(SOURCE, 0, 60);

            assertEquals(PacketPool.NONE, pool.copyIn(SOURCE, 0, 60));
            pool.free(first);
            assertNotEquals(PacketPool.NONE, pool.copyIn(SOURCE, 0, 60));

            assertEquals(1, counters.snapshot().get("buffer.refused-packets"));
            assertEquals(2, pool.packetsPeak());
            assertEquals(120, pool.bytesPeak());
        }
    }

    @Test
    void shouldNeverTakeMoreMemoryThanItsBound() {
        final var counters = new Counters();
        try (var pool = new PacketPool(1 << 20, 1 << 20, counters)) {
            int taken = 0;
            while (pool.copyIn(SOURCE, 0, 1000) != PacketPool.NONE) {
                taken++;
            }

            assertEquals((1 << 20) / 1024, taken);
            assertEquals(1 << 20, counters.snapshot().get("buffer.memory-bytes"));
        }
    }

    @Test
    void shouldUseMemoryAgainForOtherLengths() {
        try (var pool = new PacketPool(1 << 18, 1 << 20, new Counters())) {
            for (final int length : new int[] {60, 9000, 200, 1514, 65536, 60}) {
                final var handles = new ArrayList<Integer>();
                int handle = pool.copyIn(SOURCE, 0, length);
                while (handle != PacketPool.NONE) {
                    handles.add(handle);
                    handle = pool.copyIn(SOURCE, 0, length);
                }
                assertTrue(handles.size() >= (1 << 18) / 65536, () -> length + ": " + handles.size());
                handles.forEach(pool::free);
            }
        }
    }

    @Test
    void shouldTakeALargerSlotWhenMemoryIsAtItsBound() {
        try (var pool = new PacketPool(1 << 18, 1 << 20, new Counters())) {
            pool.copyIn(SOURCE, 0, 9000);

            final int small = pool.copyIn(SOURCE, 0, 60);

            assertEquals(60, pool.length(small));
        }
    }

    @Test
    void shouldRefuseAFrameThatIsTooLong() {
        try (var pool = new PacketPool(1 << 20, 10, new Counters())) {
            assertEquals(PacketPool.NONE, pool.copyIn(SOURCE, 0, PacketPool.FRAME_BYTES_MAX + 1));
        }
    }

    @Test
    void shouldSayThatAHandleIsVoid() {
        try (var pool = new PacketPool(1 << 20, 10, new Counters())) {
            final int handle = pool.copyIn(SOURCE, 0, 60);
            pool.free(handle);

            assertThrows(IllegalStateException.class, () -> pool.free(handle));
            assertThrows(IllegalStateException.class, () -> pool.memory(handle));
            assertThrows(IllegalStateException.class, () -> pool.length(12345678));
            assertThrows(IllegalStateException.class, () -> pool.length(PacketPool.NONE));
        }
    }
}
