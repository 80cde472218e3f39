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

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.it.Load;
import org.sharpnfv.it.Outcome;
import org.sharpnfv.it.Report;
import org.sharpnfv.it.lab.DropCounters;
import org.sharpnfv.it.lab.Stream;
import org.sharpnfv.it.lab.StreamResult;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.traffic.DelaySeries;
import org.sharpnfv.it.traffic.DelaySeries.Window;
import org.sharpnfv.it.traffic.Gaps;
import org.sharpnfv.it.traffic.Generator;
import org.sharpnfv.it.traffic.Responder;
import org.sharpnfv.it.traffic.Tally;

class BatchTest {
    private static final Load LOAD = new Load(30, 1000, 12);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepWhatTheNorthboundAndTheStreamSay() throws IOException {
        final var batch = batch(List.of(view("completed")), new Toll(1, 0, 0), new Toll(3, 1, 2));

        assertEquals(List.of(new Sample(false, true, "completed", "", 1, 7000, 5000, 2, 1, 2, 9, 21, 4, 15, 27, 28, 12,
            30)), batch.samples());
        assertEquals(19, batch.samples().getFirst().agentBufferedMax());
        assertEquals(55, batch.samples().getFirst().controllerPackets());
        assertFalse(batch.isFailed());
        assertEquals(2, batch.lost());
        assertEquals(Map.of("ovs.rconn_overflow", 5L), batch.drops());
    }

    /** What does not end is a failure of the cell, and its stream's losses are still known. */
    @Test
    void shouldFailWhereAHandoverDoesNotEnd() throws IOException {
        final var batch = batch(List.of(view("completed"), view("buffering")), new Toll(0, 0, 0), new Toll(0, 0, 0));

        assertTrue(batch.failure().contains("no end of the hand-back") && batch.failure().contains("buffering"),
            batch.failure());
        assertEquals(2, batch.samples().size());
        assertFalse(batch.samples().getLast().completed());
        assertEquals(2, batch.lost());
    }

    @Test
    void shouldCountHandBacksOnlyIfTold() {
        final var batch = Example.pair(Example.SHARP, 5000, 4, 0);

        assertEquals(1, batch.repetitions(false).size());
        assertEquals(2, batch.repetitions(true).size());
    }

    /** What did not come back is lost, there or on its way back; what is late there is late back. */
    @Test
    void shouldSeeAStreamsTollAtHost1() {
        final var look = new Stream.Look(tally(3, 1, 4), tally(1, 2, 7));

        assertEquals(new Toll(7, 3, 2), Toll.of(look));
        assertEquals(new Toll(6, 3, 2), Toll.of(look).since(new Toll(1, 0, 0)));
    }

    private static Tally tally(final long duplicated, final long reordered, final long missing) {
        return new Tally(100, duplicated, reordered, missing, 0, 0, Map.of(), new Gaps(0, 0, 0, 0), List.of());
    }

    private static HandoverView view(final String phase) {
        return new HandoverView(JsonParser.parseString("{\"phase\":\"" + phase + """
            ","duration-us":"7000","flows":{"detected":"1","completed":"1"},
            "controller":{"buffered-packets-max":"9","buffered-packets-total":"21","packet-ins":"27","packet-outs":28},
            "agent":{"ctrl-buff-max":"4","sw-buff-max":"15"}}
            """).getAsJsonObject());
    }

    private Batch batch(final List<HandoverView> views, final Toll... tolls) throws IOException {
        final Path file = directory.resolve("series");
        Files.write(file, ByteBuffer.allocate(32).putLong(10).putLong(1_000_000).putLong(20).putLong(5_000_000)
            .array());
        final var stream = new StreamResult(new Generator.Result(102, Map.of(), tally(0, 0, 2), 0, 100, 0, List.of()),
            new Responder.Result(tally(0, 0, 0), 100), DelaySeries.read(file));
        final var outcomes = new java.util.ArrayList<Outcome>();
        for (int i = 0; i < views.size(); i++) {
            outcomes.add(new Outcome("evaluate-1", i % 2 == 1, views.get(i), new Window(15, 25)));
        }
        final var report = new Report(Example.SHARP.plan("evaluate", views.size()), outcomes, stream,
            new Window(0, 100), List.of(), new DropCounters(Map.of("ovs.rconn_overflow", 5L, "other", 0L)));
        return Batch.of("c0ffee", "now", Example.SHARP, 1, report, List.of(LOAD, LOAD), List.of(tolls));
    }
}
