/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.prometheus;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sharpnfv.sharp.metrics.Metric;

/** Metrics in the form of Prometheus' library. */
final class ScrapeForm {
    private static final String TOTAL = "_total";

    private ScrapeForm() {
        // functions only
    }

    static MetricSnapshots of(final List<Metric> metrics) {
        return new MetricSnapshots(metrics.stream().map(ScrapeForm::snapshot).toList());
    }

    private static MetricSnapshot snapshot(final Metric metric) {
        return switch (metric) {
            case Metric.Counter counter -> {
                // the library adds the suffix again
                final var snapshot = CounterSnapshot.builder().help(counter.help())
                    .name(counter.name().substring(0, counter.name().length() - TOTAL.length()));
                counter.values().forEach(value -> snapshot.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(value.labels())).value(value.value()).build()));
                yield snapshot.build();
            }
            case Metric.Gauge gauge -> {
                final var snapshot = GaugeSnapshot.builder().name(gauge.name()).help(gauge.help());
                gauge.values().forEach(value -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels(value.labels())).value(value.value()).build()));
                yield snapshot.build();
            }
            case Metric.Histogram histogram -> {
                final var snapshot = HistogramSnapshot.builder().name(histogram.name()).help(histogram.help());
                histogram.distributions().forEach(each -> snapshot.dataPoint(point(each)));
                yield snapshot.build();
            }
        };
    }

    private static HistogramDataPointSnapshot point(final Metric.Distribution distribution) {
        final var buckets = ClassicHistogramBuckets.builder();
        distribution.ranges().forEach(range -> buckets.bucket(range.upperSeconds(), range.count()));
        final var point = HistogramDataPointSnapshot.builder().labels(labels(distribution.labels()))
            .classicHistogramBuckets(buckets.build());
        point.sum(distribution.sumSeconds());
        return point.build();
    }

    private static Labels labels(final Map<String, String> labels) {
        Labels all = Labels.EMPTY;
        for (final var label : new TreeMap<>(labels).entrySet()) {
            all = all.add(label.getKey(), label.getValue());
        }
        return all;
    }
}
