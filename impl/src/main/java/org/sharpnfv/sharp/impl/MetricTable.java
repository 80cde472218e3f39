/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.sharp.controller.Durations;
import org.sharpnfv.sharp.controller.Loss;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.Statistics;
import org.sharpnfv.sharp.metrics.Metric;
import org.sharpnfv.sharp.metrics.Metric.Counter;
import org.sharpnfv.sharp.metrics.Metric.Distribution;
import org.sharpnfv.sharp.metrics.Metric.Gauge;
import org.sharpnfv.sharp.metrics.Metric.Histogram;
import org.sharpnfv.sharp.metrics.Metric.Range;
import org.sharpnfv.sharp.metrics.Metric.Value;
import org.sharpnfv.sharp.wire.ControlLink.Refusal;
import org.sharpnfv.sharp.wire.Outcome;

/** Under which metric and labels each of the controller's counters is known: the northbound's and the agents' words. */
final class MetricTable {
    private static final Set<Phase> ON_THE_WAY =
        Set.of(Phase.DETECTION, Phase.BUFFERING, Phase.RELEASE, Phase.ROLLING_BACK);
    private static final String PACKET_IN = "/PacketInMessage";

    private MetricTable() {
        // functions only
    }

    /** All metrics. The counters of openflowplugin are those that {@link PluginCounters} finds. */
    static List<Metric> of(final Statistics machine, final EngineCounters engine, final Inbox inbox,
            final DriverCounters driver, final NotificationCounters notifications, final Map<String, Long> plugin) {
        final var all = new ArrayList<Metric>();
        handovers(all, machine);
        packets(all, machine, driver);
        control(all, machine);
        packetIns(all, engine, inbox, plugin);
        orders(all, driver);
        news(all, notifications);
        return all;
    }

    private static void handovers(final List<Metric> all, final Statistics machine) {
        all.add(new Gauge("sharp_requests", "Requests, and histories of deleted ones, by phase.",
            Arrays.stream(Phase.values()).map(phase -> value("phase", phase, machine.requests().getOrDefault(phase, 0)))
                .toList()));
        all.add(new Gauge("sharp_flows", "Flows in handover now, by phase.", ON_THE_WAY.stream().sorted()
            .map(phase -> value("phase", phase, machine.flows().getOrDefault(phase, 0))).toList()));
        all.add(counter("sharp_flows_detected_total", "Flows whose handover began.", machine.detected()));
        all.add(new Counter("sharp_flows_ended_total", "Flows whose handover ended, by how.",
            Arrays.stream(Outcome.values())
                .map(outcome -> value("outcome", outcome, count(machine.ended().get(outcome)))).toList()));
        all.add(counter("sharp_flows_left_behind_total", "Rolled back flows that went on without their state when "
            + "their request was deleted; they count as failed there.", machine.leftBehind()));
        all.add(new Histogram("sharp_handover_duration_seconds",
            "From a flow's first packet at the controller to the end of its handover, by outcome.",
            Arrays.stream(Outcome.values()).map(outcome -> distribution(outcome, machine.ended().get(outcome)))
                .toList()));
        all.add(new Gauge("sharp_switches_connected", "1 while both switches of a group are connected.",
            new TreeMap<>(machine.groups()).entrySet().stream().map(group -> new Value(Map.of("group", group.getKey()),
                group.getValue().switchesConnected() ? 1 : 0)).toList()));
        all.add(new Gauge("sharp_agent_up", "1 while an instance's agent answers on both sides.",
            new TreeMap<>(machine.groups()).entrySet().stream().flatMap(group ->
                new TreeMap<>(group.getValue().instances()).entrySet().stream().map(instance -> new Value(
                    Map.of("group", group.getKey(), "vnf", instance.getKey()), instance.getValue().agentUp() ? 1 : 0)))
                .toList()));
    }

    private static void packets(final List<Metric> all, final Statistics machine, final DriverCounters driver) {
        final var packets = machine.packets();
        all.add(gauge("sharp_buffered_packets", "Packets that the controller holds now.", packets.buffered()));
        all.add(gauge("sharp_buffered_packets_max", "Most packets that it held at a time since it started.",
            packets.bufferedMax()));
        all.add(counter("sharp_held_packets_total", "Packets that it put into its buffer.", packets.bufferedTotal()));
        all.add(counter("sharp_released_packets_total",
            "Packets that it sent on, marked, to where the flow goes.", packets.released()));
        all.add(counter("sharp_late_packets_total",
            "Packets that reached a source after START_HO; the agents report them.", machine.late()));
        all.add(counter("sharp_reordered_packets_total",
            "Packets delivered behind newer ones; the agents report them.", machine.reordered()));
        all.add(counter("sharp_stray_packets_total",
            "Packets of no flow in handover that came all the same and were sent on.", machine.protocol().strays()));
        final var lost = new ArrayList<Value>();
        for (final var why : Loss.values()) {
            lost.add(value("reason", why, machine.lost().getOrDefault(why, 0L)));
        }
        lost.add(value("reason", "not_taken", driver.failedPacketOuts.sum()));
        lost.add(value("reason", "agent", machine.lostByAgents()));
        all.add(new Counter("sharp_lost_packets_total", "Packets that a switch had accepted and that reached no VNF: "
            + "buffer_full, switch_absent, not_taken (by openflowplugin), agent_restarted, agent (it reports them).",
            lost));
    }

    private static void control(final List<Metric> all, final Statistics machine) {
        final var messages = new ArrayList<Value>();
        machine.received().entrySet().stream().sorted(Map.Entry.comparingByKey())
            .forEach(type -> messages.add(message("received", type.getKey().text(), type.getValue())));
        machine.sent().entrySet().stream().sorted(Map.Entry.comparingByKey())
            .forEach(type -> messages.add(message("sent", type.getKey().text(), type.getValue())));
        all.add(new Counter("sharp_control_messages_total", "Control messages by type.", messages));
        all.add(new Counter("sharp_refused_control_frames_total", "Control frames that did not count, and why.",
            Arrays.stream(Refusal.values()).map(why -> value("reason", why, machine.protocol().refused(why)))
                .toList()));
        all.add(new Counter("sharp_refused_control_messages_total", "Control messages that did not count, and why.",
            List.of(value("reason", "misplaced", machine.protocol().errors()),
                value("reason", "unknown", machine.protocol().skippedMessages()),
                value("reason", "unsupported_version", machine.protocol().unsupportedVersions()),
                value("reason", "early", machine.protocol().earlyMessages()),
                value("reason", "repeated", machine.protocol().repeatedReports()))));
    }

    private static void packetIns(final List<Metric> all, final EngineCounters engine, final Inbox inbox,
            final Map<String, Long> plugin) {
        all.add(new Counter("sharp_openflowplugin_packet_ins_total", "PACKET_INs at openflowplugin: received, "
            + "published (worked off by all listeners), and dropped: limited (by its rate limiter), rejected (by "
            + "MD-SAL), untranslated. Received ones that are none of the others are under way, or lost in MD-SAL's "
            + "queue.",
            List.of(stage("received", plugin, "FROM_SWITCH"),
                stage("published", plugin, "FROM_SWITCH_PUBLISHED_SUCCESS"),
                stage("limited", plugin, "FROM_SWITCH_PACKET_IN_LIMIT_REACHED_AND_DROPPED"),
                stage("rejected", plugin, "FROM_SWITCH_NOTIFICATION_REJECTED"),
                stage("untranslated", plugin, "FROM_SWITCH_TRANSLATE_SRC_FAILURE"))));
        all.add(counter("sharp_openflowplugin_packet_in_filters_total", "How often openflowplugin's rate limiter told "
            + "a connection to drop PACKET_INs, which nobody counts, until it is below its limit again.",
            plugin.getOrDefault("OFJ_BACKPRESSURE_ON/DeviceContext", 0L)));
        final long ours = Arrays.stream(engine.waits()).sum() + inbox.waitingPackets();
        all.add(new Counter("sharp_packet_ins_total", "PACKET_INs that reached this application: its own, other "
            + "applications', and unreadable ones, which are dropped.", List.of(value("kind", "sharp", ours),
                value("kind", "other", engine.foreignPackets()),
                value("kind", "unreadable", engine.unreadablePackets()))));
        all.add(gauge("sharp_engine_queue_packets", "PACKET_INs that wait for the engine now.",
            inbox.waitingPackets()));
        all.add(counter("sharp_engine_queue_full_total", "PACKET_INs for which there was no room: openflowplugin was "
            + "held back, nothing was dropped here.", inbox.heldBack()));
        all.add(new Histogram("sharp_engine_queue_wait_seconds", "How long PACKET_INs waited for the engine.",
            List.of(waits(engine))));
        all.add(counter("sharp_engine_defects_total", "Inputs and outputs that ended with an exception: see the log.",
            engine.failures()));
    }

    private static void orders(final List<Metric> all, final DriverCounters driver) {
        all.add(new Counter("sharp_switch_orders_total", "Messages that were given to openflowplugin for switches.",
            List.of(value("kind", "flow_mod", driver.flowMods.sum()),
                value("kind", "packet_out", driver.packetOuts.sum()),
                value("kind", "barrier", driver.barriers.sum()))));
        all.add(new Counter("sharp_failed_switch_orders_total", "Those of them that failed.",
            List.of(value("kind", "flow_mod", driver.refusedFlowMods.sum()),
                value("kind", "packet_out", driver.failedPacketOuts.sum()),
                value("kind", "barrier", driver.failedBarriers.sum()))));
        all.add(counter("sharp_discarded_switch_orders_total", "Messages for switches that were gone; their entries "
            + "are put in when they are back.", driver.discarded.sum()));
    }

    private static void news(final List<Metric> all, final NotificationCounters notifications) {
        final long published = notifications.published.sum();
        all.add(counter("sharp_notifications_published_total",
            "Notifications handover-state-changed that were given to MD-SAL.", published));
        all.add(new Counter("sharp_notifications_dropped_total", "Notifications that were not: forgotten (too many at "
            + "a time), rejected (by MD-SAL). Their sequence numbers are missing.",
            List.of(value("reason", "forgotten", notifications.forgotten.sum()),
                value("reason", "rejected", notifications.rejected.sum()))));
        all.add(gauge("sharp_notifications_undelivered", "Published notifications that not all readers have got: under "
            + "way, or, if it stays above 0, lost in MD-SAL's queue.",
            Math.max(published - notifications.delivered.sum(), 0)));
        all.add(counter("sharp_datastore_failures_total",
            "Times that the operational datastore did not take the state of handovers; it is written again.",
            notifications.failedWrites.sum()));
    }

    private static Metric counter(final String name, final String help, final long value) {
        return new Counter(name, help, List.of(new Value(Map.of(), value)));
    }

    private static Metric gauge(final String name, final String help, final long value) {
        return new Gauge(name, help, List.of(new Value(Map.of(), value)));
    }

    private static Value value(final String label, final Enum<?> name, final long value) {
        return value(label, name.name().toLowerCase(Locale.ROOT), value);
    }

    private static Value value(final String label, final String name, final long value) {
        return new Value(Map.of(label, name), value);
    }

    private static Value message(final String direction, final String type, final long value) {
        return new Value(Map.of("direction", direction, "type", type.replace('-', '_')), value);
    }

    private static Value stage(final String name, final Map<String, Long> plugin, final String group) {
        return value("stage", name, plugin.getOrDefault(group + PACKET_IN, 0L));
    }

    private static long count(final Durations durations) {
        return durations.counts().stream().mapToLong(Long::longValue).sum();
    }

    private static Distribution distribution(final Outcome outcome, final Durations durations) {
        final var ranges = new ArrayList<Range>();
        for (int i = 0; i < durations.counts().size(); i++) {
            ranges.add(new Range(i == Durations.UPPER_US.size() ? Double.POSITIVE_INFINITY
                : Durations.UPPER_US.get(i) / (double) TimeUnit.SECONDS.toMicros(1), durations.counts().get(i)));
        }
        return new Distribution(Map.of("outcome", outcome.name().toLowerCase(Locale.ROOT)), ranges,
            durations.sumNs() / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private static Distribution waits(final EngineCounters engine) {
        final long[] counts = engine.waits();
        final var ranges = new ArrayList<Range>();
        for (int i = 0; i < counts.length; i++) {
            ranges.add(new Range(i == counts.length - 1 ? Double.POSITIVE_INFINITY
                : (1L << i) / (double) TimeUnit.SECONDS.toMicros(1), counts[i]));
        }
        return new Distribution(Map.of(), ranges, engine.waitedUs() / (double) TimeUnit.SECONDS.toMicros(1));
    }
}
