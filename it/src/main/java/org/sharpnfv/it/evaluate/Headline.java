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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Prototype;

/** The page's first table: a few cells, all modes and the prototype side by side. */
final class Headline {
    private static final int FAST_PPS = 10_000;
    private static final String NONE = "-";

    private final List<CellSummary> cells;

    Headline(final List<CellSummary> cells) {
        this.cells = cells.stream().filter(CellSummary::isMeasured).toList();
    }

    Table table() {
        final var rows = new ArrayList<List<String>>();
        shown().forEach(cell -> add(rows, cell));
        return new Table(List.of("median of a handover", "sharp", "opennf", "naive", "authors' prototype"), rows);
    }

    /** What the paper holds while something varies, the longest state transfer, the highest rate, the most flows. */
    private List<Cell> shown() {
        final Predicate<Cell> usual = cell -> cell.sizeBytes() == Grid.LARGE_BYTES && cell.hasUsualState();
        return Stream.of(
            most(usual.and(cell -> cell.ratePps() == Grid.RATE_PPS && cell.flows() == 1 && cell.stateDelayMs() == 0),
                Comparator.comparingInt(Cell::ratePps)),
            most(usual.and(cell -> cell.ratePps() == Grid.RATE_PPS && cell.flows() == 1),
                Comparator.comparingLong(Cell::stateDelayMs)),
            most(usual.and(cell -> cell.ratePps() <= FAST_PPS && cell.flows() == 1 && cell.stateDelayMs() == 0),
                Comparator.comparingInt(Cell::ratePps)),
            most(usual.and(cell -> cell.stateDelayMs() == 0), Comparator.comparingInt(Cell::flows)))
            .flatMap(Optional::stream).distinct().toList();
    }

    private Optional<Cell> most(final Predicate<Cell> among, final Comparator<Cell> order) {
        return cells.stream().map(summary -> summary.cell().in(Mode.SHARP)).filter(among).max(order);
    }

    private void add(final List<List<String>> rows, final Cell cell) {
        rows.add(List.of(Words.place(cell), "", "", "", ""));
        final var row = Prototype.measured().stream().filter(each -> cell.equals(new Cell(Mode.SHARP, each.ratePps(),
            each.sizeBytes(), each.stateDelayMs(), 1))).findFirst();
        rows.add(line("duration, ms", cell, summary -> Words.millis(summary.median(Metric.DURATION_US)),
            row.map(each -> Words.number(each.durationMs()))));
        rows.add(line("longest delay of a packet, ms", cell,
            summary -> Words.millis(summary.median(Metric.MAX_DELAY_US)),
            row.map(each -> Words.number(each.maxDelayMs()))));
        rows.add(line("packets waiting at the controller", cell,
            summary -> Words.number(summary.median(Metric.CONTROLLER_BUFFERED_MAX)),
            row.map(each -> Words.number((long) each.controllerBuffered()))));
        rows.add(line("packets handled by the controller", cell,
            summary -> Words.number(summary.median(Metric.CONTROLLER_PACKETS)),
            row.map(each -> Words.number((long) each.controllerPackets()))));
        rows.add(line("packets lost, in all", cell, summary -> Words.number(summary.lost()),
            row.map(each -> Words.number((long) each.lost()))));
    }

    private List<String> line(final String what, final Cell cell, final Function<CellSummary, String> value,
            final Optional<String> prototype) {
        final var line = new ArrayList<>(List.of(what));
        for (Mode mode : Mode.values()) {
            line.add(cells.stream().filter(summary -> summary.cell().equals(cell.in(mode))).findFirst().map(value)
                .orElse(NONE));
        }
        line.add(prototype.orElse(NONE));
        return line;
    }
}
