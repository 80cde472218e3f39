/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.it.Mode;

class RawFileTest {
    private static final Origin OTHER = new Origin("beef", "A CPU", 2, 8000, "Linux 6", "21.0.9", "OVS 3.1",
        "openflowplugin 0.20.1");
    private static final Batch BATCH = Example.batch(Example.SHARP, Map.of("ovs.rconn_overflow", 3L),
        Example.sample(false, 5000, 4, 3));

    @TempDir
    private Path directory;

    @Test
    void shouldReadWhatItHasWritten() {
        final var raw = new RawFile(directory.resolve("new"));
        raw.begin(Example.ORIGIN, false);

        raw.append(BATCH);
        raw.append(Example.tcp(Mode.OPENNF, ""));
        raw.append(Example.timelines(""));

        assertEquals(new RawFile.Contents(List.of(Example.ORIGIN), List.of(BATCH),
            List.of(Example.tcp(Mode.OPENNF, "")), List.of(Example.timelines(""))),
            new RawFile(directory.resolve("new")).read());
    }

    @Test
    void shouldHaveOneJsonObjectALineWithTheCommit() throws IOException {
        final var raw = new RawFile(directory);
        raw.begin(Example.ORIGIN, false);
        raw.append(BATCH);

        final var lines = Files.readAllLines(directory.resolve(RawFile.NAME));

        assertEquals(2, lines.size());
        assertEquals("A CPU", JsonParser.parseString(lines.getFirst()).getAsJsonObject().getAsJsonObject("origin")
            .get("cpu").getAsString());
        final var batch = JsonParser.parseString(lines.getLast()).getAsJsonObject().getAsJsonObject("batch");
        assertEquals("c0ffee", batch.get("commit").getAsString());
        assertEquals("sharp", batch.getAsJsonObject("cell").get("mode").getAsString());
        assertEquals(1000, batch.getAsJsonObject("cell").get("rate_pps").getAsInt());
    }

    /** A killed run may leave a line without its end: the next one goes on behind the last whole line. */
    @Test
    void shouldCutOffALineWithoutItsEnd() throws IOException {
        final var raw = new RawFile(directory);
        raw.begin(Example.ORIGIN, false);
        raw.append(BATCH);
        Files.writeString(directory.resolve(RawFile.NAME), "{\"batch\":{\"comm", StandardOpenOption.APPEND);
        assertEquals(List.of(BATCH), raw.read().batches());

        raw.begin(Example.ORIGIN, false);
        raw.append(BATCH);

        assertEquals(List.of(BATCH, BATCH), raw.read().batches());
        assertEquals(1, raw.read().origins().size());
    }

    @Test
    void shouldRefuseToMixUnlessTold() {
        final var raw = new RawFile(directory);
        raw.begin(Example.ORIGIN, false);

        final var refusal = assertThrows(IllegalArgumentException.class, () -> raw.begin(OTHER, false));
        assertTrue(refusal.getMessage().contains("c0ffee") && refusal.getMessage().contains("beef")
            && refusal.getMessage().contains("--mix"), refusal.getMessage());
        assertEquals(List.of(Example.ORIGIN), raw.read().origins());

        raw.begin(OTHER, true);
        assertEquals(List.of(Example.ORIGIN, OTHER), raw.read().origins());
    }

    @Test
    void shouldMoveOutOfTheWayWhatComesFromSomewhereElse() {
        final var raw = new RawFile(directory);
        raw.begin(Example.ORIGIN, false);
        raw.append(BATCH);
        assertEquals(Optional.empty(), raw.setAside(Example.ORIGIN));

        assertEquals(Optional.of(directory.resolve("raw-c0ffee.jsonl")), raw.setAside(OTHER));
        raw.begin(OTHER, false);

        assertEquals(List.of(), raw.read().batches());
        assertTrue(Files.exists(directory.resolve("raw-c0ffee.jsonl")));
    }

    @Test
    void shouldSayWhichLineIsStrange() throws IOException {
        final var raw = new RawFile(directory);
        raw.begin(Example.ORIGIN, false);
        Files.writeString(directory.resolve(RawFile.NAME), "what is this\n", StandardOpenOption.APPEND);

        final var refusal = assertThrows(IllegalArgumentException.class, raw::read);
        assertTrue(refusal.getMessage().contains("line 2"), refusal.getMessage());
    }
}
