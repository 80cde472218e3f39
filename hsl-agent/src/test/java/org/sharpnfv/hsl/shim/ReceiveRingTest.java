/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.hsl.stats.Counters;

class ReceiveRingTest {
    private static final int BLOCK_BYTES = 4096;
    private static final int BLOCKS = 3;
    private static final int FRAME_BYTES = 60;

    @ParameterizedTest
    @CsvSource({"1, 64", "64, 64", "65, 192", "128, 192", "1650, 1728", "1728, 1728", "1729, 1856"})
    void shouldMakeSlotsOfAnOddNumberOfCacheLines(final int bytes, final int slotBytes) {
        assertEquals(slotBytes, ReceiveRing.spreadSlotBytes(bytes));
    }

    /** Slots that fill a block, and slots that leave something of it. */
    @ParameterizedTest
    @ValueSource(ints = {4096, 2048, 1728, 1344, 576})
    void shouldTakeSlotsInTheKernelsOrder(final int slotBytes) {
        try (var arena = Arena.ofConfined()) {
            final var memory = arena.allocate(BLOCK_BYTES * BLOCKS, Long.BYTES);
            final var ring = new ReceiveRing(memory, BLOCK_BYTES, slotBytes, ShimCounters.in(new Counters(), "test"));
            final int inBlock = BLOCK_BYTES / slotBytes;
            final var taken = new ArrayList<Integer>();
            for (int i = 0; i < 50; i++) {
                // packet_lookup_frame of the kernel
                final int slot = i % (inBlock * BLOCKS);
                write(memory, (long) slot / inBlock * BLOCK_BYTES + (long) slot % inBlock * slotBytes, i);

                assertEquals(1, ring.poll((from, offset, length) -> taken.add(from.get(JAVA_INT, offset)), 64));
            }
            assertEquals(IntStream.range(0, 50).boxed().toList(), List.copyOf(taken));
        }
    }

    private static void write(final MemorySegment memory, final long slot, final int number) {
        assertEquals(FrameDelivery.STATUS_KERNEL, memory.get(JAVA_INT, slot), "a slot that was not given back");
        final short mac = ReceiveRing.OVERHEAD_BYTES;
        memory.set(JAVA_INT, slot + 4, FRAME_BYTES);
        memory.set(JAVA_INT, slot + 8, FRAME_BYTES);
        memory.set(JAVA_SHORT, slot + 12, mac);
        memory.set(JAVA_INT, slot + mac, number);
        memory.set(JAVA_INT, slot, FrameDelivery.STATUS_USER);
    }

    @Test
    void shouldBeginFramesAtACacheLine() {
        assertEquals(0, ReceiveRing.OVERHEAD_BYTES % 64);
    }
}
