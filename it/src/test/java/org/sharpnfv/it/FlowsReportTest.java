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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.it.lab.DropCounters;
import org.sharpnfv.it.lab.StreamResult;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.traffic.DelaySeries;
import org.sharpnfv.it.traffic.DelaySeries.Window;
import org.sharpnfv.it.traffic.Gaps;
import org.sharpnfv.it.traffic.Generator;
import org.sharpnfv.it.traffic.Responder;
import org.sharpnfv.it.traffic.Tally;

class FlowsReportTest {
    private static final List<Load> LOADS = List.of(new Load(900, 1000, 2010), new Load(500, 1200, 2008));

    @TempDir
    private Path directory;

    @Test
    void shouldHaveAllFieldsThatTheIssueLists() throws IOException {
        final JsonObject json = report(2, 2000, 2000).toJson();

        for (String field : List.of("flows", "lost", "duplicated", "reordered", "duration_us", "flows_per_second",
                "entries_max", "packet_ins", "packet_outs", "controller_cpu_ms", "controller_rss_kb", "handovers")) {
            assertTrue(json.has(field), field);
        }
        assertEquals(2000, json.get("flows").getAsLong());
        assertEquals(500_000, json.get("duration_us").getAsLong());
        assertEquals(4000, json.get("flows_per_second").getAsLong());
        assertEquals(2010, json.get("entries_max").getAsLong());
        assertEquals(700, json.get("controller_cpu_ms").getAsLong());
        assertEquals(1200, json.get("controller_rss_kb").getAsLong());
        assertEquals(30, json.get("packet_ins").getAsLong());
        final JsonObject first = json.getAsJsonArray("handovers").get(0).getAsJsonObject();
        assertEquals(900, first.get("controller_cpu_ms").getAsLong());
        assertEquals(2000, first.get("flows_moved").getAsLong());
        assertEquals(0, json.getAsJsonArray("complaints").size());
    }

    @Test
    void shouldBeFlawlessOnlyIfEveryFlowWasMovedInEveryHandover() throws IOException {
        assertTrue(report(2, 2000, 2000).isFlawless());
        assertFalse(report(2, 2000, 1999).isFlawless());
        assertFalse(report(2, 2000).isFlawless());
        assertFalse(report(3, 2000, 2000).isFlawless());
    }

    private FlowsReport report(final int sent, final int... moved) throws IOException {
        final var outcomes = new ArrayList<Outcome>();
        for (int flows : moved) {
            final var view = new HandoverView(JsonParser.parseString("{\"phase\":\"completed\","
                + "\"duration-us\":\"500000\","
                + "\"flows\":{\"detected\":\"2000\",\"completed\":\"" + flows + "\"},"
                + "\"controller\":{\"packet-ins\":\"30\"}}").getAsJsonObject());
            outcomes.add(new Outcome("flows-1", false, view, new Window(0, 1)));
        }
        final Path file = directory.resolve("series");
        Files.write(file, new byte[0]);
        final var tally = new Tally(2, 0, 0, 0, 0, 0, Map.of(), new Gaps(0, 0, 0, 0), List.of());
        final var stream = new StreamResult(new Generator.Result(sent, Map.of(), tally, 0, 100, 0, List.of()),
            new Responder.Result(tally, 2), DelaySeries.read(file));
        return new FlowsReport(new Report(new Plan("flows", 5000, 200, 2000, 2, 0, 1), outcomes, stream,
            new Window(0, 100), List.of(), new DropCounters(Map.of())), LOADS.subList(0, moved.length));
    }
}
