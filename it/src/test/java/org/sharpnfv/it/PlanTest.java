/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static Plan plan(final int flows, final int ratePps) {
        return new Plan("p", ratePps, 200, flows, 2, 0, 1);
    }

    /** Each flow shows a packet every flows / rate seconds: detection goes on for twice that without a new one. */
    @ParameterizedTest
    @CsvSource({"1, 5000, 1", "2000, 5000, 1", "10000, 5000, 4", "10000, 20000, 1", "10000, 100, 200"})
    void shouldDetectUntilEachFlowHasShownItself(final int flows, final int ratePps, final int idleS) {
        final Plan plan = plan(flows, ratePps);

        assertEquals(idleS, plan.idleS());
        assertTrue(plan.hardS() > plan.idleS());
        assertTrue(plan.moveLimit().compareTo(Duration.ofSeconds(plan.hardS())) > 0);
    }

    @Test
    void shouldNotShortenWhatIsAskedFor() {
        assertEquals(3, new Plan("p", 1000, 200, 1, 2, 0, 3).idleS());
    }

    @Test
    void shouldNameTheModeOnlyWhereItIsNotTheDefault() {
        final Plan sharp = plan(1, 1000);
        final Plan naive = new Plan("p", 1000, 200, 1, 2, 0, 1, Mode.NAIVE);

        assertFalse(Experiment.request("p-1", sharp).has("mode"));
        assertEquals("naive", Experiment.request("p-1", naive).get("mode").getAsString());
    }

    /** All packets of both directions wait at the controller as long as the state takes. */
    @Test
    void shouldLeaveRoomForABaselineThatBuffersAtTheController() {
        final Plan opennf = new Plan("p", 10_000, 200, 1, 2, 1000, 1, Mode.OPENNF);

        assertTrue(opennf.controllerBufferLimit() > 2 * 10_000, "found " + opennf.controllerBufferLimit());
        assertEquals(10_000, new Plan("p", 10_000, 200, 1, 2, 1000, 1).controllerBufferLimit());
    }

    @Test
    void shouldRefuseMoreFlowsThanTheGeneratorHasSockets() {
        assertThrows(IllegalArgumentException.class, () -> plan(Plan.FLOWS_MAX + 1, 1000));
    }
}
