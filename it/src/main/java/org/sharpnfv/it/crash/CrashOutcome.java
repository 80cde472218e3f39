/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.crash;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.sharpnfv.it.lab.StreamResult;
import org.sharpnfv.it.rest.HandoverView;

/**
 * What one crash has shown.
 *
 * @param victim who was killed
 * @param moment when it was meant to be
 * @param phaseSeen what the operational datastore said just before
 * @param problems what did not come back within its time; empty if all has
 * @param recoveryMs from the kill until everything was there again
 * @param orphans entries that the steady state does not have
 * @param missing entries of the steady state that are not there
 * @param stream the account of the traffic
 * @param plan what flowed
 * @param view the handover, or the hand-back, after the recovery
 * @param handBack the hand-back after the DELETE that follows
 * @param stateDifferences where the VNFs' state is not what was sent
 */
record CrashOutcome(Victim victim, Moment moment, String phaseSeen, List<String> problems, long recoveryMs,
        List<String> orphans, List<String> missing, StreamResult stream, CrashPlan plan, HandoverView view,
        HandoverView handBack, List<String> stateDifferences) {
    private static final int SHOWN_MAX = 10;

    CrashOutcome {
        problems = List.copyOf(problems);
        orphans = List.copyOf(orphans);
        missing = List.copyOf(missing);
        stateDifferences = List.copyOf(stateDifferences);
    }

    boolean isRecovered() {
        return problems.isEmpty();
    }

    /** Whether nothing has been left behind that the next crash would be blamed for. */
    boolean isClean() {
        return isRecovered() && orphans.isEmpty() && missing.isEmpty();
    }

    JsonObject toJson() {
        final var json = new JsonObject();
        json.addProperty("what", victim.what());
        if (!victim.role().isEmpty()) {
            json.addProperty("role", victim.role());
        }
        json.addProperty("phase", moment.text());
        json.addProperty("phase_seen", phaseSeen);
        json.addProperty("recovered", isRecovered());
        json.addProperty("recovery_ms", recoveryMs);
        json.addProperty("orphan_entries", orphans.size());
        json.addProperty("missing_entries", missing.size());
        json.addProperty("sent", stream.sent());
        json.addProperty("lost", stream.lost());
        json.addProperty("reordered", stream.reordered());
        json.addProperty("duplicated", stream.duplicated());
        json.addProperty("damaged", stream.damaged());
        json.addProperty("socket_drops", stream.socketDrops());
        json.addProperty("outage_ms", millis(stream.outageNs()));
        json.addProperty("flow_outage_ms", Math.max(0, millis(stream.flowOutageNs()) - plan.intervalMs()));
        json.addProperty("handover_phase", view.phase());
        json.addProperty("failure_reason", view.failureReason());
        json.addProperty("failure_message", view.failureMessage());
        final var flows = new JsonObject();
        for (String leaf : List.of("detected", "in-progress", "completed", "rolled-back", "failed")) {
            flows.addProperty(leaf.replace('-', '_'), view.flows(leaf));
        }
        json.add("flows", flows);
        json.addProperty("hand_back_phase", handBack.phase());
        json.addProperty("hand_back_reason", handBack.failureReason());
        json.addProperty("hand_back_failed", handBack.flows("failed"));
        json.addProperty("state_exact", stateDifferences.isEmpty());
        json.add("problems", array(problems));
        json.add("orphans", array(orphans));
        json.add("missing", array(missing));
        return json;
    }

    static String header() {
        return row("what", "phase", "recovered", "after ms", "orphans", "lost", "reorder", "dupl", "outage",
            "flow out", "handover");
    }

    String toText() {
        final var text = new StringBuilder(row(victim.what() + (victim.role().isEmpty() ? "" : " " + victim.role()),
            moment.text(), isRecovered() ? "yes" : "NO", recoveryMs, orphans.size(), stream.lost(),
            stream.reordered(), stream.duplicated(), millis(stream.outageNs()),
            Math.max(0, millis(stream.flowOutageNs()) - plan.intervalMs()),
            view.phase() + ' ' + view.failureReason() + ", back " + handBack.phase() + ' '
                + handBack.failureReason()));
        problems.forEach(line -> text.append("    ! ").append(line).append('\n'));
        orphans.stream().limit(SHOWN_MAX).forEach(line -> text.append("    orphan ").append(line).append('\n'));
        missing.stream().limit(SHOWN_MAX).forEach(line -> text.append("    missing ").append(line).append('\n'));
        return text.toString();
    }

    private static String row(final Object... cells) {
        return String.format(Locale.ROOT, "%-18s %-13s %-9s %8s %7s %7s %7s %5s %7s %8s  %s%n", cells);
    }

    private static long millis(final long ns) {
        return ns / 1_000_000;
    }

    private static JsonArray array(final List<String> lines) {
        final var array = new JsonArray();
        lines.stream().limit(SHOWN_MAX).forEach(array::add);
        return array;
    }
}
