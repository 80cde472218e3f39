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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.guide.Guide;
import org.sharpnfv.it.lab.KarafShell;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.PlainOpenDaylight;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Stream;
import org.sharpnfv.it.lab.StreamResult;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Reply;
import org.sharpnfv.it.rest.Restconf;

/**
 * SHarP installed, as karaf/README.md tells, into a running OpenDaylight that has switches, openflowplugin's other
 * applications, statistics polling and entries of others already.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NeighboursIT {
    private static final String README = "karaf/README.md";
    private static final int RATE_PPS = 400;
    private static final int FLOWS = 8;
    private static final int STATE_MS = 2000;
    private static final Duration BOOT = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration BREAK = Duration.ofMillis(500);
    private static final Duration LOCKED_OUT = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** Entries that somebody puts by himself: above SHarP's, below them, in SHarP's own steering table, elsewhere. */
    private static final List<String> DIRECT = List.of(
        "cookie=0xbeef,table=0,priority=60000,udp,tp_dst=9,actions=drop",
        "cookie=0xbeef,table=0,priority=7,actions=NORMAL",
        "cookie=0xbeef,table=1,priority=7,udp,tp_dst=9,actions=NORMAL",
        "cookie=0xbeef,table=9,priority=7,actions=drop");

    private final Progress progress = new Progress(Console.out(), false);
    private Sandbox sandbox;
    private Lab lab;
    private Setup setup;
    private KarafShell shell;
    private @Nullable Stream running;
    private int requests;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/neighbours-logs"));
        final var topology = Topology.build(sandbox, 2, VnfSide.VETH);
        lab = Lab.start(sandbox, topology);
        progress.step("an OpenDaylight without SHarP is booting");
        final var controller = lab.startController(PlainOpenDaylight::make);
        lab.connectSwitches();
        final var northbound = new Northbound(new Restconf(lab.inControl()));
        northbound.restconf().await(controller.child(), BOOT);
        setup = new Setup(lab, northbound);
        shell = KarafShell.in(sandbox, topology.control());
        Waiting.until("the shell", LIMIT, INTERVAL, () -> shell.attempt("feature:list -i").exitCode() == 0);
        assertFalse(shell.run("feature:list").contains("odl-sharp"), "an OpenDaylight that knows nothing of SHarP");

        progress.step("its other applications and their entries");
        run("Works with neighbours");
        for (final var bridge : topology.ovs().bridges()) {
            DIRECT.forEach(flow -> topology.ovs().addFlow(bridge, flow));
        }
        putByNorthbound("openflow:1");
        putByNorthbound("openflow:2");
        awaitNorthboundsEntries();

        progress.step("SHarP is being installed");
        run("Into an OpenDaylight of the same release");
        northbound.putGroup(topology);
        northbound.awaitUp(LIMIT);
        awaitCommands();
        new Experiment(setup, new Plan("warm-up", RATE_PPS, 200, FLOWS, 2, 0, 1), progress).run();
    }

    @AfterAll
    void takeDown() {
        sandbox.close();
    }

    private void awaitCommands() {
        Waiting.until("command sharp:entries", Duration.ofMinutes(2), INTERVAL,
            () -> shell.attempt("sharp:entries").exitCode() == 0);
    }

    private Stream startStream() {
        final var stream = lab.stream(RATE_PPS, 200, FLOWS);
        running = stream;
        stream.start();
        Waiting.pause(WARM_UP);
        return stream;
    }

    private StreamResult stopStream(final Stream stream) {
        running = null;
        return stream.stop();
    }

    /** A test that has failed leaves no stream to the next one. */
    @AfterEach
    void stopWhatRuns() {
        final var stream = running;
        if (stream != null) {
            stopStream(stream);
        }
    }

    private void run(final String heading) {
        for (final var line : Guide.commands(README, heading, "feature:")) {
            progress.step(line);
            shell.run(line);
        }
    }

    private void putByNorthbound(final String node) {
        for (final int table : List.of(0, 1)) {
            final var body = JsonParser.parseString("""
                {"flow-node-inventory:flow": [{"id": "foreign", "table_id": %d, "priority": 50001, "cookie": 51966,
                  "match": {"ethernet-match": {"ethernet-type": {"type": 2048}}, "ip-match": {"ip-protocol": 17},
                            "udp-destination-port": 13},
                  "instructions": {"instruction": [{"order": 0, "apply-actions": {"action": [{"order": 0,
                    "output-action": {"output-node-connector": "1"}}]}}]}}]}
                """.formatted(table)).getAsJsonObject();
            Restconf.expectSuccess("PUT of a flow of " + node, setup.northbound().restconf().put(
                "/data/opendaylight-inventory:nodes/node=" + node.replace(":", "%3A") + "/flow-node-inventory:table="
                    + table + "/flow=foreign", body));
        }
    }

    private void awaitNorthboundsEntries() {
        Waiting.until("entries by the northbound", LIMIT, INTERVAL, () -> foreign().values().stream()
            .allMatch(lines -> lines.stream().filter(line -> line.contains("cookie=0xcafe")).count() == 2));
    }

    private List<String> foreign(final String bridge) {
        return lab.topology().ovs().flows(bridge).stream().filter(line -> !line.contains("cookie=0x5350")).toList();
    }

    private Map<String, List<String>> foreign() {
        return lab.topology().ovs().bridges().stream().collect(Collectors.toMap(Function.identity(), this::foreign));
    }

    @Test
    void shouldMoveFlowsWhileOthersPollAndHaveEntries() {
        final var before = foreign();

        final var report = new Experiment(setup, new Plan("beside", 1000, 200, FLOWS, 4, 100, 1), progress).run();

        Evaluation.keep(report);
        assertAll(
            () -> assertEquals(List.of(), report.complaints(), report::toText),
            () -> assertEquals(before, foreign()),
            () -> assertTrue(before.values().stream().allMatch(lines -> lines.size() >= DIRECT.size() + 2),
                before.toString()));
        awaitEntriesInPlace();
        Waiting.until("SHarP's entries in the inventory, by polling", LIMIT, INTERVAL, this::hasPolled);
    }

    private boolean hasPolled() {
        return setup.northbound().restconf().get("/data/opendaylight-inventory:nodes/node=openflow%3A1/"
            + "flow-node-inventory:table=0?content=nonconfig").json().stream()
            .flatMap(json -> json.getAsJsonArray("flow-node-inventory:table").asList().stream())
            .flatMap(table -> table.getAsJsonObject().getAsJsonArray("flow").asList().stream())
            .anyMatch(flow -> flow.getAsJsonObject().get("cookie").getAsBigInteger().shiftRight(48).intValue()
                == 0x5350);
    }

    /** What happens to a switch in mid-handover. */
    private enum Mishap {
        /** The session ends, and begins again half a second later. */
        BREAK,
        /** The same with a switch that forgets its entries meanwhile. */
        FLUSH,
        /** Somebody removes all entries, by a bundle for example; nothing tells of it but the entries' own ends. */
        REMOVAL,
        /** The session ends; reconciliation by bundles does not let it begin again, until it is turned off. */
        BUNDLES;

        boolean keepsEntries() {
            return this == BREAK || this == BUNDLES;
        }
    }

    /** One flow is moved, the others are bystanders: they lose nothing as long as their entries are there. */
    @ParameterizedTest
    @CsvSource({"release, egr, BREAK", "detection, ingr, BREAK", "release, ingr, FLUSH", "release, egr, REMOVAL",
        "release, ingr, BUNDLES"})
    void shouldSurviveWhatHappensToASwitchInMidHandover(final String moment, final String bridge,
            final Mishap mishap) {
        final var foreignBefore = foreign();
        if (mishap == Mishap.BUNDLES) {
            reconcileByBundles(true);
        }
        lab.stateDelay(STATE_MS);
        final var dropsBefore = lab.drops();
        final var portsBefore = lab.accounts().ports("vnf1");
        final var stream = startStream();
        final var ports = lab.accounts().ports("vnf1");
        ports.removeAll(portsBefore);
        assertEquals(FLOWS, ports.size(), "flows of the stream");
        final int moved = ports.first();

        final String id = "mishap-" + ++requests;
        post(id, "{\"ethernet-match\":{\"ethernet-type\":{\"type\":2048}},\"ip-match\":{\"ip-protocol\":17},"
            + "\"udp-source-port\":" + moved + '}');
        if ("release".equals(moment)) {
            Waiting.until("phase release", LIMIT, Duration.ofMillis(20),
                () -> setup.northbound().phases(id).phase().equals("release"));
        }
        final long fromNs = System.nanoTime();
        happen(mishap, bridge);
        final var there = setup.northbound().awaitEnd(id);
        setup.northbound().awaitUp(LIMIT);
        awaitEntriesInPlace();
        final double durationS = (System.nanoTime() - fromNs) / 1e9;
        final var ended = stopStream(stream);
        final var drops = lab.drops().since(dropsBefore);

        final Map<Integer, Long> lost = lostByPort(ended);
        progress.step("%s, %s, %s: %s %s, lost %s of %d to the moved flow %d, in %.1f s".formatted(moment, bridge,
            mishap, there.phase(), there.failure(), lost, ended.sent(), moved, durationS));
        final double excused = RATE_PPS / (double) FLOWS * durationS * 2;
        assertAll(
            () -> assertEquals(there.phase().equals("completed"), there.failure().isEmpty(),
                () -> there.json().toString()),
            () -> assertEquals(0, ended.duplicated() + ended.reordered() + ended.damaged(),
                ended.anomalies()::toString),
            () -> assertTrue(lost.values().stream().allMatch(packets -> packets <= excused), lost::toString),
            () -> assertTrue(!mishap.keepsEntries() || List.of(moved).containsAll(lost.keySet()),
                () -> "bystanders lost packets: " + lost));
        if (mishap == Mishap.BREAK && "release".equals(moment)) {
            assertAll(
                () -> assertEquals("completed", there.phase(), () -> there.json().toString()),
                () -> assertEquals(Map.of(), lost),
                () -> assertTrue(drops.nonZero().isEmpty(), () -> drops.nonZero().toString()));
        }
        if (!mishap.keepsEntries()) {
            restoreForeign(bridge);
        }
        assertEquals(foreignBefore, foreign());

        handBackWithoutLoss(id);
    }

    private void happen(final Mishap mishap, final String bridge) {
        final var ovs = lab.topology().ovs();
        switch (mishap) {
            case BREAK -> {
                ovs.breakSession(bridge);
                Waiting.pause(BREAK);
                ovs.setController(bridge);
            }
            case FLUSH -> {
                ovs.deleteController(bridge);
                Waiting.pause(BREAK);
                ovs.setController(bridge);
            }
            case REMOVAL -> ovs.deleteFlows(bridge);
            case BUNDLES -> {
                ovs.breakSession(bridge);
                ovs.setController(bridge);
                // openflowplugin 0.20.1 closes each session of a switch that has entries in the configuration
                Waiting.pause(LOCKED_OUT);
                assertEquals("switch-disconnected", setup.northbound().groupStatus());
                reconcileByBundles(false);
            }
        }
    }

    /** Those of the configuration come with a new session, by the default reconciliation; the others we put. */
    private void restoreForeign(final String bridge) {
        DIRECT.forEach(flow -> lab.topology().ovs().addFlow(bridge, flow));
        happen(Mishap.BREAK, bridge);
        setup.northbound().awaitUp(LIMIT);
        awaitNorthboundsEntries();
        awaitEntriesInPlace();
    }

    /** All is as if nothing had been: the way back costs no packet. */
    private void handBackWithoutLoss(final String id) {
        final var dropsBefore = lab.drops();
        final var stream = startStream();
        Restconf.expectSuccess("DELETE of " + id, setup.northbound().withdraw(id));
        final var back = setup.northbound().awaitHandBack(id);
        final var result = stopStream(stream);
        final var drops = lab.drops().since(dropsBefore);

        assertAll(
            () -> assertEquals("rolled-back", back.phase(), () -> back.json().toString()),
            () -> assertTrue(result.isFlawless(), () -> "lost " + result.lost() + ", duplicated " + result.duplicated()
                + ", reordered " + result.reordered() + ": " + result.anomalies()),
            () -> assertTrue(drops.nonZero().isEmpty(), () -> drops.nonZero().toString()));
        awaitEntriesInPlace();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void shouldBeUpgradedWhileFlowsGoOn() {
        final var foreignBefore = foreign();
        final var stream = startStream();

        run("Upgrade");
        progress.step("OpenDaylight is restarted");
        sandbox.stop(lab.controller().child());
        lab.restartController();
        setup.northbound().restconf().await(lab.controller().child(), BOOT);
        awaitCommands();
        setup.northbound().awaitUp(LIMIT);
        awaitEntriesInPlace();
        final String id = "upgraded";
        post(id, "{}");
        setup.northbound().awaitEnd(id);
        final var result = stopStream(stream);

        assertAll(
            () -> assertTrue(result.isFlawless(), () -> lostByPort(result) + ": " + result.anomalies()),
            () -> assertEquals(foreignBefore, foreign()));
        handBackWithoutLoss(id);
    }

    private void reconcileByBundles(final boolean bundles) {
        final JsonObject body = JsonParser.parseString("""
            {"forwarding-rules-manager-config:forwarding-rules-manager-config":
              {"bundle-based-reconciliation-enabled": %s}}
            """.formatted(bundles)).getAsJsonObject();
        Restconf.expectSuccess("PUT of forwarding-rules-manager-config", setup.northbound().restconf().put(
            "/data/forwarding-rules-manager-config:forwarding-rules-manager-config", body));
        // its blueprint container starts anew
        Waiting.pause(Duration.ofSeconds(5));
    }

    private void post(final String id, final String match) {
        final JsonObject request = Northbound.requestBody(id, "vnf2", 10);
        request.add("match", JsonParser.parseString(match));
        request.addProperty("detection-idle-timeout", 1);
        final Reply reply = setup.northbound().request(request);
        assertEquals(201, reply.status(), reply.body());
    }

    private void awaitEntriesInPlace() {
        final var text = new String[] {""};
        try {
            Waiting.until("entries in place", LIMIT, INTERVAL, () -> {
                text[0] = shell.run("sharp:entries --wrong");
                return text[0].lines().filter(line -> line.endsWith(" 0 missing, 0 not expected")).count() == 2;
            });
        } catch (LabException e) {
            throw new AssertionError(text[0], e);
        }
    }

    /** Packets of each flow that did not come back; flows that lost none are left out. */
    private static Map<Integer, Long> lostByPort(final StreamResult result) {
        final var lost = new TreeMap<Integer, Long>();
        result.generator().sentPerFlow().forEach((port, sent) ->
            lost.put(port, sent - result.generator().reverse().perFlow().getOrDefault(port, 0L)));
        lost.values().removeIf(packets -> packets == 0);
        return lost;
    }
}
