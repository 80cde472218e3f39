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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.EntrySnapshot;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Layout;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Reply;

/** Three instances, and both hosts, on one switch; requests that overlap while they run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneSwitchIT {
    private static final int FLOWS = 20;
    private static final Duration OVERLAP = Duration.ofMillis(60);

    private final Progress progress = new Progress(Console.out(), false);
    private Sandbox sandbox;
    private Setup setup;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/one-switch-logs"));
        setup = Setup.bringUp(sandbox, 3, Layout.ONE_SWITCH, progress);
        new Experiment(setup, new Plan("warm-up", 500, 200, 1, 2, 0, 1), progress).run();
    }

    @AfterAll
    void takeDown() {
        sandbox.close();
    }

    @Test
    void shouldMoveFlowsThereAndBack() {
        final var report = new Experiment(setup, new Plan("one-switch", 2000, 200, FLOWS, 4, 20, 1), progress).run();

        Evaluation.keep(report);
        assertEquals(List.of(), report.complaints(), report::toText);
        for (final var outcome : report.outcomes()) {
            assertEquals(FLOWS, outcome.view().flows("detected"), () -> outcome.view().json().toString());
        }
    }

    /** Three requests nested by priority come while the one before runs, and go from the middle outwards. */
    @Test
    void shouldFollowThePriorityOfRequestsThatOverlap() {
        final Lab lab = setup.lab();
        final var entriesBefore = EntrySnapshot.of(lab.topology().ovs());
        final var dropsBefore = lab.drops();
        final var portsBefore = lab.accounts().ports("vnf1");
        final var stream = lab.stream(1000, 200, FLOWS);
        stream.start();
        Waiting.pause(Duration.ofSeconds(3));
        final var ports = lab.accounts().ports("vnf1");
        ports.removeAll(portsBefore);
        final int one = ports.first();

        post("all", "vnf2", 10, "{}");
        post("udp", "vnf3", 20, match(""));
        post("one", "vnf1", 30, match(",\"udp-source-port\":" + one));
        final var northbound = setup.northbound();
        List.of("all", "udp", "one").forEach(id -> assertEnded(id, northbound.awaitEnd(id), "completed"));
        final var there = lab.accounts();
        List.of("udp", "all", "one").forEach(this::withdraw);
        List.of("udp", "all", "one").forEach(id -> assertEnded(id, northbound.awaitHandBack(id), "rolled-back"));
        final var result = stream.stop();
        final var drops = lab.drops().since(dropsBefore);

        assertAll(
            () -> assertTrue(result.isFlawless(), () -> "lost " + result.lost() + ", duplicated " + result.duplicated()
                + ", reordered " + result.reordered() + ": " + result.anomalies()),
            () -> assertEquals(List.of(), lab.accounts().differences(result)),
            () -> assertEquals(Set.copyOf(ports.tailSet(one + 1)), Set.copyOf(there.ports("vnf3"))),
            () -> assertEquals(Set.of(), there.ports("vnf2")),
            () -> assertTrue(there.ports("vnf1").contains(one)),
            () -> assertTrue(drops.nonZero().isEmpty(), () -> drops.nonZero().toString()),
            () -> assertEquals(entriesBefore, EntrySnapshot.of(lab.topology().ovs())));
    }

    private void post(final String id, final String destination, final int priority, final String match) {
        final JsonObject request = Northbound.requestBody(id, destination, priority);
        request.add("match", JsonParser.parseString(match));
        request.addProperty("detection-idle-timeout", 1);
        final Reply reply = setup.northbound().request(request);
        assertEquals(201, reply.status(), reply.body());
        Waiting.pause(OVERLAP);
    }

    private void withdraw(final String id) {
        final Reply reply = setup.northbound().withdraw(id);
        assertTrue(reply.isSuccess(), reply::body);
        Waiting.pause(OVERLAP);
    }

    private void assertEnded(final String id, final HandoverView view, final String phase) {
        progress.step(id + ": " + view.phase() + ", flows " + view.flows("detected"));
        assertEquals(phase, view.phase(), () -> view.json().toString());
    }

    private static String match(final String more) {
        return "{\"ethernet-match\":{\"ethernet-type\":{\"type\":2048}},\"ip-match\":{\"ip-protocol\":17}" + more + '}';
    }
}
