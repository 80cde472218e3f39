/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.controller.HandoverMode;

/**
 * Invariants 1 to 6 (design: section 4) over many seeds. {@code -Dsharp.simulation.seeds=N} runs more or fewer,
 * {@code -Dsharp.simulation.first=S} others, {@code -Dsharp.simulation.seed=S} replays one with its transcript.
 */
class SimulationTest {
    private static final System.Logger LOG = System.getLogger(SimulationTest.class.getName());
    private static final long SEEDS = 100_000;

    @Test
    void shouldHoldAllInvariantsOverManySeeds() {
        final Long only = Long.getLong("sharp.simulation.seed");
        if (only != null) {
            LOG.log(System.Logger.Level.INFO, Campaign.transcript(only));
        }
        final long first = only == null ? Long.getLong("sharp.simulation.first", 1) : only;
        final long count = only == null ? Long.getLong("sharp.simulation.seeds", SEEDS) : 1;

        final var report = new Campaign(first, count, Long.MAX_VALUE).run(Campaign.threads());

        LOG.log(System.Logger.Level.INFO, "simulated " + report);
        if (!report.failures().isEmpty()) {
            fail(tell(report.failures()));
        }
        assertEquals(count, report.seeds());
        assertTrue(report.packets() > 0 && (report.completed() > 0 || count < 100), "the simulation did nothing");
    }

    @Test
    void shouldHoldThemWhereTheyOnceWereBroken() {
        for (final long seed : TellingSeeds.all()) {
            final var failures = new Campaign(seed, 1, Long.MAX_VALUE).run(1).failures();
            assertTrue(failures.isEmpty(), () -> tell(failures));
        }
    }

    /** OpenNF's move is loss-free and order-preserving, too; what waits at the controller is all that differs. */
    @Test
    void shouldHoldAllInvariantsWithOpenNf() {
        final var report = new Campaign(1, Long.getLong("sharp.simulation.seeds", SEEDS) / 10, Long.MAX_VALUE,
            HandoverMode.OPENNF).run(Campaign.threads());

        LOG.log(System.Logger.Level.INFO, "opennf: simulated " + report);
        assertTrue(report.failures().isEmpty(), () -> tell(report.failures()));
        assertTrue(report.completed() > 0 || report.seeds() < 100, "the simulation did nothing");
    }

    /** What the protocol is for: without it, on the same switches and seeds, state and order are lost. */
    @Test
    void shouldViolateThemWithNaiveHandovers() {
        final var report = new Campaign(1, 500, Long.MAX_VALUE, HandoverMode.NAIVE).run(Campaign.threads());

        LOG.log(System.Logger.Level.INFO, "naive: simulated " + report);
        final var broken = report.failures().stream().map(Campaign.Failure::invariant).collect(Collectors.toSet());
        assertTrue(broken.contains(Invariant.STATE), () -> "expected violations of STATE, found " + broken);
        assertTrue(report.failures().size() >= 20, () -> "expected nearly every seed to fail, found " + report);
        assertFalse(broken.contains(Invariant.NO_EXCEPTION), () -> tell(report.failures()));
    }

    private static String tell(final List<Campaign.Failure> failures) {
        final var text = new StringBuilder();
        failures.forEach(failure -> text.append(failure).append(System.lineSeparator()));
        return text.append(Campaign.transcript(failures.getFirst().seed(), failures.getFirst().mode())).toString();
    }

    @Test
    void shouldDoTheSameForTheSameSeed() {
        for (final long seed : new long[] {7, 42, 365, 1000}) {
            assertEquals(Campaign.transcript(seed), Campaign.transcript(seed));
        }
    }
}
