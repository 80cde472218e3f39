/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;

class CellSummaryTest {
    private static final List<Batch> BATCHES = List.of(
        Example.batch(Example.SHARP, Map.of("ovs.rconn_overflow", 2L), Example.sample(false, 4000, 4, 1),
            Example.sample(true, 90_000, 40, 1)),
        Example.pair(Example.SHARP, 6000, 8, 0),
        Example.pair(Example.SHARP.in(Mode.NAIVE), 1, 1, 50));

    @Test
    void shouldTakeMediansOfHandoversThereAndLossesOfAllStreams() {
        final var summary = CellSummary.of(Example.SHARP, BATCHES, false);

        assertEquals(2, summary.runs());
        assertEquals(5000, summary.median(Metric.DURATION_US));
        assertEquals(6, summary.median(Metric.CONTROLLER_BUFFERED_MAX));
        assertEquals(2, summary.lost());
        assertEquals(2, summary.lostInHandovers());
        assertEquals(Map.of("ovs.rconn_overflow", 2L), summary.drops());
        assertFalse(summary.isSeamless());
        assertFalse(summary.isFailed());
    }

    @Test
    void shouldTakeHandBacksWhereTheyCount() {
        final var summary = CellSummary.of(Example.SHARP, BATCHES, true);

        assertEquals(4, summary.runs());
        assertEquals(9000, summary.median(Metric.DURATION_US));
    }

    @Test
    void shouldLeaveOutOfTheMediansWhatDidNotComplete() {
        final var summary = CellSummary.of(Example.SHARP,
            List.of(Example.batch(Example.SHARP, Example.sample(false, 4000, 4, 0), Example.stuck())), false);

        assertEquals(2, summary.runs());
        assertEquals(1, summary.incomplete());
        assertEquals(4000, summary.median(Metric.DURATION_US));
        assertTrue(summary.isFailed());
    }

    @Test
    void shouldSayWhyACellHasNothing() {
        final var summary = CellSummary.of(Example.SHARP,
            List.of(Batch.failed("c0ffee", "now", Example.SHARP, 1, "no lab")), false);

        assertFalse(summary.isMeasured());
        assertEquals(List.of("no lab"), summary.failures());
        assertTrue(summary.toJson().get("duration_us").isJsonNull());
    }

    @Test
    void shouldHaveAllFieldsThatTheIssueLists() {
        final var json = CellSummary.of(Example.SHARP, BATCHES, false).toJson();

        for (String field : List.of("mode", "rate_pps", "size_bytes", "state_delay_ms", "flows", "runs", "lost",
                "duplicated", "reordered", "duration_us", "max_delay_us", "controller_buffered_max",
                "agent_buffered_max", "controller_packets")) {
            assertTrue(json.has(field), field);
        }
        assertEquals("sharp", json.get("mode").getAsString());
        assertEquals(2, json.get("runs").getAsInt());
        assertEquals(5000, json.get("duration_us").getAsDouble());
        assertEquals(7500, json.get("max_delay_us").getAsDouble());
        assertEquals(16, json.get("agent_buffered_max").getAsDouble());
        assertEquals(23, json.get("controller_packets").getAsDouble());
        final var spread = json.getAsJsonObject("spread").getAsJsonObject("duration_us");
        assertEquals(4500, spread.get("lower_quartile").getAsDouble());
        assertEquals(6000, spread.get("max").getAsDouble());
    }

    @Test
    void shouldListCellsInTheOrderOfTheirMeasurement() {
        assertEquals(List.of(Example.SHARP, Example.SHARP.in(Mode.NAIVE)),
            CellSummary.all(BATCHES, false).stream().map(CellSummary::cell).toList());
    }
}
