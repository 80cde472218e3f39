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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sharpnfv.it.nat.MovesByHand.Order;
import org.sharpnfv.it.rest.HandoverView;

/**
 * What moving the kernel's NAT has shown.
 *
 * @param plan what was done
 * @param result what the connections saw of it
 * @param views the handovers
 * @param drops drop counters that have risen
 * @param found what was not as it should be
 * @param withoutSharp the same by hand
 */
record NatReport(NatPlan plan, TrialResult result, List<HandoverView> views, Map<String, Long> drops,
        List<String> found, Map<Order, TrialResult> withoutSharp) {
    NatReport {
        views = List.copyOf(views);
        drops = Map.copyOf(drops);
        found = List.copyOf(found);
        withoutSharp = Map.copyOf(withoutSharp);
    }

    NatReport beside(final Map<Order, TrialResult> byHand) {
        return new NatReport(plan, result, views, drops, found, byHand);
    }

    List<String> complaints() {
        final var all = new ArrayList<>(found);
        expectNone("broken connections", result.broken(), all);
        expectNone("retransmission time-outs", result.counters().timeouts(), all);
        expectNone("packets lost", agents("lost-packets"), all);
        expectNone("packets reordered", agents("reordered-packets"), all);
        expectNone("packets unknown to a NAT", result.invalid(), all);
        drops.forEach((name, value) -> all.add("drop counter " + name + ": " + value));
        return all;
    }

    private static void expectNone(final String what, final long number, final List<String> complaints) {
        if (number != 0) {
            complaints.add("expected 0 " + what + ", found " + number);
        }
    }

    private long agents(final String leaf) {
        return views.stream().mapToLong(view -> view.agent(leaf)).sum();
    }

    JsonObject toJson() {
        final var json = new JsonObject();
        result.addTo(json);
        json.addProperty("lost", agents("lost-packets"));
        json.addProperty("reordered", agents("reordered-packets"));
        final var durations = new JsonArray();
        views.forEach(view -> durations.add(view.durationUs()));
        json.add("duration_us", durations);
        final var counters = new JsonObject();
        drops.forEach(counters::addProperty);
        json.add("drop_counters", counters);
        if (!withoutSharp.isEmpty()) {
            json.add("without_sharp", byHand());
        }
        final var complaints = new JsonArray();
        complaints().forEach(complaints::add);
        json.add("complaints", complaints);
        return json;
    }

    private JsonObject byHand() {
        final var json = new JsonObject();
        json.addProperty("order", Order.MOVE_THEN_SWITCH.text());
        withoutSharp.get(Order.MOVE_THEN_SWITCH).addTo(json);
        final var others = new JsonArray();
        for (var order : Order.values()) {
            if (order != Order.MOVE_THEN_SWITCH) {
                final var other = new JsonObject();
                other.addProperty("order", order.text());
                withoutSharp.get(order).addTo(other);
                others.add(other);
            }
        }
        json.add("other_orders", others);
        return json;
    }

    String toText() {
        final var text = new StringBuilder(512).append(TrialResult.heading()).append(result.toText("with SHarP"));
        for (var order : Order.values()) {
            if (withoutSharp.containsKey(order)) {
                text.append(withoutSharp.get(order).toText("without, " + order.text()));
            }
        }
        text.append(String.format("%n%d connections, %d bytes checked; lost %d, reordered %d;"
            + " drop counters %s%n", result.connections(), result.bytes(), agents("lost-packets"),
            agents("reordered-packets"), drops.isEmpty() ? "all 0" : drops));
        complaints().forEach(line -> text.append("  ! ").append(line).append('\n'));
        result.failures().forEach(line -> text.append("    ").append(line).append('\n'));
        return text.toString();
    }
}
