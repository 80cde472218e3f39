/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.buffer;

import java.lang.foreign.MemorySegment;

/**
 * A piece of native memory cut into slots of one size. A slot's entry is the length of the frame in it, or negative
 * when it is free: {@code -1 - next}, the next free slot, {@code slots} meaning none. Slots from {@code fresh} on were
 * not used since the cut, so that cutting costs nothing.
 */
final class PoolChunk {
    final int number;
    final MemorySegment memory;
    /** Neighbours among the chunks of the same size that have a free slot. */
    PoolChunk previous;
    PoolChunk next;
    /** Index of the size class; meaningful while in use. */
    int sizeClass;
    int slotBytes;

    private final int[] entries;
    private int slots;
    private int fresh;
    private int firstFree;
    private int used;

    PoolChunk(final int number, final MemorySegment memory, final int slotsMax) {
        this.number = number;
        this.memory = memory;
        entries = new int[slotsMax];
    }

    void cut(final int newSizeClass, final int newSlotBytes) {
        sizeClass = newSizeClass;
        slotBytes = newSlotBytes;
        slots = (int) (memory.byteSize() / newSlotBytes);
        fresh = 0;
        firstFree = slots;
        used = 0;
    }

    boolean full() {
        return used == slots;
    }

    boolean empty() {
        return used == 0;
    }

    /** Takes a free slot of a chunk that is not full. */
    int take(final int length) {
        final int slot;
        if (firstFree == slots) {
            slot = fresh++;
        } else {
            slot = firstFree;
            firstFree = -1 - entries[slot];
        }
        entries[slot] = length;
        used++;
        return slot;
    }

    void give(final int slot) {
        entries[slot] = -1 - firstFree;
        firstFree = slot;
        used--;
    }

    /** The length of the frame in a slot, or negative when it is free. */
    int length(final int slot) {
        return slot < fresh ? entries[slot] : -1;
    }
}
