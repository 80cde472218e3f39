/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Arrays;
import java.util.List;

/**
 * How often something took how long.
 *
 * @param counts for each of {@link #UPPER_US}, and one for what is above them all: how many lay in that range and not
 *     in one before it
 * @param sumNs all together
 */
public record Durations(List<Long> counts, long sumNs) {
    /** The greatest duration of each range but the last, in microseconds; the same as the agents'. */
    public static final List<Long> UPPER_US = List.of(500L, 1_000L, 2_500L, 5_000L, 10_000L, 25_000L, 50_000L, 100_000L,
        250_000L, 500_000L, 1_000_000L, 2_500_000L, 5_000_000L, 10_000_000L);
    private static final long NS_PER_US = 1000;

    /** Copies. */
    public Durations {
        counts = List.copyOf(counts);
    }

    /** Counts one duration after the other. */
    static final class Counter {
        private final long[] counts = new long[UPPER_US.size() + 1];
        private long sumNs;

        void add(final long durationNs) {
            int range = 0;
            while (range < UPPER_US.size() && durationNs > UPPER_US.get(range) * NS_PER_US) {
                range++;
            }
            counts[range]++;
            sumNs += durationNs;
        }

        Durations view() {
            return new Durations(Arrays.stream(counts).boxed().toList(), sumNs);
        }
    }
}
