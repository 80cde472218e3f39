/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Under which metric and labels each of the agent's counters is known to Prometheus. */
final class MetricTable {
    /** Prefix of all metrics. */
    static final String PREFIX = "sharp_hsl_";
    private static final String SHIM = "(ingress|egress|vnf-ingress|vnf-egress)\\.";

    private enum Kind { COUNTER, GAUGE, UNKNOWN, NONE }

    /**
     * One line of the table.
     *
     * @param counters the counters' names
     * @param kind of metric
     * @param metric its name without prefix and suffix
     * @param help one sentence
     * @param labels each the name of a group of the pattern, in order, or {@code name=value}
     */
    private record Rule(Pattern counters, Kind kind, String metric, String help, List<String> labels) {
        Labels labels(final Matcher matcher) {
            Labels found = Labels.EMPTY;
            int group = 0;
            for (final String label : labels) {
                final int equals = label.indexOf('=');
                found = found.add(equals < 0 ? label : label.substring(0, equals),
                    (equals < 0 ? matcher.group(++group) : label.substring(equals + 1)).replace('-', '_'));
            }
            return found;
        }
    }

    private record Point(Labels labels, long value) {
    }

    private static final List<Rule> RULES = List.of(
        counter(SHIM + "received-frames", "frames", "Frames that an interface received and sent.", "shim",
            "direction=receive"),
        counter(SHIM + "sent-frames", "frames", "", "shim", "direction=send"),
        counter(SHIM + "received-bytes", "bytes", "Bytes of those frames.", "shim", "direction=receive"),
        counter(SHIM + "sent-bytes", "bytes", "", "shim", "direction=send"),
        counter(SHIM + "(receive|send)-dropped-(.+)", "dropped_frames",
            "Frames that were lost at an interface, and why.", "shim", "direction", "reason"),
        counter(SHIM + "receive-checksum-missing", "checksum_missing_frames",
            "Frames without a finished checksum: the sender has transmit offload on.", "shim"),
        counter(SHIM + "connects", "shim_connects", "Connections of a VNF to the sockets of an interface.", "shim"),
        counter(SHIM + "receive-no-buffer", "receive_no_buffer",
            "Times that a DPDK driver found no free packet buffer.", "shim"),
        counter(SHIM + "send-retries", "send_retries", "Waits for a full device or socket buffer.", "shim"),

        gauge("buffer\\.held-packets", "buffered_packets", "Packets in all buffers now."),
        gauge("buffer\\.held-bytes", "buffered_bytes", "Their bytes."),
        gauge("buffer\\.held-packets-peak", "buffered_packets_max", "Most packets in all buffers since the start."),
        gauge("buffer\\.held-bytes-peak", "buffered_bytes_max", "Most bytes in all buffers since the start."),
        gauge("buffer\\.memory-bytes", "buffer_memory_bytes", "Memory that was taken for buffers."),
        counter("buffer\\.refused-packets", "buffer_refused_packets", "Packets for which the buffers had no room."),

        none("path\\.held"),
        counter("path\\.held-(ctrl-buff|sw-buff)", "held_packets", "Packets that were put into a buffer.", "buffer"),
        counter("path\\.held-late", "late_packets",
            "Packets among those in ctrl_buff that the source had sent back."),
        counter("path\\.released", "released_packets", "Held packets that were passed on to the VNF."),
        counter("path\\.held-sent-back", "returned_packets", "Packets that a source sent back to the controller.",
            "kind=held"),
        counter("path\\.returned-late", "returned_packets", "", "kind=late"),
        counter("path\\.reordered", "reordered_packets", "Packets delivered behind newer ones, in finished handovers."),
        counter("path\\.dropped-at-limit", "lost_packets", "Packets lost in handovers, and why.", "reason=flow_limit"),
        counter("path\\.lost-no-memory", "lost_packets", "", "reason=buffers_full"),
        counter("path\\.lost-missing", "lost_packets", "", "reason=never_arrived"),
        counter("path\\.lost-by-stop", "lost_packets", "", "reason=stopped"),
        gauge("path\\.flows", "flows", "Flows that are in handover, or were until some seconds ago."),

        counter("control-(received|sent)\\.(.+)", "control_messages", "Control messages by type.", "direction",
            "type"),
        counter("path\\.control-(received|sent|from-vnf)", "control_frames", "Control frames.", "direction"),
        counter("path\\.markers-sent", "markers_sent", "MARKERs that were sent into the VNF."),
        counter("path\\.control-(malformed|other-version|bad-tag|stale|replayed)", "refused_control_frames",
            "Control frames that did not count, and why.", "reason"),
        counter("path\\.control-(misplaced|unknown|unsupported-version)", "refused_control_messages",
            "Control messages that did not count, and why.", "reason"),
        counter("path\\.starts-refused", "refused_control_messages", "", "reason=too_many_flows"),

        counter("handovers\\.(source|destination)-started", "handovers_started", "Attempts that began.", "role"),
        counter("handovers\\.(source|destination)-(.+)", "handovers", "Attempts that are over, and how they ended.",
            "role", "outcome"),
        counter("handovers\\.not-followed", "handovers_not_followed", "Attempts too many to be followed to their end."),

        counter("vnf\\.connects", "vnf_connects", "Connections to the control channel."),
        counter("vnf\\.told", "vnf_told", "What the VNF or the hook was told."),
        counter("vnf\\.answers", "vnf_answers", "What it answered."),
        counter("vnf\\.unexpected-words", "vnf_unexpected_words", "What it said that made no sense."),
        counter("vnf\\.failed-by-disconnect", "vnf_failed_by_disconnect",
            "Handovers that failed because the VNF closed its connection."),
        counter("vnf\\.failed-by-stop", "vnf_failed_by_stop", "Imports that were failed because the agent stopped."),
        counter("vnf\\.events-dropped", "vnf_events_dropped", "Answers that found too many waiting."),
        gauge("vnf\\.awaited-(states|descriptions)", "vnf_answers_outstanding",
            "Answers that the VNF or the hook owes.", "to"),
        counter("control\\.malformed-lines", "vnf_malformed_lines", "Lines on the control channel that made no sense."),
        counter("(control|hook)\\.refused-commands", "vnf_refused_commands",
            "Commands that found too many waiting: the VNF or the hook is too slow.", "by"),

        counter("bridge\\.duty-cycles", "duty_cycles", "Rounds of the packet thread."),
        counter("bridge\\.sleeps", "sleeps", "How often the packet thread found nothing to do and slept."),
        // nothing that is counted stays unseen
        new Rule(Pattern.compile("(.+)"), Kind.UNKNOWN, "counter", "Counters that have no metric of their own.",
            List.of("name")));

    private MetricTable() {
        // functions only
    }

    private static Rule counter(final String counters, final String metric, final String help,
            final String... labels) {
        return new Rule(Pattern.compile(counters), Kind.COUNTER, metric, help, List.of(labels));
    }

    private static Rule gauge(final String counters, final String metric, final String help, final String... labels) {
        return new Rule(Pattern.compile(counters), Kind.GAUGE, metric, help, List.of(labels));
    }

    /** What another counter says too. */
    private static Rule none(final String counters) {
        return new Rule(Pattern.compile(counters), Kind.NONE, "", "", List.of());
    }

    /** The metrics for these counters. */
    static List<MetricSnapshot> of(final Map<String, Long> counters) {
        final var points = new LinkedHashMap<String, List<Point>>();
        final var rules = new LinkedHashMap<String, Rule>();
        for (final var counter : counters.entrySet()) {
            for (final var rule : RULES) {
                final var matcher = rule.counters.matcher(counter.getKey());
                if (matcher.matches()) {
                    rules.merge(rule.metric, rule, (one, other) -> one.help.isEmpty() ? other : one);
                    points.computeIfAbsent(rule.metric, metric -> new ArrayList<>())
                        .add(new Point(rule.labels(matcher), counter.getValue()));
                    break;
                }
            }
        }
        final var metrics = new ArrayList<MetricSnapshot>();
        for (final var rule : rules.values()) {
            if (rule.kind != Kind.NONE) {
                metrics.add(metric(rule, points.get(rule.metric)));
            }
        }
        return metrics;
    }

    private static MetricSnapshot metric(final Rule rule, final List<Point> points) {
        final String name = PREFIX + rule.metric;
        return switch (rule.kind) {
            case COUNTER -> {
                final var metric = CounterSnapshot.builder().name(name).help(rule.help);
                points.forEach(point -> metric.dataPoint(CounterDataPointSnapshot.builder().labels(point.labels)
                    .value((double) point.value).build()));
                yield metric.build();
            }
            case GAUGE -> {
                final var metric = GaugeSnapshot.builder().name(name).help(rule.help);
                points.forEach(point -> metric.dataPoint(GaugeDataPointSnapshot.builder().labels(point.labels)
                    .value((double) point.value).build()));
                yield metric.build();
            }
            case UNKNOWN, NONE -> {
                final var metric = UnknownSnapshot.builder().name(name).help(rule.help);
                points.forEach(point -> metric.dataPoint(UnknownDataPointSnapshot.builder().labels(point.labels)
                    .value((double) point.value).build()));
                yield metric.build();
            }
        };
    }
}
