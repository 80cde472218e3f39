/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;

/**
 * One frame-oriented interface of the bridge: a network interface, or one side of the VNF. Not thread-safe: one
 * duty-cycle thread.
 *
 * <p>Before that thread waits on {@link #fd()} it polls once more with 0 frames as the answer; an earlier batch that
 * is not given back keeps the descriptor readable. Then it asks {@link #rest()}.
 */
public interface Shim extends AutoCloseable {
    /**
     * Hands up to {@code limit} received frames to the sink. A frame's memory is valid until the next poll of this
     * shim, so what was queued elsewhere from it must be flushed before. Returns the number of frames taken from the
     * interface, those included that had to be dropped.
     */
    int poll(FrameSink sink, int limit);

    /**
     * To be called before the thread waits on {@link #fd()}, after a poll with 0 frames as the answer. Returns whether
     * it may; if not, there may be something by now.
     */
    default boolean rest() {
        return true;
    }

    /** Queues a frame for transmission; its memory must stay valid and unchanged until {@link #flush()}. */
    void send(MemorySegment memory, long offset, int length);

    /** Transmits what was queued. Waits at most a few milliseconds for a full device, then drops and counts. */
    void flush();

    /**
     * To be called about once a second, and when poll(2) reports an error: clears it, reads the kernel's own drop
     * counters, and attaches to the interface again if it was deleted and made anew.
     */
    void tend();

    /** To be waited on for POLLIN; the same as long as the shim is open. -1: there is none, see {@link #restNs()}. */
    int fd();

    /** How long the packet thread, when it has nothing to do, may sleep before it polls again. */
    default long restNs() {
        return Long.MAX_VALUE;
    }

    String name();

    /** Largest frame that is received whole. */
    int frameBytesMax();

    ShimCounters counters();

    @Override
    void close();
}
