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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;

/** The controller's metrics as Prometheus and Jolokia read them, before and after a handover of live flows. */
record MetricsCheck(Setup setup) {
    private static final String SCRAPE = "http://127.0.0.1:8181/metrics/sharp";
    private static final String JOLOKIA = "http://127.0.0.1:8181/jolokia/read/org.sharpnfv.sharp:type=Metrics";
    private static final int FLOWS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Pattern SAMPLE = Pattern.compile("(?<name>[a-z_]+(?:\\{[^}]*})?) (?<value>[0-9.eE+-]+)");
    /** Each place where a packet can get lost on its way to the controller, and in it. */
    private static final Set<String> MUST_STAY = Set.of(
        "sharp_openflowplugin_packet_ins_total{stage=\"limited\"}",
        "sharp_openflowplugin_packet_ins_total{stage=\"rejected\"}",
        "sharp_openflowplugin_packet_ins_total{stage=\"untranslated\"}",
        "sharp_openflowplugin_packet_in_filters_total", "sharp_packet_ins_total{kind=\"unreadable\"}",
        "sharp_engine_queue_full_total", "sharp_engine_defects_total",
        "sharp_lost_packets_total{reason=\"buffer_full\"}", "sharp_lost_packets_total{reason=\"switch_absent\"}",
        "sharp_lost_packets_total{reason=\"not_taken\"}", "sharp_lost_packets_total{reason=\"agent_restarted\"}",
        "sharp_lost_packets_total{reason=\"agent\"}", "sharp_notifications_dropped_total{reason=\"forgotten\"}",
        "sharp_notifications_dropped_total{reason=\"rejected\"}", "sharp_datastore_failures_total");

    private Command.Result curl(final String... words) {
        final var all = new ArrayList<>(List.of("curl", "-sS"));
        all.addAll(List.of(words));
        return new Command(all, Map.of()).behind(setup.lab().topology().control().entry()).attempt();
    }

    private Map<String, Double> scrape() {
        final String text = curl("-u", "admin:admin", SCRAPE).output();
        final var values = new HashMap<String, Double>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            final var sample = SAMPLE.matcher(line);
            assertTrue(sample.matches(), line);
            values.put(sample.group("name"), Double.parseDouble(sample.group("value")));
        });
        return values;
    }

    private JsonObject jolokia(final String attribute) {
        return JsonParser.parseString(curl("-u", "admin:admin", JOLOKIA + '/' + attribute).output()).getAsJsonObject()
            .getAsJsonObject("value");
    }

    void shouldNeedAPassword() {
        for (final String url : List.of(SCRAPE, JOLOKIA)) {
            assertEquals("401", curl("-o", "/dev/null", "-w", "%{http_code}", url).output(), url);
            assertEquals("401", curl("-o", "/dev/null", "-w", "%{http_code}", "-u", "admin:wrong", url).output(), url);
        }
    }

    void shouldShowAHandover() {
        final var before = scrape();
        final var dropsBefore = setup.lab().drops();
        final var packets = setup.lab().stream(500, 200, FLOWS);
        packets.start();
        Waiting.pause(Duration.ofSeconds(2));
        final var northbound = setup.northbound();
        final var request = Northbound.requestBody("measured", "vnf2", 80);
        request.addProperty("detection-idle-timeout", 1);
        northbound.requestUntilAccepted(request);
        northbound.awaitEnd("measured");
        final var there = scrape();
        assertTrue(northbound.withdraw("measured").isSuccess());
        northbound.awaitHandBack("measured");
        final var result = packets.stop();
        final var view = northbound.view("measured");
        final var after = scrape();

        assertAll(
            () -> assertEquals(FLOWS, growth(before, there, "sharp_flows_ended_total{outcome=\"completed\"}")),
            () -> assertEquals(FLOWS, growth(before, there, "sharp_flows_detected_total")),
            () -> assertEquals(FLOWS, growth(before, there,
                "sharp_handover_duration_seconds_count{outcome=\"completed\"}")),
            () -> assertEquals(2.0 * FLOWS, growth(before, after, "sharp_flows_detected_total")),
            () -> assertEquals(both(view, "buffered-packets-total"), growth(before, after, "sharp_held_packets_total")),
            () -> assertEquals(both(view, "released-packets"), growth(before, after, "sharp_released_packets_total")),
            () -> assertTrue(after.get("sharp_buffered_packets_max")
                >= view.controller("buffered-packets-max"), after::toString),
            () -> assertEquals(0, after.get("sharp_buffered_packets")),
            () -> assertTrue(growth(before, after, "sharp_control_messages_total{direction=\"received\","
                + "type=\"handover_finished\"}") >= FLOWS, "each flow's end is told"),
            () -> assertTrue(growth(before, after, "sharp_packet_ins_total{kind=\"sharp\"}") > 0),
            () -> assertTrue(growth(before, after, "sharp_notifications_published_total") >= 6),
            () -> assertEquals(1, after.get("sharp_agent_up{group=\"firewall\",vnf=\"vnf2\"}")),
            () -> MUST_STAY.forEach(name -> assertEquals(0, growth(before, after, name), name)),
            () -> assertEquals(Map.of(), setup.lab().drops().since(dropsBefore).nonZero()),
            () -> assertTrue(result.sent() > 1000 && result.isFlawless(), result::toString));
        awaitNothingUnderWay();
    }

    private static double both(final HandoverView view, final String leaf) {
        return view.controller(leaf) + view.handBack().controller(leaf);
    }

    private static double growth(final Map<String, Double> before, final Map<String, Double> after, final String name) {
        assertTrue(after.containsKey(name), name + " is not in " + after.keySet());
        return after.get(name) - before.getOrDefault(name, 0.0);
    }

    /** What openflowplugin has received was worked off: nothing got lost in MD-SAL's queue. */
    private void awaitNothingUnderWay() {
        Waiting.until("PACKET_INs worked off", LIMIT, INTERVAL, () -> {
            final var now = scrape();
            final double received = now.get("sharp_openflowplugin_packet_ins_total{stage=\"received\"}");
            return received > 0
                && received == now.get("sharp_openflowplugin_packet_ins_total{stage=\"published\"}")
                && now.get("sharp_notifications_undelivered") == 0;
        });
    }

    /** The same names and, of what does not change by itself, the same values. */
    void shouldShowTheSameByJmx() {
        final var scraped = scrape();
        final var counters = jolokia("Counters");
        final var gauges = jolokia("Gauges");
        final var histograms = jolokia("Histograms");

        assertAll(
            () -> assertEquals(scraped.keySet().stream().filter(name -> name.contains("_total"))
                .collect(Collectors.toSet()), counters.keySet()),
            () -> assertEquals(scraped.get("sharp_flows_detected_total"),
                counters.get("sharp_flows_detected_total").getAsDouble()),
            () -> assertEquals(scraped.get("sharp_buffered_packets_max"),
                gauges.get("sharp_buffered_packets_max").getAsDouble()),
            () -> assertEquals(scraped.get("sharp_handover_duration_seconds_count{outcome=\"completed\"}"),
                histograms.getAsJsonObject("sharp_handover_duration_seconds{outcome=\"completed\"}").get("count")
                    .getAsDouble()));
    }

    /** Each query of the board that comes with the distribution names something that is scraped. */
    void shouldServeWhatTheBoardAsksFor() {
        final var names = scrape().keySet().stream().map(name -> name.replaceFirst("\\{.*", ""))
            .collect(Collectors.toSet());
        final String board;
        try {
            board = Files.readString(setup.lab().controller().home().resolve("etc/grafana/sharp.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        final var asked = Pattern.compile("\\bsharp_\\w+").matcher(board).results().map(each -> each.group())
            .collect(Collectors.toSet());
        asked.removeAll(names);
        assertEquals(Set.of(), asked);
    }
}
