/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Northbound requests that were right before something was done to them. */
public final class RequestFuzzer {
    /** The group that fuzzed bodies are about; on a switch that nobody has. */
    public static final String GROUP = "fuzz";

    private static final String GROUPS = "/data/sharp-vnf:vnf-groups/vnf-group=";
    private static final String JSON = "application/yang-data+json";
    private static final int NESTED = 5_000;
    private static final List<String> CONTENT_TYPES = List.of("", "text/plain", "application/xml",
        "application/yang-data+xml", "application/yang-patch+json", "application/yang-data+json; charset=utf-16",
        "application/json;;;", "nonsense", "a/b/c", "multipart/form-data");
    private static final List<String> KEYS = List.of("", ",", "a,b", "%", "%zz", "%00", "%ff", "%C3%28", "..", "a/b",
        "a/surprise", "a?content=surprise", "a?depth=-1", "a?surprise=1", "a=b", "'", "\"", "[id='a']", "a%2Fb",
        "é", "<a>", "{a}", "a|b", "a b", "\u0001", "x".repeat(100), "x".repeat(3_000), "x".repeat(20_000));
    private static final List<String> METHODS = List.of("PATCH", "POST", "DELETE", "TRACE", "OPTIONS", "HEAD",
        "SURPRISE", "put", "GET");
    private static final List<String> PATHS = List.of("/data/sharp-handover:surprise", "/data/surprise:handovers",
        "/data/sharp-handover:handovers", "/data/sharp-handover:handovers/handover=a", "/data/sharp-handover:",
        "/data/sharp-handover:handover-requests/handover-request", "/data/sharp-vnf:vnf-groups/vnf-group",
        "/operations/sharp-handover:surprise", "/operations/sharp-handover", "/surprise", "/data//", "/operations",
        "/data/sharp-handover:protocol-counters", "/data/sharp-vnf:vnf-groups/vnf-group=fuzz/operational-status");

    private final Random random;
    private int count;

    /**
     * A source of requests.
     *
     * @param random where chance comes from
     */
    public RequestFuzzer(final Random random) {
        this.random = random;
    }

    /**
     * The next request.
     *
     * @return a request, most often wrong
     */
    public RawRequest next() {
        final var right = right();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> text(right);
            case 3 -> new RawRequest("content type", right.method(), right.path(), any(CONTENT_TYPES), right.body());
            case 4, 5 -> new RawRequest("key", right.method(), any(List.of(GROUPS,
                "/data/sharp-handover:handover-requests/handover-request=")) + any(KEYS), JSON, right.body());
            case 6 -> new RawRequest("method", any(METHODS), right.path(), JSON, right.body());
            case 7 -> new RawRequest("path", right.method(), any(PATHS), JSON, right.body());
            default -> tree(right);
        };
    }

    private <T> T any(final List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** A request that is taken as it is. */
    private RawRequest right() {
        final String id = "fuzz-" + ++count;
        final String request = """
            {"sharp-handover:handover-request":[{"id":"%s","vnf-group":"%s","destination":"vnf2","priority":10,
            "match":{"ethernet-match":{"ethernet-type":{"type":2048}},"ip-match":{"ip-protocol":17},
            "ipv4-source":"10.9.0.0/16","udp-destination-port":7},"direction":"both","detection-idle-timeout":1,
            "detection-hard-timeout":5,"deadline":2000,"on-source-silent":"roll-back","on-failure":"roll-back",
            "on-overflow":"fail","controller-buffer-limit":1000,"agent-buffer-limit":1000}]}"""
            .formatted(id, Northbound.GROUP);
        return switch (random.nextInt(8)) {
            case 0 -> request("PUT", "/data/sharp-handover:handover-requests/handover-request=" + id, request);
            case 1 -> request("POST", "/operations/sharp-handover:cancel-handover",
                "{\"sharp-handover:input\":{\"id\":\"" + id + "\"}}");
            case 2 -> request("POST", "/operations/sharp-handover:clear-finished-handovers", "{}");
            case 3, 4 -> request("PUT", GROUPS + GROUP, """
                {"sharp-vnf:vnf-group":[{"id":"fuzz","ingress":{"node":"openflow:77","port":[1,2]},
                "egress":{"node":"openflow:78","port":[1],"port-mac-address":[
                {"port":1,"mac-address":"02:00:00:00:00:09"}]},"default-instance":"vnf1",
                "control-key":"MDEyMzQ1Njc4OWFiY2RlZg==","instance":[{"id":"vnf1","ingress-port":3,"egress-port":3,
                "management-address":"192.0.2.1"},{"id":"vnf2","ingress-port":4,"egress-port":4,
                "ingress-mac-address":"02:00:00:00:01:02","management-address":"vnf2.example"}]}]}""");
            default -> request("POST", "/data/sharp-handover:handover-requests", request);
        };
    }

    private static RawRequest request(final String method, final String path, final String body) {
        return new RawRequest("right", method, path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Something is done to the octets. */
    private RawRequest text(final RawRequest right) {
        final String text = new String(right.body(), StandardCharsets.UTF_8);
        final int at = random.nextInt(text.length());
        final int to = at + random.nextInt(text.length() - at);
        return switch (random.nextInt(9)) {
            case 0 -> changed(right, "truncated", text.substring(0, at));
            case 1 -> changed(right, "cut", text.substring(0, at) + text.substring(to));
            case 2 -> changed(right, "twice", text.substring(0, to) + text.substring(at));
            case 3 -> {
                final byte[] body = right.body().clone();
                body[at] = (byte) random.nextInt(256);
                yield new RawRequest("octet", right.method(), right.path(), JSON, body);
            }
            case 4 -> changed(right, "inserted", text.substring(0, at)
                + any(List.of("\uFEFF", "\0", "{", "}", "[", "]", "\"", ",", ":", "\\", "null", "/*"))
                + text.substring(at));
            case 5 -> changed(right, "behind", text + any(List.of("{}", "]", "x", text)));
            case 6 -> changed(right, "duplicate key", duplicated(text));
            case 7 -> changed(right, "other root", any(List.of("", "null", "[]", "{}", "1", "\"text\"", "<a/>",
                text.replace("sharp-", "surprise-"), text.replace("sharp-handover:", ""), text.replace("vnf-group\":[",
                    "vnf-groups\":["))));
            default -> {
                final byte[] noise = new byte[random.nextInt(500)];
                random.nextBytes(noise);
                yield new RawRequest("noise", right.method(), right.path(), JSON, noise);
            }
        };
    }

    /** A member occurs twice. */
    private String duplicated(final String text) {
        final String[] members = text.split("(?<=[{,])(?=\\s*\")", -1);
        final int at = random.nextInt(members.length);
        final String twice = members[at].strip().endsWith(",") ? members[at] : "\"id\":\"fuzz-again\",";
        members[at] = at == 0 ? members[at] : twice + members[at];
        return String.join("", members);
    }

    private static RawRequest changed(final RawRequest right, final String what, final String body) {
        return new RawRequest(what, right.method(), right.path(), JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Something is done to one value. */
    private RawRequest tree(final RawRequest right) {
        final JsonElement body = JsonParser.parseString(new String(right.body(), StandardCharsets.UTF_8));
        final var objects = new ArrayList<JsonObject>();
        collect(body, objects);
        final JsonObject object = any(objects);
        final var names = new ArrayList<>(object.keySet());
        final int what = names.isEmpty() ? 0 : random.nextInt(10);
        if (what < 2) {
            object.add(any(List.of("surprise", "sharp-vnf:surprise", "surprise:leaf", "operational-status", "", "id",
                "@id", "@", ":", "match", "a b", "sharp-handover:id")), value());
            return changed(right, "unknown leaf", body.toString());
        }
        final String name = any(names);
        if (what < 4) {
            object.remove(name);
            return changed(right, "missing " + name, body.toString());
        } else if (object.get(name) instanceof JsonArray array && what < 7) {
            array.add(any(List.of(array.get(0).deepCopy(), value())));
            return changed(right, "longer " + name, body.toString());
        }
        if (what == 9) {
            final String mark = "replaced-here";
            object.addProperty(name, mark);
            return changed(right, "literal of " + name, body.toString().replace('"' + mark + '"', literal()));
        }
        object.add(name, value());
        return changed(right, "value of " + name, body.toString());
    }

    private static void collect(final JsonElement element, final List<JsonObject> objects) {
        if (element instanceof JsonObject object) {
            objects.add(object);
            object.asMap().values().forEach(value -> collect(value, objects));
        } else if (element instanceof JsonArray array) {
            array.forEach(value -> collect(value, objects));
        }
    }

    private JsonElement value() {
        final List<Supplier<JsonElement>> values = List.of(() -> JsonNull.INSTANCE, () -> new JsonPrimitive(true),
            JsonObject::new, JsonArray::new, () -> new JsonPrimitive(-1), () -> new JsonPrimitive(0),
            () -> new JsonPrimitive(3.5), () -> new JsonPrimitive(random.nextLong()),
            () -> new JsonPrimitive(new BigDecimal("1e400")), () -> new JsonPrimitive(65_536),
            () -> new JsonPrimitive(4_294_967_296L), () -> new JsonPrimitive(random.nextInt(100_000)),
            () -> new JsonPrimitive(""), () -> new JsonPrimitive("10"), () -> new JsonPrimitive("x".repeat(65)),
            () -> new JsonPrimitive("x".repeat(200_000)), () -> new JsonPrimitive("9".repeat(1_000)),
            () -> new JsonPrimitive("\0"),
            () -> new JsonPrimitive(Character.toString(0x202E) + "é😀" + Character.toString(0xFFFF)),
            () -> new JsonPrimitive("10.0.0.0/33"), () -> new JsonPrimitive("a:b"),
            () -> new JsonPrimitive("openflow:"), () -> new JsonPrimitive("/a[b='c']"), () -> listOf(JsonNull.INSTANCE),
            () -> listOf(new JsonObject()), () -> listOf(new JsonPrimitive(7)));
        return any(values).get();
    }

    private static JsonElement listOf(final JsonElement element) {
        final var list = new JsonArray();
        list.add(element);
        return list;
    }

    /** What a JSON library would not write. */
    private String literal() {
        return any(List.of("[".repeat(NESTED) + "]".repeat(NESTED), "{\"a\":".repeat(NESTED) + "1" + "}".repeat(NESTED),
            "1".repeat(5_000), "-", "0x10", "01", "+1", "1e999999999", "NaN", "Infinity", "'text'", "\"\\ud800\"",
            "\"\\q\"", "\"\\u00\"", "undefined", "\"\n\"", "tru", "1.0", "1e1", "-0"));
    }
}
