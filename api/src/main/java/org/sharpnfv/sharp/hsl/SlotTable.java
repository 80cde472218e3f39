/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import org.jspecify.annotations.Nullable;

/** The gates of one side by the slot in their packets' marks: one look-up, memory only for slots that are in use. */
final class SlotTable {
    private static final int PAGE_BITS = 8;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    private final FlowGate[][] pages = new FlowGate[1 << 16 - PAGE_BITS][];

    @Nullable FlowGate get(final int slot) {
        final var page = pages[slot >>> PAGE_BITS];
        return page == null ? null : page[slot & PAGE_MASK];
    }

    void put(final int slot, final FlowGate gate) {
        var page = pages[slot >>> PAGE_BITS];
        if (page == null) {
            page = new FlowGate[1 << PAGE_BITS];
            pages[slot >>> PAGE_BITS] = page;
        }
        page[slot & PAGE_MASK] = gate;
    }

    /** Removes this very gate; does nothing if another one has taken its place. */
    void remove(final int slot, final FlowGate gate) {
        if (get(slot) == gate) {
            pages[slot >>> PAGE_BITS][slot & PAGE_MASK] = null;
        }
    }
}
