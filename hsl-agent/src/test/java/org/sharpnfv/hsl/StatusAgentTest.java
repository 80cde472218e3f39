/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.hsl.AgentProcess.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.AgentProcess.Result;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** {@code sharp-hsl status} as a process, about real agents. */
@Timeout(180)
class StatusAgentTest {
    @TempDir
    private Path directory;
    private Path runDirectory;
    private AgentProcess agent;

    @BeforeEach
    void open() throws Exception {
        runDirectory = directory.resolve("run");
        agent = new AgentProcess(directory);
    }

    @AfterEach
    void close() throws Exception {
        agent.close();
    }

    private void start(final AgentProcess process, final String id) throws Exception {
        process.start(id, "--run-dir", runDirectory.toString());
    }

    private Result status(final String... arguments) throws Exception {
        final var all = new ArrayList<>(List.of("status", "--run-dir", runDirectory.toString()));
        all.addAll(Arrays.asList(arguments));
        return AgentProcess.run(directory, all.toArray(String[]::new));
    }

    private static JsonArray json(final Result result) {
        assertEquals(0, result.exitCode(), result.errors());
        return JsonParser.parseString(result.output()).getAsJsonArray();
    }

    @Test
    void shouldFindAllAgentsOrTheOneThatIsNamed() throws Exception {
        start(agent, "vnf1");
        try (var another = new AgentProcess(directory); var namesake = new AgentProcess(directory)) {
            start(another, "vnf/2");
            start(namesake, "vnf1");

            final Result all = status();
            assertEquals(0, all.exitCode(), all.errors());
            assertEquals(2, all.output().lines().filter(line -> line.startsWith("vnf1  pid ")).count(), all.output());
            assertEquals(1, all.output().lines().filter(line -> line.startsWith("vnf/2  pid ")).count(), all.output());
            assertEquals(1, json(status("vnf/2", "--json")).size());
            final Result unknown = status("vnf3");
            assertEquals(1, unknown.exitCode());
            assertEquals("sharp-hsl status: no agent \"vnf3\" runs here, but vnf/2, vnf1, vnf1; looked in "
                + runDirectory + ", see --run-dir", unknown.errors().strip());
        }
        assertEquals(1, json(status("--json")).size());
    }

    @Test
    void shouldSayThatNoAgentRuns() throws Exception {
        final Result nowhere = status();
        assertEquals(1, nowhere.exitCode());
        assertEquals("sharp-hsl status: no agent runs here; looked in " + runDirectory + ", see --run-dir",
            nowhere.errors().strip());

        // killed, so that its socket stays
        start(agent, "vnf1");
        agent.process().descendants().forEach(ProcessHandle::destroyForcibly);
        agent.process().destroyForcibly().waitFor();
        assertTrue(Files.exists(runDirectory.resolve("vnf1.status")));
        assertEquals(1, status().exitCode());

        // the next one takes its place, and cleans up when it ends
        start(agent, "vnf1");
        assertEquals(0, status("vnf1").exitCode());
        agent.process().destroy();
        assertTrue(agent.process().waitFor(20, TimeUnit.SECONDS));
        await("no socket", () -> Files.exists(runDirectory.resolve("vnf1.status")), found -> !found);
    }

    @Test
    void shouldRefuseWrongUsage() throws Exception {
        assertEquals(2, status("--watch=0").exitCode());
        assertEquals(2, status("--handovers=0").exitCode());
        assertEquals(2, status("one", "two").exitCode());
        final Result help = status("--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.output().contains("--handovers"), help.output());
    }

    @Test
    void shouldShowCountersAndRates() throws Exception {
        start(agent, "vnf1");
        for (int i = 0; i < 7; i++) {
            agent.sendData(Direction.FORWARD, Controller.data(Direction.FORWARD, i));
        }

        await("7 frames", () -> json(status("--json")).get(0).getAsJsonObject().getAsJsonObject("counters")
            .get("vnf-ingress.sent-frames").getAsLong(), count -> count == 7);
        final Result screen = status("vnf1");
        assertTrue(screen.output().lines().anyMatch(line -> line.matches("  ingress +in +7 +0 +700 +0")),
            screen.output());

        final var process = new ProcessBuilder(AgentProcess.program("status", "vnf1", "--run-dir",
            runDirectory.toString(), "--watch", "0.2")).start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            final String first = lines.readLine();
            assertTrue(first.startsWith("id=vnf1 pid=") && first.contains(" vnf-ingress-out=7 "), first);
            final String second = lines.readLine();
            assertTrue(second.contains(" vnf-ingress-out=0 "), second);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldTellAHandoversTimeline() throws Exception {
        start(agent, "vnf1");
        agent.hello();
        for (final var side : Direction.values()) {
            agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.NONE));
        }
        agent.sendData(Direction.FORWARD, Controller.data(Direction.FORWARD, 1));
        awaitHandover("first-unmarked-forward");
        assertEquals("in-progress", handover().get("outcome").getAsString());
        for (final var side : Direction.values()) {
            agent.say(side, new Message.ReleaseFinished(Controller.HANDOVER, side, 0, false));
        }
        awaitHandover("handover-finished");
        agent.say(Direction.FORWARD, new Message.HandoverEnded(Controller.HANDOVER, Outcome.COMPLETED));
        awaitHandover("handover-ended");

        final JsonObject handover = handover();
        assertEquals(Long.toString(Controller.HANDOVER), handover.get("handover").getAsString());
        assertEquals("destination", handover.get("role").getAsString());
        assertEquals("completed", handover.get("outcome").getAsString());
        assertEquals("10.0.0.1", handover.getAsJsonObject("flow").get("source-address").getAsString());
        assertEquals(1, handover.getAsJsonObject("packets").get("held").getAsInt());
        assertEquals(1, handover.getAsJsonObject("packets").get("sw-buff-max").getAsInt());
        assertEquals(0, handover.getAsJsonObject("packets").get("lost").getAsInt());
        final long agoNs = System.nanoTime() - handover.get("started-ns").getAsLong();
        assertTrue(agoNs > 0 && agoNs < 600_000_000_000L, "not by this host's monotonic clock: " + handover);
        double last = 0;
        for (final String moment : List.of("start-ho-forward", "acknowledged-forward", "first-unmarked-forward",
                "release-finished-forward", "handover-finished", "handover-ended")) {
            final double ms = handover.getAsJsonObject("times-ms").get(moment).getAsDouble();
            assertTrue(ms >= last, handover.toString());
            last = ms;
        }
        final Result text = status("vnf1", "--handovers");
        assertTrue(text.output().contains("vnf1 handover " + Controller.HANDOVER + "  destination  10.0.0.1 5000 > "
            + "10.0.0.2 6000 protocol 17  both  peer vnf2"), text.output());
        assertTrue(text.output().lines().anyMatch(line -> line.matches(" +[0-9.]+ ms  handover-ended")),
            text.output());
    }

    private JsonObject handover() throws Exception {
        return json(status("--json", "--handovers", "1")).get(0).getAsJsonObject().getAsJsonArray("handovers").get(0)
            .getAsJsonObject();
    }

    private void awaitHandover(final String moment) {
        await(moment, () -> json(status("--json", "--handovers")).get(0).getAsJsonObject().getAsJsonArray("handovers"),
            found -> !found.isEmpty()
                && found.get(0).getAsJsonObject().getAsJsonObject("times-ms").has(moment));
    }

    @Test
    void shouldRefuseARunDirectoryThatCannotBe() throws Exception {
        final Path file = Files.createFile(directory.resolve("file"));

        final var process = agent.launch(Map.of(), "vnf1", "--run-dir", file.resolve("below").toString());

        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        assertTrue(agent.errors().contains("--run-dir " + file + "/below: cannot listen there: "), agent.errors());
        assertFalse(agent.errors().contains("bridging"), agent.errors());
    }
}
