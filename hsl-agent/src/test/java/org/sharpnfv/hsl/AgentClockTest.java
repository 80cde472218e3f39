/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.hsl.AgentProcess.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/**
 * Issue 4, point 7: the system's clock is set while the agent runs: for the agent alone, by a library that is compiled
 * here and preloaded.
 */
@Timeout(180)
class AgentClockTest {
    private static final Path SOURCE = Path.of("src/test/c/set-clock.c");

    @TempDir
    private Path directory;
    private Path clock;
    private Path control;
    private Path library;
    private AgentProcess agent;

    @BeforeEach
    void open() throws Exception {
        clock = directory.resolve("clock");
        control = directory.resolve("vnf.sock");
        library = directory.resolve("set-clock.so");
        compile();
        set(0);
        agent = new AgentProcess(directory);
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
    }

    private void compile() throws Exception {
        final int exitCode;
        try {
            exitCode = new ProcessBuilder("gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o",
                library.toString(), SOURCE.toString()).inheritIO().start().waitFor();
        } catch (IOException e) {
            Assumptions.abort("SKIPPED: no gcc; install Debian's package build-essential");
            return;
        }
        assertEquals(0, exitCode);
    }

    private void start() throws Exception {
        agent.startCounting(Map.of("LD_PRELOAD", library.toString(), "SET_CLOCK", clock.toString()),
            "--control", control.toString());
    }

    /** Days that the agent's clock is off, from now on. */
    private void set(final int days) throws Exception {
        try (var file = FileChannel.open(clock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder())
                .putLong(0, TimeUnit.DAYS.toSeconds(days)), 0);
        }
    }

    private JsonObject status() throws Exception {
        final var result = AgentProcess.run(directory, "status", "--json", "--handovers", "--run-dir",
            agent.runDirectory().toString());
        return JsonParser.parseString(result.output()).getAsJsonArray().get(0).getAsJsonObject();
    }

    /** A handover, from its first message to its last, with a VNF that is told and answers. */
    private void handOver(final long connects, final int days) throws Exception {
        try (var vnf = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            vnf.connect(UnixDomainSocketAddress.of(control));
            agent.awaitCounter("vnf.connects", connects);
            // the agent's own time of day, so that the test has indeed set it
            final String date = LocalDate.now(ZoneId.systemDefault()).plusDays(days).toString();
            await("a line of " + date, agent::errors, found -> found.lines().anyMatch(line ->
                line.startsWith(date) && line.endsWith(": a VNF connected")));
            agent.hello();
            for (final var side : Direction.values()) {
                agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.NONE));
            }
            agent.awaitCounter("handovers.destination-started", 1);
            agent.sendData(Direction.FORWARD, Controller.data(Direction.FORWARD, 1));
            agent.awaitCounter("path.held", 1);
            set(-days);
            for (final var side : Direction.values()) {
                agent.say(side, new Message.ReleaseFinished(Controller.HANDOVER, side, 0, false));
            }
            agent.awaitCounter("path.released", 1);
            agent.say(Direction.FORWARD, new Message.HandoverEnded(Controller.HANDOVER, Outcome.COMPLETED));
            agent.awaitCounter("handovers.destination-completed", 1);
        }
    }

    private void assertThatItKnowsHowLongItRuns() throws Exception {
        final JsonObject status = status();
        assertTrue(status.get("alive").getAsBoolean());
        final long uptime = status.get("uptime-s").getAsLong();
        assertTrue(uptime >= 0 && uptime < 300, "uptime " + uptime);
        final double ended = status.getAsJsonArray("handovers").get(0).getAsJsonObject().getAsJsonObject("times-ms")
            .get("handover-ended").getAsDouble();
        assertTrue(ended > 0 && ended < 100_000, "handover ended after " + ended);
    }

    @Test
    void shouldGoOnWhenTheClockIsSet() throws Exception {
        start();
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));

        // back, and in mid-handover forward
        set(-2);
        handOver(1, -2);

        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));
        assertThatItKnowsHowLongItRuns();
        agent.signal("TERM");
        assertTrue(agent.process().waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, agent.process().exitValue(), agent.errors());
    }

    /** The controller does not listen to a lower session than it has seen of an instance. */
    @Test
    void shouldHaveAHigherSessionAfterTheClockWasSetBack() throws Exception {
        start();
        agent.hello();
        final long before = agent.session();
        agent.signal("TERM");
        assertTrue(agent.process().waitFor(30, TimeUnit.SECONDS));

        set(-2);
        start();
        agent.hello();

        assertEquals(before + 1, agent.session());
        assertTrue(agent.errors().contains("the clock was set back since the last start"), agent.errors());
    }
}
