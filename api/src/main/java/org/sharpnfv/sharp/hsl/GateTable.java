/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;

/**
 * The gates of one side by flow key: open addressing with linear probing, one exact look-up however many handovers run,
 * no allocation on look-up.
 */
final class GateTable {
    private FlowGate[] slots = new FlowGate[64];
    private int size;

    FlowGate get(final FrameHeader header) {
        if (size == 0) {
            return null;
        }
        final int mask = slots.length - 1;
        for (int i = header.hash() & mask;; i = i + 1 & mask) {
            final var gate = slots[i];
            if (gate == null || header.matches(gate.key())) {
                return gate;
            }
        }
    }

    FlowGate get(final FlowKey key) {
        return slots[find(key)];
    }

    /** Puts a gate in the place of the one with the same key. */
    void put(final FlowGate gate) {
        final int index = find(gate.key());
        if (slots[index] == null) {
            size++;
        }
        slots[index] = gate;
        if (size * 2 > slots.length) {
            final var old = slots;
            slots = new FlowGate[old.length * 2];
            for (final var each : old) {
                if (each != null) {
                    slots[find(each.key())] = each;
                }
            }
        }
    }

    /** Removes this very gate; does nothing if another one has taken its place. */
    void remove(final FlowGate gate) {
        int hole = find(gate.key());
        if (slots[hole] != gate) {
            return;
        }
        size--;
        final int mask = slots.length - 1;
        slots[hole] = null;
        for (int i = hole + 1 & mask; slots[i] != null; i = i + 1 & mask) {
            final int home = FrameHeader.hash(slots[i].key()) & mask;
            // move an entry back only if its home is not between the hole and itself
            if ((i - home & mask) >= (i - hole & mask)) {
                slots[hole] = slots[i];
                slots[i] = null;
                hole = i;
            }
        }
    }

    private int find(final FlowKey key) {
        final int mask = slots.length - 1;
        int index = FrameHeader.hash(key) & mask;
        while (slots[index] != null && !slots[index].key().equals(key)) {
            index = index + 1 & mask;
        }
        return index;
    }
}
