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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.AgentProcess.Answer;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** Metrics and health of a real agent, asked over HTTP. */
@Timeout(120)
class MetricsAgentTest {
    private static final String PORT = "9464";
    private static final String URL = "http://127.0.0.1:" + PORT;
    /** What the text format allows in a line that is no comment. */
    private static final Pattern SAMPLE =
        Pattern.compile("[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})? [0-9.eE+-]+");

    @TempDir
    private Path directory;
    private AgentProcess agent;

    @BeforeEach
    void open() throws Exception {
        agent = new AgentProcess(directory);
    }

    @AfterEach
    void close() throws Exception {
        agent.close();
    }

    private AgentProcess start(final String... more) throws Exception {
        final var all = new ArrayList<>(List.of("--metrics", PORT, "--run-dir", directory.toString()));
        all.addAll(List.of(more));
        return agent.start("vnf1", all.toArray(String[]::new));
    }

    private String metrics() throws Exception {
        final Answer answer = agent.get(URL + "/metrics");
        assertEquals(200, answer.status());
        return answer.body();
    }

    private void awaitMetric(final String line) {
        await(line, this::metrics, text -> text.contains('\n' + line + '\n'));
    }

    @Test
    void shouldCountFramesBytesAndMessages() throws Exception {
        start();
        agent.hello();

        for (int i = 0; i < 5; i++) {
            agent.sendData(Direction.FORWARD, Controller.data(Direction.FORWARD, i));
        }

        awaitMetric("sharp_hsl_frames_total{direction=\"send\",shim=\"vnf_ingress\"} 5.0");
        awaitMetric("sharp_hsl_bytes_total{direction=\"send\",shim=\"vnf_ingress\"} 500.0");
        awaitMetric("sharp_hsl_control_messages_total{direction=\"received\",type=\"hello\"} 2.0");
        awaitMetric("sharp_hsl_control_messages_total{direction=\"sent\",type=\"hello_reply\"} 2.0");
        awaitMetric("sharp_hsl_dropped_frames_total{direction=\"receive\",reason=\"kernel\",shim=\"ingress\"} 0.0");
        final String text = metrics();
        assertTrue(text.contains("sharp_hsl_build_info{id=\"vnf1\",version=\"development\"} 1"), text);
        for (final String line : text.lines().toList()) {
            assertTrue(line.startsWith("# ") || SAMPLE.matcher(line).matches(), line);
        }
        // each of the agent's counters has a metric of its own
        assertTrue(!text.contains("sharp_hsl_counter"), text);
    }

    @Test
    void shouldShowAHandoverInHistogramsAndCounts() throws Exception {
        start();
        agent.hello();
        for (final var side : Direction.values()) {
            agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.NONE));
        }
        awaitMetric("sharp_hsl_handovers_started_total{role=\"destination\"} 1.0");
        agent.sendData(Direction.FORWARD, Controller.data(Direction.FORWARD, 1));
        awaitMetric("sharp_hsl_held_packets_total{buffer=\"sw_buff\"} 1.0");
        awaitMetric("sharp_hsl_buffered_packets 1.0");

        for (final var side : Direction.values()) {
            agent.say(side, new Message.ReleaseFinished(Controller.HANDOVER, side, 0, false));
        }
        awaitMetric("sharp_hsl_released_packets_total 1.0");
        agent.say(Direction.FORWARD, new Message.HandoverEnded(Controller.HANDOVER, Outcome.COMPLETED));

        awaitMetric("sharp_hsl_handovers_total{outcome=\"completed\",role=\"destination\"} 1.0");
        awaitMetric("sharp_hsl_handover_duration_seconds_count{role=\"destination\"} 1");
        awaitMetric("sharp_hsl_handover_duration_seconds_bucket{role=\"destination\",le=\"+Inf\"} 1");
        awaitMetric("sharp_hsl_buffered_packets_max 1.0");
        awaitMetric("sharp_hsl_lost_packets_total{reason=\"never_arrived\"} 0.0");
    }

    private JsonObject checks(final String path, final int status) {
        final Answer answer = await(path + " with " + status, () -> agent.get(URL + path),
            found -> found.status() == status);
        assertEquals("application/json", answer.type());
        final JsonObject json = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertEquals(status == 200 ? "ok" : "failing", json.get("status").getAsString());
        return json;
    }

    private static List<String> wrong(final JsonObject json) {
        return json.getAsJsonArray("wrong").asList().stream().map(sentence -> sentence.getAsString()).toList();
    }

    @Test
    void shouldBeReadyOnlyWhenAllThatIsNeededIsThere() throws Exception {
        final Path control = directory.resolve("vnf.sock");
        start("--control", control.toString(), "--hello-interval-ms", "600000");

        assertEquals(List.of(), wrong(checks("/healthz", 200)));
        final var before = wrong(checks("/readyz", 503));
        assertEquals(3, before.size(), before.toString());
        assertTrue(before.getFirst().startsWith("the controller was never heard at this side"), before.toString());
        assertTrue(before.getLast().startsWith("no VNF is connected"), before.toString());

        agent.hello();
        try (var vnf = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            vnf.connect(UnixDomainSocketAddress.of(control));
            assertEquals(List.of(), wrong(checks("/readyz", 200)));
            agent.namespace().ip("link", "set", "out", "down");
            assertEquals(List.of("out is down: ip link set out up"), wrong(checks("/readyz", 503)));
            agent.namespace().up("out", "out-far");
            checks("/readyz", 200);
        }
        checks("/readyz", 503);
    }

    @Test
    void shouldMissAControllerThatFallsSilent() throws Exception {
        start("--hello-interval-ms", "300");
        agent.hello();
        final var found = wrong(checks("/readyz", 503));
        assertEquals(2, found.size(), found.toString());
        assertTrue(found.getFirst().contains("expected 0.9 s at most"), found.toString());
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() throws Exception {
        start();
        assertEquals(404, agent.get(URL + "/nothing").status());
        assertTrue(agent.get(URL + "/").body().contains("/metrics"));
    }

    @Test
    void shouldSayInOneSentenceThatThePortIsInUse() throws Exception {
        start();
        try (var second = new AgentProcess(directory)) {
            // the address of another namespace is nobody's
            final var process = second.launch(Map.of(), "vnf2", "--metrics", "192.0.2.1:" + PORT, "--run-dir",
                directory.toString());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(1, process.exitValue());
            assertTrue(second.errors().contains("--metrics 192.0.2.1:9464: cannot listen there: "), second.errors());
        }
        final var again = agent.namespace().process(AgentProcess.program("--id", "vnf3", "--ingress", "in",
            "--egress", "out", "--vnf", "veth:vin,vout", "--metrics", PORT, "--run-dir", directory.toString()))
            .redirectErrorStream(true).start();
        final String output = new String(again.getInputStream().readAllBytes(),
            StandardCharsets.UTF_8);
        assertEquals(1, again.waitFor());
        final var refusals = output.lines().filter(line -> line.contains("--metrics")).toList();
        assertEquals(1, refusals.size(), output);
        assertTrue(refusals.getFirst().contains("--metrics 127.0.0.1:9464: cannot listen there: Address already in "
            + "use; choose another port"), output);
    }
}
