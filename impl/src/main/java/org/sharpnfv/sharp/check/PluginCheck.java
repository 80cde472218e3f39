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
import java.util.stream.Collectors;

/** Judges openflowplugin. */
final class PluginCheck {
    private static final String SUBJECT = "openflowplugin";
    private static final String FILE = " in etc/org.opendaylight.openflowplugin.cfg";
    /** A switch's share of the notification quota is at least so much, whatever is configured. */
    private static final long SHARE_MIN = 100;
    /** The part of its share at which the rate limiter begins to drop, in percent. */
    private static final long WATERMARK = 95;
    /** Calls that SHarP has under way for one switch: see SwitchChannel. */
    private static final long CALLS = 1_024;

    private PluginCheck() {
        // static functions only
    }

    static List<Finding> findings(final PluginFacts facts, final long rate) {
        final var all = new ArrayList<Finding>();
        all.add(notifications(facts, rate));
        all.add(facts.rpcQuota() >= CALLS
            ? Finding.ok("rpc-quota", SUBJECT, facts.rpcQuota() + " calls for a switch may be under way, SHarP needs "
                + CALLS)
            : Finding.failure("rpc-quota", SUBJECT, "only " + facts.rpcQuota() + " calls for a switch may be under way,"
                + " SHarP needs " + CALLS, "rpc-requests-quota=20000, the default," + FILE));
        all.add(facts.pollsFlowStatistics()
            ? Finding.warning("flow-statistics", SUBJECT, "it reads all entries of all switches every few seconds,"
                + " which costs more than handovers of many flows", "is-flow-statistics-polling-on=false" + FILE)
            : Finding.ok("flow-statistics", SUBJECT, "it does not poll them"));
        all.add(facts.tellsRemovedFlows()
            ? Finding.ok("flow-removed", SUBJECT, "it tells when a switch has removed an entry")
            : Finding.failure("flow-removed", SUBJECT, "it does not tell when a switch has removed an entry: flows may"
                + " not be found", "enable-flow-removed-notification=true" + FILE));
        all.add(drops(facts));
        return all;
    }

    /** What the rate limiter lets in, of one switch, before it drops: packets that nobody has looked at yet. */
    private static Finding notifications(final PluginFacts facts, final long rate) {
        final var check = "notification-quota";
        final int switches = Math.max(facts.switches(), 1);
        final long share = Math.max(facts.notificationQuota() / switches, SHARE_MIN) * WATERMARK / 100;
        final long lastsMs = share * 1_000 / rate;
        final var message = "the rate limiter lets " + share + " packet-ins of a switch wait: " + lastsMs + " ms at "
            + rate + " packets/s (global-notification-quota " + facts.notificationQuota() + " for "
            + (switches == 1 ? "1 switch)" : switches + " switches)");
        final var remedy = "global-notification-quota=" + (rate * 100 + WATERMARK - 1) / WATERMARK * switches
            + " or more" + FILE;
        return share >= rate ? Finding.ok(check, SUBJECT, message)
            : share * 10 >= rate ? Finding.warning(check, SUBJECT, message + ", a full second is better", remedy)
            : Finding.failure(check, SUBJECT, message + ", then packets are dropped", remedy);
    }

    private static Finding drops(final PluginFacts facts) {
        final var some = new TreeMap<>(facts.drops());
        some.values().removeIf(count -> count == 0);
        return some.isEmpty() ? Finding.ok("plugin-drops", SUBJECT, "it has dropped no message")
            : Finding.warning("plugin-drops", SUBJECT, "since it started: " + some.entrySet().stream()
                .map(each -> each.getKey() + ' ' + each.getValue()).collect(Collectors.joining(", ")),
                "a larger global-notification-quota" + FILE + ", or fewer packets/s at a time");
    }
}
