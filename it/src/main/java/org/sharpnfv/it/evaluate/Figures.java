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
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Prototype;

/** The paper's figures 4 to 8, and one for the number of flows, made of what was measured. */
final class Figures {
    private static final double MS = 1e-3;
    private static final String DELAY_LABEL = "state transfer, ms";
    private static final String RATE_LABEL = "packets/s";

    /** One diagram of a figure, as the paper orders them. */
    private enum Panel {
        DURATION("a", "Handover duration", "ms", Metric.DURATION_US, MS, Prototype::durationMs, true),
        DELAY("b", "Maximum packet delay", "ms", Metric.MAX_DELAY_US, MS, Prototype::maxDelayMs, true),
        CONTROLLER("c", "Controller buffer", "packets", Metric.CONTROLLER_BUFFERED_MAX, 1,
            Prototype::controllerBuffered, false),
        AGENT("d", "VNF buffer", "packets", Metric.AGENT_BUFFERED_MAX, 1, Prototype::swBuff, true),
        LOSS("e", "Packets lost per handover", "packets", Metric.LOST_PER_HANDOVER, 1,
            row -> Double.NaN, false),
        REORDERING("f", "Packets reordered per handover", "packets", Metric.REORDERED_PER_HANDOVER, 1,
            row -> Double.NaN, false),
        LOAD("g", "Packets handled by the controller", "messages", Metric.CONTROLLER_PACKETS, 1,
            Prototype::controllerPackets, false),
        ENTRIES("h", "Entries on one switch", "entries", Metric.ENTRIES_MAX, 1, row -> Double.NaN, false);

        private final String letter;
        private final String title;
        private final String unit;
        private final Metric metric;
        private final double factor;
        /** Not a number where nobody has measured that. */
        @SuppressWarnings("ImmutableEnumChecker") // a method reference, or a constant
        private final ToDoubleFunction<Prototype> prototype;
        /** Whether it grows with the duration of the state transfer, in the paper. */
        private final boolean grows;

        Panel(final String letter, final String title, final String unit, final Metric metric, final double factor,
                final ToDoubleFunction<Prototype> prototype, final boolean grows) {
            this.letter = letter;
            this.title = title;
            this.unit = unit;
            this.metric = metric;
            this.factor = factor;
            this.prototype = prototype;
            this.grows = grows;
        }
    }

    /** What varies in a figure. */
    private record Axis(String number, String label, boolean logarithmic, boolean states, Predicate<Cell> along,
            ToDoubleFunction<Cell> value, Predicate<Prototype> prototypes,
            ToDoubleFunction<Prototype> prototypesValue) {
    }

    private final List<CellSummary> cells;

    Figures(final List<CellSummary> cells) {
        this.cells = cells.stream().filter(CellSummary::isMeasured).toList();
    }

    /** Those that have something measured in them; figure 4's computed curves are always there. */
    List<FigureGroup> groups() {
        final var groups = new ArrayList<FigureGroup>();
        groups.add(new FigureGroup("Figure 4: packets that the controller handles for one handover",
            "The paper computes this for a handover of 70 ms, of which signalling takes 10 ms: 3N + 2R for OpenNF, 2T"
            + " for SHarP. Its flow has one direction; the measured ones are echoed, so that twice as many packets/s"
            + " are redirected.", List.of(loadByRate(), loadByState(), loadByDelay())));
        for (int size : new int[] {Grid.LARGE_BYTES, Grid.SMALL_BYTES}) {
            groups.add(new FigureGroup("Figure " + (size == Grid.LARGE_BYTES ? 5 : 6) + ": by packet rate, " + size
                + "-byte packets", "In the paper the duration grows linearly with the rate, the maximum delay stagnates"
                + " around 27 ms, the controller's buffer is about a fifth of the VNF's, and nothing is lost or"
                + " reordered.", panels(byRate(size))));
        }
        for (int size : new int[] {Grid.LARGE_BYTES, Grid.SMALL_BYTES}) {
            groups.add(new FigureGroup("Figure " + (size == Grid.LARGE_BYTES ? 7 : 8) + ": by the duration of the state"
                + " transfer, " + size + "-byte packets", "In the paper duration and maximum delay are the state"
                + " transfer plus a small constant, the VNF's buffer grows, the controller's stays as it is.",
                panels(byDelay(size))));
        }
        groups.add(new FigureGroup("By number of flows, " + Grid.FLOWS_RATE_PPS + " packets/s in all, "
            + Grid.LARGE_BYTES + "-byte packets", "The paper moves one flow. Here one request moves all of them.",
            panels(byFlows())));
        return groups.stream().filter(group -> !group.figures().isEmpty()).toList();
    }

    private static Axis byRate(final int size) {
        return new Axis(size == Grid.LARGE_BYTES ? "fig5" : "fig6", RATE_LABEL, true, false,
            cell -> cell.sizeBytes() == size && cell.stateDelayMs() == 0 && cell.flows() == 1, Cell::ratePps,
            row -> row.sizeBytes() == size && row.stateDelayMs() == 0, Prototype::ratePps);
    }

    private static Axis byDelay(final int size) {
        return new Axis(size == Grid.LARGE_BYTES ? "fig7" : "fig8", DELAY_LABEL, false, false,
            cell -> cell.sizeBytes() == size && cell.ratePps() == Grid.RATE_PPS && cell.flows() == 1,
            Cell::stateDelayMs, row -> row.sizeBytes() == size && row.ratePps() == Grid.RATE_PPS,
            Prototype::stateDelayMs);
    }

    private static Axis byFlows() {
        return new Axis("flows", "flows", true, false, cell -> cell.sizeBytes() == Grid.LARGE_BYTES
            && cell.ratePps() == Grid.FLOWS_RATE_PPS && cell.stateDelayMs() == 0, Cell::flows, row -> false,
            Prototype::ratePps);
    }

    private static Axis byState() {
        return new Axis("fig4", "state, kB", false, true, cell -> cell.sizeBytes() == Grid.LARGE_BYTES
            && cell.ratePps() == Grid.RATE_PPS && cell.stateDelayMs() == 0 && cell.flows() == 1,
            cell -> cell.stateBytes() / 1e3, row -> false, Prototype::ratePps);
    }

    private List<Figure> panels(final Axis axis) {
        return Stream.of(Panel.values()).map(panel -> {
            final var curves = new ArrayList<>(measured(axis, panel.metric, panel.factor));
            final var points = Prototype.measured().stream().filter(axis.prototypes)
                .filter(row -> !Double.isNaN(panel.prototype.applyAsDouble(row)))
                .map(row -> Curve.Point.exact(axis.prototypesValue.applyAsDouble(row),
                    panel.prototype.applyAsDouble(row)))
                .sorted(Comparator.comparingDouble(Curve.Point::x)).toList();
            if (!points.isEmpty()) {
                curves.add(new Curve("authors' prototype, median", Curve.Look.PROTOTYPE, points));
            }
            return new Figure(axis.number + panel.letter, panel.title, axis.label, panel.unit, axis.logarithmic,
                axis.logarithmic || !panel.grows, curves);
        }).filter(Figure::hasMeasurements).toList();
    }

    private List<Curve> measured(final Axis axis, final Metric metric, final double factor) {
        final var curves = new ArrayList<Curve>();
        for (Mode mode : Mode.values()) {
            final var points = cells.stream().filter(each -> each.cell().mode() == mode)
                .filter(each -> axis.along.test(each.cell()) && (axis.states || each.cell().hasUsualState()))
                .map(each -> new Curve.Point(axis.value.applyAsDouble(each.cell()),
                    each.spread(metric).times(factor)))
                .sorted(Comparator.comparingDouble(Curve.Point::x)).toList();
            if (!points.isEmpty()) {
                curves.add(new Curve(mode.text(), Curve.Look.valueOf(mode.name().toUpperCase(Locale.ROOT)), points));
            }
        }
        return curves;
    }

    private Figure loadByRate() {
        final var rates = IntStream.of(100, 200, 500, 1000, 2000, 5000, 10_000).boxed().toList();
        final var curves = new ArrayList<>(measured(byRate(Grid.LARGE_BYTES), Metric.CONTROLLER_PACKETS, 1));
        curves.add(new Curve("paper's model of OpenNF", Curve.Look.OPENNF_MODEL, rates.stream()
            .map(rate -> Curve.Point.exact(rate, Model.openNfInPaper(rate, Model.STATE_KB))).toList()));
        curves.add(new Curve("paper's model of SHarP", Curve.Look.SHARP_MODEL, rates.stream()
            .map(rate -> Curve.Point.exact(rate, Model.sharpInPaper(rate))).toList()));
        return new Figure("fig4a", "By packet rate: computed for 10 kB and 70 ms, measured without a state delay",
            RATE_LABEL, "packets at the controller", true, true, curves);
    }

    private Figure loadByState() {
        final var sizes = IntStream.rangeClosed(0, 10).mapToObj(step -> Math.max(1, step * 10)).toList();
        final var curves = new ArrayList<>(measured(byState(), Metric.CONTROLLER_PACKETS, 1));
        curves.add(new Curve("paper's model of OpenNF", Curve.Look.OPENNF_MODEL, sizes.stream()
            .map(kb -> Curve.Point.exact(kb, Model.openNfInPaper(Model.RATE_PPS, kb))).toList()));
        curves.add(new Curve("paper's model of SHarP", Curve.Look.SHARP_MODEL, sizes.stream()
            .map(kb -> Curve.Point.exact(kb, Model.sharpInPaper(Model.RATE_PPS))).toList()));
        return new Figure("fig4b", "By size of the state: computed for 70 ms, measured without a state delay; 1,000"
            + " packets/s", "state, kB", "packets at the controller", false, false, curves);
    }

    /** The model with the time that the state really takes in place of 70 ms, and with both directions. */
    private Figure loadByDelay() {
        final var delays = IntStream.rangeClosed(0, 10).map(step -> step * 100).boxed().toList();
        final var curves = new ArrayList<>(measured(byDelay(Grid.LARGE_BYTES), Metric.CONTROLLER_PACKETS, 1));
        curves.add(new Curve("model of OpenNF, both directions", Curve.Look.OPENNF_MODEL, delays.stream()
            .map(ms -> Curve.Point.exact(ms, Model.openNfDuring(Grid.RATE_PPS, Model.STATE_KB,
                Model.SIGNALLING_S + ms / 1e3))).toList()));
        curves.add(new Curve("model of SHarP, both directions", Curve.Look.SHARP_MODEL, delays.stream()
            .map(ms -> Curve.Point.exact(ms, Model.sharp(2 * Grid.RATE_PPS * Model.SIGNALLING_S))).toList()));
        return new Figure("fig4c", "By the duration of the state transfer, 1,000 packets/s", DELAY_LABEL,
            "packets at the controller", false, true, curves);
    }
}
