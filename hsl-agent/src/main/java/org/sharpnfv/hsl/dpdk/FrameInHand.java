/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The received frame that is just being handed out: whoever sends it by DPDK meanwhile can send its mbuf instead of a
 * copy. One for all ports, because one thread serves them all.
 */
public final class FrameInHand {
    private @Nullable MbufPool pool;
    private long mbuf;

    FrameInHand() {
        // one for each EAL
    }

    public void take(final MbufPool from, final long which) {
        pool = from;
        mbuf = which;
    }

    public void drop() {
        pool = null;
    }

    /** The pool of the mbuf that has this frame; null: it is none of ours. */
    // the very same object is what is meant
    @SuppressWarnings("ReferenceEquality")
    @Nullable MbufPool poolOf(final MemorySegment memory, final long offset, final int length) {
        return pool != null && pool.memory() == memory && pool.holds(mbuf, offset, length) ? pool : null;
    }

    long mbuf() {
        return mbuf;
    }
}
