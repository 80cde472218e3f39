/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.lang.foreign.MemorySegment;
import org.sharpnfv.sharp.flow.Direction;

/**
 * Decides about each frame that crosses the bridge, and does what is due between frames. All methods are called by the
 * duty-cycle thread and never wait. A side is named by the direction of the packets that come in there from the
 * network: forward for ingress, reverse for egress.
 */
public interface FramePath {
    /** Before the frames of a duty cycle; the time is that of everything in it. */
    void startCycle(long nowNs);

    /**
     * A frame from the network on its way to the VNF. Returns whether the bridge passes it on; if not, it is dropped,
     * or the path has copied it: its memory is valid during the call, and until the flush after this batch for what
     * the path itself queued with {@link org.sharpnfv.hsl.shim.Shim#send}.
     */
    boolean fromNetwork(Direction side, MemorySegment memory, long offset, int length);

    /** A frame from the VNF on its way to the network; otherwise as {@link #fromNetwork}. */
    boolean fromVnf(Direction side, MemorySegment memory, long offset, int length);

    /**
     * Once in each duty cycle, after the frames: timers, answers of the VNF, a bounded number of held frames. The
     * bridge flushes all shims afterwards. Returns how much was done; 0 lets the bridge go to sleep.
     */
    int doWork(long nowNs);

    /**
     * Asked in each duty cycle once the bridge is to stop: whether it may. Until then frames are passed on as ever; a
     * path says yes within a bounded time.
     */
    default boolean mayEnd(final long nowNs) {
        return true;
    }

    /** How long nothing is due unless a frame or a wakeup comes. */
    long idleNs(long nowNs);
}
