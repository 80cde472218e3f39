/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.sharpnfv.it.Spread;

/**
 * What all batches of a cell have shown. Medians and quartiles are of the repetitions that completed; what was lost,
 * duplicated or reordered is of the whole streams, hand-backs included.
 *
 * @param cell what was measured
 * @param runs repetitions
 * @param incomplete handovers and hand-backs that did not move all flows, whether they ended or not
 * @param sent packets sent
 * @param lost packets lost
 * @param lostInHandovers those of them that were lost while a handover or hand-back was under way
 * @param duplicated packets duplicated
 * @param reordered packets reordered
 * @param damaged packets cut or changed
 * @param socketDrops packets that the kernel dropped at the ends' own sockets
 * @param baselineP50Us median of the batches' median round trips without a handover
 * @param stateExact whether the VNFs' state was exact in each batch
 * @param drops the drop counters that have risen
 * @param failures why batches, or handovers, did not end as they should
 * @param spreads of each metric
 */
record CellSummary(Cell cell, int runs, int incomplete, long sent, long lost, long lostInHandovers, long duplicated,
        long reordered, long damaged, long socketDrops, double baselineP50Us, boolean stateExact,
        Map<String, Long> drops, List<String> failures, Map<Metric, Spread> spreads) {
    private static final int FAILURES_MAX = 5;
    private static final double MS = 1e-3;

    /** Copies. */
    CellSummary {
        drops = Map.copyOf(drops);
        failures = List.copyOf(failures);
        spreads = Map.copyOf(spreads);
    }

    /** Of a cell's batches among all. */
    static CellSummary of(final Cell cell, final List<Batch> all, final boolean handBacks) {
        final var batches = all.stream().filter(batch -> batch.cell().equals(cell)).toList();
        final var samples = batches.stream().flatMap(batch -> batch.samples().stream()).toList();
        final var repetitions = batches.stream().flatMap(batch -> batch.repetitions(handBacks).stream())
            .filter(Sample::completed).toList();
        final var spreads = new EnumMap<Metric, Spread>(Metric.class);
        for (Metric metric : Metric.values()) {
            spreads.put(metric, Spread.of(repetitions.stream().mapToDouble(metric::of).toArray()));
        }
        final var drops = new TreeMap<String, Long>();
        final var failures = new ArrayList<String>();
        for (Batch batch : batches) {
            batch.drops().forEach((name, value) -> drops.merge(name, value, Long::sum));
            if (batch.isFailed()) {
                failures.add(batch.failure());
            }
            batch.samples().stream().filter(sample -> !sample.completed() && !sample.failure().isEmpty())
                .forEach(sample -> failures.add(sample.phase() + ": " + sample.failure()));
        }
        return new CellSummary(cell, batches.stream().mapToInt(batch -> batch.repetitions(handBacks).size()).sum(),
            (int) samples.stream().filter(sample -> !sample.completed()).count(), sum(batches, Batch::sent),
            sum(batches, Batch::lost), samples.stream().mapToLong(Sample::lost).sum(), sum(batches, Batch::duplicated),
            sum(batches, Batch::reordered), sum(batches, Batch::damaged), sum(batches, Batch::socketDrops),
            Spread.of(batches.stream().filter(batch -> batch.sent() > 0).mapToDouble(Batch::baselineP50Us).toArray())
                .median(),
            batches.stream().filter(batch -> batch.sent() > 0).allMatch(Batch::stateExact), drops,
            failures.stream().distinct().limit(FAILURES_MAX).toList(), spreads);
    }

    /** Of each cell that was measured, in the order in which they were first measured. */
    static List<CellSummary> all(final List<Batch> batches, final boolean handBacks) {
        return batches.stream().map(Batch::cell).distinct().map(cell -> of(cell, batches, handBacks)).toList();
    }

    private static long sum(final List<Batch> batches, final ToLongFunction<Batch> value) {
        return batches.stream().mapToLong(value).sum();
    }

    Spread spread(final Metric metric) {
        return spreads.getOrDefault(metric, Spread.NONE);
    }

    double median(final Metric metric) {
        return spread(metric).median();
    }

    /** Whether there are medians. */
    boolean isMeasured() {
        return spread(Metric.DURATION_US).count() > 0;
    }

    /** Whether a batch, or a handover in it, could not be brought to its end. */
    boolean isFailed() {
        return !failures.isEmpty() || incomplete > 0 || runs == 0;
    }

    /** Whether nothing was lost, duplicated, reordered or damaged. */
    boolean isSeamless() {
        return lost == 0 && duplicated == 0 && reordered == 0 && damaged == 0;
    }

    /** In one line. */
    String toText() {
        return Words.number(lost) + " lost, " + Words.number(duplicated) + " duplicated, " + Words.number(reordered)
            + " reordered of " + Words.number(sent) + "; duration "
            + Words.spread(spread(Metric.DURATION_US), MS) + " ms, longest delay "
            + Words.spread(spread(Metric.MAX_DELAY_US), MS) + " ms, "
            + Words.number(median(Metric.CONTROLLER_PACKETS)) + " packets handled by the controller"
            + (incomplete == 0 ? "" : ", " + incomplete + " handovers incomplete");
    }

    /** With all fields of which other programs know, and a few more. */
    JsonObject toJson() {
        final var json = new JsonObject();
        json.addProperty("mode", cell.mode().text());
        json.addProperty("rate_pps", cell.ratePps());
        json.addProperty("size_bytes", cell.sizeBytes());
        json.addProperty("state_delay_ms", cell.stateDelayMs());
        json.addProperty("flows", cell.flows());
        json.addProperty("runs", runs);
        json.addProperty("lost", lost);
        json.addProperty("duplicated", duplicated);
        json.addProperty("reordered", reordered);
        json.addProperty("state_bytes", cell.stateBytes());
        for (Metric metric : Metric.values()) {
            if (isMeasured()) {
                json.addProperty(metric.field(), rounded(median(metric)));
            } else {
                json.add(metric.field(), null);
            }
        }
        final var spread = new JsonObject();
        spreads.forEach((metric, values) -> spread.add(metric.field(), json(values)));
        json.add("spread", spread);
        json.addProperty("sent", sent);
        json.addProperty("lost_in_handovers", lostInHandovers);
        json.addProperty("damaged", damaged);
        json.addProperty("socket_drops", socketDrops);
        json.addProperty("incomplete", incomplete);
        json.addProperty("baseline_p50_us", baselineP50Us);
        json.addProperty("vnf_state_exact", stateExact);
        final var counters = new JsonObject();
        new TreeMap<>(drops).forEach(counters::addProperty);
        json.add("drop_counters", counters);
        final var reasons = new JsonArray();
        failures.forEach(reasons::add);
        json.add("failures", reasons);
        return json;
    }

    /** Nanoseconds, where the unit is microseconds. */
    private static double rounded(final double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static JsonObject json(final Spread spread) {
        final var json = new JsonObject();
        json.addProperty("count", spread.count());
        json.addProperty("min", rounded(spread.min()));
        json.addProperty("lower_quartile", rounded(spread.lower()));
        json.addProperty("median", rounded(spread.median()));
        json.addProperty("upper_quartile", rounded(spread.upper()));
        json.addProperty("max", rounded(spread.max()));
        return json;
    }
}
