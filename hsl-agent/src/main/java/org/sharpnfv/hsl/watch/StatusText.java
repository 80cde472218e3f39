/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An agent's status for people: a screenful, or one line. */
public final class StatusText {
    private static final List<String> SHIMS = List.of("ingress", "egress", "vnf-ingress", "vnf-egress");
    /** What is worth a line only when it is not 0. */
    private static final String TROUBLE = ".*(dropped|lost|refused|malformed|bad-tag|stale|replayed|misplaced"
        + "|reordered|failed|abandoned|unexpected|unsupported|not-followed).*";

    private StatusText() {
        // functions only
    }

    /** All that is worth knowing; with the earlier status of the same agent, what went by since, a second. */
    public static String screen(final JsonObject now, final @Nullable JsonObject before) {
        final var text = new StringBuilder();
        final var ready = now.getAsJsonObject("ready");
        text.append(String.format(Locale.ROOT, "%s  pid %d  version %s  up %s  %s%n", string(now, "id"),
            now.get("pid").getAsLong(), string(now, "version"), uptime(now.get("uptime-s").getAsLong()),
            !now.get("alive").getAsBoolean() ? "NOT ALIVE"
                : string(ready, "status").equals("ok") ? "ready" : "not ready"));
        for (final var sentence : ready.getAsJsonArray("wrong")) {
            text.append("  ! ").append(sentence.getAsString()).append('\n');
        }
        text.append(String.format(Locale.ROOT, "  %-12s %-15s %15s %15s %15s %15s%n", "", "",
            header("frames in", before), header("frames out", before), header("bytes in", before),
            header("bytes out", before)));
        for (final String shim : SHIMS) {
            text.append(String.format(Locale.ROOT, "  %-12s %-15s %15s %15s %15s %15s%n", shim,
                string(now.getAsJsonObject("interfaces"), shim), value(now, before, shim + ".received-frames"),
                value(now, before, shim + ".sent-frames"), value(now, before, shim + ".received-bytes"),
                value(now, before, shim + ".sent-bytes")));
        }
        text.append(String.format(Locale.ROOT, "  buffered     %d packets, %d bytes (most: %d, %d); in handover: %d"
            + " flows%n", count(now, "buffer.held-packets"), count(now, "buffer.held-bytes"),
            count(now, "buffer.held-packets-peak"), count(now, "buffer.held-bytes-peak"), count(now, "path.flows")));
        text.append(String.format(Locale.ROOT, "  packets      held %d (ctrl_buff %d, sw_buff %d), released %d,"
            + " returned %d, late %d%n", count(now, "path.held"), count(now, "path.held-ctrl-buff"),
            count(now, "path.held-sw-buff"), count(now, "path.released"),
            count(now, "path.held-sent-back") + count(now, "path.returned-late"), count(now, "path.held-late")));
        for (final String role : List.of("source", "destination")) {
            final String name = "handovers." + role + '-';
            text.append(String.format(Locale.ROOT, "  %-12s %d begun: %d completed, %d rolled back, %d failed,"
                + " %d abandoned%n", role, count(now, name + "started"), count(now, name + "completed"),
                count(now, name + "rolled-back"), count(now, name + "failed"), count(now, name + "abandoned")));
        }
        text.append(String.format(Locale.ROOT, "  vnf          told %d, answered %d, owes %d%n",
            count(now, "vnf.told"), count(now, "vnf.answers"),
            count(now, "vnf.awaited-states") + count(now, "vnf.awaited-descriptions")));
        for (final Map.Entry<String, ?> counter : now.getAsJsonObject("counters").entrySet()) {
            if (counter.getKey().matches(TROUBLE) && count(now, counter.getKey()) != 0) {
                text.append(String.format(Locale.ROOT, "  ! %s %d%n", counter.getKey(), count(now, counter.getKey())));
            }
        }
        return text.toString();
    }

    /** For a file or a pipe: one line of facts. */
    public static String line(final JsonObject now, final @Nullable JsonObject before) {
        final var text = new StringBuilder("id=").append(string(now, "id")).append(" pid=").append(string(now, "pid"))
            .append(" ready=").append(string(now.getAsJsonObject("ready"), "status").equals("ok"));
        for (final String shim : SHIMS) {
            text.append(' ').append(shim).append("-in=").append(value(now, before, shim + ".received-frames"))
                .append(' ').append(shim).append("-out=").append(value(now, before, shim + ".sent-frames"));
        }
        return text.append(" buffered=").append(count(now, "buffer.held-packets"))
            .append(" flows=").append(count(now, "path.flows"))
            .append(" lost=").append(count(now, "path.dropped-at-limit") + count(now, "path.lost-no-memory")
                + count(now, "path.lost-missing")).append('\n').toString();
    }

    /** The timelines of an agent's last handovers. */
    public static String handovers(final JsonObject now, final int most) {
        final var text = new StringBuilder();
        final var all = now.getAsJsonArray("handovers").asList();
        for (final var element : all.subList(Math.max(0, all.size() - most), all.size())) {
            final var handover = element.getAsJsonObject();
            text.append(String.format(Locale.ROOT, "%s handover %s  %s  %s  %s  peer %s  %s  %s%n",
                string(now, "id"), string(handover, "handover"), string(handover, "role"),
                flow(handover.getAsJsonObject("flow")), string(handover, "direction"), string(handover, "peer"),
                string(handover, "started"), string(handover, "outcome")));
            if (handover.has("reason")) {
                text.append("  ! ").append(string(handover, "reason")).append('\n');
            }
            handover.getAsJsonObject("times-ms").entrySet().stream()
                .sorted((one, other) -> Double.compare(one.getValue().getAsDouble(), other.getValue().getAsDouble()))
                .forEach(moment -> text.append(String.format(Locale.ROOT, "  %12.3f ms  %s%n",
                    moment.getValue().getAsDouble(), moment.getKey())));
            text.append("  packets:");
            handover.getAsJsonObject("packets").entrySet().forEach(count ->
                text.append(' ').append(count.getKey()).append(' ').append(count.getValue().getAsLong()));
            text.append('\n');
        }
        return text.isEmpty() ? string(now, "id") + ": no handover yet\n" : text.toString();
    }

    private static String flow(final JsonObject flow) {
        if (!flow.has("source-address")) {
            return string(flow, "eth-source") + " > " + string(flow, "eth-destination");
        }
        return end(flow, "source") + " > " + end(flow, "destination")
            + (flow.has("ip-protocol") ? " protocol " + string(flow, "ip-protocol") : "");
    }

    private static String end(final JsonObject flow, final String which) {
        return string(flow, which + "-address")
            + (flow.has(which + "-port") ? ' ' + string(flow, which + "-port") : "");
    }

    private static String header(final String name, final @Nullable JsonObject before) {
        return before == null ? name : name + "/s";
    }

    /** A counter, or how much it grows a second. */
    private static String value(final JsonObject now, final @Nullable JsonObject before, final String counter) {
        if (before == null) {
            return Long.toString(count(now, counter));
        }
        final double seconds = Math.max(1, now.get("now-ns").getAsLong() - before.get("now-ns").getAsLong())
            / (double) TimeUnit.SECONDS.toNanos(1);
        return Long.toString(Math.round((count(now, counter) - count(before, counter)) / seconds));
    }

    private static long count(final JsonObject status, final String counter) {
        final var value = status.getAsJsonObject("counters").get(counter);
        return value == null ? 0 : value.getAsLong();
    }

    private static String string(final JsonObject json, final String name) {
        return json.get(name).getAsString();
    }

    private static String uptime(final long seconds) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
