/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.control.VnfEvent.RelatedFlow;

/**
 * The JSON of the control channel, one object a line.
 *
 * <pre>
 *  {"type":"export-state","handover":"123","flow":{"eth-type":2048,...},"reverse-flow":{...},"direction":"both",
 *   "peer":{"id":"vnf2","management-address":"192.0.2.2"},"marker":123}
 *  {"type":"import-state","handover":"123",...,"rollback":true}
 *  {"type":"handover-finished","handover":"123",...,"outcome":"completed"}
 *  {"type":"drained","handover":"123"}
 *  {"type":"state-exported","handover":"123"}
 *  {"type":"state-imported","handover":"123"}
 *  {"type":"state-failed","handover":"123","reason":"text"}
 *  {"type":"get-state","handover":"123",...}
 *  {"type":"state","handover":"123",...,"state":"AAEC"}
 *  {"type":"put-state","handover":"123",...,"state":"AwQF"}
 *  {"type":"state","handover":"123","state":"AAEC"}
 *  {"type":"flow-described","handover":"123","flows":[{"direction":"reverse","eth-type":2048,...}]}
 * </pre>
 */
public final class VnfJson {
    /** Related flows of one answer; more make it malformed. */
    public static final int RELATED_FLOWS_MAX = 64;
    private static final int TEXT_CHARS_MAX = 1024;
    /** Most octets of a state in one line. */
    private static final int STATE_OCTETS_MAX = 32_768;

    private VnfJson() {
        // functions only
    }

    /** One line without its end; several, of which only the last has no end, where a state is too long for one. */
    public static String encode(final VnfCommand command) {
        final byte[] state = command.state();
        if (state == null) {
            return line(command, command.type().text(), null);
        }
        final var lines = new StringBuilder();
        int from = 0;
        for (; state.length - from > STATE_OCTETS_MAX; from += STATE_OCTETS_MAX) {
            lines.append(line(command, "state", base64(state, from, from + STATE_OCTETS_MAX))).append('\n');
        }
        return lines.append(line(command, command.type().text(), base64(state, from, state.length))).toString();
    }

    private static String base64(final byte[] state, final int from, final int to) {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(state, from, to));
    }

    private static String line(final VnfCommand command, final String type, final @Nullable String state) {
        final var json = new JsonObject();
        json.addProperty("type", type);
        json.addProperty("handover", command.handover());
        json.add("flow", encodeFlow(command.flow()));
        json.add("reverse-flow", encodeFlow(command.reverseFlow()));
        json.addProperty("direction", command.direction().text());
        final var peer = new JsonObject();
        peer.addProperty("id", command.peer().id());
        peer.addProperty("management-address", command.peer().managementAddress());
        json.add("peer", peer);
        json.addProperty("marker", command.marker());
        if (command.rollback()) {
            json.addProperty("rollback", true);
        }
        add(json, "outcome", command.outcome());
        add(json, "state", state);
        return json.toString();
    }

    /** Reads what a VNF wrote; empty when it is not what we understand. */
    public static Optional<VnfEvent> decodeEvent(final String line) {
        try {
            final JsonObject json = parse(line);
            final String handover = text(json, "handover");
            return switch (text(json, "type")) {
                case "drained" -> Optional.of(new VnfEvent.Drained(handover));
                case "state-exported" -> Optional.of(new VnfEvent.StateExported(handover));
                case "state" -> Optional.of(new VnfEvent.State(handover, octets(json)));
                case "state-imported" -> Optional.of(new VnfEvent.StateImported(handover));
                case "state-failed" -> Optional.of(new VnfEvent.StateFailed(handover,
                    json.has("reason") ? text(json, "reason") : "no reason given"));
                case "flow-described" -> Optional.of(new VnfEvent.FlowDescribed(handover, flows(json)));
                default -> Optional.empty();
            };
        } catch (IOException | JsonParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads {@code {"flows":[...]}}, what a hook prints as its answer to describe-flow; empty when it is not that. */
    public static Optional<List<RelatedFlow>> decodeFlows(final String text) {
        try {
            return Optional.of(flows(parse(text)));
        } catch (IOException | JsonParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The facts that a flow has. */
    public static JsonObject encodeFlow(final FlowFacts flow) {
        final var json = new JsonObject();
        add(json, "eth-source", flow.ethSource());
        add(json, "eth-destination", flow.ethDestination());
        add(json, "vlan-id", flow.vlanId());
        add(json, "eth-type", flow.ethType());
        add(json, "ip-protocol", flow.ipProtocol());
        add(json, "source-address", flow.sourceAddress());
        add(json, "destination-address", flow.destinationAddress());
        add(json, "source-port", flow.sourcePort());
        add(json, "destination-port", flow.destinationPort());
        return json;
    }

    private static void add(final JsonObject json, final String name, final @Nullable String value) {
        if (value != null) {
            json.addProperty(name, value);
        }
    }

    private static void add(final JsonObject json, final String name, final @Nullable Integer value) {
        if (value != null) {
            json.addProperty(name, value);
        }
    }

    /** One object and nothing behind it, by the letter of the standard. */
    private static JsonObject parse(final String text) throws IOException {
        final var reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        final JsonElement element = JsonParser.parseReader(reader);
        if (!element.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IllegalArgumentException("expected one JSON object");
        }
        return element.getAsJsonObject();
    }

    private static List<RelatedFlow> flows(final JsonObject json) {
        final JsonElement element = json.get("flows");
        if (element == null) {
            return List.of();
        }
        final JsonArray array = element.isJsonArray() ? element.getAsJsonArray() : null;
        if (array == null || array.size() > RELATED_FLOWS_MAX) {
            throw new IllegalArgumentException("expected up to " + RELATED_FLOWS_MAX + " flows");
        }
        final var flows = new ArrayList<RelatedFlow>(array.size());
        for (final JsonElement flow : array) {
            if (!flow.isJsonObject()) {
                throw new IllegalArgumentException("expected a flow");
            }
            flows.add(relatedFlow(flow.getAsJsonObject()));
        }
        return flows;
    }

    private static RelatedFlow relatedFlow(final JsonObject json) {
        return new RelatedFlow(
            new FlowFacts(
                optionalText(json, "eth-source"),
                optionalText(json, "eth-destination"),
                optionalNumber(json, "vlan-id", 0xFFF),
                optionalNumber(json, "eth-type", 0xFFFF),
                optionalNumber(json, "ip-protocol", 0xFF),
                optionalText(json, "source-address"),
                optionalText(json, "destination-address"),
                optionalNumber(json, "source-port", 0xFFFF),
                optionalNumber(json, "destination-port", 0xFFFF)),
            FlowDirection.valueOf(text(json, "direction").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable String optionalText(final JsonObject json, final String name) {
        return json.has(name) ? text(json, name) : null;
    }

    private static @Nullable Integer optionalNumber(final JsonObject json, final String name, final int max) {
        if (!json.has(name)) {
            return null;
        }
        final JsonElement element = json.get(name);
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isNumber()) {
            throw new IllegalArgumentException("expected a number as " + name);
        }
        // of the text, because getAsInt() cuts 1.5 and wraps 2^32
        final int value = Integer.parseInt(element.getAsString());
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("expected 0 to " + max + " as " + name + ", found " + value);
        }
        return value;
    }

    private static byte[] octets(final JsonObject json) {
        final JsonElement element = json.get("state");
        if (element == null || !element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
            throw new IllegalArgumentException("expected Base64 as state");
        }
        return Base64.getDecoder().decode(element.getAsString());
    }

    private static String text(final JsonObject json, final String name) {
        final JsonElement element = json.get(name);
        if (element == null || !element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()
                || element.getAsString().length() > TEXT_CHARS_MAX) {
            throw new IllegalArgumentException("expected a text of up to " + TEXT_CHARS_MAX + " characters as " + name);
        }
        return element.getAsString();
    }
}
