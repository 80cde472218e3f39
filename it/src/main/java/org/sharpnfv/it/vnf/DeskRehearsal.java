/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * Moves a made-up flow's state between two desks of its own, over TCP as between VNFs, so that this VNF does not answer
 * its first real handover with cold code: seen as 50 to 100 ms on each side. Touches nothing of the VNF's own state.
 */
final class DeskRehearsal implements Runnable {
    private static final int ROUNDS = 500;
    private static final long TIME_MAX_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long ANSWER_MS = 500;
    private static final int PACKETS = 5;
    private static final FlowKey FLOW = new FlowKey(1, 2, FlowKey.UNTAGGED, EtherType.IPV4,
        EtherType.PROTOCOL_UDP, 0, 0x0a00_0001, 0, 0x0a00_0002, 1, 2);

    private final String address;

    /**
     * Does nothing yet.
     *
     * @param address the VNF's own management address
     */
    DeskRehearsal(final String address) {
        this.address = address;
    }

    @Override
    public void run() {
        try {
            rehearse();
        } catch (IOException e) {
            Console.warn("the first handovers will take longer, no rehearsal: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how often the state was moved. */
    int rehearse() throws IOException, InterruptedException {
        final var counters = new Counters();
        final var table = new FlowTable(counters);
        final BlockingQueue<JsonObject> exported = new LinkedBlockingQueue<>();
        final BlockingQueue<JsonObject> imported = new LinkedBlockingQueue<>();
        int rounds = 0;
        try (var destination = new HandoverDesk(new FlowTable(counters), counters, 0, 0, imported::add);
                var server = new LineServer(address, 0, destination::arrived);
                var source = new HandoverDesk(table, counters, server.port(), 0, exported::add)) {
            Thread.ofPlatform().daemon().name("rehearsal-peer").start(server);
            final long fromNs = System.nanoTime();
            while (rounds < ROUNDS && System.nanoTime() - fromNs < TIME_MAX_NS) {
                rounds++;
                traffic(table, rounds);
                destination.command(command("import-state", rounds));
                source.command(command("export-state", rounds));
                if (!isAnswered(exported, "state-exported") || !isAnswered(imported, "state-imported")) {
                    break;
                }
                source.command(command("handover-finished", rounds));
                destination.command(command("handover-finished", rounds));
            }
        }
        return rounds;
    }

    private static void traffic(final FlowTable table, final int round) {
        table.lock().lock();
        try {
            for (final var direction : Direction.values()) {
                for (int i = 0; i < PACKETS; i++) {
                    table.count(FLOW, direction, i);
                }
                table.markerSeen(round, direction);
            }
        } finally {
            table.lock().unlock();
        }
    }

    private static boolean isAnswered(final BlockingQueue<JsonObject> answers, final String expected)
            throws InterruptedException {
        var answer = answers.poll(ANSWER_MS, TimeUnit.MILLISECONDS);
        while (answer != null && !Fields.text(answer, "type").equals(expected)) {
            answer = answers.poll(ANSWER_MS, TimeUnit.MILLISECONDS);
        }
        return answer != null;
    }

    /** As it comes from the agent: a line of text. */
    private JsonObject command(final String type, final int round) {
        final var command = new JsonObject();
        command.addProperty("type", type);
        command.addProperty("handover", "rehearsal." + round);
        command.add("flow", FlowJson.json(FLOW));
        command.addProperty("direction", "both");
        command.addProperty("marker", round);
        command.addProperty("outcome", "completed");
        final var peer = new JsonObject();
        peer.addProperty("id", "rehearsal");
        peer.addProperty("management-address", address);
        command.add("peer", peer);
        return JsonParser.parseString(command.toString()).getAsJsonObject();
    }
}
