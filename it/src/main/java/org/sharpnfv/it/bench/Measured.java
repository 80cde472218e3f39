/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one forwarder has shown at one size, run after run. */
final class Measured {
    /** Round-trip times of one turn or one run, microseconds. */
    record RoundTrips(double p50, double p99, double p999) {
        static RoundTrips of(final Histogram histogram) {
            return new RoundTrips(us(histogram, 50), us(histogram, 99), us(histogram, 99.9));
        }

        static RoundTrips of(final List<Histogram> turns) {
            final var all = new Histogram(Traffic.HIGHEST_NS, 3);
            turns.forEach(all::add);
            return of(all);
        }

        private static double us(final Histogram histogram, final double percentile) {
            return histogram.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    private final List<Double> kpps = new ArrayList<>();
    private final List<RoundTrips> roundTrips = new ArrayList<>();
    private final List<Double> turnsP99 = new ArrayList<>();
    private long lost;
    private long reordered;
    private long handovers;

    /** Takes over what a run's turns have shown. */
    void add(final Station station) {
        final var streamed = station.streamed();
        if (streamed != null) {
            kpps.add(streamed.kppsPerCpuSecond());
            lost += streamed.lost();
            reordered += streamed.reordered();
        }
        roundTrips.add(RoundTrips.of(station.roundTrips()));
        station.roundTrips().forEach(turn -> turnsP99.add(RoundTrips.of(turn).p99()));
        handovers += station.completed();
    }

    /** All of them, in the order of the runs. */
    List<Double> kpps() {
        return Collections.unmodifiableList(kpps);
    }

    /** Run by run. */
    List<RoundTrips> roundTrips() {
        return Collections.unmodifiableList(roundTrips);
    }

    /** The 99th percentile of each turn of all runs, microseconds: those of all forwarders came by turns. */
    List<Double> turnsP99() {
        return Collections.unmodifiableList(turnsP99);
    }

    /** Whether it was not there. */
    boolean isEmpty() {
        return kpps.isEmpty();
    }

    double kppsMedian() {
        return median(kpps);
    }

    /** The median of each percentile over the runs; null if none were measured. */
    @Nullable RoundTrips roundTripsMedian() {
        return roundTrips.isEmpty() ? null : new RoundTrips(median(RoundTrips::p50), median(RoundTrips::p99),
            median(RoundTrips::p999));
    }

    long lost() {
        return lost;
    }

    long reordered() {
        return reordered;
    }

    /** Handovers that have completed. */
    long handovers() {
        return handovers;
    }

    private double median(final ToDoubleFunction<RoundTrips> value) {
        return median(roundTrips.stream().mapToDouble(value).boxed().toList());
    }

    static double median(final List<Double> values) {
        final var sorted = values.stream().sorted().toList();
        final int half = sorted.size() / 2;
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("expected one value or more, found none");
        }
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
