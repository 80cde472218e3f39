/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Prototype;
import org.sharpnfv.it.timeline.Spent;
import org.sharpnfv.it.timeline.Step;
import org.sharpnfv.it.timeline.Timelines;

/**
 * A table of a page.
 *
 * @param header the columns' names
 * @param rows as many cells each
 */
record Table(List<String> header, List<List<String>> rows) {
    private static final double MS = 1e-3;
    private static final double KB = 1000;

    /** Copies. */
    Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Everything that was measured, in the grid's order. */
    static Table ofCells(final List<CellSummary> cells) {
        return new Table(List.of("mode", "packets/s", "bytes", "state ms", "state kB", "flows", "runs", "lost",
            "dupl.", "reord.", "duration ms", "max delay ms", "controller buffer", "VNF buffer", "packet-ins + outs",
            "entries"),
            cells.stream().map(summary -> List.of(summary.cell().mode().text(),
                Words.number(summary.cell().ratePps()), Words.number(summary.cell().sizeBytes()),
                Words.number(summary.cell().stateDelayMs()), Words.number(summary.cell().stateBytes() / KB),
                Words.number(summary.cell().flows()),
                Words.number(summary.runs()), Words.number(summary.lost()), Words.number(summary.duplicated()),
                Words.number(summary.reordered()), Words.spread(summary.spread(Metric.DURATION_US), MS),
                Words.spread(summary.spread(Metric.MAX_DELAY_US), MS),
                Words.spread(summary.spread(Metric.CONTROLLER_BUFFERED_MAX), 1),
                Words.spread(summary.spread(Metric.AGENT_BUFFERED_MAX), 1),
                Words.spread(summary.spread(Metric.CONTROLLER_PACKETS), 1),
                Words.spread(summary.spread(Metric.ENTRIES_MAX), 1))).toList());
    }

    /** SHarP's cells in which the authors' prototype was measured, too. */
    static Table ofPrototype(final List<CellSummary> cells) {
        final var rows = new ArrayList<List<String>>();
        for (Prototype row : Prototype.measured()) {
            final var cell = new Cell(Mode.SHARP, row.ratePps(), row.sizeBytes(), row.stateDelayMs(), 1);
            cells.stream().filter(each -> each.cell().equals(cell) && each.isMeasured())
                .forEach(ours -> rows.add(beside(ours, row)));
        }
        return new Table(List.of("packets/s", "bytes", "state ms", "duration ms", "max delay ms", "controller buffer",
            "VNF buffer", "at the controller", "lost in all"), rows);
    }

    private static List<String> beside(final CellSummary ours, final Prototype row) {
        return List.of(Words.number(row.ratePps()), Words.number(row.sizeBytes()), Words.number(row.stateDelayMs()),
            beside(ours.median(Metric.DURATION_US) * MS, row.durationMs()),
            beside(ours.median(Metric.MAX_DELAY_US) * MS, row.maxDelayMs()),
            beside(ours.median(Metric.CONTROLLER_BUFFERED_MAX), row.controllerBuffered()),
            beside(ours.median(Metric.AGENT_BUFFERED_MAX), row.swBuff()),
            beside(ours.median(Metric.CONTROLLER_PACKETS), row.controllerPackets()),
            Words.number(ours.lost()) + " / " + Words.number(row.lost()));
    }

    private static String beside(final double ours, final double theirs) {
        return Words.number(ours) + " / " + Words.number(theirs) + " = " + Words.ratio(ours / theirs);
    }

    /** What the model says of what was buffered, and what was counted. */
    static Table ofModel(final List<CellSummary> cells) {
        return new Table(List.of("mode", "packets/s", "bytes", "state ms", "state kB", "buffered (T or R)",
            "twice that", "counted", "the rest (3N, C)"),
            cells.stream().filter(summary -> summary.isMeasured() && summary.cell().flows() == 1
                && summary.cell().mode() != Mode.NAIVE).map(summary -> {
                    final double buffered = summary.median(Metric.CONTROLLER_BUFFERED_TOTAL);
                    final double counted = summary.median(Metric.CONTROLLER_PACKETS);
                    return List.of(summary.cell().mode().text(), Words.number(summary.cell().ratePps()),
                        Words.number(summary.cell().sizeBytes()), Words.number(summary.cell().stateDelayMs()),
                        Words.number(summary.cell().stateBytes() / KB), Words.number(buffered),
                        Words.number(Model.sharp(buffered)), Words.number(counted),
                        Words.number(counted - Model.sharp(buffered)));
                }).toList());
    }

    /** Each connection. */
    static Table ofTcp(final List<TcpRun> runs) {
        return new Table(List.of("mode", "goodput Mbit/s", "lowest 100 ms", "dip", "below half ms",
            "retransmissions"),
            runs.stream().filter(run -> !run.isFailed()).map(run -> List.of(run.mode().text(),
                Words.number(run.goodput().medianMbps()), Words.number(run.goodput().lowestMbps()),
                percent(run.goodput().dip()),
                Words.number(run.goodput().dipMs()), Words.number(run.retransmissions()))).toList());
    }

    /** How long each step of a handover takes. */
    static Table ofSteps(final Timelines timelines) {
        return new Table(List.of("up to", "spent on", "median ms", "of the duration"),
            timelines.all().isEmpty() ? List.of() : Arrays.stream(Step.values()).map(step -> List.of(step.text(),
                step.spent().text(), Words.number(timelines.medianUs(each -> each.us(step)) * MS),
                step.isOfDuration() ? percent(timelines.share(each -> each.us(step))) : "")).toList());
    }

    /** What a handover's duration is spent on. */
    static Table ofSpent(final Timelines timelines) {
        return new Table(List.of("spent on", "median ms", "of the duration"),
            Arrays.stream(Spent.values()).filter(spent -> timelines.share(each -> each.durationUs(spent)) > 0)
                .map(spent -> List.of(spent.text(), Words.number(timelines.medianUs(each -> each.durationUs(spent))
                    * MS), percent(timelines.share(each -> each.durationUs(spent))))).toList());
    }

    private static String percent(final double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    String toMarkdown() {
        return line(header) + line(header.stream().map(column -> "---").toList())
            + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(final List<String> row) {
        return row.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** For a terminal. */
    String toText() {
        final var lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        final int[] widths = new int[header.size()];
        lines.forEach(line -> Arrays.setAll(widths, i -> Math.max(widths[i], line.get(i).length())));
        return lines.stream().map(line -> IntStream.range(0, widths.length)
            .mapToObj(i -> " ".repeat(widths[i] - line.get(i).length()) + line.get(i))
            .collect(Collectors.joining("  ", "", "\n"))).collect(Collectors.joining());
    }

    String toHtml() {
        return "<div class=\"wide\"><table><thead>" + html(header, "th") + "</thead><tbody>\n"
            + rows.stream().map(row -> html(row, "td")).collect(Collectors.joining("\n")) + "</tbody></table></div>\n";
    }

    private static String html(final List<String> row, final String element) {
        return row.stream().map(cell -> '<' + element + '>' + Page.escape(cell) + "</" + element + '>')
            .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
