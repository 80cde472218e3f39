/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/** Two VNFs whose agents are played by the test; the state goes over loopback TCP. */
class HandoverDeskTest {
    private static final FlowKey FLOW =
        new FlowKey(1, 2, FlowKey.UNTAGGED, 0x800, 17, 0, 0x0a000001, 0, 0x0a000002, 20000, 7);
    private static final long MARKER = 77;

    private final BlockingQueue<String> sourceSays = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> destinationSays = new LinkedBlockingQueue<>();
    private final Counters counters = new Counters();
    private final FlowTable sourceTable = new FlowTable(counters);
    private final FlowTable destinationTable = new FlowTable(counters);
    private HandoverDesk source;
    private HandoverDesk destination;

    @BeforeEach
    void connect() throws IOException {
        destination = new HandoverDesk(destinationTable, counters, 0, 0, answer -> destinationSays.add(type(answer)));
        final var server = new LineServer("127.0.0.1", 0, message -> destination.arrived(message));
        Thread.ofPlatform().daemon().start(server);
        source = new HandoverDesk(sourceTable, counters, server.port(), 0, answer -> sourceSays.add(type(answer)));
        count(sourceTable, 3);
    }

    @Test
    void shouldMoveTheStateWithTheCommandFirst() throws InterruptedException {
        destination.command(command("import-state"));
        assertNull(destinationSays.poll(50, TimeUnit.MILLISECONDS));

        seeMarker();
        source.command(command("export-state"));

        assertExported();
        assertEquals("state-imported", destinationSays.poll(5, TimeUnit.SECONDS));
        assertEquals("[]", sourceTable.toJson().toString());
        assertEquals(3, packets(destinationTable));
        assertEquals("{}", counters.toJson().toString());
    }

    @Test
    void shouldMoveTheStateWithTheStateFirst() throws InterruptedException {
        seeMarker();
        source.command(command("export-state"));
        assertExported();
        assertNull(destinationSays.poll());

        destination.command(command("import-state"));

        assertEquals("state-imported", destinationSays.poll());
        assertEquals(3, packets(destinationTable));
    }

    @Test
    void shouldNotExportBeforeTheMarkerCameOutOnBothSides() throws InterruptedException {
        locked(sourceTable, () -> sourceTable.markerSeen(MARKER, Direction.FORWARD));
        source.command(command("export-state"));
        assertNull(sourceSays.poll(50, TimeUnit.MILLISECONDS));

        count(sourceTable, 1);
        seeMarker();

        assertExported();
        destination.command(command("import-state"));
        assertEquals(4, packets(destinationTable));
    }

    @Test
    void shouldExportAllTheSameWhenTheMarkerIsLost() throws InterruptedException {
        source.command(command("export-state"));

        assertExported();
        assertEquals("{\"marker-missed\":1}", counters.toJson().toString());
    }

    @Test
    void shouldAnswerRepeatedCommandsWithoutActingTwice() throws InterruptedException {
        seeMarker();
        source.command(command("export-state"));
        assertExported();
        destination.command(command("import-state"));
        destinationSays.poll(5, TimeUnit.SECONDS);

        source.command(command("export-state"));
        destination.command(command("import-state"));

        assertEquals("state-exported", sourceSays.poll(5, TimeUnit.SECONDS));
        assertEquals("state-imported", destinationSays.poll(5, TimeUnit.SECONDS));
        assertEquals(3, packets(destinationTable));
    }

    @Test
    void shouldSendAnEmptyStateForAnUnknownFlow() throws InterruptedException {
        final var command = JsonParser.parseString(command("export-state").toString().replace("20000", "20001"))
            .getAsJsonObject();
        command.addProperty("marker", 0);

        source.command(command);

        assertExported();
        assertEquals(3, packets(sourceTable));
    }

    @Test
    void shouldHaveItsStateBackAfterARollBack() throws InterruptedException {
        seeMarker();
        source.command(command("export-state"));
        assertExported();

        final var restore = command("import-state");
        restore.addProperty("handover", "12.4");
        restore.addProperty("rollback", true);
        source.command(restore);

        assertEquals("state-imported", sourceSays.poll(5, TimeUnit.SECONDS));
        assertEquals(3, packets(sourceTable));
    }

    @Test
    void shouldCountPacketsAfterTheExport() throws InterruptedException {
        seeMarker();
        source.command(command("export-state"));
        assertExported();

        count(sourceTable, 1);

        assertEquals("{\"processed-after-export\":1}", counters.toJson().toString());
    }

    @Test
    void shouldSayThatTheStateCouldNotBeSent() throws InterruptedException {
        final var nobody = new HandoverDesk(sourceTable, counters, 1, 0, answer -> sourceSays.add(type(answer)));
        seeMarker();

        nobody.command(command("export-state"));

        assertEquals("drained", sourceSays.poll(5, TimeUnit.SECONDS));
        assertEquals("state-failed", sourceSays.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void shouldIgnoreWhatItDoesNotKnow() {
        source.command(JsonParser.parseString("{\"type\":\"tea\"}").getAsJsonObject());

        assertTrue(sourceSays.isEmpty());
    }

    private void assertExported() throws InterruptedException {
        assertEquals("drained", sourceSays.poll(5, TimeUnit.SECONDS));
        assertEquals("state-exported", sourceSays.poll(5, TimeUnit.SECONDS));
    }

    private void seeMarker() {
        locked(sourceTable, () -> {
            sourceTable.markerSeen(MARKER, Direction.FORWARD);
            sourceTable.markerSeen(MARKER, Direction.REVERSE);
        });
    }

    private static void count(final FlowTable table, final int packets) {
        locked(table, () -> {
            for (int i = 0; i < packets; i++) {
                table.count(FLOW, Direction.FORWARD, DirectionCount.NONE);
            }
        });
    }

    private static void locked(final FlowTable table, final Runnable action) {
        table.lock().lock();
        try {
            action.run();
        } finally {
            table.lock().unlock();
        }
    }

    private static long packets(final FlowTable table) {
        return table.toJson().get(0).getAsJsonObject().getAsJsonObject("forward").get("packets").getAsLong();
    }

    private static JsonObject command(final String type) {
        final var command = new JsonObject();
        command.addProperty("type", type);
        command.addProperty("handover", "12.3");
        command.add("flow", FlowJson.json(FLOW));
        command.addProperty("direction", "both");
        command.addProperty("marker", MARKER);
        command.add("peer", JsonParser.parseString("{\"id\":\"vnf2\",\"management-address\":\"127.0.0.1\"}"));
        return command;
    }

    private static String type(final JsonObject message) {
        return message.get("type").getAsString();
    }
}
