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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.EventReader;
import org.sharpnfv.it.rest.EventReader.Event;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;

/**
 * The event stream, with several handovers of a live flow there and back, and three readers: one that reads at once,
 * one that reads slowly and in XML, one that goes away in between and comes back.
 */
record EventsCheck(Sandbox sandbox, Setup setup) {
    private static final int HANDOVERS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final List<String> PHASES =
        List.of("detection", "buffering", "release", "completed", "back: rolling-back", "back: rolled-back");

    void run() {
        final String url = setup.northbound().restconf().url() + "/streams/";
        final String stream = EventReader.createStream(setup.northbound().restconf());
        final var dropsBefore = setup.lab().drops();
        final var packets = setup.lab().stream(500, 200, 1);
        try (var quick = read("events-quick", url + "json/" + stream);
                var slow = read("events-slow", url + "xml/" + stream, "--limit-rate", "600")) {
            awaitReader(quick);
            awaitReader(slow);
            packets.start();
            Waiting.pause(Duration.ofSeconds(2));
            final List<Event> first;
            try (var leaving = read("events-leaving", url + "json/" + stream)) {
                awaitReader(leaving);
                handOver("event-0");
                awaitEnd(leaving, "event-0");
                first = leaving.events();
            }
            handOver("event-1");
            final List<Event> second;
            try (var back = read("events-back", url + "json/" + stream)) {
                awaitReader(back);
                handOver("event-2");
                awaitEnd(back, "event-2");
                second = back.events();
            }
            awaitEnd(quick, "event-2");
            awaitEnd(slow, "event-2");
            final var result = packets.stop();

            final var all = quick.events();
            assertAll(
                () -> assertPhases(all),
                () -> assertComplete(all),
                () -> assertLikeTheDatastore(all),
                () -> assertEquals(facts(all), facts(slow.events()), "a slow reader gets the same"),
                () -> assertGapIsSeen(all, first, second),
                () -> assertTrue(result.sent() > 1000 && result.isFlawless(), result::toString),
                () -> assertEquals(Map.of(), setup.lab().drops().since(dropsBefore).nonZero()));
        }
    }

    private EventReader read(final String name, final String url, final String... options) {
        return EventReader.start(sandbox, setup.lab().topology().control(), name, url, options);
    }

    /** RESTCONF answers an event stream's reader with its first line, a comment within 10 s if nothing happens. */
    private static void awaitReader(final EventReader reader) {
        Waiting.until("first line of an event stream", LIMIT, INTERVAL, () -> !reader.text().isEmpty());
    }

    private static void awaitEnd(final EventReader reader, final String id) {
        Waiting.until("end of " + id + " as an event", LIMIT, INTERVAL, () -> reader.events().stream()
            .anyMatch(event -> event.id().equals(id) && event.phase().equals(PHASES.getLast())));
    }

    private void handOver(final String id) {
        final var northbound = setup.northbound();
        final var request = Northbound.requestBody(id, "vnf2", 70);
        request.addProperty("detection-idle-timeout", 1);
        northbound.requestUntilAccepted(request);
        northbound.awaitEnd(id);
        assertTrue(northbound.withdraw(id).isSuccess());
        northbound.awaitHandBack(id);
    }

    private static void assertPhases(final List<Event> all) {
        for (int i = 0; i < HANDOVERS; i++) {
            final String id = "event-" + i;
            assertEquals(PHASES, all.stream().filter(event -> event.id().equals(id)).map(Event::phase).toList(), id);
        }
    }

    /** Each number, once, in order. */
    private static void assertComplete(final List<Event> all) {
        final long first = all.getFirst().number();
        assertEquals(LongStream.range(first, first + all.size()).boxed().toList(),
            all.stream().map(Event::number).toList());
        final var times = all.stream().map(event -> Instant.parse(
            event.json().get("event-time").getAsString())).toList();
        assertEquals(times.stream().sorted().toList(), times);
    }

    /** The last word of the stream is what the datastore says in the end. */
    private void assertLikeTheDatastore(final List<Event> all) {
        for (int i = 0; i < HANDOVERS; i++) {
            final String id = "event-" + i;
            final var view = setup.northbound().view(id);
            assertEquals(told(view), told(last(all, id, "completed")), id);
            assertEquals(told(view.handBack()), told(last(all, id, "back: rolled-back")), id + " back");
        }
    }

    private static HandoverView last(final List<Event> all, final String id, final String phase) {
        return new HandoverView(all.stream().filter(event -> event.id().equals(id) && event.phase().equals(phase))
            .reduce((one, other) -> other).orElseThrow().json()
            .getAsJsonObject("sharp-handover:handover-state-changed"));
    }

    private static List<Object> told(final HandoverView view) {
        return Stream.concat(Stream.of(view.phase(), view.failureReason()), Stream.concat(
            Stream.of("detected", "in-progress", "completed", "rolled-back", "failed").map(view::flows),
            Stream.of("buffered-packets-max", "buffered-packets-total", "released-packets", "lost-packets")
                .map(view::controller))).map(Object.class::cast).toList();
    }

    private static List<String> facts(final List<Event> events) {
        return events.stream().filter(event -> event.id().startsWith("event-"))
            .map(event -> event.number() + " " + event.id() + ' ' + event.phase()).toList();
    }

    /** Who was away gets no old events, and sees by the numbers that there were some. */
    private static void assertGapIsSeen(final List<Event> all, final List<Event> first, final List<Event> second) {
        final var both = new ArrayList<>(facts(first));
        both.addAll(facts(second));
        final var expected = new ArrayList<>(facts(all));
        expected.removeIf(fact -> fact.contains(" event-1 "));
        assertEquals(expected, both);
        assertTrue(second.getFirst().number() > first.getLast().number() + 1, "a number is missing");
    }
}
