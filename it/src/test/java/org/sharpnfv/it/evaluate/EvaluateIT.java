/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Programs;

/** A small grid: whatever a change costs in time, it may cost no packet. Times are told only. */
class EvaluateIT {
    private static final Cell PLAIN = new Cell(Mode.SHARP, 1000, 1000, 0, 1);
    private static final Cell SLOW = new Cell(Mode.SHARP, 1000, 1000, 300, 1);
    private static final Cell OPENNF = SLOW.in(Mode.OPENNF);
    private static final Cell NAIVE = new Cell(Mode.NAIVE, 5000, 1000, 300, 1);
    private static final List<Cell> GRID = List.of(PLAIN, SLOW, new Cell(Mode.SHARP, 5000, 60, 0, 1),
        new Cell(Mode.SHARP, 5000, 1000, 0, 100), OPENNF, NAIVE);
    private static final int REPETITIONS = 2;

    @Test
    void shouldCostNoPacketAndNoMoreOfTheControllerWhateverTheStateTakes() {
        assumeTrue(Lab.canTakeHighRates(), "net.core.rmem_default cannot be raised here");

        final List<Batch> batches;
        try (var laboratory = new Laboratory("test", Programs.top().resolve("it/target/evaluate-it-logs"),
                new Progress(Console.out(), false))) {
            batches = GRID.stream().map(cell -> laboratory.run(new Job.Handovers(cell, 1, REPETITIONS))).toList();
        }

        Console.out().print(Table.ofCells(CellSummary.all(batches, true)).toText());
        assertAll(batches.stream().filter(batch -> batch.cell().mode() != Mode.NAIVE).flatMap(batch -> Stream.of(
            () -> assertEquals("", batch.failure(), batch.cell().text()),
            () -> assertEquals(List.of(), batch.complaints(), batch.cell().text()),
            () -> assertEquals(2 * REPETITIONS, batch.samples().stream().filter(Sample::completed).count(),
                batch.cell().text()),
            () -> assertTrue(batch.samples().stream()
                .allMatch(sample -> sample.flowsMoved() == batch.cell().flows()), batch.toString()))));
        final double plain = buffered(batches, PLAIN);
        final double slow = buffered(batches, SLOW);
        assertTrue(slow <= 3 * plain + 100, "buffered at the controller: " + plain + " without a state delay, " + slow
            + " with one of " + SLOW.stateDelayMs() + " ms");
        final double opennf = buffered(batches, OPENNF);
        assertTrue(opennf > SLOW.stateDelayMs(), "expected both directions' packets of " + SLOW.stateDelayMs()
            + " ms at OpenNF's controller, found " + opennf);
        // what came before the state, or behind its export, is in no state that anybody has
        final var naive = batches.getLast();
        assertEquals("", naive.failure());
        assertFalse(naive.complaints().isEmpty(), naive::toString);
    }

    private static double buffered(final List<Batch> batches, final Cell cell) {
        return CellSummary.of(cell, batches, true).median(Metric.CONTROLLER_BUFFERED_MAX);
    }
}
