/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;

class GridTest {
    private static final List<Mode> ALL = List.of(Mode.values());

    /** Two sizes with 14 rates, and with 10 state delays more; 4 numbers of flows and 4 states more. */
    @Test
    void shouldTakeThePapersGridAlongItsAxes() {
        final var cells = Grid.full(ALL);

        assertEquals(3 * (2 * 14 + 2 * 10 + 4 + 4), cells.size());
        assertEquals(cells.size(), new HashSet<>(cells).size());
        assertEquals(Set.of(100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 2000, 5000, 10_000, 20_000),
            cells.stream().filter(cell -> cell.sizeBytes() == 60).map(Cell::ratePps).collect(Collectors.toSet()));
        assertEquals(Set.of(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1000L),
            cells.stream().map(Cell::stateDelayMs).collect(Collectors.toSet()));
        assertTrue(cells.stream().filter(cell -> cell.stateDelayMs() > 0)
            .allMatch(cell -> cell.ratePps() == 1000 && cell.flows() == 1));
        assertEquals(Set.of(1, 10, 100, 500, 2000), cells.stream()
            .filter(cell -> cell.ratePps() == Grid.FLOWS_RATE_PPS && cell.sizeBytes() == 1000).map(Cell::flows)
            .collect(Collectors.toSet()));
    }

    @Test
    void shouldCoverEverythingQuickly() {
        final var cells = Grid.quick(ALL);

        assertTrue(cells.size() <= 30, "found " + cells.size());
        assertTrue(new HashSet<>(Grid.full(ALL)).containsAll(cells));
        for (Mode mode : ALL) {
            final var ofMode = cells.stream().filter(cell -> cell.mode() == mode).toList();
            assertEquals(Set.of(60, 1000), ofMode.stream().map(Cell::sizeBytes).collect(Collectors.toSet()));
            assertTrue(ofMode.stream().map(Cell::ratePps).distinct().count() >= 3);
            assertTrue(ofMode.stream().map(Cell::stateDelayMs).distinct().count() >= 3);
            assertTrue(ofMode.stream().map(Cell::flows).distinct().count() >= 3);
        }
    }

    @Test
    void shouldMultiplyWhatWasAskedFor() {
        assertEquals(List.of(new Cell(Mode.NAIVE, 100, 60, 0, 1), new Cell(Mode.NAIVE, 100, 60, 500, 1),
            new Cell(Mode.NAIVE, 200, 60, 0, 1), new Cell(Mode.NAIVE, 200, 60, 500, 1)),
            Grid.product(List.of(Mode.NAIVE), List.of(100, 200), List.of(60), List.of(0L, 500L), List.of(1),
                List.of(Cell.STATE_BYTES)));
    }

    @Test
    void shouldRefuseWhatNobodyCanMeasure() {
        assertThrows(IllegalArgumentException.class, () -> new Cell(Mode.SHARP, 1_000_000, 1000, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Cell(Mode.SHARP, 1000, 9000, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Cell(Mode.SHARP, 1000, 1000, 0, 1, -1));
    }
}
