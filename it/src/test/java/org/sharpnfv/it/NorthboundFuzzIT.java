/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.RawRequest;
import org.sharpnfv.it.rest.RawRestconf;
import org.sharpnfv.it.rest.Reply;
import org.sharpnfv.it.rest.RequestFuzzer;

/**
 * Fuzzed northbound requests are answered with 4xx, in time and with a reason, or taken if they happen to be right; and
 * nothing of a refused one stays anywhere.
 */
class NorthboundFuzzIT {
    private static final int REQUESTS = Integer.getInteger("sharp.fuzz.requests", 3_000);
    private static final long SEED = Long.getLong("sharp.fuzz.seed", 88_055);
    private static final long LIMIT_MS = 10_000;
    private static final Pattern NO_LEAF = Pattern.compile("[:,\\[](null|\\{\\}|\\[\\]|\\[\\{\\}\\])");
    private static final Pattern ID = Pattern.compile("\"id\":\"(fuzz-[0-9]+)\"");
    private static final Duration AFTERWARDS = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    /** What has no RESTCONF error document, since RESTCONF does not see it. */
    private static final Set<String> ABOUT_HTTP = Set.of("key", "path", "method", "content type");

    /** What RESTCONF itself does wrong, before anything of it reaches SHarP. */
    private static final List<Fault> KNOWN_FAULTS = List.of(
        // an RPC's input that does not fit the model: what its parser throws is not mapped, other than for data
        (request, reply) -> isUncaught(reply) && request.path().startsWith("/operations/"),
        // a body without any data: IllegalStateException, "Holder has not been completed"
        (request, reply) -> isUncaught(reply) && request.text().matches("\\s*(|\\{\\s*\\}|\\[\\s*\\]|null)\\s*"),
        // null, or an object or array, where a leaf is expected: NullPointerException
        (request, reply) -> isUncaught(reply) && NO_LEAF.matcher(request.text()).find(),
        // a mandatory leaf of opendaylight-match-types: the datastore insists on it, and the reason gets lost
        (request, reply) -> reply.status() == HttpURLConnection.HTTP_INTERNAL_ERROR
            && reply.body().contains("not committed correctly") && !request.text().contains("\"type\":"),
        // a POST of no list entry is never answered
        (request, reply) -> reply.status() == -1 && "POST".equals(request.method())
            && request.text().contains("\"sharp-handover:handover-request\":[]"));

    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    /** Requests that were right. */
    private final List<String> accepted = new ArrayList<>();
    private int known;

    /** A fault of others. */
    private interface Fault {
        boolean explains(RawRequest request, Reply reply);
    }

    private static boolean isUncaught(final Reply reply) {
        return reply.status() == HttpURLConnection.HTTP_INTERNAL_ERROR && reply.body().isEmpty();
    }

    @Test
    void shouldRefuseWhatIsWrongAndGoOn() {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/northbound-fuzz-logs"));
            final var setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, new Progress(Console.out(), false));
            final var ovs = setup.lab().topology().ovs();
            final var northbound = setup.northbound();
            final var before = List.of(ovs.flows(Topology.INGRESS), ovs.flows(Topology.EGRESS));
            final var raw = new RawRestconf(setup.lab().inControl(), northbound.restconf().url());
            final var fuzzer = new RequestFuzzer(new Random(SEED));

            for (int i = 0; i < REQUESTS; i++) {
                offer(northbound, raw, fuzzer.next());
            }

            answers.forEach((answer, number) -> Console.out().println("FUZZ " + answer + ": " + number));
            Console.out().println("FUZZ known faults of RESTCONF: " + known);
            complaints.forEach(complaint -> Console.out().println("FUZZ complaint " + complaint));
            assertEquals(List.of(), complaints, "seed " + SEED);
            assertNothingIsLeft(northbound);
            Waiting.until("the entries of before", AFTERWARDS, INTERVAL, () ->
                before.equals(List.of(ovs.flows(Topology.INGRESS), ovs.flows(Topology.EGRESS))));
            assertWorks(northbound);
        }
    }

    private void offer(final Northbound northbound, final RawRestconf raw, final RawRequest request) {
        final long startNs = System.nanoTime();
        final Reply first = raw.send(request);
        // a busy datastore may give up on a commit: that is not about this request, and does not happen twice
        final Reply reply = first.status() >= HttpURLConnection.HTTP_INTERNAL_ERROR ? raw.send(request) : first;
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        answers.merge(reply.status() + (reply.status() / 100 == 4 && reply.errors().isEmpty() ? " without a reason "
            + request.what() : ""), 1, Integer::sum);
        final boolean refused = reply.status() / 100 == 4;
        final boolean reasonMissing = refused && reply.errors().isEmpty() && !ABOUT_HTTP.contains(request.what());
        if (KNOWN_FAULTS.stream().anyMatch(fault -> fault.explains(request, reply))) {
            known++;
        } else if (!refused && !reply.isSuccess() || reasonMissing || tookMs > LIMIT_MS) {
            complaints.add(reply.status() + " after " + tookMs + " ms, " + request + " -> " + reply.body());
        }
        if (reply.isSuccess() && !request.path().startsWith("/operations")) {
            accepted.add(request.path() + ' ' + request.text());
            withdraw(northbound);
        }
    }

    /** It was right: all that there is goes, apart from the group of this lab. */
    private void withdraw(final Northbound northbound) {
        for (final var path : List.of(Northbound.REQUESTS, "/data/sharp-vnf:vnf-groups/vnf-group="
                + RequestFuzzer.GROUP)) {
            final int status = northbound.restconf().delete(path).status();
            if (status / 100 != 2 && status != HttpURLConnection.HTTP_CONFLICT
                    && status != HttpURLConnection.HTTP_NOT_FOUND) {
                complaints.add(status + " DELETE " + path);
            }
        }
    }

    private void assertNothingIsLeft(final Northbound northbound) {
        final Reply groups = northbound.restconf().get("/data/sharp-vnf:vnf-groups?content=config");
        assertEquals(1, groups.json().orElseThrow().getAsJsonObject("sharp-vnf:vnf-groups")
            .getAsJsonArray("vnf-group").size(), groups.body());
        final Reply requests = northbound.restconf().get(Northbound.REQUESTS + "?content=config");
        assertTrue(!requests.body().contains("\"id\""), requests.body());
        final Reply handovers = northbound.restconf().get("/data/sharp-handover:handovers?content=nonconfig&depth=3");
        handovers.json().ifPresent(json -> ID.matcher(json.toString()).results().map(found -> found.group(1))
            .forEach(id -> assertTrue(accepted.stream().anyMatch(text -> text.contains(id)), () -> "refused: " + id)));
    }

    private static void assertWorks(final Northbound northbound) {
        final var request = Northbound.requestBody("afterwards", "vnf2", 10);
        request.addProperty("detection-idle-timeout", 1);
        northbound.requestUntilAccepted(request);
        assertEquals("completed", northbound.awaitEnd("afterwards").phase());
        assertTrue(northbound.withdraw("afterwards").isSuccess());
        assertEquals("rolled-back", northbound.awaitHandBack("afterwards").phase());
    }
}
