/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Capture;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Reply;

/** The table of the main job: on Open vSwitch, with OpenDaylight in Karaf, one lab for all cases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndIT {
    private static final int HANDOVERS = 10;
    private static final int IDLE_S = 1;
    private static final Duration IPERF_LIMIT = Duration.ofSeconds(40);
    /** What a noisy machine may add to the state delay. */
    private static final double CONSTANT_MS = 2000;

    private final Progress progress = new Progress(Console.out(), false);
    private Sandbox sandbox;
    private Setup setup;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/e2e-logs"));
        setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, progress);
        // the first handover of a JVM is not what is measured
        run("warm-up", 1000, 1000, 2, 0);
    }


    @AfterAll
    void takeDown() {
        sandbox.close();
    }

    /** The dissector knows every octet of a real handover, and what it says is what the northbound says. */
    @Test
    void shouldBeReadableInWireshark() {
        final var capture = Capture.start(sandbox, setup.lab().topology());
        final Report report = run("capture", 1000, 200, 2, 0);
        capture.stop();
        assertFlawless(report);

        assertEquals(List.of(), capture.read("sharp.malformed", "frame.number"));
        assertEquals(Set.of("0", "1"), Set.copyOf(capture.read("sharp.type == 3", "sharp.role")));
        assertTrue(capture.read("sharp.type == 3", "sharp.flow").stream().allMatch(flow ->
            flow.matches("udp 10\\.0\\.0\\.1:\\d+ > 10\\.0\\.0\\.2:\\d+")));
        final var slots = Set.copyOf(capture.read("sharp.type == 3", "sharp.slot"));
        final var marked = capture.read("sharp.mark && !sharp", "sharp.mark.slot");
        assertTrue(slots.containsAll(marked) && marked.size() > 1, slots + " " + marked);
        final long counted = capture.read("sharp.type == 8 && sharp.side == 0", "sharp.count").stream().distinct()
            .mapToLong(Long::parseLong).sum();
        // late packets are among those that it announces, and among those that the source gives back
        assertTrue(marked.size() >= counted, "RELEASE_FINISHED: " + counted + ", marked: " + marked.size());
        assertEquals(Set.of("0"), Set.copyOf(capture.read("sharp.type == 12", "sharp.outcome")), "completed");
    }

    @ParameterizedTest
    @CsvSource({"1000B, 1000, 24, 24", "60B, 60, 23, 23"})
    void shouldMoveALiveFlow(final String name, final int sizeBytes, final double durationMs,
            final double maxDelayMs) {
        final Report report = run("plain-" + name, 1000, sizeBytes, HANDOVERS, 0);

        Evaluation.compare(report, durationMs, maxDelayMs);
        assertFlawless(report);
        assertTrue(report.medianMaxDelayUs() < CONSTANT_MS * 1000, "median max delay " + report.medianMaxDelayUs());
    }

    /** Invariant 6: what the controller buffers does not depend on the state's transfer time. */
    @Test
    void shouldKeepTheControllersLoadWhateverTheStateTakes() {
        final var buffers = new ArrayList<Double>();
        for (int delayMs : new int[] {0, 100, 500, 1000}) {
            final Report report = run("state-" + delayMs, 1000, 1000, HANDOVERS, delayMs);
            assertFlawless(report);
            buffers.add(report.medianControllerBuffer());
            assertTrue(report.medianMaxDelayUs() < (delayMs + CONSTANT_MS) * 1000,
                "max delay " + report.medianMaxDelayUs() + " at a state delay of " + delayMs + " ms");
        }

        assertTrue(buffers.stream().allMatch(buffer -> buffer <= buffers.getFirst() * 3 + 100),
            "buffered at the controller: " + buffers);
    }

    @ParameterizedTest
    @CsvSource({"rate-5000, 5000, 1000", "rate-10000, 10000, 1000", "full-frames, 1000, 1514"})
    void shouldLoseNothing(final String name, final int ratePps, final int sizeBytes) {
        assumeTrue(ratePps <= 1000 || Lab.canTakeHighRates(), "net.core.rmem_default cannot be raised here");

        assertFlawless(run(name, ratePps, sizeBytes, HANDOVERS, 0));
    }

    @Test
    void shouldMoveManyFlowsAtOnce() {
        final Report report = new Experiment(setup, new Plan("many", 1000, 200, 50, 4, 0, IDLE_S), progress).run();
        Evaluation.keep(report);

        assertFlawless(report);
    }

    @Test
    void shouldCarryTcpAcross() {
        final Topology topology = setup.lab().topology();
        final ChildProcess server = sandbox.start("iperf3-server", topology.host2(),
            Command.of("iperf3", "-s", "-1"));
        Waiting.pause(Duration.ofMillis(500));
        final var client = sandbox.start("iperf3-client", topology.host1(), Command.of("iperf3", "-c", Topology.HOST2,
            "-t", "12", "-i", "0.1", "-b", "30M", "-J", "--logfile", sandbox.directory().resolve("iperf3").toString()));
        Waiting.pause(Duration.ofSeconds(3));

        move("tcp", () -> northbound().request(quick(Northbound.requestBody("tcp", "vnf2", 10))), false);
        move("tcp", () -> northbound().withdraw("tcp"), true);

        assertTrue(client.waitFor(IPERF_LIMIT), "iperf3 did not end");
        sandbox.stop(server);
        final JsonObject sum = iperf().getAsJsonObject("end").getAsJsonObject("sum_sent");
        Console.out().printf(Locale.ROOT, "EVALUATION tcp: %.1f Mbit/s, %d retransmissions, at %s%n",
            sum.get("bits_per_second").getAsDouble() / 1e6, sum.get("retransmits").getAsLong(), retransmissions());
        assertTrue(sum.get("bits_per_second").getAsDouble() > 25e6, () -> sum.toString());
    }

    private void move(final String id, final java.util.function.Supplier<Reply> call, final boolean back) {
        final Reply reply = call.get();
        assertTrue(reply.isSuccess(), () -> reply.toString());
        final var view = back ? northbound().awaitHandBack(id) : northbound().awaitEnd(id);
        assertEquals(back ? "rolled-back" : "completed", view.phase(), () -> view.json().toString());
    }

    private List<String> retransmissions() {
        final var found = new ArrayList<String>();
        iperf().getAsJsonArray("intervals").forEach(interval -> {
            final JsonObject sum = interval.getAsJsonObject().getAsJsonObject("sum");
            if (sum.get("retransmits").getAsLong() != 0) {
                found.add(sum.get("start").getAsDouble() + " s: " + sum.get("retransmits").getAsLong());
            }
        });
        return found;
    }

    private JsonObject iperf() {
        return JsonParser.parseString(Command.of("cat", sandbox.directory().resolve("iperf3").toString()).run())
            .getAsJsonObject();
    }

    @Test
    void shouldRefuseAnUnknownInstance() {
        assertRefused(400, "invalid-value", "destination", Northbound.requestBody("no-instance", "vnf9", 10));
    }

    @Test
    void shouldRefuseAnUnknownGroup() {
        final JsonObject request = Northbound.requestBody("no-group", "vnf2", 10);
        request.addProperty("vnf-group", "nowhere");

        assertRefused(400, "invalid-value", "vnf-group", request);
    }

    @Test
    void shouldRefuseAPriorityOutOfRange() {
        assertRefused(400, "invalid-value", "priority", Northbound.requestBody("no-priority", "vnf2", 60_000));
    }

    @Test
    void shouldRefuseAMatchThatTheSwitchCannotDo() {
        final JsonObject request = Northbound.requestBody("no-match", "vnf2", 10);
        request.add("match", JsonParser.parseString("{\"tcp-destination-port\":443}"));

        assertRefused(400, "invalid-value", "match", request);
    }

    @Test
    void shouldRefuseAUsedId() {
        final JsonObject request = quick(Northbound.requestBody("used", "vnf2", 10));
        final Reply first = northbound().request(request);
        assertEquals(201, first.status(), first.body());
        northbound().awaitEnd("used");
        try {
            assertRefused(409, "data-exists", "", request);
        } finally {
            northbound().withdraw("used");
            northbound().awaitHandBack("used");
        }
    }

    private void assertRefused(final int status, final String tag, final String leaf, final JsonObject request) {
        final var ovs = setup.lab().topology().ovs();
        final List<String> ingressBefore = ovs.flows(Topology.INGRESS);
        final List<String> egressBefore = ovs.flows(Topology.EGRESS);

        final Reply reply = northbound().request(request);

        assertAll(
            () -> assertEquals(status, reply.status(), reply.body()),
            () -> assertEquals(List.of(tag), reply.errorFields("error-tag"), reply.body()),
            () -> assertTrue(reply.body().contains(leaf), reply.body()),
            () -> assertEquals(ingressBefore, ovs.flows(Topology.INGRESS)),
            () -> assertEquals(egressBefore, ovs.flows(Topology.EGRESS)));
    }

    private Report run(final String name, final int ratePps, final int sizeBytes, final int handovers,
            final int delayMs) {
        final Report report = new Experiment(setup, new Plan(name, ratePps, sizeBytes, 1, handovers, delayMs, IDLE_S),
            progress).run();
        Evaluation.keep(report);
        return report;
    }

    private static JsonObject quick(final JsonObject request) {
        request.addProperty("detection-idle-timeout", IDLE_S);
        return request;
    }

    private static void assertFlawless(final Report report) {
        assertEquals(List.of(), report.complaints(), report::toText);
    }

    private Northbound northbound() {
        return setup.northbound();
    }
}
