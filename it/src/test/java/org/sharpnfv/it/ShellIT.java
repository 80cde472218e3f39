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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.InstanceSite;
import org.sharpnfv.it.lab.KarafShell;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.CheckResult;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;

/** The shell's commands as an operator has them: Karaf's SSH server, OpenSSH's client, real switches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellIT {
    private static final String QUICK = "--detection-idle-timeout 1 ";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private Sandbox sandbox;
    private Setup setup;
    private KarafShell shell;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/shell-logs"));
        setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, new Progress(Console.out(), false));
        shell = KarafShell.in(sandbox, setup.lab().topology().control());
        // features are installed one after the other
        Waiting.until("command sharp:groups", Duration.ofMinutes(2), Duration.ofSeconds(1),
            () -> shell.attempt("sharp:groups").exitCode() == 0);
    }

    @AfterAll
    void takeDown() {
        sandbox.close();
    }

    /** The cells of the row that begins with these, or nothing. */
    private static List<String> row(final String table, final String... first) {
        return table.lines().map(line -> Stream.of(line.split("[│|]", -1)).map(String::strip).toList())
            .filter(cells -> cells.size() >= first.length && cells.subList(0, first.length).equals(List.of(first)))
            .findFirst().orElse(List.of());
    }

    private static JsonObject json(final String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void shouldListGroupsWithTheirState() {
        final String table = shell.run("sharp:groups");
        final JsonObject groups = json(shell.run("sharp:groups --json firewall"));

        assertAll(
            () -> assertEquals(List.of("firewall", "up", "openflow:1 1", "openflow:2 1", "vnf1 *", "2, 2"),
                row(table, "firewall", "up").subList(0, 6), table),
            () -> assertTrue(table.lines().anyMatch(line -> line.contains("vnf2") && line.contains("up")), table));
        final JsonObject group = groups.getAsJsonObject("sharp-vnf:vnf-groups").getAsJsonArray("vnf-group").get(0)
            .getAsJsonObject();
        assertAll(
            () -> assertEquals("vnf1", group.get("default-instance").getAsString()),
            () -> assertEquals("up", group.get("operational-status").getAsString()),
            () -> assertEquals(2, group.getAsJsonArray("instance").size()),
            () -> assertFalse(group.has("control-key"), "a key is nobody's to see"));
    }

    @Test
    void shouldMoveALiveFlowAndHandItBack() {
        final var stream = setup.lab().stream(500, 200, 2);
        stream.start();
        Waiting.pause(Duration.ofSeconds(2));

        final String started = shell.run("sharp:handover-start " + QUICK + "move firewall vnf2");
        final String watched = shell.run("sharp:handover-show --watch move");
        final String list = shell.run("sharp:handover-list");
        final String shown = shell.run("sharp:handover-show move");
        final JsonObject json = json(shell.run("sharp:handover-show --json move"));
        final String entriesThere = shell.run("sharp:entries");
        final String removed = shell.run("sharp:handover-remove move");
        final String watchedBack = shell.run("sharp:handover-show --watch move");
        final String listBack = shell.run("sharp:handover-list");
        final String entriesBack = awaitEntriesInPlace();
        final var result = stream.stop();

        assertAll(
            () -> assertTrue(started.startsWith("move: in force"), started),
            () -> assertTrue(last(watched).matches("[0-9:.]+ completed; flows: (\\d+) detected, 0 in progress,"
                + " \\1 completed, 0 rolled back, 0 failed"), watched),
            () -> assertEquals("completed", row(list, "move", "firewall", "vnf2", "10").get(4), list),
            () -> assertTrue(shown.contains(" detected, ") && shown.contains("udp 10.0.0.1:"), shown),
            () -> assertEquals("completed", json.getAsJsonObject("sharp-handover:handovers")
                .getAsJsonArray("handover").get(0).getAsJsonObject().get("phase").getAsString()),
            () -> assertFalse(row(entriesThere, "openflow:1", "1", "120", "forwarding").isEmpty(), entriesThere),
            () -> assertFalse(row(entriesThere, "openflow:2", "1", "120", "forwarding").isEmpty(), entriesThere),
            () -> assertTrue(removed.startsWith("move: removed"), removed),
            () -> assertTrue(last(watchedBack).contains(" hand-back: rolled-back; flows: "), watchedBack),
            () -> assertEquals("rolled-back", row(listBack, "move", "", "", "", "completed").get(9), listBack),
            () -> assertTrue(row(entriesBack, "openflow:1", "1", "120", "forwarding").isEmpty(), entriesBack),
            () -> assertTrue(result.sent() > 1000 && result.isFlawless(), () -> "lost " + result.lost()
                + ", duplicated " + result.duplicated() + ", reordered " + result.reordered()));
    }

    @Test
    void shouldTellEveryPhaseInOrderToEveryReader() {
        new EventsCheck(sandbox, setup).run();
    }

    @Test
    void shouldShowMetricsToPrometheusAndJolokia() {
        final var metrics = new MetricsCheck(setup);
        metrics.shouldNeedAPassword();
        metrics.shouldShowAHandover();
        metrics.shouldShowTheSameByJmx();
        metrics.shouldServeWhatTheBoardAsksFor();
    }

    private static String last(final String text) {
        return text.lines().reduce("", (one, other) -> other);
    }

    /** Entries come and go for a moment after a handover; then they are what they should be, on both switches. */
    private String awaitEntriesInPlace() {
        final var text = new String[] {""};
        Waiting.until("entries in place", LIMIT, INTERVAL, () -> {
            text[0] = shell.run("sharp:entries");
            return text[0].contains("openflow:1: ") && text[0].contains("openflow:2: ")
                && text[0].lines().filter(line -> line.endsWith(" 0 missing, 0 not expected")).count() == 2;
        });
        return text[0];
    }

    @Test
    void shouldCancelWhatIsInProgress() {
        shell.run("sharp:handover-start --detection-idle-timeout 8 --detection-hard-timeout 8 --priority 30 long"
            + " firewall vnf2");
        Waiting.until("phase of long", LIMIT, INTERVAL, () -> !northbound().view("long").phase().isEmpty());

        final String cancelled = shell.run("sharp:handover-cancel long");
        final String watched = shell.run("sharp:handover-show --watch long");
        final JsonObject removed = json(shell.run("sharp:handover-remove --json long"));
        shell.run("sharp:handover-show --watch long");

        assertAll(
            () -> assertTrue(cancelled.startsWith("long: what is in progress is rolled back"), cancelled),
            () -> assertTrue(last(watched).contains(" cancelled; "), watched),
            () -> assertEquals("removed", removed.get("result").getAsString()));
    }

    @Test
    void shouldSayAsJsonWhatWasAskedFor() {
        final JsonObject asked = json(shell.run("sharp:handover-start --json " + QUICK
            + "--priority 40 --match tcp,dst=10.0.0.2,dst_port=443 https firewall vnf2"));
        final JsonObject stored = setup.northbound().restconf()
            .get(Northbound.REQUESTS + "/handover-request=https?content=config").json().orElseThrow();
        shell.run("sharp:handover-remove https");

        assertEquals(stored.getAsJsonArray("sharp-handover:handover-request"),
            asked.getAsJsonObject("sharp-handover:handover-requests").getAsJsonArray("handover-request"));
    }

    @Test
    void shouldRefuseInTheNorthboundsWords() {
        final JsonObject nowhere = Northbound.requestBody("refused", "vnf2", 10);
        nowhere.addProperty("vnf-group", "nowhere");
        final JsonObject port = Northbound.requestBody("refused", "vnf2", 10);
        port.add("match", JsonParser.parseString("{\"tcp-destination-port\":443}"));
        final JsonObject tos = Northbound.requestBody("refused", "vnf2", 10);
        tos.add("match", JsonParser.parseString("{\"ip-match\":{\"ip-dscp\":3}}"));

        assertRefused(nowhere, "refused nowhere vnf2");
        assertRefused(Northbound.requestBody("refused", "vnf9", 10), "refused firewall vnf9");
        assertRefused(Northbound.requestBody("refused", "vnf2", 60_000), "--priority 60000 refused firewall vnf2");
        assertRefused(port, "--match '{\"tcp-destination-port\":443}' refused firewall vnf2");
        assertRefused(tos, "--match '{\"ip-match\":{\"ip-dscp\":3}}' refused firewall vnf2");
    }

    private void assertRefused(final JsonObject request, final String words) {
        final var ovs = setup.lab().topology().ovs();
        final List<String> ingressBefore = ovs.flows(Topology.INGRESS);
        final List<String> egressBefore = ovs.flows(Topology.EGRESS);
        final String message = northbound().request(request).errorFields("error-message").getFirst();

        final var result = shell.attempt("sharp:handover-start " + words);

        final String found = result.output() + result.errors();
        assertAll(
            () -> assertNotEquals(0, result.exitCode(), found),
            () -> assertTrue(found.contains("Error executing command: " + message), found + " instead of " + message),
            () -> assertFalse(northbound().restconf().get(Northbound.REQUESTS + "/handover-request=refused"
                + "?content=config").isSuccess(), "nothing half-done"),
            () -> assertEquals(ingressBefore, ovs.flows(Topology.INGRESS)),
            () -> assertEquals(egressBefore, ovs.flows(Topology.EGRESS)));
    }

    @Test
    void shouldRefuseAnUnknownIdLikeTheRpc() {
        final String message = northbound().cancel("unknown").errorFields("error-message").getFirst();

        final var result = shell.attempt("sharp:handover-cancel unknown");

        final String found = result.output() + result.errors();
        assertNotEquals(0, result.exitCode(), found);
        assertTrue(found.contains("Error executing command: " + message), found + " instead of " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharp:handover-show unknown", "sharp:handover-show --watch unknown",
        "sharp:handover-remove unknown", "sharp:groups unknown", "sharp:entries openflow:99",
        "sharp:handover-start --match nonsense unknown firewall vnf2", "sharp:handover-start unknown"})
    void shouldRefuseWhatMakesNoSense(final String line) {
        final var result = shell.attempt(line);

        final String found = result.output() + result.errors();
        assertNotEquals(0, result.exitCode(), found);
        assertTrue(found.contains("Error executing command"), found);
    }

    @Test
    void shouldRefuseAUsedId() {
        shell.run("sharp:handover-start " + QUICK + "--priority 50 used firewall vnf2");
        try {
            final var again = shell.attempt("sharp:handover-start " + QUICK + "--priority 51 used firewall vnf1");

            assertNotEquals(0, again.exitCode(), again.output());
            assertTrue((again.output() + again.errors()).contains("there is a request 'used' already"),
                again.output() + again.errors());
            assertTrue(shell.run("sharp:handover-list").lines().anyMatch(line -> line.contains("used")
                && line.contains("vnf2")));
        } finally {
            shell.run("sharp:handover-remove used");
        }
    }

    /** Somebody else changes an entry of SHarP's: what should be is missing, what is was not expected. */
    @Test
    void shouldTellWrongEntriesFromRightOnes() {
        awaitEntriesInPlace();
        final JsonObject entry = entries("openflow:1").filter(each -> each.get("kind").getAsString().equals("default"))
            .findFirst().orElseThrow();
        final String identity = "cookie=" + entry.get("cookie").getAsString() + ",table="
            + entry.get("table").getAsString() + ",priority=" + entry.get("priority").getAsString() + ','
            + entry.get("match").getAsString() + ",actions=";
        final var ovs = setup.lab().topology().ovs();

        ovs.addFlow(Topology.INGRESS, identity + "drop");
        final String wrong;
        try {
            wrong = shell.run("sharp:entries --wrong");
        } finally {
            ovs.addFlow(Topology.INGRESS, identity + entry.get("actions").getAsString());
        }

        assertAll(
            () -> assertTrue(wrong.contains("openflow:1: ") && wrong.contains(" 1 missing, 1 not expected"), wrong),
            () -> assertTrue(wrong.lines().filter(line -> line.startsWith("openflow:2: "))
                .allMatch(line -> line.endsWith(" 0 missing, 0 not expected")), wrong),
            () -> assertTrue(wrong.lines().anyMatch(line -> line.contains("default") && line.contains("drop")), wrong));
        awaitEntriesInPlace();
    }

    private Stream<JsonObject> entries(final String node) {
        final JsonArray all = JsonParser.parseString(shell.run("sharp:entries --json " + node)).getAsJsonArray();
        return StreamSupport.stream(all.get(0).getAsJsonObject().getAsJsonArray("entries").spliterator(), false)
            .map(element -> element.getAsJsonObject());
    }

    /** What the switch shows is what the command says that is there. */
    @Test
    void shouldCountEntriesAsTheSwitchDoes() {
        awaitEntriesInPlace();

        assertEquals(setup.lab().topology().ovs().countSharpEntries(Topology.EGRESS),
            entries("openflow:2").filter(entry -> entry.get("present").getAsBoolean()).count());
    }

    @Test
    void shouldShowCounters() {
        final String table = shell.run("sharp:counters");
        final JsonObject json = json(shell.run("sharp:counters --json"));

        final Set<String> names = json.getAsJsonObject("sharp-handover:protocol-counters").keySet();
        assertTrue(names.contains("bad-tag-frames") && names.size() == 8, names.toString());
        assertEquals(names, names.stream().filter(name -> row(table, name).size() > 2).collect(Collectors.toSet()));
    }

    @Test
    void shouldExplainItself() {
        for (final var name : List.of("groups", "handover-list", "handover-show", "handover-start", "handover-cancel",
                "handover-remove", "entries", "counters", "check")) {
            final String help = shell.attempt("sharp:" + name + " --help").output();

            assertTrue(help.contains("DETAILS") && help.substring(help.indexOf("Example")).contains("sharp:" + name)
                && help.contains("--json"), help);
        }
    }

    @Test
    void shouldCompleteIds() {
        shell.run("sharp:handover-start " + QUICK + "--priority 60 completable firewall vnf2");
        final String shown;
        try {
            shown = shell.type("sharp:groups fire\\t", "sharp:handover-show compl\\t",
                "sharp:handover-start --priority 61 second fire\\tvnf2\\t", "sharp:handover-cancel seco\\t",
                "sharp:handover-remove seco\\t", "sharp:entries openflow:2\\t", "sharp:check --wrong fire\\t");
        } finally {
            shell.run("sharp:handover-remove completable");
        }

        assertAll(
            () -> assertTrue(shown.contains("openflow:1 1"), shown),
            () -> assertTrue(shown.contains("Requested at"), shown),
            () -> assertTrue(shown.contains("second: in force"), shown),
            () -> assertTrue(shown.contains("second: what is in progress is rolled back"), shown),
            () -> assertTrue(shown.contains("second: removed"), shown),
            () -> assertTrue(shown.contains("openflow:2: "), shown),
            () -> assertTrue(shown.contains("0 failures, "), shown));
    }

    /** The interrupt ends the command, not the shell, and the handover goes on. */
    @Test
    void shouldEndAWatchByControlC() {
        shell.run("sharp:handover-start --detection-idle-timeout 20 --detection-hard-timeout 20 --priority 70 watched"
            + " firewall vnf2");
        try {
            final String shown = shell.type("sharp:handover-show --watch watched", "\\003",
                "sharp:handover-show --json watched", "sharp:groups");

            assertAll(
                () -> assertTrue(shown.contains(" detection; flows: "), shown),
                () -> assertTrue(shown.contains("\"phase\": \"detection\""), () -> "it ended by itself: " + shown),
                () -> assertTrue(shown.contains("openflow:1 1"), shown));
        } finally {
            end("watched");
        }
    }

    /** Roles are Karaf's, who may do what is in etc/org.apache.karaf.command.acl.sharp.cfg. */
    @Test
    void shouldLetAViewerLookOnly() throws IOException {
        Files.writeString(setup.lab().controller().home().resolve("etc/users.properties"),
            "\nlooker = looker,viewer,ssh\n", StandardOpenOption.APPEND);
        final var looker = KarafShell.in(sandbox, setup.lab().topology().control(), "looker");
        Waiting.until("log-in of looker", LIMIT, Duration.ofSeconds(1),
            () -> looker.attempt("sharp:groups").exitCode() == 0);
        shell.run("sharp:handover-start --detection-idle-timeout 15 --detection-hard-timeout 15 --priority 80 others"
            + " firewall vnf2");
        try {
            for (final var denied : List.of("handover-start mine firewall vnf2", "handover-cancel others",
                    "handover-remove others")) {
                final var result = looker.attempt("sharp:" + denied);

                assertTrue(result.exitCode() != 0 && (result.output() + result.errors()).contains("not found"),
                    denied + ": " + result);
            }
            assertFalse(northbound().restconf().get(Northbound.REQUESTS + "/handover-request=mine?content=config")
                .isSuccess());
            assertEquals("detection", northbound().view("others").phase());
            for (final var allowed : List.of("groups", "handover-list", "handover-show others", "entries", "counters",
                    "check firewall")) {
                assertFalse(looker.run("sharp:" + allowed).isBlank(), allowed);
            }
        } finally {
            end("others");
        }
    }

    /** A request of a higher priority that is still being handed back would hide the flows of other tests. */
    private void end(final String id) {
        shell.run("sharp:handover-cancel " + id);
        shell.run("sharp:handover-remove " + id);
        shell.run("sharp:handover-show --watch " + id);
    }

    @Test
    void shouldFindNoFailureIfAllIsWell() {
        awaitEntriesInPlace();
        final var dropsBefore = setup.lab().drops();

        final String text = shell.run("sharp:check --rate 5000 firewall");
        final var check = CheckResult.of(shell.run("sharp:check --rate 5000 --json firewall"));
        final var byRpc = CheckResult.of(northbound().check("firewall", 5000).body());

        final var drops = setup.lab().drops().since(dropsBefore).nonZero();
        assertAll(
            () -> assertEquals(Map.of(), drops, "a check does no harm"),
            () -> assertEquals(Map.of(), check.all("failure")),
            () -> assertTrue(last(text).startsWith("0 failures, "), text),
            () -> assertTrue(text.contains("ovs-vsctl set controller ingr controller_queue_size=250"), text),
            () -> assertEquals(byRpc.severities(), check.severities()),
            () -> assertTrue(check.findings().size() > 25, text));
        for (final var id : List.of("switch-connected openflow:1", "ports openflow:2", "entries openflow:1",
                "other-applications openflow:2", "spoof-protection firewall", "control-key firewall",
                "agent-answers firewall/vnf1/ingress", "agent-answers firewall/vnf2/egress",
                "frame-size firewall/vnf1/egress", "frame-size firewall/vnf2/ingress", "agent-versions firewall",
                "time-outs firewall", "notification-quota openflowplugin", "rpc-quota openflowplugin",
                "flow-statistics openflowplugin", "flow-removed openflowplugin", "plugin-drops openflowplugin")) {
            assertEquals("ok", check.severity(id), id + " in " + text);
        }
        assertEquals("warning", check.severity("packet-in-queue openflow:1"), text);
    }

    private CheckResult failingCheck(final String group) {
        final var result = shell.attempt("sharp:check --json " + group);

        assertNotEquals(0, result.exitCode(), result.output());
        return CheckResult.of(result.output());
    }

    @Test
    void shouldNameAnAgentThatIsStopped() {
        final var site = setup.lab().topology().instance("vnf2");
        setup.lab().kill(setup.lab().agent(site));
        final CheckResult check;
        final Command.Result text;
        try {
            check = failingCheck("firewall");
            text = shell.attempt("sharp:check firewall");
        } finally {
            setup.lab().startAgent(site);
            northbound().awaitUp(LIMIT);
        }

        assertAll(
            () -> assertEquals(Set.of("agent-answers firewall/vnf2/ingress", "agent-answers firewall/vnf2/egress"),
                check.all("failure").keySet()),
            () -> assertTrue(check.all("failure").get("agent-answers firewall/vnf2/egress")
                .contains("no answer by openflow:2 port 3"), check.toString()),
            () -> assertEquals("ok", check.severity("agent-answers firewall/vnf1/egress")),
            () -> assertTrue(text.exitCode() != 0 && text.output().contains("sharp-hsl --id vnf2"), text.toString()),
            () -> assertTrue((text.output() + text.errors()).contains("2 failures, "), text.toString()));
        // it has not been missed for long enough to be down, so it may not yet be there when the group is up
        Waiting.until("check without a failure", LIMIT, INTERVAL,
            () -> shell.attempt("sharp:check firewall").exitCode() == 0);
    }

    /** The entry that keeps hosts from speaking to agents. */
    @Test
    void shouldFindADeletedEntry() {
        awaitEntriesInPlace();
        final JsonObject entry = entries("openflow:1").filter(each -> each.get("actions").getAsString().equals("drop"))
            .findFirst().orElseThrow();
        final String identity = "table=" + entry.get("table").getAsString() + ",priority="
            + entry.get("priority").getAsString() + ",in_port=1,dl_type=0x88b5";
        final var ovs = setup.lab().topology().ovs();
        ovs.deleteFlow(Topology.INGRESS, identity);
        final CheckResult check;
        try {
            check = failingCheck("firewall");
        } finally {
            ovs.addFlow(Topology.INGRESS, "cookie=" + entry.get("cookie").getAsString() + ',' + identity
                + ",actions=drop");
        }

        assertAll(
            () -> assertEquals(Set.of("entries openflow:1", "spoof-protection firewall"),
                check.all("failure").keySet()),
            () -> assertTrue(check.all("failure").get("entries openflow:1").contains("1 missing, 0 not expected: no"
                + " classifier entry in_port=1"), check.toString()));
        awaitEntriesInPlace();
    }

    @Test
    void shouldFindALinkThatIsTooNarrowForLongFrames() {
        final var namespace = setup.lab().topology().instance("vnf2").namespace();
        namespace.run("ip link set " + InstanceSite.INGRESS + " mtu 1400");
        final CheckResult check;
        try {
            check = failingCheck("firewall");
        } finally {
            namespace.run("ip link set " + InstanceSite.INGRESS + " mtu 1500");
        }

        assertEquals(Set.of("frame-size firewall/vnf2/ingress"), check.all("failure").keySet());
        assertEquals("ok", check.severity("agent-answers firewall/vnf2/ingress"));
    }

    /** A group of its own, at ports that do not exist: only it is looked at. */
    @Test
    void shouldWarnOfAGroupWithoutAKey() {
        final JsonObject group = json("{'sharp-vnf:vnf-group':[{'id':'keyless','default-instance':'one',"
            + "'ingress':{'node':'openflow:1','port':[11]},'egress':{'node':'openflow:2','port':[11]},"
            + "'instance':[{'id':'one','ingress-port':12,'egress-port':12}]}]}");
        final String path = "/data/sharp-vnf:vnf-groups/vnf-group=keyless";
        Restconf.expectSuccess("PUT of keyless", northbound().restconf().put(path, group));
        final CheckResult check;
        final CheckResult others;
        try {
            check = failingCheck("keyless");
            others = CheckResult.of(shell.run("sharp:check --json firewall"));
        } finally {
            Restconf.expectSuccess("DELETE of keyless", northbound().restconf().delete(path));
        }

        assertAll(
            () -> assertEquals("warning", check.severity("control-key keyless")),
            () -> assertTrue(check.all("failure").get("ports openflow:1").startsWith("ports 11, 12 not there"),
                check.toString()),
            () -> assertEquals("", check.severity("control-key firewall")),
            () -> assertEquals("ok", others.severity("control-key firewall")));
    }

    @Test
    void shouldRefuseToCheckWhatIsNotThere() {
        final var reply = northbound().check("nowhere", 1000);
        final var result = shell.attempt("sharp:check nowhere");

        final String message = reply.errorFields("error-message").getFirst();
        assertAll(
            () -> assertEquals(400, reply.status()),
            () -> assertEquals("vnf-group: there is no vnf-group 'nowhere'; there are [firewall]", message),
            () -> assertNotEquals(0, result.exitCode()),
            () -> assertTrue((result.output() + result.errors()).contains(message), result.toString()));
    }

    private Northbound northbound() {
        return setup.northbound();
    }
}
