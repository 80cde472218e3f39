/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is counted or measured, by Prometheus' conventions: base units, {@code _total} for what only grows. */
public sealed interface Metric {
    /**
     * Its name.
     *
     * @return for example {@code sharp_released_packets_total}
     */
    String name();

    /**
     * What it says.
     *
     * @return one sentence
     */
    String help();

    /**
     * What only grows, until the controller starts anew.
     *
     * @param name ends with {@code _total}
     * @param help one sentence
     * @param values by labels
     */
    record Counter(String name, String help, List<Value> values) implements Metric {
        /** Copies. */
        public Counter {
            if (!name.endsWith("_total")) {
                throw new IllegalArgumentException("expected a counter's name to end with _total, found " + name);
            }
            values = List.copyOf(values);
        }
    }

    /**
     * What rises and falls.
     *
     * @param name its name
     * @param help one sentence
     * @param values by labels
     */
    record Gauge(String name, String help, List<Value> values) implements Metric {
        /** Copies. */
        public Gauge {
            values = List.copyOf(values);
        }
    }

    /**
     * How often something took how long.
     *
     * @param name its name, ends with {@code _seconds}
     * @param help one sentence
     * @param distributions by labels
     */
    record Histogram(String name, String help, List<Distribution> distributions) implements Metric {
        /** Copies. */
        public Histogram {
            distributions = List.copyOf(distributions);
        }
    }

    /**
     * One value.
     *
     * @param labels what tells it from others of the same name; may be empty
     * @param value the value
     */
    record Value(Map<String, String> labels, double value) {
        /** Copies. */
        public Value {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * One distribution.
     *
     * @param labels what tells it from others of the same name; may be empty
     * @param ranges with rising bounds, the last one infinite
     * @param sumSeconds all durations together
     */
    record Distribution(Map<String, String> labels, List<Range> ranges, double sumSeconds) {
        /** Copies. */
        public Distribution {
            labels = Map.copyOf(labels);
            ranges = List.copyOf(ranges);
        }

        /**
         * How many durations there are.
         *
         * @return their number
         */
        public long count() {
            return ranges.stream().mapToLong(Range::count).sum();
        }
    }

    /**
     * A range of a distribution.
     *
     * @param upperSeconds the longest duration that lies in it
     * @param count how many lie in it, and not in one before it
     */
    record Range(double upperSeconds, long count) {
    }

    /**
     * A value's name and labels as PromQL has them, for people.
     *
     * @param name of the metric
     * @param labels of the value
     * @return for example {@code sharp_requests{phase="completed"}}
     */
    static String text(final String name, final Map<String, String> labels) {
        return labels.isEmpty() ? name : name + new TreeMap<>(labels).entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + '"').collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * The names under which Prometheus finds metrics.
     *
     * @param metrics the metrics
     * @return a histogram has three names
     */
    static List<String> seriesNames(final Collection<Metric> metrics) {
        return metrics.stream().flatMap(metric -> switch (metric) {
            case Counter counter -> Stream.of(counter.name());
            case Gauge gauge -> Stream.of(gauge.name());
            case Histogram histogram -> Stream.of(histogram.name() + "_bucket", histogram.name() + "_count",
                histogram.name() + "_sum");
        }).toList();
    }
}
