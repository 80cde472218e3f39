/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.stats;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** How often something took how long, in fixed ranges. One writer, any readers; costs the writer no fence. */
public final class DurationHistogram {
    private static final long[] UPPER_US = {
        500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
        10_000_000
    };

    /** One for each bound, one for what is above. */
    private final AtomicLongArray counts = new AtomicLongArray(UPPER_US.length + 1);
    private final AtomicLongArray sumNs = new AtomicLongArray(1);

    /** How many ranges there are; the last has no upper bound. */
    public static int ranges() {
        return UPPER_US.length + 1;
    }

    /** The greatest duration of a range, in seconds; infinite for the last one. */
    public static double upperSeconds(final int range) {
        return range == UPPER_US.length ? Double.POSITIVE_INFINITY
            : UPPER_US[range] / (double) TimeUnit.SECONDS.toMicros(1);
    }

    /** Counts one. */
    public void record(final long durationNs) {
        int range = 0;
        while (range < UPPER_US.length && durationNs > TimeUnit.MICROSECONDS.toNanos(UPPER_US[range])) {
            range++;
        }
        counts.setOpaque(range, counts.getPlain(range) + 1);
        sumNs.setOpaque(0, sumNs.getPlain(0) + durationNs);
    }

    /** How many lay in a range, and not in one before it. */
    public long count(final int range) {
        return counts.getOpaque(range);
    }

    /** All durations together. */
    public double sumSeconds() {
        return sumNs.getOpaque(0) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
