/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.audit.SwitchAudit;
import org.sharpnfv.sharp.controller.AgentView;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.MessageCodec;

/** Judges a group and its agents. */
final class GroupCheck {
    /** How often an unanswered message can be repeated while it is waited for. */
    private static final long TRIES = 5;

    private GroupCheck() {
        // static functions only
    }

    static List<Finding> findings(final GroupFacts facts, final Facts all) {
        final var found = new ArrayList<Finding>();
        found.add(key(facts));
        found.add(spoofProtection(facts, all.switches()));
        for (final var agent : facts.agents()) {
            final boolean connected = all.switches().stream()
                .anyMatch(each -> each.node().equals(agent.node()) && each.isConnected());
            found.add(agent(facts, agent, connected));
            if (agent.isAnswered()) {
                found.add(frames(facts, agent));
            }
        }
        found.addAll(versions(facts));
        found.addAll(timeOuts(facts, all.acknowledgeMs()));
        return found;
    }

    private static Finding key(final GroupFacts facts) {
        final var id = facts.config().id();
        return facts.config().key().equals(ControlKey.NONE)
            ? Finding.warning("control-key", id, "none: anybody who can send on a VNF host's link can speak for the"
                + " controller or an agent", "openssl rand -base64 32 makes one: leaf control-key of the group, and"
                + " --key-file of each of its agents")
            : Finding.ok("control-key", id, "the group has one");
    }

    /** Hosts must not speak to agents: on each of their ports control messages are dropped. */
    private static Finding spoofProtection(final GroupFacts facts, final List<SwitchFacts> switches) {
        final var missing = new ArrayList<String>();
        final var unknown = new TreeSet<String>();
        int dropping = 0;
        for (final var direction : Direction.values()) {
            final var side = facts.config().attachment(direction);
            final var audit = switches.stream().filter(each -> each.node().equals(side.node())).findFirst()
                .map(SwitchFacts::audit).orElse(null);
            for (final int port : side.ports()) {
                if (audit == null) {
                    unknown.add(side.node());
                } else if (drops(audit, port)) {
                    dropping++;
                } else {
                    missing.add(side.node() + " port " + Integer.toUnsignedString(port));
                }
            }
        }
        final var id = facts.config().id();
        if (!missing.isEmpty()) {
            return Finding.failure("spoof-protection", id, "hosts can send control messages to agents: by "
                + String.join(", ", missing), "let the switch reconnect: its entries are put back; see the finding"
                + " 'entries' of the same switch");
        }
        if (!unknown.isEmpty()) {
            return Finding.failure("spoof-protection", id, "not known: " + String.join(", ", unknown)
                + " does not tell its entries", "see the other findings of the same switch");
        }
        return Finding.ok("spoof-protection", id, "control messages from hosts are dropped, at "
            + (dropping == 1 ? "1 port" : dropping + " ports"));
    }

    private static boolean drops(final SwitchAudit audit, final int port) {
        final var match = "in_port=" + Integer.toUnsignedString(port) + ",eth_type=";
        return audit.entries().stream().anyMatch(entry -> entry.expected() && entry.present()
            && entry.actions().equals("drop") && entry.match().startsWith(match));
    }

    private static String subject(final GroupFacts facts, final AgentView agent) {
        return facts.config().id() + '/' + agent.instance() + '/' + side(agent);
    }

    private static String side(final AgentView agent) {
        return agent.side() == Direction.FORWARD ? "ingress" : "egress";
    }

    private static String place(final AgentView agent) {
        return agent.node() + " port " + Integer.toUnsignedString(agent.port());
    }

    private static Finding agent(final GroupFacts facts, final AgentView agent, final boolean connected) {
        final var check = "agent-answers";
        final var subject = subject(facts, agent);
        if (!connected) {
            return Finding.failure(check, subject, "cannot be asked: " + agent.node() + " is not connected",
                "see the finding 'switch-connected' of " + agent.node());
        }
        if (!agent.isAnswered()) {
            return Finding.failure(check, subject, "no answer by " + place(agent) + ", " + lastWord(agent),
                "start the agent of " + agent.instance() + " (sharp-hsl --id " + agent.instance() + "), with the"
                    + " group's key, and cable its " + side(agent) + " side to " + place(agent));
        }
        if (!agent.name().equals(agent.instance())) {
            return Finding.failure(check, subject, "'" + agent.name() + "' answers by " + place(agent),
                "swap the cables, or start the agent with --id " + agent.instance());
        }
        return Finding.ok(check, subject, "version " + agent.version() + ", answers by " + place(agent) + " in "
            + ms(agent.roundTripNs()));
    }

    private static String lastWord(final AgentView agent) {
        return agent.silentNs() == AgentView.NEVER ? "never heard of"
            : "last heard " + TimeUnit.NANOSECONDS.toSeconds(agent.silentNs()) + " s ago";
    }

    private static String ms(final long ns) {
        final long tenths = ns / 100_000;
        return tenths / 10 + "." + tenths % 10 + " ms";
    }

    /** OpenFlow does not tell a port's MTU: a long frame is sent there and back. Marks make no frame longer. */
    private static Finding frames(final GroupFacts facts, final AgentView agent) {
        final var check = "frame-size";
        return agent.isAnsweredInFull()
            ? Finding.ok(check, subject(facts, agent), "frames of " + MessageCodec.FULL_OF_HELLOS + " bytes reach the"
                + " agent by " + place(agent) + ", answers nearly as long come back, in " + ms(agent.fullFrameNs()))
            : Finding.failure(check, subject(facts, agent), "short frames are answered by " + place(agent)
                + ", frames of " + MessageCodec.FULL_OF_HELLOS + " bytes are not", "an MTU of at least 1500, or what"
                + " the hosts use, on both ends of that link (ip link set DEVICE mtu 1500) and on whatever is between");
    }

    private static List<Finding> versions(final GroupFacts facts) {
        final var byInstance = new TreeMap<String, String>();
        facts.agents().stream().filter(AgentView::isAnswered)
            .forEach(agent -> byInstance.put(agent.instance(), agent.version()));
        if (byInstance.size() < 2) {
            return List.of();
        }
        final var id = facts.config().id();
        return List.of(byInstance.values().stream().distinct().count() == 1
            ? Finding.ok("agent-versions", id, "all agents have version " + byInstance.firstEntry().getValue())
            : Finding.warning("agent-versions", id, "they differ: " + byInstance.entrySet().stream()
                .map(each -> each.getKey() + ' ' + each.getValue()).collect(Collectors.joining(", ")),
                "give all agents of the group the same version, except while you upgrade them"));
    }

    /** An acknowledgement is waited for until a time of its own and, at most, until half the request's deadline. */
    private static List<Finding> timeOuts(final GroupFacts facts, final long acknowledgeMs) {
        final var slowest = slowest(facts);
        if (slowest == null) {
            return List.of();
        }
        final var subject = facts.config().id();
        final long needNs = TRIES * slowest.roundTripNs();
        if (needNs > TimeUnit.MILLISECONDS.toNanos(acknowledgeMs)) {
            return List.of(Finding.warning("time-outs", subject, place(slowest) + " answers in "
                + ms(slowest.roundTripNs()) + ", acknowledgements are waited for " + acknowledgeMs + " ms",
                "acknowledge-ms=" + (TimeUnit.NANOSECONDS.toMillis(needNs) + 1) + " or more in"
                    + " etc/org.sharpnfv.sharp.cfg, or a faster way to the agents"));
        }
        final var hasty = facts.deadlinesMs().entrySet().stream()
            .filter(each -> TimeUnit.MILLISECONDS.toNanos(each.getValue()) / 2 < needNs).map(each -> each.getKey())
            .sorted().toList();
        return List.of(hasty.isEmpty()
            ? Finding.ok("time-outs", subject, "acknowledgements are waited for " + acknowledgeMs + " ms, the slowest"
                + " round trip takes " + ms(slowest.roundTripNs()))
            : Finding.warning("time-outs", subject, "the deadline of " + String.join(", ", hasty) + " is less than "
                + 2 * TRIES + " round trips of " + ms(slowest.roundTripNs()), "DELETE the request, and POST it with a"
                + " deadline of " + (TimeUnit.NANOSECONDS.toMillis(2 * needNs) + 1) + " ms or more"));
    }

    private static @Nullable AgentView slowest(final GroupFacts facts) {
        AgentView slowest = null;
        for (final var agent : facts.agents()) {
            if (agent.isAnswered() && (slowest == null || agent.roundTripNs() > slowest.roundTripNs())) {
                slowest = agent;
            }
        }
        return slowest;
    }
}
