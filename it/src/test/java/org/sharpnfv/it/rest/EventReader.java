/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Sandbox;

/** A reader of the handovers' event stream: curl, as the guide has it. */
public final class EventReader implements AutoCloseable {
    private static final String NOTIFICATION =
        "(urn:opendaylight:sharp:handover?revision=2026-11-23)handover-state-changed";
    private static final List<String> LEAVES = List.of("sequence-number", "id", "hand-back", "phase");

    /**
     * One event.
     *
     * @param number its sequence number
     * @param id the request's
     * @param phase the phase that was entered; of a hand-back with "back: " in front
     * @param json everything, if it came as JSON
     */
    public record Event(long number, String id, String phase, JsonObject json) {
    }

    private final Sandbox sandbox;
    private final ChildProcess curl;

    private EventReader(final Sandbox sandbox, final ChildProcess curl) {
        this.sandbox = sandbox;
        this.curl = curl;
    }

    /**
     * Has the controller create a stream.
     *
     * @param restconf the northbound
     * @return its name
     */
    public static String createStream(final Restconf restconf) {
        final var names = new JsonArray();
        names.add(NOTIFICATION);
        final var input = new JsonObject();
        input.add("notifications", names);
        final var body = new JsonObject();
        body.add("sal-remote:input", input);
        final var reply = restconf.post("/operations/sal-remote:create-notification-stream", body);
        Restconf.expectSuccess("creation of a stream", reply);
        return reply.json().orElseThrow().getAsJsonObject("sal-remote:output")
            .get("notification-stream-identifier").getAsString();
    }

    /**
     * Begins to read.
     *
     * @param sandbox what owns it
     * @param control where the controller is
     * @param name of the process
     * @param url of the stream
     * @param options of curl
     * @return the reader
     */
    public static EventReader start(final Sandbox sandbox, final NetworkNamespace control, final String name,
            final String url, final String... options) {
        final var words = new ArrayList<>(List.of("curl", "-sSN", "-u", "admin:admin", "-H",
            "Accept: text/event-stream"));
        words.addAll(List.of(options));
        words.add(url);
        return new EventReader(sandbox, sandbox.start(name, control, new Command(words, Map.of())));
    }

    /**
     * What it has read so far.
     *
     * @return all events, in order
     */
    public List<Event> events() {
        final var events = new ArrayList<Event>();
        for (final var line : text().split("\n", -1)) {
            if (line.startsWith("data: {")) {
                events.add(json(line.substring("data: ".length())));
            } else if (line.startsWith("data: <")) {
                events.add(xml(line));
            }
        }
        return events;
    }

    /**
     * Everything that it has read so far.
     *
     * @return as it came
     */
    public String text() {
        try {
            // the last line may be on its way still
            final String all = Files.readString(curl.log());
            return all.substring(0, all.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event json(final String data) {
        final var notification = JsonParser.parseString(data).getAsJsonObject()
            .getAsJsonObject("ietf-restconf:notification");
        final var body = notification.getAsJsonObject("sharp-handover:handover-state-changed");
        return new Event(body.get("sequence-number").getAsLong(), body.get("id").getAsString(),
            phase(body.get("phase").getAsString(), body.get("hand-back").getAsBoolean()), notification);
    }

    private static Event xml(final String line) {
        final var found = new String[LEAVES.size()];
        for (int i = 0; i < found.length; i++) {
            final var leaf = Pattern.compile("<(?:\\w+:)?" + LEAVES.get(i) + "[^>]*>([^<]+)<").matcher(line);
            if (!leaf.find()) {
                throw new IllegalStateException("expected a handover-state-changed, found " + line);
            }
            found[i] = leaf.group(1);
        }
        return new Event(Long.parseLong(found[0]), found[1], phase(found[3], Boolean.parseBoolean(found[2])),
            new JsonObject());
    }

    private static String phase(final String phase, final boolean handBack) {
        return (handBack ? "back: " : "") + phase;
    }

    /** Breaks the connection. */
    @Override
    public void close() {
        sandbox.stop(curl);
    }
}
