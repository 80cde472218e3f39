/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.guide;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;

/**
 * A controller that succeeds another one, with what karaf/README.md says of an upgrade and of a backup, while flows go
 * on: nobody who sends packets notices, and what was asked for holds.
 */
class SuccessionIT {
    private static final String README = "karaf/README.md";
    private static final String ID = "move";
    private static final int FLOWS = 4;
    private static final Duration BOOT = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Progress progress = new Progress(Console.out(), false);

    @Test
    void shouldGoOnWhereTheOneBeforeHasEnded() {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/succession-logs"));
            final var setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, progress);
            final var lab = setup.lab();
            final var dropsBefore = lab.drops();
            final var stream = lab.stream(400, 200, FLOWS);
            stream.start();
            Waiting.pause(SETTLED);
            setup.northbound().requestUntilAccepted(request());
            awaitCompleted(setup);
            final var moved = lab.accounts().ports("vnf2");
            final var entries = entries(lab);

            upgrade(setup);
            awaitAsBefore(setup, entries);
            final var saved = save(setup.northbound().restconf());
            restoreIntoAnEmptyOne(setup, saved);
            awaitAsBefore(setup, entries);
            final var movedInTheEnd = lab.accounts().ports("vnf2");
            handBack(setup);

            final var result = stream.stop();
            final var drops = lab.drops().since(dropsBefore);
            assertAll(
                () -> assertEquals(FLOWS, moved.size(), "flows that were moved"),
                () -> assertEquals(moved, movedInTheEnd),
                () -> assertTrue(result.sent() > 1000 && result.isFlawless(), () -> "lost " + result.lost()
                    + ", duplicated " + result.duplicated() + ", reordered " + result.reordered() + ": "
                    + result.anomalies()),
                () -> assertTrue(drops.nonZero().isEmpty(), () -> drops.nonZero().toString()));
        }
    }

    private static JsonObject request() {
        final var request = Northbound.requestBody(ID, "vnf2", 10);
        request.addProperty("detection-idle-timeout", 1);
        return request;
    }

    private void upgrade(final Setup setup) {
        final var names = Guide.quoted(README, "Upgrade", "copy");
        progress.step("a new home, with the old one's " + String.join(", ", names));
        final Path old = setup.lab().controller().home();
        final var brought = new ArrayList<String>();
        replace(setup, next -> names.stream().filter(name -> Files.exists(old.resolve(name)))
            .forEach(name -> {
                Command.of("rm", "-rf", next.resolve(name).toString()).run();
                Command.of("cp", "-a", old.resolve(name).toString(), next.resolve(name).toString()).run();
                brought.add(name);
            }));
        assertEquals(names, brought, "what the page names is there");
    }

    private static List<JsonObject> save(final Restconf restconf) {
        return List.of("/data/sharp-vnf:vnf-groups", Northbound.REQUESTS).stream()
            .map(path -> Restconf.expectSuccess("GET of " + path, restconf.get(path + "?content=config")).json()
                .orElseThrow())
            .toList();
    }

    private void restoreIntoAnEmptyOne(final Setup setup, final List<JsonObject> saved) {
        progress.step("a new home with nothing in it, and PUT of groups and requests");
        replace(setup, next -> { });
        final var restconf = setup.northbound().restconf();
        assertEquals("", setup.northbound().groupStatus(), "an empty controller");
        Restconf.expectSuccess("PUT of groups", restconf.put("/data/sharp-vnf:vnf-groups", saved.getFirst()));
        Restconf.expectSuccess("PUT of requests", restconf.put(Northbound.REQUESTS, saved.getLast()));
    }

    private static void replace(final Setup setup, final Consumer<Path> change) {
        setup.lab().replaceController(change);
        setup.northbound().restconf().await(setup.lab().controller().child(), BOOT);
    }

    private static void awaitAsBefore(final Setup setup, final Map<String, List<String>> entries) {
        setup.northbound().awaitUp(LIMIT);
        awaitCompleted(setup);
        Waiting.until("the same entries as before", LIMIT, INTERVAL, () -> entries.equals(entries(setup.lab())));
    }

    /** By bridge. A cookie has the number of the controller's start in it. */
    private static Map<String, List<String>> entries(final Lab lab) {
        final var ovs = lab.topology().ovs();
        return ovs.bridges().stream().collect(Collectors.toMap(Function.identity(), bridge ->
            ovs.flows(bridge).stream().map(line -> line.replaceFirst("cookie=0x[0-9a-f]+", "")).sorted().toList()));
    }

    private static void awaitCompleted(final Setup setup) {
        final var view = setup.northbound().awaitEnd(ID);
        assertEquals("completed", view.phase(), () -> view.json().toString());
    }

    private static void handBack(final Setup setup) {
        Restconf.expectSuccess("DELETE of " + ID, setup.northbound().withdraw(ID));
        final var back = setup.northbound().awaitHandBack(ID);
        assertEquals("rolled-back", back.phase(), () -> back.json().toString());
        assertEquals(FLOWS, back.flows("completed"), () -> back.json().toString());
    }
}
