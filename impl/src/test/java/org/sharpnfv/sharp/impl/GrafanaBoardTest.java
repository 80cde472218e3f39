/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.metrics.Metric;

/** The board that comes with the distribution asks for metrics that exist, and for all of them. */
class GrafanaBoardTest {
    private static final Path BOARD = Path.of("../karaf/src/main/assembly/etc/grafana/sharp.json");
    private static final Pattern NAME = Pattern.compile("\\bsharp_\\w+");
    private static final Pattern SELECTOR = Pattern.compile("(sharp_\\w+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\) \\((?:rate\\(|increase\\()?(sharp_\\w+)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    /** Which Prometheus adds: the target, and the bound of a bucket. */
    private static final Set<String> ADDED = Set.of("instance", "le");

    private record Query(String expression, String legend) {
    }

    private static List<Query> queries() throws IOException {
        final var found = new ArrayList<Query>();
        collect(JsonParser.parseString(Files.readString(BOARD)), found);
        return found;
    }

    private static void collect(final JsonElement element, final List<Query> found) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(each -> collect(each, found));
        } else if (element.isJsonObject()) {
            final var object = element.getAsJsonObject();
            if (object.has("expr")) {
                found.add(new Query(object.get("expr").getAsString(), object.get("legendFormat").getAsString()));
            }
            if (object.has("query") && object.get("query").getAsString().startsWith("label_values")) {
                found.add(new Query(object.get("query").getAsString(), ""));
            }
            object.entrySet().forEach(each -> collect(each.getValue(), found));
        }
    }

    /** The labels of each name that Prometheus has, with their values. */
    private static Map<String, Map<String, Set<String>>> series() {
        final var all = MetricTableTest.ofAnIdleController();
        return all.stream().flatMap(metric -> Metric.seriesNames(List.of(metric)).stream()
            .map(name -> Map.entry(name, labels(metric)))).collect(Collectors.toMap(Map.Entry::getKey,
                Map.Entry::getValue));
    }

    private static Map<String, Set<String>> labels(final Metric metric) {
        final List<Map<String, String>> points = switch (metric) {
            case Metric.Counter counter -> counter.values().stream().map(Metric.Value::labels).toList();
            case Metric.Gauge gauge -> gauge.values().stream().map(Metric.Value::labels).toList();
            case Metric.Histogram histogram -> histogram.distributions().stream().map(Metric.Distribution::labels)
                .toList();
        };
        return points.stream().flatMap(point -> point.entrySet().stream()).collect(Collectors.groupingBy(
            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    @Test
    void shouldAskForMetricsThatExist() throws IOException {
        final var series = series();
        final var asked = queries();
        assertTrue(asked.size() > 30, "expected the board's queries, found " + asked.size());
        for (final var query : asked) {
            final var names = NAME.matcher(query.expression()).results().map(result -> result.group()).toList();
            assertTrue(!names.isEmpty() && series.keySet().containsAll(names), query::toString);
        }
    }

    @Test
    void shouldSelectByLabelsThatExist() throws IOException {
        final var series = series();
        for (final var query : queries()) {
            SELECTOR.matcher(query.expression()).results().forEach(selector ->
                MATCHER.matcher(selector.group(2)).results().filter(each -> !ADDED.contains(each.group(1)))
                    .forEach(each -> assertTrue(series.get(selector.group(1))
                        .getOrDefault(each.group(1), Set.of()).containsAll(List.of(each.group(2).split("\\|", -1))),
                        query::toString)));
        }
    }

    /** What a query groups by the metric has, and the legend shows no more than that. */
    @Test
    void shouldGroupByLabelsThatExist() throws IOException {
        final var series = series();
        for (final var query : queries()) {
            final var left = new HashSet<String>();
            GROUPING.matcher(query.expression()).results().forEach(grouping -> {
                left.addAll(List.of(grouping.group(1).split(", ", -1)));
                final var missing = new HashSet<>(left);
                missing.removeAll(ADDED);
                missing.removeAll(series.get(grouping.group(2)).keySet());
                assertEquals(Set.of(), missing, query::toString);
            });
            final var shown = LEGEND.matcher(query.legend()).results().map(each -> each.group(1)).toList();
            // groups and instances are only there when they are configured
            assertTrue(query.expression().startsWith("sharp_agent_up") && shown.equals(List.of("group", "vnf"))
                || query.expression().startsWith("sharp_switches_connected") && shown.equals(List.of("group"))
                || left.containsAll(shown), query::toString);
        }
    }

    /** Nothing that is counted stays unseen. */
    @Test
    void shouldShowEveryMetric() throws IOException {
        final var shown = queries().stream().flatMap(query -> NAME.matcher(query.expression()).results())
            .map(result -> result.group()).collect(Collectors.toSet());
        final var unseen = MetricTableTest.ofAnIdleController().stream()
            .filter(metric -> Metric.seriesNames(List.of(metric)).stream().noneMatch(shown::contains))
            .map(Metric::name).toList();
        assertEquals(List.of(), unseen);
    }
}
