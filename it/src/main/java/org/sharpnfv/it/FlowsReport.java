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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What moving many flows at once has shown. A figure without further words is that of one handover, the median of all.
 *
 * @param report what any experiment shows
 * @param loads what each handover has cost
 */
public record FlowsReport(Report report, List<Load> loads) {
    /** Copies. */
    public FlowsReport {
        loads = List.copyOf(loads);
    }

    /**
     * Whether nothing went wrong and every flow was moved in every handover.
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
        final var found = new ArrayList<>(report.complaints());
        final int flows = report.plan().flows();
        for (var outcome : report.outcomes()) {
            if (outcome.view().flows("completed") < flows) {
                found.add(outcome.id() + (outcome.handBack() ? " back" : "") + ": expected " + flows
                    + " flows moved, found " + outcome.view().flows("completed"));
            }
        }
        if (report.outcomes().size() < report.plan().handovers()) {
            found.add("expected " + report.plan().handovers() + " handovers, found " + report.outcomes().size());
        }
        return found;
    }

    private static double flowsPerSecond(final Outcome outcome) {
        return outcome.view().durationUs() == 0 ? 0
            : outcome.view().flows("completed") * 1e6 / outcome.view().durationUs();
    }

    private double outcomes(final ToDoubleFunction<Outcome> value) {
        return Spread.of(report.outcomes().stream().mapToDouble(value).toArray()).median();
    }

    private double loads(final ToDoubleFunction<Load> value) {
        return Spread.of(loads.stream().mapToDouble(value).toArray()).median();
    }

    private long entriesMax() {
        return loads.stream().mapToLong(Load::entriesMax).max().orElse(0);
    }

    private long memoryKb() {
        return loads.stream().mapToLong(Load::memoryKb).max().orElse(0);
    }

    /**
     * The report for programs.
     *
     * @return as {@code it/flows --help} lists it
     */
    public JsonObject toJson() {
        final var json = new JsonObject();
        final var stream = report.stream();
        json.addProperty("flows", report.plan().flows());
        json.addProperty("rate_pps", report.plan().ratePps());
        json.addProperty("size_bytes", report.plan().sizeBytes());
        json.addProperty("sent", stream.sent());
        json.addProperty("received", stream.received());
        json.addProperty("lost", stream.lost());
        json.addProperty("duplicated", stream.duplicated());
        json.addProperty("reordered", stream.reordered());
        json.addProperty("damaged", stream.damaged());
        json.addProperty("duration_us", Math.round(outcomes(outcome -> outcome.view().durationUs())));
        json.addProperty("flows_per_second", Math.round(outcomes(FlowsReport::flowsPerSecond)));
        json.addProperty("entries_max", entriesMax());
        json.addProperty("packet_ins", Math.round(outcomes(outcome -> outcome.view().controller("packet-ins"))));
        json.addProperty("packet_outs", Math.round(outcomes(outcome -> outcome.view().controller("packet-outs"))));
        json.addProperty("controller_cpu_ms", Math.round(loads(Load::cpuMs)));
        json.addProperty("controller_rss_kb", memoryKb());
        final JsonObject all = report.toJson();
        final JsonArray handovers = all.getAsJsonArray("handovers");
        for (int i = 0; i < handovers.size(); i++) {
            final var outcome = report.outcomes().get(i);
            final JsonObject handover = handovers.get(i).getAsJsonObject();
            handover.addProperty("flows_moved", outcome.view().flows("completed"));
            handover.addProperty("flows_per_second", Math.round(flowsPerSecond(outcome)));
            handover.addProperty("entries_max", loads.get(i).entriesMax());
            handover.addProperty("controller_cpu_ms", loads.get(i).cpuMs());
            handover.addProperty("controller_rss_kb", loads.get(i).memoryKb());
        }
        json.add("handovers", handovers);
        for (String name : List.of("baseline_delay_us", "socket_drops", "vnf_state_exact", "drop_counters")) {
            json.add(name, all.get(name));
        }
        final var complaints = new JsonArray();
        complaints().forEach(complaints::add);
        json.add("complaints", complaints);
        return json;
    }

    /**
     * The report for people.
     *
     * @return several lines
     */
    public String toText() {
        final var text = new StringBuilder(1024);
        text.append(String.format("%-18s %-12s %8s %12s %10s %9s %9s %9s %11s %9s %9s%n", "handover", "result", "flows",
            "duration ms", "flows/s", "entries", "CPU ms", "RSS MB", "packet-ins", "-outs", "delay ms"));
        IntStream.range(0, report.outcomes().size()).forEach(i -> {
            final var outcome = report.outcomes().get(i);
            final var view = outcome.view();
            text.append(String.format(Locale.ROOT, "%-18s %-12s %8d %12.1f %10.0f %9d %9d %9d %11d %9d %9.1f%n",
                outcome.id() + (outcome.handBack() ? " back" : ""), view.phase(), view.flows("completed"),
                view.durationUs() / 1000.0, flowsPerSecond(outcome), loads.get(i).entriesMax(), loads.get(i).cpuMs(),
                loads.get(i).memoryKb() / 1024, view.controller("packet-ins"), view.controller("packet-outs"),
                report.maxDelayUs(outcome) / 1000));
        });
        final var stream = report.stream();
        text.append(String.format("%nsent %d, back %d, lost %d, duplicated %d, reordered %d%n", stream.sent(),
            stream.received(), stream.lost(), stream.duplicated(), stream.reordered()));
        text.append(String.format("state of the VNFs: %s; drop counters: %s%n",
            report.stateDifferences().isEmpty() ? "exact" : "NOT exact",
            report.drops().nonZero().isEmpty() ? "all 0 (" + report.drops().values().size() + ")"
                : report.drops().nonZero()));
        complaints().forEach(line -> text.append("  ! ").append(line).append('\n'));
        return text.toString();
    }
}
