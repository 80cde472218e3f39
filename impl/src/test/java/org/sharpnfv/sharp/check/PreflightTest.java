/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.sharp.audit.AuditedEntry;
import org.sharpnfv.sharp.audit.SwitchAudit;
import org.sharpnfv.sharp.check.SwitchFacts.ForeignEntry;
import org.sharpnfv.sharp.check.SwitchFacts.PortFacts;
import org.sharpnfv.sharp.controller.AgentView;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.Instance;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.ControlKey;

/** Each fault is found, named and told with its remedy, and where there is none nothing is made of it. */
@NullMarked
class PreflightTest {
    private static final long MS = 1_000_000L;
    private static final int CLASSIFIER = 40_000;
    private static final PluginFacts PLUGIN = new PluginFacts(64_000, 20_000, 2, false, true, Map.of());
    private static final AuditedEntry DEFAULT = entry(1, 100, "default", "metadata=0x2", "output:2", true, true);

    private long rate = Facts.DEFAULT_RATE;
    private long acknowledgeMs = 1_000;
    private ControlKey key = ControlKey.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    private SwitchFacts ingress = connected("openflow:1", "ingr", ports("1", "2", "3"), audit("openflow:1", DEFAULT));
    private final List<AgentView> agents = new ArrayList<>(List.of(agent("vnf1", Direction.FORWARD),
        agent("vnf1", Direction.REVERSE), agent("vnf2", Direction.FORWARD), agent("vnf2", Direction.REVERSE)));
    private final Map<String, Long> deadlines = new HashMap<>();
    private PluginFacts plugin = PLUGIN;
    private final Map<String, Long> counters = new HashMap<>(Map.of("lost-packets", 0L, "bad-tag-frames", 0L));

    private static AuditedEntry entry(final int table, final int priority, final String kind, final String match,
            final String actions, final boolean expected, final boolean present) {
        return new AuditedEntry(table, priority, 0x5350_1000_0000_0000L, kind, match, actions, expected, present);
    }

    private static AuditedEntry drop(final boolean present) {
        return entry(0, 40_005, "classifier", "in_port=1,eth_type=0x88b5", "drop", true, present);
    }

    private static SwitchAudit audit(final String node, final AuditedEntry... more) {
        final var all = new ArrayList<>(List.of(more));
        all.add(drop(true));
        return new SwitchAudit(node, all);
    }

    private static List<PortFacts> ports(final String... numbers) {
        return List.of(numbers).stream().map(number -> new PortFacts(Integer.parseInt(number), true, true, 0, 0))
            .toList();
    }

    private static SwitchFacts connected(final String node, final String bridge, final List<PortFacts> ports,
            final @Nullable SwitchAudit audit) {
        return new SwitchFacts(node, 4, "Open vSwitch", bridge, ports, audit, List.of(), CLASSIFIER,
            audit == null ? "no answer within 5 s" : "");
    }

    private static AgentView agent(final String instance, final Direction side) {
        return new AgentView(instance, side, side == Direction.FORWARD ? "openflow:1" : "openflow:2",
            "vnf1".equals(instance) ? 2 : 3, MS, instance, "0.1.0", MS, 2 * MS);
    }

    private static AgentView silent(final String instance, final Direction side, final long silentNs) {
        final var agent = agent(instance, side);
        return new AgentView(instance, side, agent.node(), agent.port(), silentNs, "", "", AgentView.NEVER,
            AgentView.NEVER);
    }

    private Map<String, Finding> check() {
        final var config = new GroupConfig("firewall", new GroupConfig.Attachment("openflow:1", List.of(1)),
            new GroupConfig.Attachment("openflow:2", List.of(1)), "vnf1", List.of(new Instance("vnf1", 2, 2, ""),
                new Instance("vnf2", 3, 3, "")), key);
        final var egress = connected("openflow:2", "egr", ports("1", "2", "3"), audit("openflow:2", DEFAULT));
        final var findings = Preflight.findings(new Facts(rate, acknowledgeMs, List.of(ingress, egress),
            List.of(new GroupFacts(config, agents, deadlines)), plugin, counters));
        final var severities = findings.stream().map(Finding::severity).toList();
        assertEquals(severities.stream().sorted((one, other) -> other.compareTo(one)).toList(), severities,
            "the worst first");
        return findings.stream().collect(Collectors.toMap(Finding::id, finding -> finding));
    }

    private static void assertFinding(final Severity severity, final String words, final String remedy,
            final @Nullable Finding finding) {
        assertTrue(finding != null && finding.severity() == severity && finding.message().contains(words)
            && finding.remedy().contains(remedy), String.valueOf(finding));
    }

    /** Nothing but this is wrong. */
    private void assertOnly(final Severity severity, final String id, final String words, final String remedy) {
        final var findings = check();

        assertFinding(severity, words, remedy, findings.get(id));
        assertEquals(List.of(id), findings.values().stream().filter(finding -> finding.severity() != Severity.OK)
            .map(Finding::id).toList());
    }

    @Test
    void shouldHaveNothingToSayIfAllIsWell() {
        final var findings = check();

        assertTrue(findings.values().stream().allMatch(finding -> finding.severity() == Severity.OK),
            findings.toString());
        assertFinding(Severity.OK, "version 0.1.0, answers by openflow:2 port 3 in 1.0 ms", "",
            findings.get("agent-answers firewall/vnf2/egress"));
        assertFinding(Severity.OK, "at 2 ports", "", findings.get("spoof-protection firewall"));
    }

    @Test
    void shouldMissASwitch() {
        ingress = new SwitchFacts("openflow:1", 0, "", "ingr", List.of(), null, null, CLASSIFIER, "not connected");

        final var findings = check();

        assertFinding(Severity.FAILURE, "not connected", "set-controller ingr",
            findings.get("switch-connected openflow:1"));
        assertFinding(Severity.FAILURE, "openflow:1 is not connected", "switch-connected",
            findings.get("agent-answers firewall/vnf2/ingress"));
        assertFinding(Severity.FAILURE, "not known", "same switch", findings.get("spoof-protection firewall"));
        assertFinding(Severity.OK, "connected", "", findings.get("switch-connected openflow:2"));
    }

    @Test
    void shouldWantOpenFlow13() {
        ingress = new SwitchFacts("openflow:1", 1, "Open vSwitch", "ingr", ingress.ports(), ingress.audit(), List.of(),
            CLASSIFIER, "");

        assertOnly(Severity.FAILURE, "switch-connected openflow:1", "version 1 ", "protocols=OpenFlow13");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "2000; OK; 100 packet-ins come in a pause of 50 ms; ##",
        "2001; WARNING; 101 packet-ins come in a pause of 50 ms; set controller ingr controller_queue_size=101",
        "10220; WARNING; 511 packet-ins; set controller ingr controller_queue_size=511 (get controller ingr",
        "20440; WARNING; 511 at most, which lasts 25 ms; controller_queue_size=511, and move fewer"})
    void shouldSizeOpenVSwitchsQueue(final long packets, final Severity severity, final String words,
            final String remedy) {
        rate = packets;

        assertFinding(severity, words, remedy, check().get("packet-in-queue openflow:1"));
    }

    @Test
    void shouldNotGuessOtherSwitchesQueues() {
        ingress = new SwitchFacts("openflow:1", 4, "Frobnicator 9000", "", ingress.ports(), ingress.audit(), List.of(),
            CLASSIFIER, "");

        assertOnly(Severity.WARNING, "packet-in-queue openflow:1", "Frobnicator 9000", "at least 50");
    }

    @Test
    void shouldLookAtPorts() {
        ingress = connected("openflow:1", "ingr", List.of(new PortFacts(1, true, true, 0, 0),
            new PortFacts(2, true, false, 0, 0), new PortFacts(3, false, false, 0, 0)), ingress.audit());

        assertOnly(Severity.FAILURE, "ports openflow:1", "port 3 not there, no link at port 2", "show ingr");
    }

    @Test
    void shouldTellOfPacketsThatPortsHaveDropped() {
        ingress = connected("openflow:1", "ingr", List.of(new PortFacts(1, true, true, 4, 5)), ingress.audit());

        assertOnly(Severity.WARNING, "port-drops openflow:1", "port 1 has dropped 4 received, 5 sent", "still grow");
    }

    @Test
    void shouldNotTakeUnknownDropsForNone() {
        ingress = connected("openflow:1", "ingr", List.of(new PortFacts(1, true, true, -1, 0)), ingress.audit());

        assertOnly(Severity.WARNING, "port-drops openflow:1", "not known", "log");
    }

    @Test
    void shouldFindAMissingEntry() {
        ingress = connected("openflow:1", "ingr", ingress.ports(), audit("openflow:1",
            entry(1, 100, "default", "metadata=0x2", "output:2", true, false)));

        assertOnly(Severity.FAILURE, "entries openflow:1", "2 expected, 1 missing, 0 not expected: no default entry"
            + " metadata=0x2 -> output:2", "sharp:entries --wrong openflow:1");
    }

    @Test
    void shouldWarnOfAnEntryThatNobodyKnows() {
        ingress = connected("openflow:1", "ingr", ingress.ports(), audit("openflow:1", DEFAULT,
            entry(1, 120, "forwarding", "metadata=0x2", "output:3", false, true)));

        assertOnly(Severity.WARNING, "entries openflow:1", "0 missing, 1 not expected: forwarding entry", "reconnect");
    }

    @Test
    void shouldNotTakeSilenceForEntriesInPlace() {
        ingress = connected("openflow:1", "ingr", ingress.ports(), null);

        final var findings = check();

        assertFinding(Severity.FAILURE, "not known: no answer within 5 s", "log", findings.get("entries openflow:1"));
        assertFinding(Severity.FAILURE, "openflow:1 does not tell", "other findings",
            findings.get("spoof-protection firewall"));
    }

    @Test
    void shouldFindAHostThatMaySpeakToAgents() {
        ingress = connected("openflow:1", "ingr", ingress.ports(), new SwitchAudit("openflow:1", List.of(DEFAULT,
            drop(false))));

        final var findings = check();

        assertFinding(Severity.FAILURE, "openflow:1 port 1", "reconnect", findings.get("spoof-protection firewall"));
        assertFinding(Severity.FAILURE, "no classifier entry in_port=1", "", findings.get("entries openflow:1"));
    }

    @ParameterizedTest
    @CsvSource({"40000, 0, OK", "40001, 0, WARNING", "65535, 3, WARNING", "65535, 9, OK"})
    void shouldFindOthersEntriesAboveItsOwn(final int priority, final int inPort, final Severity severity) {
        ingress = new SwitchFacts("openflow:1", 4, "Open vSwitch", "ingr", ingress.ports(), ingress.audit(),
            List.of(new ForeignEntry(priority, 0xABC, inPort)), CLASSIFIER, "");

        assertFinding(severity, severity == Severity.OK ? "no entry" : "cookie 0xabc", severity == Severity.OK ? ""
            : "classifier-priority (now 40000)", check().get("other-applications openflow:1"));
    }

    @Test
    void shouldNotTakeSilenceForNobodysEntries() {
        ingress = new SwitchFacts("openflow:1", 4, "Open vSwitch", "ingr", ingress.ports(), ingress.audit(), null,
            CLASSIFIER, "table is gone");

        assertOnly(Severity.WARNING, "other-applications openflow:1", "not known: table is gone", "log");
    }

    @Test
    void shouldWantAKey() {
        key = ControlKey.NONE;

        assertOnly(Severity.WARNING, "control-key firewall", "anybody", "openssl rand -base64 32");
    }

    @Test
    void shouldNameASilentAgent() {
        agents.set(3, silent("vnf2", Direction.REVERSE, 12_300 * MS));

        assertOnly(Severity.FAILURE, "agent-answers firewall/vnf2/egress",
            "no answer by openflow:2 port 3, last heard 12 s ago", "sharp-hsl --id vnf2");
    }

    @Test
    void shouldTellAnAgentThatNeverWasFromOneThatIsGone() {
        agents.set(3, silent("vnf2", Direction.REVERSE, AgentView.NEVER));

        assertOnly(Severity.FAILURE, "agent-answers firewall/vnf2/egress", "never heard of", "egress side");
    }

    @Test
    void shouldFindTheWrongAgentAtAPort() {
        agents.set(0, new AgentView("vnf1", Direction.FORWARD, "openflow:1", 2, 0, "vnf2", "0.1.0", MS, MS));

        assertOnly(Severity.FAILURE, "agent-answers firewall/vnf1/ingress", "'vnf2' answers by openflow:1 port 2",
            "--id vnf1");
    }

    @Test
    void shouldFindALinkThatTakesShortFramesOnly() {
        agents.set(0, new AgentView("vnf1", Direction.FORWARD, "openflow:1", 2, 0, "vnf1", "0.1.0", MS,
            AgentView.NEVER));

        assertOnly(Severity.FAILURE, "frame-size firewall/vnf1/ingress", "frames of 1510 bytes are not", "mtu 1500");
    }

    @Test
    void shouldTellVersionsThatDiffer() {
        for (int i = 0; i < 2; i++) {
            final var agent = agents.get(i);
            agents.set(i, new AgentView("vnf1", agent.side(), agent.node(), 2, 0, "vnf1", "0.2.0", MS, MS));
        }

        assertOnly(Severity.WARNING, "agent-versions firewall", "vnf1 0.2.0, vnf2 0.1.0", "same version");
    }

    @Test
    void shouldWantTimeForAcknowledgements() {
        acknowledgeMs = 4;

        assertOnly(Severity.WARNING, "time-outs firewall", "waited for 4 ms", "acknowledge-ms=6 or more");
    }

    @Test
    void shouldFindAHastyDeadline() {
        deadlines.put("hasty", 9L);
        deadlines.put("patient", 10L);

        assertOnly(Severity.WARNING, "time-outs firewall", "the deadline of hasty is", "deadline of 11 ms");
    }

    @ParameterizedTest
    @CsvSource({"64000, 30400, OK", "64000, 30401, WARNING", "2106, 1000, OK", "2000, 1000, WARNING",
        "200, 1000, FAILURE", "1, 950, WARNING", "1, 951, FAILURE"})
    void shouldJudgeTheRateLimiter(final long quota, final long packets, final Severity severity) {
        plugin = new PluginFacts(quota, 20_000, 2, false, true, Map.of());
        rate = packets;

        final var finding = check().get("notification-quota openflowplugin");
        assertFinding(severity, "global-notification-quota " + quota + " for 2 switches",
            severity == Severity.OK ? "" : "global-notification-quota=", finding);
    }

    /** What the remedy says is enough. */
    @Test
    void shouldNameAQuotaThatSuffices() {
        plugin = new PluginFacts(200, 20_000, 3, false, true, Map.of());
        rate = 7_777;
        final var remedy = check().get("notification-quota openflowplugin").remedy();
        final long quota = Long.parseLong(remedy.substring(remedy.indexOf('=') + 1, remedy.indexOf(' ')));

        plugin = new PluginFacts(quota, 20_000, 3, false, true, Map.of());

        assertFinding(Severity.OK, "", "", check().get("notification-quota openflowplugin"));
    }

    @Test
    void shouldLookAtThePluginsOtherOptions() {
        plugin = new PluginFacts(64_000, 1_000, 2, true, false,
            Map.of("FROM_SWITCH_NOTIFICATION_REJECTED", 7L, "OFJ_BACKPRESSURE_ON", 0L));

        final var findings = check();

        assertFinding(Severity.FAILURE, "only 1000 calls", "rpc-requests-quota",
            findings.get("rpc-quota openflowplugin"));
        assertFinding(Severity.WARNING, "costs more", "is-flow-statistics-polling-on=false",
            findings.get("flow-statistics openflowplugin"));
        assertFinding(Severity.FAILURE, "does not tell", "enable-flow-removed-notification=true",
            findings.get("flow-removed openflowplugin"));
        assertFinding(Severity.WARNING, "FROM_SWITCH_NOTIFICATION_REJECTED 7", "global-notification-quota",
            findings.get("plugin-drops openflowplugin"));
        assertTrue(!findings.get("plugin-drops openflowplugin").message().contains("BACKPRESSURE"));
    }

    @ParameterizedTest
    @CsvSource({"lost-packets, connected", "bad-tag-frames, --key-file", "refused-flow-mods, table is full",
        "defects, report", "malformed-frames, ether-type", "replayed-frames, duplicates", "stale-frames, anew",
        "other-version-frames, same version", "misplaced-messages, cables"})
    void shouldTellWhatWasCounted(final String name, final String remedy) {
        counters.put(name, 3L);

        assertOnly(Severity.WARNING, "counter-" + name + " controller", name + " 3 since", remedy);
    }

    @Test
    void shouldSayThatThereIsNoGroup() {
        final var findings = Preflight.findings(new Facts(rate, acknowledgeMs, List.of(), List.of(), PLUGIN, counters));

        assertFinding(Severity.WARNING, "there is no group", "PUT one", findings.getFirst());
        assertTrue(findings.stream().skip(1).allMatch(finding -> finding.severity() == Severity.OK));
    }

    @Test
    void shouldInsistOnARemedyForWhatIsWrong() {
        assertThrows(IllegalArgumentException.class, () -> new Finding("a", "b", Severity.WARNING, "wrong", ""));
        assertThrows(IllegalArgumentException.class, () -> new Finding("a", "b", Severity.OK, "right", "nothing"));
    }
}
