/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sharpnfv.it.Report;
import org.sharpnfv.it.Spread;

/**
 * What handovers have shown about where their time goes.
 *
 * @param report the experiment
 * @param skipped handovers at its beginning that do not count here: they run in cold code
 * @param timelines of those that count, as far as everybody has told all
 */
public record TimelineReport(Report report, int skipped, Timelines timelines) {
    private static final double MS = 1000;

    /**
     * What is not as it should be.
     *
     * @return one line each; empty if all is well
     */
    public List<String> complaints() {
        final var found = new ArrayList<>(report.complaints());
        final int expected = report.plan().handovers() - skipped;
        if (timelines.all().size() != expected) {
            found.add("expected " + expected + " timelines, found " + timelines.all().size());
        }
        return found;
    }

    private double maxDelayUs() {
        final var counted = report.outcomes().stream().skip(skipped).mapToDouble(report::maxDelayUs).toArray();
        return Spread.of(counted).median();
    }

    private double packets() {
        return Spread.of(report.outcomes().stream().skip(skipped).mapToDouble(outcome ->
            outcome.view().controller("packet-ins") + outcome.view().controller("packet-outs")).toArray()).median();
    }

    /**
     * The report for programs.
     *
     * @return as {@code it/timeline --help} lists it
     */
    public JsonObject toJson() {
        final var json = new JsonObject();
        json.addProperty("rate_pps", report.plan().ratePps());
        json.addProperty("size_bytes", report.plan().sizeBytes());
        json.addProperty("state_delay_ms", report.plan().stateDelayMs());
        json.addProperty("handovers", timelines.all().size());
        json.addProperty("lost", report.stream().lost());
        json.addProperty("duplicated", report.stream().duplicated());
        json.addProperty("reordered", report.stream().reordered());
        json.addProperty("duration_us", timelines.medianUs(Timeline::durationUs));
        json.addProperty("max_delay_us", maxDelayUs());
        json.addProperty("controller_packets", packets());
        final var steps = new JsonArray();
        for (var step : Step.values()) {
            final var one = new JsonObject();
            one.addProperty("step", step.text());
            one.addProperty("spent_on", step.spent().text());
            one.addProperty("median_us", timelines.medianUs(timeline -> timeline.us(step)));
            if (step.isOfDuration()) {
                one.addProperty("share_of_duration", timelines.share(timeline -> timeline.us(step)));
            }
            steps.add(one);
        }
        json.add("steps", steps);
        final var kinds = new JsonObject();
        for (var spent : Spent.values()) {
            if (timelines.share(timeline -> timeline.durationUs(spent)) > 0) {
                final var one = new JsonObject();
                one.addProperty("median_us", timelines.medianUs(timeline -> timeline.durationUs(spent)));
                one.addProperty("share_of_duration", timelines.share(timeline -> timeline.durationUs(spent)));
                kinds.add(spent.text(), one);
            }
        }
        json.add("duration_spent_on", kinds);
        final var all = new JsonArray();
        timelines.all().forEach(timeline -> all.add(timeline.toJson()));
        json.add("timelines_us", all);
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
        text.append(String.format(Locale.ROOT, "%-20s %-12s %12s %10s%n", "up to", "spent on", "median ms", "share"));
        for (var step : Step.values()) {
            text.append(String.format(Locale.ROOT, "%-20s %-12s %12.3f %10s%n", step.text(), step.spent().text(),
                timelines.medianUs(timeline -> timeline.us(step)) / MS,
                step.isOfDuration() ? percent(timelines.share(timeline -> timeline.us(step))) : ""));
        }
        text.append(String.format(Locale.ROOT, "%nduration %.2f ms, of which (medians)",
            timelines.medianUs(Timeline::durationUs) / MS));
        for (var spent : Spent.values()) {
            final double share = timelines.share(timeline -> timeline.durationUs(spent));
            if (share > 0) {
                text.append(String.format(Locale.ROOT, " %s %.2f (%s)", spent.text(),
                    timelines.medianUs(timeline -> timeline.durationUs(spent)) / MS, percent(share)));
            }
        }
        text.append(String.format(Locale.ROOT, "%nlongest delay of a packet %.2f ms, packet-ins and packet-outs %.0f%n",
            maxDelayUs() / MS, packets()));
        text.append(String.format(Locale.ROOT, "%d handovers; sent %d, lost %d, duplicated %d, reordered %d%n",
            timelines.all().size(), report.stream().sent(), report.stream().lost(), report.stream().duplicated(),
            report.stream().reordered()));
        complaints().forEach(line -> text.append("  ! ").append(line).append('\n'));
        return text.toString();
    }

    private static String percent(final double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
