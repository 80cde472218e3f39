/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The machine's time: nanoseconds that only go forward, beginning with one second, so that 0 can mean "not yet". A step
 * of the wall clock does not change it, nor the wall times that are derived from it.
 */
final class MachineClock {
    private static final long FIRST_NS = 1_000_000_000L;

    private final long originNs = System.nanoTime() - FIRST_NS;
    private final Instant origin = Instant.now().minusNanos(FIRST_NS);

    long nowNs() {
        return System.nanoTime() - originNs;
    }

    /** The same time by the host's monotonic clock, which its other processes read, too; microseconds. */
    long monotonicUs(final long timeNs) {
        return TimeUnit.NANOSECONDS.toMicros(timeNs + originNs);
    }

    /** The wall clock's time, to the millisecond. */
    Instant wall(final long timeNs) {
        return origin.plusNanos(timeNs).truncatedTo(ChronoUnit.MILLIS);
    }
}
