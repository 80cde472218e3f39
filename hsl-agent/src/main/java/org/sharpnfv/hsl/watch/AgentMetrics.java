/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.hsl.stats.DurationHistogram;
import org.sharpnfv.sharp.wire.Role;

/** All metrics of an agent as they are when somebody asks; nothing is prepared before, nobody waits. */
final class AgentMetrics implements MultiCollector {
    private final AgentFacts facts;
    private final Counters counters;
    private final HandoverLog handovers;
    private final Health health;

    AgentMetrics(final AgentFacts facts, final Counters counters, final HandoverLog handovers, final Health health) {
        this.facts = facts;
        this.counters = counters;
        this.handovers = handovers;
        this.health = health;
    }

    @Override
    public MetricSnapshots collect() {
        final List<MetricSnapshot> all = new ArrayList<>();
        all.add(info("build", "Version of the agent and identity of its instance.",
            Labels.of("version", facts.version(), "id", facts.id())));
        all.add(info("shim", "Names of the interfaces.",
            Labels.of("shim", "ingress", "interface", facts.ingress()),
            Labels.of("shim", "egress", "interface", facts.egress()),
            Labels.of("shim", "vnf_ingress", "interface", facts.vnfIngress()),
            Labels.of("shim", "vnf_egress", "interface", facts.vnfEgress())));
        all.add(gauge(MetricTable.PREFIX + "start_time_seconds", "When the agent started, since 1970.",
            facts.startedMs() / (double) TimeUnit.SECONDS.toMillis(1)));
        all.add(gauge(MetricTable.PREFIX + "alive", "1 while /healthz answers with 200.", flag(health.alive())));
        all.add(gauge(MetricTable.PREFIX + "ready", "1 while /readyz answers with 200.", flag(health.ready())));
        all.addAll(MetricTable.of(counters.snapshot()));
        all.add(durations());
        all.add(histogram("state_export_duration_seconds",
            "From the first START_HO to the VNF's word that the state has left.",
            point(Labels.EMPTY, handovers.exportDurations())));
        all.add(histogram("state_import_duration_seconds",
            "From the first START_HO to the VNF's word that the state is there.",
            point(Labels.EMPTY, handovers.importDurations())));
        return new MetricSnapshots(all);
    }

    private static double flag(final List<Health.Check> checks) {
        return Health.isGood(checks) ? 1 : 0;
    }

    private MetricSnapshot durations() {
        final var points = new ArrayList<HistogramDataPointSnapshot>();
        for (final var role : Role.values()) {
            points.add(point(Labels.of("role", role.name().toLowerCase(Locale.ROOT)), handovers.durations(role)));
        }
        return histogram("handover_duration_seconds", "From the first START_HO to HANDOVER_ENDED.",
            points.toArray(HistogramDataPointSnapshot[]::new));
    }

    private static MetricSnapshot histogram(final String name, final String help,
            final HistogramDataPointSnapshot... points) {
        final var metric = HistogramSnapshot.builder().name(MetricTable.PREFIX + name).help(help);
        for (final var point : points) {
            metric.dataPoint(point);
        }
        return metric.build();
    }

    private static HistogramDataPointSnapshot point(final Labels labels, final DurationHistogram histogram) {
        final var buckets = ClassicHistogramBuckets.builder();
        for (int range = 0; range < DurationHistogram.ranges(); range++) {
            buckets.bucket(DurationHistogram.upperSeconds(range), histogram.count(range));
        }
        final var point = HistogramDataPointSnapshot.builder().labels(labels).classicHistogramBuckets(buckets.build());
        point.sum(histogram.sumSeconds());
        return point.build();
    }

    private static MetricSnapshot info(final String name, final String help, final Labels... points) {
        final var metric = InfoSnapshot.builder().name(MetricTable.PREFIX + name).help(help);
        for (final var labels : points) {
            metric.dataPoint(InfoDataPointSnapshot.builder().labels(labels).build());
        }
        return metric.build();
    }

    private static MetricSnapshot gauge(final String name, final String help, final double value) {
        return GaugeSnapshot.builder().name(name).help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build()).build();
    }
}
