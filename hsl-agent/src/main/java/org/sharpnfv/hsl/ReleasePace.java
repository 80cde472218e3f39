/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.concurrent.TimeUnit;

/**
 * How fast held frames leave: a few at a time, so that a burst from a full buffer does not overflow the VNF's socket.
 * What is not used is not saved up beyond one burst. For each frame that queues behind them before the next burst is
 * due another one may leave, up to a burst: the VNF would get that one without a handover, too.
 */
final class ReleasePace {
    static final int BURST_FRAMES = 32;

    private final long intervalNs;
    private long refillAtNs;
    private int left = BURST_FRAMES;
    private int queued;
    private boolean started;

    ReleasePace(final int framesPerSecond) {
        intervalNs = TimeUnit.SECONDS.toNanos(1) * BURST_FRAMES / framesPerSecond;
    }

    /** Frames that may leave now. */
    int left(final long nowNs) {
        if (left < BURST_FRAMES && refillAtNs - nowNs <= 0) {
            left = BURST_FRAMES;
            queued = 0;
        }
        return left + queued;
    }

    /** A frame has queued behind those that leave. */
    void queue() {
        queued = Math.min(queued + 1, BURST_FRAMES);
    }

    void take(final long nowNs) {
        if (queued > 0) {
            queued--;
            return;
        }
        if (left == BURST_FRAMES) {
            // counted from when it was due, so that a late wakeup does not slow us down; but only by one burst
            refillAtNs = (started ? Math.max(refillAtNs - nowNs, -intervalNs) : 0) + nowNs + intervalNs;
            started = true;
        }
        left--;
    }

    /** How long until frames may leave again; 0 if they may now. */
    long waitNs(final long nowNs) {
        return left + queued > 0 ? 0 : Math.max(0, refillAtNs - nowNs);
    }
}
