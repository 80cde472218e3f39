/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Prototype;
import org.sharpnfv.it.Spread;

/** SHarP beside the authors' own prototype, in sentences that follow from the figures. */
final class Comparison {
    private static final double FIFTH = 0.2;
    private static final double TENTH = 0.1;
    private static final double HUNDREDTH = 0.01;
    private static final int FAST_PPS = 10_000;

    /** What is compared. */
    private enum Quantity {
        DURATION("duration of a handover"),
        DELAY("longest delay of a packet"),
        LOAD("number of packets that the controller handles");

        private final String text;

        Quantity(final String text) {
            this.text = text;
        }

        private double ratio(final CellSummary ours, final Prototype row) {
            return switch (this) {
                case DURATION -> ours.median(Metric.DURATION_US) / 1e3 / row.durationMs();
                case DELAY -> ours.median(Metric.MAX_DELAY_US) / 1e3 / row.maxDelayMs();
                case LOAD -> ours.median(Metric.CONTROLLER_PACKETS) / row.controllerPackets();
            };
        }
    }

    /** The same experiment with both. */
    private record Pair(CellSummary ours, Prototype row) {
    }

    private final List<Pair> pairs;

    Comparison(final List<CellSummary> cells) {
        pairs = Prototype.measured().stream().flatMap(row -> cells.stream()
            .filter(summary -> summary.isMeasured() && summary.cell().equals(cell(row)))
            .map(ours -> new Pair(ours, row))).toList();
    }

    private static Cell cell(final Prototype row) {
        return new Cell(Mode.SHARP, row.ratePps(), row.sizeBytes(), row.stateDelayMs(), 1);
    }

    /** One sentence for each quantity, and the goals. */
    List<String> sentences() {
        final var found = new ArrayList<String>();
        if (!pairs.isEmpty()) {
            for (Quantity quantity : Quantity.values()) {
                found.add(sentence(quantity));
            }
        }
        at(Grid.RATE_PPS).ifPresent(pair -> {
            found.add(goal(pair, Quantity.DURATION, FIFTH));
            found.add(goal(pair, Quantity.DELAY, FIFTH));
            found.add(goal(pair, Quantity.LOAD, HUNDREDTH));
        });
        at(FAST_PPS).ifPresent(pair -> {
            found.add("Goal at " + Words.place(pair.ours.cell()) + ": 0 lost; " + (pair.ours.lost() == 0 ? "reached"
                : "not reached: " + Words.number(pair.ours.lost())) + '.');
            found.add(goal(pair, Quantity.DURATION, TENTH));
            found.add(goal(pair, Quantity.DELAY, TENTH));
        });
        return found;
    }

    private Optional<Pair> at(final int ratePps) {
        return pairs.stream().filter(pair -> pair.row.ratePps() == ratePps
            && pair.row.sizeBytes() == Grid.LARGE_BYTES && pair.row.stateDelayMs() == 0).findFirst();
    }

    private String sentence(final Quantity quantity) {
        final ToDoubleFunction<Pair> ratio = pair -> quantity.ratio(pair.ours, pair.row);
        final Spread spread = Spread.of(pairs.stream().mapToDouble(ratio).toArray());
        final int fifths = (int) pairs.stream().filter(pair -> ratio.applyAsDouble(pair) <= FIFTH).count();
        return "The " + quantity.text + " is " + Words.ratio(spread.min())
            + (Double.compare(spread.min(), spread.max()) == 0 ? "" : " to " + Words.ratio(spread.max()))
            + " of the authors' prototype's where both were measured; at most a fifth in "
            + Words.of(fifths, spread.count()) + '.';
    }

    private static String goal(final Pair pair, final Quantity quantity, final double limit) {
        final double ratio = quantity.ratio(pair.ours, pair.row);
        return "Goal at " + Words.place(pair.ours.cell()) + ": " + quantity.text + " at most " + Words.ratio(limit)
            + " of the prototype's; " + (ratio <= limit ? "reached" : "not reached") + ": " + Words.ratio(ratio) + '.';
    }
}
