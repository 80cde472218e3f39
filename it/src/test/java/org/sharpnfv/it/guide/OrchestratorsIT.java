/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.guide;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;

/** The page for orchestrators, run as it stands against a real controller while packets flow. */
class OrchestratorsIT {
    private static final String PAGE = "karaf/orchestrators.md";
    /** Without a group nothing is steered: the stream ends before. */
    private static final String FAREWELL = "-X DELETE $ODL/rests/data/sharp-vnf:vnf-groups";
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Progress progress = new Progress(Console.out(), false);

    @Test
    void shouldDoWhatThePageSays(@TempDir final Path directory) throws IOException {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/orchestrators-logs"));
            final var setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, progress);
            final var lab = setup.lab();
            final var control = lab.topology().control();
            Files.copy(lab.topology().instances().getFirst().groupKey().file(), directory.resolve("firewall.key"));
            final Map<String, Interpreter> interpreters = Map.of(
                "sh", Interpreter.shell(sandbox, control, directory),
                "python", Interpreter.python(sandbox, control, directory));
            final var blocks = Guide.blocks(PAGE);
            final int farewell = blocks.indexOf(blocks.stream().filter(block -> block.text().contains(FAREWELL))
                .findFirst().orElseThrow());
            final var dropsBefore = lab.drops();
            final var stream = lab.stream(400, 200, 3);
            stream.start();
            Waiting.pause(SETTLED);

            run(blocks.subList(0, farewell), interpreters);
            final var result = stream.stop();
            final var drops = lab.drops().since(dropsBefore);
            run(blocks.subList(farewell, blocks.size()), interpreters);

            Waiting.until("end of the group that the page removes", Duration.ofSeconds(30), Duration.ofMillis(100),
                () -> setup.northbound().groupStatus().isEmpty());
            assertAll(
                () -> assertTrue(result.sent() > 1000 && result.isFlawless(), () -> "lost " + result.lost()
                    + ", duplicated " + result.duplicated() + ", reordered " + result.reordered() + ": "
                    + result.anomalies()),
                () -> assertTrue(drops.nonZero().isEmpty(), () -> drops.nonZero().toString()));
        }
    }

    /** Each line of a text block must be in what the block above it has printed. */
    private void run(final List<Guide.Block> blocks, final Map<String, Interpreter> interpreters) {
        String ran = "";
        String output = "";
        for (final var block : blocks) {
            if ("text".equals(block.language())) {
                for (final var line : block.text().lines().toList()) {
                    final String found = output;
                    final String by = ran;
                    assertTrue(found.contains(line), () -> "expected " + line + " from\n" + by + "\nfound " + found);
                }
            } else {
                ran = block.text();
                progress.step(block.language() + ": " + ran.lines().findFirst().orElse(""));
                output = interpreters.get(block.language()).run(ran);
            }
        }
    }
}
