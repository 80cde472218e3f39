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
import java.util.stream.Collectors;
import org.sharpnfv.sharp.audit.AuditedEntry;
import org.sharpnfv.sharp.check.SwitchFacts.PortFacts;

/** Judges a switch. */
final class SwitchCheck {
    private static final int OPENFLOW_13 = 4;
    private static final String OPEN_VSWITCH = "Open vSwitch";
    /** Packet-ins that Open vSwitch keeps for a controller unless told otherwise. */
    private static final long QUEUE_DEFAULT = 100;
    /** The most that it can be told to keep. */
    private static final long QUEUE_MAX = 511;
    /** How long a pause of the switch's or the controller's processor the queue must bridge. */
    private static final long PAUSE_MS = 50;
    private static final long MS_A_SECOND = 1_000;
    private static final int SHOWN = 3;
    private static final String LOG_REMEDY = "see what the controller's log says of the switch, then check again";

    private SwitchCheck() {
        // static functions only
    }

    static List<Finding> findings(final SwitchFacts facts, final long rate) {
        final var all = new ArrayList<Finding>();
        all.add(connection(facts));
        if (facts.isConnected()) {
            all.add(queue(facts, rate));
            all.add(ports(facts));
            all.add(drops(facts));
            all.add(entries(facts));
            all.add(others(facts));
        }
        return all;
    }

    private static Finding connection(final SwitchFacts facts) {
        final var check = "switch-connected";
        if (!facts.isConnected()) {
            return Finding.failure(check, facts.node(), "not connected, or with another node of the cluster only",
                "connect it: ovs-vsctl set-controller " + bridge(facts) + " tcp:CONTROLLER:6653; its datapath id, in"
                    + " decimal, is the number in its name");
        }
        return facts.version() == OPENFLOW_13 ? Finding.ok(check, facts.node(), "connected, OpenFlow 1.3")
            : Finding.failure(check, facts.node(), "connected with OpenFlow version " + facts.version()
                + " on the wire, expected " + OPENFLOW_13 + " (1.3)",
                "let it speak that: ovs-vsctl set bridge " + bridge(facts) + " protocols=OpenFlow13");
    }

    private static String bridge(final SwitchFacts facts) {
        return facts.bridge().isEmpty() ? "BRIDGE" : facts.bridge();
    }

    /** OpenFlow has no message that tells of this queue: what it should be is all that can be said. */
    private static Finding queue(final SwitchFacts facts, final long rate) {
        final var check = "packet-in-queue";
        final long needed = (rate * PAUSE_MS + MS_A_SECOND - 1) / MS_A_SECOND;
        final var need = "at " + rate + " packets/s " + needed + " packet-ins come in a pause of " + PAUSE_MS + " ms";
        if (!facts.hardware().equals(OPEN_VSWITCH)) {
            return Finding.warning(check, facts.node(), need + "; how many the switch ("
                + (facts.hardware().isEmpty() ? "it does not say what it is" : facts.hardware())
                + ") keeps for a controller is not known", "look it up in its manual, and make it at least " + needed);
        }
        if (needed <= QUEUE_DEFAULT) {
            return Finding.ok(check, facts.node(), need + ", Open vSwitch keeps " + QUEUE_DEFAULT + " by default; what"
                + " was set cannot be read by OpenFlow");
        }
        if (needed <= QUEUE_MAX) {
            return Finding.warning(check, facts.node(), need + ", Open vSwitch keeps " + QUEUE_DEFAULT
                + " by default; what was set cannot be read by OpenFlow", "ovs-vsctl set controller " + bridge(facts)
                    + " controller_queue_size=" + needed + " (get controller " + bridge(facts)
                    + " controller_queue_size tells what it is)");
        }
        return Finding.warning(check, facts.node(), need + ", Open vSwitch keeps " + QUEUE_MAX
            + " at most, which lasts " + QUEUE_MAX * MS_A_SECOND / rate + " ms", "ovs-vsctl set controller "
                + bridge(facts) + " controller_queue_size=" + QUEUE_MAX
                + ", and move fewer packets/s at a time: a narrower match");
    }

    private static Finding ports(final SwitchFacts facts) {
        final var absent = facts.ports().stream().filter(port -> !port.isPresent()).toList();
        final var dark = facts.ports().stream().filter(port -> port.isPresent() && !port.hasLink()).toList();
        if (absent.isEmpty() && dark.isEmpty()) {
            return Finding.ok("ports", facts.node(), numbers(facts.ports()) + " are there, with their links up");
        }
        final var what = new ArrayList<String>();
        if (!absent.isEmpty()) {
            what.add(numbers(absent) + " not there");
        }
        if (!dark.isEmpty()) {
            what.add("no link at " + numbers(dark));
        }
        return Finding.failure("ports", facts.node(), String.join(", ", what),
            "compare the group's port numbers with the switch's (ovs-ofctl -O OpenFlow13 show " + bridge(facts)
                + "), and look at cables and interfaces");
    }

    private static String numbers(final List<PortFacts> ports) {
        return ports.stream().map(port -> Integer.toUnsignedString(port.number()))
            .collect(Collectors.joining(", ", ports.size() == 1 ? "port " : "ports ", ""));
    }

    private static Finding drops(final SwitchFacts facts) {
        if (facts.ports().stream().anyMatch(port -> port.receiveDrops() < 0)) {
            return Finding.warning("port-drops", facts.node(), "not known: " + facts.silence(), LOG_REMEDY);
        }
        final var dropping = facts.ports().stream()
            .filter(port -> port.receiveDrops() > 0 || port.transmitDrops() > 0).toList();
        return dropping.isEmpty() ? Finding.ok("port-drops", facts.node(), "no port has dropped a packet")
            : Finding.warning("port-drops", facts.node(), dropping.stream().map(port -> "port "
                + Integer.toUnsignedString(port.number()) + " has dropped " + port.receiveDrops() + " received, "
                + port.transmitDrops() + " sent").collect(Collectors.joining("; ")),
                "see whether they still grow; if so, larger receive buffers (net.core.rmem_default before the ports are"
                    + " opened) or a faster link");
    }

    private static Finding entries(final SwitchFacts facts) {
        final var check = "entries";
        final var audit = facts.audit();
        if (audit == null) {
            return Finding.failure(check, facts.node(), "not known: " + facts.silence(),
                LOG_REMEDY);
        }
        if (audit.missing() == 0 && audit.unexpected() == 0) {
            return Finding.ok(check, facts.node(), "all " + audit.expected() + " in place");
        }
        final var message = audit.expected() + " expected, " + audit.missing() + " missing, " + audit.unexpected()
            + " not expected: " + audit.entries().stream().filter(entry -> !entry.expected() || !entry.present())
                .limit(SHOWN).map(SwitchCheck::text).collect(Collectors.joining("; "));
        final var remedy = "sharp:entries --wrong " + facts.node() + " shows them; find out who changes SHarP's"
            + " entries, then let the switch reconnect: they are put back";
        return audit.missing() == 0 ? Finding.warning(check, facts.node(), message, remedy)
            : Finding.failure(check, facts.node(), message, remedy);
    }

    private static String text(final AuditedEntry entry) {
        return (entry.expected() ? "no " : "") + entry.kind() + " entry " + entry.match() + " -> " + entry.actions();
    }

    private static Finding others(final SwitchFacts facts) {
        final var foreign = facts.foreign();
        if (foreign == null) {
            return Finding.warning("other-applications", facts.node(), "not known: " + facts.silence(), LOG_REMEDY);
        }
        final var above = foreign.stream().filter(entry -> entry.priority() > facts.classifierPriority()
            && (entry.inPort() == 0 || facts.ports().stream().anyMatch(port -> port.number() == entry.inPort())))
            .toList();
        if (above.isEmpty()) {
            return Finding.ok("other-applications", facts.node(), "no entry of theirs lies above SHarP's");
        }
        final var first = above.getFirst();
        return Finding.warning("other-applications", facts.node(), above.size() + (above.size() == 1
            ? " entry of theirs lies" : " entries of theirs lie") + " above SHarP's, for example priority "
            + first.priority() + ", cookie 0x" + Long.toHexString(first.cookie()) + ": SHarP sees nothing of the"
            + " packets that match", "raise classifier-priority (now " + facts.classifierPriority()
                + ") in etc/org.sharpnfv.sharp.cfg, or lower theirs, unless they match none of the groups' packets");
    }
}
