/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;

/** A TCP connection of iperf3's that is handed over there and back while it carries 30 Mbit/s. */
final class TcpTrial {
    /** Length of the connection. */
    static final int SECONDS = 10;

    private static final String RATE = "30M";
    /** Small, so that an interval's goodput does not depend on how many whole blocks it has. */
    private static final String BLOCK = "4K";
    private static final String INTERVAL = Double.toString(Goodput.INTERVAL_MS / 1000.0);
    private static final Duration LISTENING = Duration.ofMillis(500);
    private static final Duration UNDISTURBED = Duration.ofMillis(2500);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final int PRIORITY = 10;

    private final Sandbox sandbox;
    private final Setup setup;

    TcpTrial(final Sandbox sandbox, final Setup setup) {
        this.sandbox = sandbox;
        this.setup = setup;
    }

    TcpRun run(final Mode mode, final int round, final String id, final String commit, final String at) {
        final Topology topology = setup.lab().topology();
        final Path received = sandbox.directory().resolve(id + "-received");
        final Path sent = sandbox.directory().resolve(id + "-sent");
        setup.lab().stateDelay(0);
        final var server = sandbox.start("iperf3-server", topology.host2(), Command.of("iperf3", "-s", "-1", "-i",
            INTERVAL, "-J", "--logfile", received.toString()));
        Waiting.pause(LISTENING);
        final var client = sandbox.start("iperf3-client", topology.host1(), Command.of("iperf3", "-c", Topology.HOST2,
            "-t", Integer.toString(SECONDS), "-i", INTERVAL, "-b", RATE, "-l", BLOCK, "-J", "--logfile",
            sent.toString()));
        try {
            Waiting.pause(UNDISTURBED);
            thereAndBack(mode, id);
            if (!client.waitFor(END_LIMIT)) {
                throw new LabException("iperf3 did not end within " + END_LIMIT.toSeconds() + " s");
            }
            server.waitFor(END_LIMIT);
            final JsonObject sum = read(sent).getAsJsonObject("end").getAsJsonObject("sum_sent");
            return new TcpRun(commit, at, mode, round, Goodput.of(read(received)),
                sum.get("retransmits").getAsLong(), "");
        } finally {
            sandbox.stop(client);
            sandbox.stop(server);
        }
    }

    private void thereAndBack(final Mode mode, final String id) {
        final Northbound northbound = setup.northbound();
        Restconf.expectSuccess("POST of " + id, northbound.request(request(mode, id)));
        Waiting.until("end of " + id, END_LIMIT, LOOK_INTERVAL, () -> northbound.phases(id).isOver());
        Waiting.pause(BETWEEN);
        Restconf.expectSuccess("DELETE of " + id, northbound.withdraw(id));
        final var last = new HandoverView[] {HandoverView.NOTHING};
        Waiting.until("end of the hand-back of " + id, END_LIMIT, LOOK_INTERVAL, () -> {
            last[0] = northbound.phases(id).handBack();
            return last[0].isOver();
        });
    }

    /** For every flow, quick to see that there are no more. */
    static JsonObject request(final Mode mode, final String id) {
        final JsonObject request = Northbound.requestBody(id, "vnf2", PRIORITY);
        request.addProperty("detection-idle-timeout", 1);
        if (mode != Mode.SHARP) {
            request.addProperty("mode", mode.text());
        }
        return request;
    }

    private static JsonObject read(final Path file) {
        try {
            final JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            if (json.has("error")) {
                throw new LabException("iperf3: " + json.get("error").getAsString());
            }
            return json;
        } catch (IOException e) {
            throw new LabException("iperf3 has not written " + file, e);
        }
    }
}
