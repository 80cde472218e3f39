/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsFileTest {
    @TempDir
    private Path directory;

    @Test
    void shouldWriteTheLastValuesWhenClosed() throws Exception {
        final var counters = new Counters();
        final Counter frames = counters.counter("ingress.received-frames");
        counters.observe("elsewhere", () -> 7);
        final Path file = directory.resolve("stats.json");
        final var stats = new StatsFile(file, counters, 10_000);
        stats.start();
        frames.add(41);
        frames.increment();

        stats.close();

        final var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertEquals(42, json.get("ingress.received-frames").getAsLong());
        assertEquals(7, json.get("elsewhere").getAsLong());
    }

    @Test
    void shouldRefuseTheSameNameTwice() {
        final var counters = new Counters();
        counters.counter("a");

        assertThrows(IllegalArgumentException.class, () -> counters.counter("a"));
    }
}
