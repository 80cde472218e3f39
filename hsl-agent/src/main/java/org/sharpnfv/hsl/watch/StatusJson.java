/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.control.FlowDirection;
import org.sharpnfv.hsl.control.FlowFacts;
import org.sharpnfv.hsl.control.VnfJson;
import org.sharpnfv.hsl.handover.HandoverTimeline;
import org.sharpnfv.hsl.handover.Moment;
import org.sharpnfv.hsl.handover.PacketCount;
import org.sharpnfv.hsl.stats.Counters;

/** What an agent says of itself on its status socket, and {@code sharp-hsl status --json} prints. */
final class StatusJson {
    private StatusJson() {
        // functions only
    }

    static JsonObject of(final AgentFacts facts, final Health health, final Counters counters) {
        final var json = new JsonObject();
        json.addProperty("id", facts.id());
        json.addProperty("pid", facts.pid());
        json.addProperty("version", facts.version());
        json.addProperty("started", Instant.ofEpochMilli(facts.startedMs()).toString());
        json.addProperty("now-ns", System.nanoTime());
        json.addProperty("uptime-s",
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - facts.startedNs()));
        final var interfaces = new JsonObject();
        interfaces.addProperty("ingress", facts.ingress());
        interfaces.addProperty("egress", facts.egress());
        interfaces.addProperty("vnf-ingress", facts.vnfIngress());
        interfaces.addProperty("vnf-egress", facts.vnfEgress());
        json.add("interfaces", interfaces);
        json.addProperty("alive", Health.isGood(health.alive()));
        json.add("ready", HealthJson.of(health.ready()));
        final var all = new JsonObject();
        counters.snapshot().forEach(all::addProperty);
        json.add("counters", all);
        return json;
    }

    static JsonArray of(final List<HandoverTimeline> timelines) {
        final var json = new JsonArray();
        timelines.forEach(timeline -> json.add(of(timeline)));
        return json;
    }

    private static JsonObject of(final HandoverTimeline timeline) {
        final var start = timeline.start();
        final var json = new JsonObject();
        json.addProperty("handover", Long.toUnsignedString(start.handover()));
        json.addProperty("role", text(start.role()));
        json.addProperty("direction", FlowDirection.of(start.directions()).text());
        json.addProperty("transfer", text(start.transfer()));
        json.addProperty("peer", start.peer());
        json.add("flow", VnfJson.encodeFlow(FlowFacts.of(start.forward())));
        json.add("reverse-flow", VnfJson.encodeFlow(FlowFacts.of(start.reverse())));
        json.addProperty("started", Instant.ofEpochMilli(timeline.startedWallMs()).toString());
        json.addProperty("started-ns", timeline.startedNs());
        json.addProperty("outcome", timeline.standing().text());
        final String failure = timeline.failure();
        if (failure != null) {
            json.addProperty("reason", failure);
        }
        final var times = new JsonObject();
        for (final var moment : Moment.values()) {
            timeline.afterNs(moment).ifPresent(ns ->
                times.addProperty(moment.text(), ns / (double) TimeUnit.MILLISECONDS.toNanos(1)));
        }
        json.add("times-ms", times);
        final var packets = new JsonObject();
        for (final var count : PacketCount.values()) {
            packets.addProperty(count.text(), timeline.packets(count));
        }
        json.add("packets", packets);
        return json;
    }

    private static String text(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
