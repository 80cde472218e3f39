/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.sharpnfv.sharp.wire.Mark;

/** The sixteen bits of a mark that name a flow in handover: each is one flow's until that flow is forgotten. */
final class Slots {
    /** Flows in handover at a time, lingering ones included. */
    static final int SLOTS = 1 << 16;

    private final BitSet used = new BitSet(SLOTS);
    private final Map<Integer, FlowHandover> flows = new HashMap<>();
    private int last;
    private int count;

    boolean isFull() {
        return count == SLOTS;
    }

    /** The next free slot; the one that was freed last comes last, so that a stray mark does not find a new owner. */
    int allocate() {
        int slot = used.nextClearBit(last + 1);
        if (slot >= SLOTS) {
            slot = used.nextClearBit(0);
        }
        if (slot >= SLOTS) {
            throw new IllegalStateException("expected a free slot: ask isFull() first");
        }
        used.set(slot);
        count++;
        last = slot;
        return slot;
    }

    /** Takes a given slot; false if it is somebody's. */
    boolean reserve(final int slot) {
        final boolean free = !used.get(slot);
        if (free) {
            used.set(slot);
            count++;
        }
        return free;
    }

    void assign(final FlowHandover handover) {
        flows.put(handover.slot(), handover);
    }

    void free(final FlowHandover handover) {
        flows.remove(handover.slot());
        if (used.get(handover.slot())) {
            used.clear(handover.slot());
            count--;
        }
    }

    /** The flow of a mark, or null. */
    FlowHandover find(final long mark) {
        return Mark.is(mark) ? flows.get(Mark.slot(mark)) : null;
    }
}
