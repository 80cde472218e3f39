/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import com.google.gson.JsonObject;
import org.sharpnfv.it.Spread;

/**
 * What a TCP receiver got, in intervals.
 *
 * @param medianMbps the median interval, Mbit/s
 * @param lowestMbps the lowest interval, Mbit/s
 * @param dipMs how long the intervals around the lowest were below half the median
 */
record Goodput(double medianMbps, double lowestMbps, long dipMs) {
    static final int INTERVAL_MS = 100;
    /** Slow start, and the cut interval at the end. */
    private static final int SKIP_FIRST = 10;
    private static final int SKIP_LAST = 3;

    static Goodput none() {
        return new Goodput(0, 0, 0);
    }

    /** Of iperf3's report of its server. */
    static Goodput of(final JsonObject iperf) {
        final var intervals = iperf.getAsJsonArray("intervals");
        final var mbps = new double[Math.max(0, intervals.size() - SKIP_FIRST - SKIP_LAST)];
        for (int i = 0; i < mbps.length; i++) {
            mbps[i] = intervals.get(i + SKIP_FIRST).getAsJsonObject().getAsJsonObject("sum")
                .get("bits_per_second").getAsDouble() / 1e6;
        }
        return of(mbps);
    }

    static Goodput of(final double... mbps) {
        if (mbps.length == 0) {
            return none();
        }
        int lowest = 0;
        for (int i = 1; i < mbps.length; i++) {
            if (mbps[i] < mbps[lowest]) {
                lowest = i;
            }
        }
        final double median = Spread.of(mbps).median();
        int from = lowest;
        while (from >= 0 && mbps[from] < median / 2) {
            from--;
        }
        int to = lowest;
        while (to < mbps.length && mbps[to] < median / 2) {
            to++;
        }
        return new Goodput(median, mbps[lowest], (long) INTERVAL_MS * Math.max(0, to - from - 1));
    }

    /** How deep the dip is: 0 for none, 1 for an interval without anything. */
    double dip() {
        return medianMbps == 0 ? 0 : Math.max(0, 1 - lowestMbps / medianMbps);
    }
}
