/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * What the connections saw of some moves.
 *
 * @param connections how many there were
 * @param broken how many ended, carried a wrong byte or were silent at the end
 * @param counters of both hosts together
 * @param baselineStallMs the longest time between two arrivals on a connection, without a move
 * @param maxStallMs the same, with the moves
 * @param bytes received and found right, both ways
 * @param invalid packets that the NATs could not assign to a connection
 * @param moves how many
 * @param failures why connections ended
 */
record TrialResult(int connections, int broken, TcpCounters counters, double baselineStallMs, double maxStallMs,
        long bytes, long invalid, int moves, List<String> failures) {
    private static final int FAILURES_SHOWN = 5;

    TrialResult {
        failures = failures.stream().limit(FAILURES_SHOWN).toList();
    }

    void addTo(final JsonObject json) {
        json.addProperty("connections", connections);
        json.addProperty("broken", broken);
        json.addProperty("retransmission_timeouts", counters.timeouts());
        json.addProperty("loss_probes", counters.lossProbes());
        json.addProperty("retransmitted_segments", counters.retransmitted());
        json.addProperty("out_of_order_segments", counters.outOfOrder());
        json.addProperty("max_stall_ms", rounded(maxStallMs));
        json.addProperty("baseline_stall_ms", rounded(baselineStallMs));
        json.addProperty("bytes", bytes);
        json.addProperty("invalid_packets", invalid);
        json.addProperty("handovers", moves);
        final var why = new JsonArray();
        failures.forEach(why::add);
        json.add("failures", why);
    }

    String toText(final String what) {
        return String.format("%-28s %6d %8d %6d %10d %12d %7d %9.1f %12.1f%n", what, broken, counters.timeouts(),
            counters.lossProbes(), counters.retransmitted(), counters.outOfOrder(), invalid, maxStallMs,
            baselineStallMs);
    }

    static String heading() {
        return String.format("%-28s %6s %8s %6s %10s %12s %7s %9s %12s%n", "", "broken", "timeouts", "TLPs",
            "sent again", "out of order", "invalid", "stall ms", "without move");
    }

    private static double rounded(final double ms) {
        return Math.round(ms * 10) / 10.0;
    }
}
