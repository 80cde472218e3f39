/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.sharpnfv.it.Mode;

/**
 * Which cells are measured. As in the paper it is not each value with each other, but one axis at a time through a
 * point that all have in common.
 */
final class Grid {
    /** What the paper holds while something else varies. */
    static final int RATE_PPS = 1000;
    /** The paper's larger packets. */
    static final int LARGE_BYTES = 1000;
    /** The smallest frame; the paper's 58 bytes are below Ethernet's minimum. */
    static final int SMALL_BYTES = 60;
    /** While the number of flows varies: each of 2,000 flows shows a packet within 0.4 s. */
    static final int FLOWS_RATE_PPS = 5000;

    private Grid() {
    }

    /** The paper's figures 5 to 8, the number of flows, and figure 4's size of the state. */
    static List<Cell> full(final List<Mode> modes) {
        final var cells = new LinkedHashSet<Cell>();
        for (int size : new int[] {LARGE_BYTES, SMALL_BYTES}) {
            IntStream.concat(IntStream.rangeClosed(1, 10).map(step -> step * 100),
                IntStream.of(2000, 5000, 10_000, 20_000)).forEach(rate -> cells.add(rate(rate, size)));
            LongStream.rangeClosed(0, 10).forEach(step -> cells.add(delay(step * 100, size)));
        }
        flows(cells, 1, 10, 100, 500, 2000);
        states(cells, 1000, 20_000, 50_000, 100_000);
        return in(modes, cells);
    }

    /** A few of them, still along each axis. */
    static List<Cell> quick(final List<Mode> modes) {
        final var cells = new LinkedHashSet<Cell>();
        IntStream.of(100, 1000, 5000).forEach(rate -> cells.add(rate(rate, LARGE_BYTES)));
        cells.add(rate(RATE_PPS, SMALL_BYTES));
        LongStream.of(200, 500).forEach(delay -> cells.add(delay(delay, LARGE_BYTES)));
        flows(cells, 10, 100);
        states(cells, 100_000);
        return in(modes, cells);
    }

    /** What somebody has asked for: each value with each. */
    static List<Cell> product(final List<Mode> modes, final List<Integer> rates, final List<Integer> sizes,
            final List<Long> delays, final List<Integer> flows, final List<Integer> states) {
        final var cells = new LinkedHashSet<Cell>();
        for (int rate : rates) {
            for (int size : sizes) {
                for (long delay : delays) {
                    for (int count : flows) {
                        states.forEach(state -> cells.add(new Cell(Mode.SHARP, rate, size, delay, count, state)));
                    }
                }
            }
        }
        return in(modes, cells);
    }

    private static Cell rate(final int rate, final int size) {
        return new Cell(Mode.SHARP, rate, size, 0, 1);
    }

    private static Cell delay(final long delay, final int size) {
        return new Cell(Mode.SHARP, RATE_PPS, size, delay, 1);
    }

    private static void flows(final Set<Cell> cells, final int... counts) {
        IntStream.of(counts)
            .forEach(count -> cells.add(new Cell(Mode.SHARP, FLOWS_RATE_PPS, LARGE_BYTES, 0, count)));
    }

    private static void states(final Set<Cell> cells, final int... lengths) {
        IntStream.of(lengths)
            .forEach(length -> cells.add(new Cell(Mode.SHARP, RATE_PPS, LARGE_BYTES, 0, 1, length)));
    }

    private static List<Cell> in(final List<Mode> modes, final Set<Cell> cells) {
        return Stream.of(Mode.values()).filter(modes::contains)
            .flatMap(mode -> cells.stream().map(cell -> cell.in(mode))).toList();
    }
}
