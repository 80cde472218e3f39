/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.hsl.AgentProcess.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** A real agent's log, with a file in the journal's place. */
@Timeout(120)
class JournalAgentTest {
    @TempDir
    private Path directory;

    @Test
    void shouldPutThePriorityInFrontForTheJournalAndLogEachHandover() throws Exception {
        try (var agent = new AgentProcess(directory)) {
            final Path file = agent.errorFile();
            agent.launch(Map.of("JOURNAL_STREAM", Files.getAttribute(file, "unix:dev") + ":"
                + Files.getAttribute(file, "unix:ino")), "vnf1", "--run-dir", directory.toString());
            await("bridging", agent::errors,
                text -> text.contains("<6>vnf1: bridging in and out with veth:vin,vout\n"));
            agent.hello();
            for (final var side : Direction.values()) {
                agent.say(side, Controller.start(Role.SOURCE, StateTransfer.NONE));
            }
            await("START_HO in the log of the status socket", () -> AgentProcess.run(directory, "status",
                "--run-dir", directory.toString(), "--handovers").output(), text -> text.contains("start-ho-reverse"));
            agent.say(Direction.FORWARD, new Message.HandoverEnded(Controller.HANDOVER, Outcome.COMPLETED));

            await("a line about the handover", agent::errors, text -> text.lines().anyMatch(line -> line.matches(
                "<6>vnf1: handover=" + Controller.HANDOVER + " role=source outcome=completed peer=vnf2"
                + " duration-ms=[0-9.]+ held=0 returned=0 late=0 lost=0 reordered=0")));
            assertTrue(agent.errors().lines().allMatch(line -> line.startsWith("<")), agent.errors());
        }
    }

    @Test
    void shouldWriteTheTimeWhereNoJournalIs() throws Exception {
        try (var agent = new AgentProcess(directory)) {
            agent.launch(Map.of("JOURNAL_STREAM", "1:2"), "vnf1", "--run-dir", directory.toString());

            final String text = await("bridging", agent::errors, found -> found.contains("bridging"));

            assertTrue(text.matches("(?s)[0-9-]{10}T[0-9:.]{12} INFO .*"), text);
            assertFalse(text.contains("<6>"), text);
        }
    }
}
