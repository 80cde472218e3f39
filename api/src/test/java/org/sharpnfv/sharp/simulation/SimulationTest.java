/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/**
 * Invariants 1 to 3 (design: section 4) over many seeds. {@code -Dsharp.simulation.seeds=N} runs more,
 * {@code -Dsharp.simulation.seed=S} replays one with its transcript.
 */
class SimulationTest {
    private static final System.Logger LOG = System.getLogger(SimulationTest.class.getName());
    private static final long SEEDS = Long.getLong("sharp.simulation.seeds", 10_000);

    @Test
    void shouldKeepEveryPacketInOrderWithItsState() {
        final Long only = Long.getLong("sharp.simulation.seed");
        long packets = 0;
        long completed = 0;
        final long first = only == null ? 1 : only;
        final long last = only == null ? SEEDS : only;
        for (long seed = first; seed <= last; seed++) {
            final var simulation = new Simulation(seed);
            try {
                simulation.run();
            } catch (Invariants.Violation | IllegalStateException | IllegalArgumentException | NullPointerException
                    | IndexOutOfBoundsException e) {
                fail("seed " + seed + ": " + e.getMessage() + System.lineSeparator() + simulation.transcript()
                    + "replay: ./mvnw -pl api test -Dtest=SimulationTest -Dsharp.simulation.seed=" + seed, e);
            }
            packets += simulation.packets();
            completed += simulation.completed();
        }
        LOG.log(System.Logger.Level.INFO, "simulated " + (last - first + 1) + " seeds: " + completed
            + " requests completed, " + packets + " packets, no violation");
        assertTrue(packets > 0 && (completed > 0 || only != null), "the simulation did nothing");
    }
}
