/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sharpnfv.it.lab.DropCounters;
import org.sharpnfv.it.lab.StreamResult;
import org.sharpnfv.it.traffic.DelaySeries.Percentiles;
import org.sharpnfv.it.traffic.DelaySeries.Window;

/**
 * What an experiment has shown.
 *
 * @param plan what was asked
 * @param outcomes the handovers
 * @param stream the account of the stream
 * @param measured the stream without its beginning
 * @param stateDifferences where the VNFs' state is not what was sent
 * @param drops the drop counters' increase
 */
public record Report(Plan plan, List<Outcome> outcomes, StreamResult stream, Window measured,
        List<String> stateDifferences, DropCounters drops) {
    /** Copies. */
    public Report {
        outcomes = List.copyOf(outcomes);
        stateDifferences = List.copyOf(stateDifferences);
    }

    /**
     * Whether nothing was lost, duplicated or reordered, all handovers completed, the state is exact and nobody admits
     * to have dropped anything.
     *
     * @return true if all is well
     */
    public boolean isFlawless() {
        return complaints().isEmpty();
    }

    /**
     * What is not as it should be.
     *
     * @return one line each; empty if all is well
     */
    public List<String> complaints() {
        final var found = new java.util.ArrayList<String>();
        if (!stream.isFlawless()) {
            found.add("lost " + stream.lostForward() + " there and " + stream.lostReverse() + " back, duplicated "
                + stream.duplicated() + ", reordered " + stream.reordered() + ", damaged " + stream.damaged()
                + ", dropped at the measuring sockets " + stream.socketDrops());
            stream.anomalies().stream().limit(10).forEach(found::add);
        }
        for (var outcome : outcomes) {
            if (!outcome.isCompleted()) {
                found.add(outcome.id() + (outcome.handBack() ? " back" : "") + ": expected completed, found "
                    + outcome.view().phase() + ' ' + outcome.view().failure());
            } else if (!outcome.view().failure().isEmpty()) {
                found.add(outcome.id() + (outcome.handBack() ? " back" : "") + ": " + outcome.view().phase() + ", but "
                    + outcome.view().failure());
            }
        }
        found.addAll(stateDifferences);
        if (!drops.nonZero().isEmpty()) {
            found.add("drop counters: " + drops.nonZero());
        }
        return found;
    }

    /**
     * Round-trip times outside handovers.
     *
     * @return microseconds
     */
    public Percentiles baseline() {
        return stream.delays().percentiles(measured, outcomes.stream().map(Outcome::window).toList());
    }

    /**
     * Median of the handovers' durations.
     *
     * @return microseconds
     */
    public double medianDurationUs() {
        return median(outcome -> outcome.view().durationUs());
    }

    /**
     * Median of the handovers' longest round-trip times.
     *
     * @return microseconds
     */
    public double medianMaxDelayUs() {
        return median(this::maxDelayUs);
    }

    /**
     * Median of the most packets that the controller held.
     *
     * @return packets
     */
    public double medianControllerBuffer() {
        return median(outcome -> outcome.view().controller("buffered-packets-max"));
    }

    /**
     * The longest round trip of the packets that were sent during a handover.
     *
     * @param outcome the handover
     * @return microseconds
     */
    public double maxDelayUs(final Outcome outcome) {
        return stream.delays().maxMicros(outcome.window());
    }

    private double median(final ToDoubleFunction<Outcome> value) {
        return Spread.of(outcomes.stream().mapToDouble(value).toArray()).median();
    }

    /**
     * The report for programs.
     *
     * @return as the issue lists it
     */
    public JsonObject toJson() {
        final var json = new JsonObject();
        json.addProperty("rate_pps", plan.ratePps());
        json.addProperty("size_bytes", plan.sizeBytes());
        json.addProperty("flows", plan.flows());
        json.addProperty("state_delay_ms", plan.stateDelayMs());
        final var handovers = new JsonArray();
        outcomes.forEach(outcome -> handovers.add(handover(outcome)));
        json.add("handovers", handovers);
        json.addProperty("median_duration_us", medianDurationUs());
        json.addProperty("median_max_delay_us", medianMaxDelayUs());
        prototype().ifPresent(row -> json.add("prototype", comparison(row)));
        final Percentiles delay = baseline();
        final var baseline = new JsonObject();
        baseline.addProperty("p50", delay.p50());
        baseline.addProperty("p99", delay.p99());
        baseline.addProperty("max", delay.max());
        json.add("baseline_delay_us", baseline);
        json.addProperty("sent", stream.sent());
        json.addProperty("received", stream.received());
        json.addProperty("lost", stream.lost());
        json.addProperty("duplicated", stream.duplicated());
        json.addProperty("reordered", stream.reordered());
        json.addProperty("damaged", stream.damaged());
        json.addProperty("socket_drops", stream.socketDrops());
        json.addProperty("vnf_state_exact", stateDifferences.isEmpty());
        json.add("drop_counters", numbers(drops.values()));
        final var complaints = new JsonArray();
        complaints().forEach(complaints::add);
        json.add("complaints", complaints);
        return json;
    }

    private Optional<Prototype> prototype() {
        return outcomes.isEmpty() ? Optional.empty() : Prototype.in(plan);
    }

    private JsonObject comparison(final Prototype row) {
        final var json = new JsonObject();
        json.addProperty("median_duration_us", row.durationMs() * 1000);
        json.addProperty("median_max_delay_us", row.maxDelayMs() * 1000);
        json.addProperty("duration_ratio", row.durationRatio(this));
        json.addProperty("max_delay_ratio", row.maxDelayRatio(this));
        return json;
    }

    private JsonObject handover(final Outcome outcome) {
        final var view = outcome.view();
        final var json = new JsonObject();
        json.addProperty("id", outcome.id());
        json.addProperty("hand_back", outcome.handBack());
        json.addProperty("phase", view.phase());
        json.addProperty("duration_us", view.durationUs());
        json.addProperty("max_delay_us", maxDelayUs(outcome));
        json.addProperty("controller_buffered_max", view.controller("buffered-packets-max"));
        json.addProperty("ctrl_buff_max", view.agent("ctrl-buff-max"));
        json.addProperty("sw_buff_max", view.agent("sw-buff-max"));
        json.addProperty("packet_ins", view.controller("packet-ins"));
        json.addProperty("packet_outs", view.controller("packet-outs"));
        json.addProperty("late_packets", view.agent("late-packets"));
        json.add("phases", numbers(view.timeline()));
        return json;
    }

    private static JsonObject numbers(final Map<String, Long> values) {
        final var json = new JsonObject();
        values.entrySet().stream().sorted(Map.Entry.comparingByValue(Long::compare))
            .forEachOrdered(entry -> json.addProperty(entry.getKey().replace('-', '_'), entry.getValue()));
        return json;
    }

    /**
     * The report for people.
     *
     * @return several lines
     */
    public String toText() {
        final var text = new StringBuilder(1024);
        text.append(row("handover", "result", "duration", "max delay", "controller", "ctrl_buff", "sw_buff",
            "packet-ins", "packet-outs"));
        text.append(row("", "", "ms", "ms", "packets", "packets", "packets", "", ""));
        for (var outcome : outcomes) {
            final var view = outcome.view();
            text.append(row(outcome.id() + (outcome.handBack() ? " back" : ""), view.phase(),
                millis((double) view.durationUs()), millis(maxDelayUs(outcome)),
                view.controller("buffered-packets-max"),
                view.agent("ctrl-buff-max"), view.agent("sw-buff-max"), view.controller("packet-ins"),
                view.controller("packet-outs")));
        }
        text.append(row("median", "", millis(medianDurationUs()), millis(medianMaxDelayUs())));
        prototype().ifPresent(row -> text.append(row("authors' prototype", "", millis(row.durationMs() * 1000),
            millis(row.maxDelayMs() * 1000)))
            .append(row("ratio to it", "", String.format(Locale.ROOT, "%.2f", row.durationRatio(this)),
                String.format(Locale.ROOT, "%.2f", row.maxDelayRatio(this)))));
        final Percentiles delay = baseline();
        text.append(String.format("%nwithout handover: round trip p50 %s ms, p99 %s ms, max %s ms%n",
            millis(delay.p50()), millis(delay.p99()), millis(delay.max())));
        text.append(String.format("sent %d, back %d, lost %d, duplicated %d, reordered %d%n", stream.sent(),
            stream.received(), stream.lost(), stream.duplicated(), stream.reordered()));
        text.append(String.format("state of the VNFs: %s; drop counters: %s%n",
            stateDifferences.isEmpty() ? "exact" : "NOT exact",
            drops.nonZero().isEmpty() ? "all 0 (" + drops.values().size() + ")" : drops.nonZero()));
        complaints().forEach(line -> text.append("  ! ").append(line).append('\n'));
        return text.toString();
    }

    private static String row(final Object... cells) {
        final var line = new StringBuilder();
        line.append(String.format("%-18s %-12s", cells[0], cells[1]));
        Arrays.stream(cells).skip(2).forEach(cell -> line.append(String.format(" %11s", cell)));
        return line.append('\n').toString();
    }

    private static String millis(final double micros) {
        return String.format(Locale.ROOT, "%.2f", micros / 1000);
    }
}
