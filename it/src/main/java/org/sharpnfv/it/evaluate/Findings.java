/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Spread;

/** What the figures mean, in sentences that follow from them. Where nothing was measured, nothing is said. */
final class Findings {
    /** Nearer than that two medians are called about the same. */
    private static final double SAME = 1.1;
    /** What the controller's buffer may grow, of itself, while the state takes longer, and still be called constant. */
    private static final double CONSTANT_FACTOR = 1.5;
    private static final double CONSTANT_PACKETS = 10;

    /** Which metrics are compared with the baseline, and how they are called. */
    private enum Compared {
        LOAD(Metric.CONTROLLER_PACKETS, "Packets that the controller handles for a handover", 1, ""),
        BUFFER(Metric.CONTROLLER_BUFFERED_MAX, "Packets that wait at the controller", 1, ""),
        DELAY(Metric.MAX_DELAY_US, "Longest delay of a packet", 1e-3, " ms"),
        DURATION(Metric.DURATION_US, "Duration of a handover", 1e-3, " ms"),
        AGENT(Metric.AGENT_BUFFERED_MAX, "Packets that wait at the destination", 1, ""),
        ENTRIES(Metric.ENTRIES_MAX, "Entries on a switch", 1, ""),
        CPU(Metric.CONTROLLER_CPU_MS, "The controller's processor time for a handover", 1, " ms");

        private final Metric metric;
        private final String text;
        private final double factor;
        private final String unit;

        Compared(final Metric metric, final String text, final double factor, final String unit) {
            this.metric = metric;
            this.text = text;
            this.factor = factor;
            this.unit = unit;
        }

        private String median(final CellSummary summary) {
            return Words.number(summary.median(metric) * factor) + unit;
        }
    }

    /** The same cell in both modes. */
    private record Pair(CellSummary sharp, CellSummary other) {
        /** How many times as much the other one has; what both have little of does not count. */
        private double ratio(final Metric metric) {
            return (other.median(metric) + 1) / (sharp.median(metric) + 1);
        }
    }

    private final List<CellSummary> all;
    private final List<CellSummary> measured;
    private final List<TcpRun> tcpRuns;
    private final List<TimelineRun> timelineRuns;

    Findings(final List<CellSummary> all, final List<TcpRun> tcpRuns, final List<TimelineRun> timelineRuns) {
        this.all = List.copyOf(all);
        measured = all.stream().filter(CellSummary::isMeasured).toList();
        this.tcpRuns = List.copyOf(tcpRuns);
        this.timelineRuns = List.copyOf(timelineRuns);
    }

    private Stream<CellSummary> of(final Mode mode) {
        return measured.stream().filter(summary -> summary.cell().mode() == mode);
    }

    private Optional<CellSummary> find(final Cell cell) {
        return measured.stream().filter(summary -> summary.cell().equals(cell)).findFirst();
    }

    private List<Pair> pairs() {
        return of(Mode.SHARP).flatMap(sharp -> find(sharp.cell().in(Mode.OPENNF)).stream()
            .map(other -> new Pair(sharp, other))).toList();
    }

    /** Where SHarP is ahead of opennf. */
    List<String> gains() {
        final var found = new ArrayList<String>();
        final var pairs = pairs();
        for (Compared compared : Compared.values()) {
            final var ahead = pairs.stream().filter(pair -> pair.ratio(compared.metric) > SAME).toList();
            ahead.stream().max(Comparator.comparingDouble(pair -> pair.ratio(compared.metric)))
                .ifPresent(most -> found.add(compared.text + ": less with SHarP in "
                    + Words.of(ahead.size(), pairs.size()) + ", most at " + Words.place(most.sharp.cell()) + ": "
                    + compared.median(most.sharp) + " against "
                    + compared.median(most.other) + " with opennf"
                    + factor(most.sharp.median(compared.metric), most.other.median(compared.metric)) + '.'));
        }
        found.addAll(growth());
        return found;
    }

    /** Where it is not. */
    List<String> noGains() {
        final var found = new ArrayList<String>();
        final var pairs = pairs();
        for (Compared compared : Compared.values()) {
            final var behind = pairs.stream().filter(pair -> pair.ratio(compared.metric) < 1 / SAME).toList();
            behind.stream().min(Comparator.comparingDouble(pair -> pair.ratio(compared.metric)))
                .ifPresent(most -> found.add(compared.text + ": more with SHarP in "
                    + Words.of(behind.size(), pairs.size()) + ", most at " + Words.place(most.sharp.cell()) + ": "
                    + compared.median(most.sharp) + " against " + compared.median(most.other) + " with opennf"
                    + factor(most.other.median(compared.metric), most.sharp.median(compared.metric)) + '.'));
            final long same = pairs.stream().filter(pair -> pair.ratio(compared.metric) <= SAME
                && pair.ratio(compared.metric) >= 1 / SAME).count();
            if (same > 0) {
                found.add(compared.text + ": about the same (within a tenth) in "
                    + Words.of((int) same, pairs.size()) + '.');
            }
        }
        return found;
    }

    private static String factor(final double less, final double more) {
        return less > 0 ? ", " + Words.number(more / less) + " times as much" : "";
    }

    /** What a longer state transfer does to the controller's buffer. */
    private List<String> growth() {
        final var found = new ArrayList<String>();
        for (Mode mode : new Mode[] {Mode.SHARP, Mode.OPENNF}) {
            for (int size : new int[] {Grid.LARGE_BYTES, Grid.SMALL_BYTES}) {
                final var along = of(mode).filter(summary -> summary.cell().sizeBytes() == size
                        && summary.cell().ratePps() == Grid.RATE_PPS && summary.cell().flows() == 1
                        && summary.cell().hasUsualState())
                    .sorted(Comparator.comparingLong(summary -> summary.cell().stateDelayMs())).toList();
                if (along.size() > 1) {
                    found.add(growth(mode, along.getFirst(), along.getLast()));
                }
            }
        }
        return found;
    }

    private static String growth(final Mode mode, final CellSummary first, final CellSummary last) {
        final double from = first.median(Metric.CONTROLLER_BUFFERED_MAX);
        final double to = last.median(Metric.CONTROLLER_BUFFERED_MAX);
        return "When the state transfer takes " + Words.number(last.cell().stateDelayMs()) + " ms instead of "
            + Words.number(first.cell().stateDelayMs()) + " ms, at " + Words.number(first.cell().ratePps())
            + " packets/s of " + first.cell().sizeBytes() + " B, the controller's buffer in mode " + mode.text()
            + (isConstant(from, to) ? " stays as it is: " : " grows: ") + Words.number(from) + " packets, then "
            + Words.number(to) + '.';
    }

    /** Whether a buffer does not depend on what is between the two. */
    static boolean isConstant(final double before, final double after) {
        return after <= before * CONSTANT_FACTOR + CONSTANT_PACKETS;
    }

    /** Where each mode stops to be seamless. */
    List<String> limits() {
        final var found = new ArrayList<String>();
        for (Mode mode : Mode.values()) {
            final var cells = all.stream().filter(summary -> summary.cell().mode() == mode && summary.sent() > 0)
                .toList();
            if (!cells.isEmpty()) {
                found.add("Mode " + mode.text() + ": nothing lost, duplicated or reordered in "
                    + Words.of((int) cells.stream().filter(CellSummary::isSeamless).count(), cells.size()) + '.');
            }
            for (int size : new int[] {Grid.LARGE_BYTES, Grid.SMALL_BYTES}) {
                limit(mode, "packets/s of " + size + " B, one flow, no state delay", Cell::ratePps,
                    cell -> cell.sizeBytes() == size && cell.flows() == 1 && cell.stateDelayMs() == 0)
                    .ifPresent(found::add);
            }
            limit(mode, "flow(s), " + Words.number(Grid.FLOWS_RATE_PPS) + " packets/s of " + Grid.LARGE_BYTES
                + " B in all", Cell::flows, cell -> cell.sizeBytes() == Grid.LARGE_BYTES
                && cell.ratePps() == Grid.FLOWS_RATE_PPS && cell.stateDelayMs() == 0).ifPresent(found::add);
        }
        return found;
    }

    private Optional<String> limit(final Mode mode, final String unit, final ToLongFunction<Cell> value,
            final Predicate<Cell> along) {
        final var cells = all.stream().filter(summary -> summary.cell().mode() == mode && summary.sent() > 0)
            .filter(summary -> along.test(summary.cell()) && summary.cell().hasUsualState())
            .sorted(Comparator.comparingLong(summary -> value.applyAsLong(summary.cell()))).toList();
        if (cells.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(cells.stream().filter(summary -> !summary.isSeamless()).findFirst()
            .map(first -> "Mode " + mode.text() + ": the first packet is lost or displaced at "
                + Words.number(value.applyAsLong(first.cell())) + ' ' + unit + ": " + toll(first) + ' '
                + bottleneck(first))
            .orElse("Mode " + mode.text() + ": nothing lost, duplicated or reordered up to "
                + Words.number(value.applyAsLong(cells.getLast().cell())) + ' ' + unit
                + ", the most that was measured."));
    }

    private static String toll(final CellSummary summary) {
        return Words.number(summary.lost()) + " lost (" + Words.number(summary.lostInHandovers())
            + " of them while a handover was under way), " + Words.number(summary.duplicated()) + " duplicated, "
            + Words.number(summary.reordered()) + " reordered of " + Words.number(summary.sent()) + " sent.";
    }

    /** Who admits to have dropped something is where it was narrow. */
    private static String bottleneck(final CellSummary summary) {
        if (summary.cell().mode() == Mode.NAIVE && summary.drops().isEmpty()) {
            return "No counter of a full queue has risen: it is what the mode itself loses.";
        }
        if (summary.drops().isEmpty()) {
            return "No drop counter has risen, so that the place is not known.";
        }
        final String narrow;
        if (any(summary, "rconn_overflow", "controller.")) {
            narrow = "The bottleneck is the controller, or its channel to the switches";
        } else if (any(summary, ".agent.")) {
            narrow = "The bottleneck is the agent";
        } else if (any(summary, "socket", "softnet", "-dropped")) {
            narrow = "The bottleneck are receive queues that nobody emptied in time: the processor";
        } else {
            narrow = "The bottleneck is a switch";
        }
        return narrow + " (counters that have risen: " + Words.counters(summary.drops()) + ")."
            + (summary.lost() > 2 * summary.lostInHandovers()
                ? " Most of it was lost without a handover: the machine does not carry that much." : "");
    }

    private static boolean any(final CellSummary summary, final String... parts) {
        return summary.drops().keySet().stream().anyMatch(name -> Stream.of(parts).anyMatch(name::contains));
    }

    /** What carelessness costs. */
    List<String> naive() {
        final var found = new ArrayList<String>();
        final var cells = of(Mode.NAIVE).toList();
        if (!cells.isEmpty()) {
            cells.stream().max(Comparator.comparingDouble(summary -> summary.median(Metric.LOST_PER_HANDOVER)))
                .filter(most -> most.median(Metric.LOST_PER_HANDOVER) > 0)
                .ifPresent(most -> found.add("Mode naive lost most, "
                    + Words.number(most.median(Metric.LOST_PER_HANDOVER)) + " packets for a handover in the median, at "
                    + Words.place(most.cell()) + '.'));
            final long inexact = cells.stream().filter(summary -> !summary.stateExact()).count();
            if (inexact > 0) {
                found.add("The VNFs' state was not what the packets had been in "
                    + Words.of((int) inexact, cells.size()) + '.');
            }
        }
        return found;
    }

    /** What TCP notices. */
    List<String> tcp() {
        final var found = new ArrayList<String>();
        for (Mode mode : Mode.values()) {
            final var runs = tcpRuns.stream().filter(run -> run.mode() == mode && !run.isFailed()).toList();
            if (!runs.isEmpty()) {
                found.add("In mode " + mode.text() + " the lowest 100 ms of a TCP connection's goodput were "
                    + percent(runs, run -> run.goodput().dip()) + " below its median of "
                    + Words.number(Spread.of(runs.stream().mapToDouble(run -> run.goodput().medianMbps()).toArray())
                        .median()) + " Mbit/s, below half of it for "
                    + Words.number(Spread.of(runs.stream().mapToDouble(run -> run.goodput().dipMs()).toArray())
                        .median()) + " ms, with "
                    + Words.number(Spread.of(runs.stream().mapToDouble(TcpRun::retransmissions).toArray()).median())
                    + " retransmissions there and back (medians of " + runs.size()
                    + (runs.size() == 1 ? " connection)." : " connections)."));
            }
        }
        return found;
    }

    private static String percent(final List<TcpRun> runs, final java.util.function.ToDoubleFunction<TcpRun> value) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * Spread.of(runs.stream().mapToDouble(value).toArray())
            .median());
    }

    /** What did not end as it should. */
    List<String> failures() {
        final var found = new ArrayList<String>();
        all.stream().filter(CellSummary::isFailed).forEach(summary -> found.add(summary.cell().text() + ": "
            + (summary.runs() == 0 ? "not measured" : summary.incomplete() == 0 ? "broken off once or more"
                : summary.incomplete() + " handovers incomplete")
            + (summary.failures().isEmpty() ? "" : " (" + String.join("; ", summary.failures()) + ')')));
        tcpRuns.stream().filter(TcpRun::isFailed)
            .forEach(run -> found.add(run.mode().text() + ", TCP: " + run.failure()));
        timelineRuns.stream().filter(TimelineRun::isFailed)
            .forEach(run -> found.add("timelines: " + run.failure()));
        return found.stream().distinct().toList();
    }
}
