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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

class ReportTest {
    private static final Plan PLAN = new Plan("move", 1000, 1000, 1, 1, 0, 3);

    @TempDir
    private Path directory;

    @Test
    void shouldHaveAllFieldsThatTheIssueLists() throws IOException {
        final JsonObject json = report(2, 2, 0, Map.of("ovs.rconn_overflow", 0L)).toJson();

        for (String field : List.of("rate_pps", "size_bytes", "state_delay_ms", "handovers", "baseline_delay_us",
                "sent", "received", "lost", "duplicated", "reordered", "vnf_state_exact", "drop_counters")) {
            assertTrue(json.has(field), field);
        }
        final JsonObject handover = json.getAsJsonArray("handovers").get(0).getAsJsonObject();
        for (String field : List.of("duration_us", "max_delay_us", "controller_buffered_max", "ctrl_buff_max",
                "sw_buff_max", "packet_ins", "packet_outs", "phases")) {
            assertTrue(handover.has(field), field);
        }
        assertEquals(7000, handover.get("duration_us").getAsLong());
        assertEquals(5000, handover.get("max_delay_us").getAsDouble());
        assertEquals("{\"detected_us\":0,\"completed_us\":7000}", handover.get("phases").toString());
        assertEquals(0, json.getAsJsonArray("complaints").size());
    }

    @Test
    void shouldStateTheRatioToThePrototype() throws IOException {
        final Report report = report(2, 2, 0, Map.of());

        final JsonObject prototype = report.toJson().getAsJsonObject("prototype");
        assertEquals(7.0 / 24, prototype.get("duration_ratio").getAsDouble(), 1e-9);
        assertEquals(5.0 / 24, prototype.get("max_delay_ratio").getAsDouble(), 1e-9);
        assertTrue(report.toText().contains("ratio to it"), report.toText());
    }

    @Test
    void shouldCompareOnlyWithWhatThePrototypeWasMeasuredIn() {
        assertTrue(Prototype.in(PLAN).isPresent());
        assertTrue(Prototype.in(new Plan("move", 1000, 1514, 1, 1, 0, 3)).isEmpty());
        assertTrue(Prototype.in(new Plan("move", 1000, 1000, 50, 1, 0, 3)).isEmpty());
    }

    @Test
    void shouldBeFlawlessOnlyIfNothingWentWrong() throws IOException {
        assertTrue(report(2, 2, 0, Map.of()).isFlawless());
        assertFalse(report(3, 2, 0, Map.of()).isFlawless());
        assertFalse(report(2, 2, 1, Map.of()).isFlawless());
        assertFalse(report(2, 2, 0, Map.of("ovs.rconn_overflow", 1L)).isFlawless());
    }

    @Test
    void shouldNotCallAPacketLostThatTheMeasuringSocketDropped() throws IOException {
        final var result = stream(2, tally(1, 0, 1), tally(1, 0, 0));

        assertEquals(0, result.lost());
        assertFalse(result.isFlawless());
    }

    private Report report(final long sent, final long received, final long reordered, final Map<String, Long> drops)
            throws IOException {
        final var view = new HandoverView(JsonParser.parseString("""
            {"phase":"completed","duration-us":"7000","flows":{"detected":"1","completed":"1"},
             "flow":[{"duration-us":"7000","timeline":{"detected-us":"0","completed-us":"7000"}}]}
            """).getAsJsonObject());
        return new Report(PLAN, List.of(new Outcome("move-1", false, view, new Window(15, 25))),
            stream(sent, tally(received, reordered, 0), tally(received, reordered, 0)), new Window(0, 100), List.of(),
            new DropCounters(drops));
    }

    private StreamResult stream(final long sent, final Tally forward, final Tally reverse) throws IOException {
        final Path file = directory.resolve("series");
        final var pairs = ByteBuffer.allocate(32);
        pairs.putLong(10).putLong(1_000_000).putLong(20).putLong(5_000_000);
        Files.write(file, pairs.array());
        return new StreamResult(new Generator.Result(sent, Map.of(), reverse, 0, 100, 0, List.of()),
            new Responder.Result(forward, forward.distinct()), DelaySeries.read(file));
    }

    private static Tally tally(final long distinct, final long reordered, final long socketDrops) {
        return new Tally(distinct, 0, reordered, 0, 0, socketDrops, Map.of(), new Gaps(0, 0, 0, 0), List.of());
    }
}
