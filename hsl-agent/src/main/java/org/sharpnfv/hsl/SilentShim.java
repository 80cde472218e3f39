/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.shim.FrameSink;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.stats.Counters;

/**
 * Nothing comes in, what is sent is gone. For {@link WarmUp}, in three classes: with one or two the compiler would bet
 * on them and throw its code away at the first real shim.
 */
abstract sealed class SilentShim implements Shim {
    static final class First extends SilentShim {
    }

    static final class Second extends SilentShim {
    }

    static final class Third extends SilentShim {
    }

    private final ShimCounters counters = ShimCounters.in(new Counters(), "silent");

    @Override
    public int poll(final FrameSink sink, final int limit) {
        return 0;
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        counters.sentFrames().increment();
    }

    @Override
    public void flush() {
        // nothing waits
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
        return "silent";
    }

    @Override
    public int frameBytesMax() {
        return Integer.MAX_VALUE;
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
