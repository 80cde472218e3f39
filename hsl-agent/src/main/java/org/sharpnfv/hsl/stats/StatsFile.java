/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.stats;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the counters as one JSON object to a file, once a period. A reader always finds a whole object. */
public final class StatsFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StatsFile.class.getName());

    private final Path file;
    private final Path unfinished;
    private final Counters counters;
    private final Thread writer;
    private final long periodMs;
    private final Trouble trouble;

    public StatsFile(final Path file, final Counters counters, final long periodMs) {
        this.file = file;
        this.counters = counters;
        this.periodMs = periodMs;
        trouble = new Trouble(LOG, file + ": ");
        unfinished = file.resolveSibling(file.getFileName() + ".new");
        writer = Thread.ofPlatform().daemon().name("hsl-stats").unstarted(this::run);
    }

    public void start() {
        writer.start();
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(periodMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    private void run() {
        try {
            while (true) {
                write();
                Thread.sleep(periodMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            Files.writeString(unfinished, json(), StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            trouble.isOver("the counters are written again");
        } catch (IOException e) {
            trouble.is("the counters are not written: " + e);
        }
    }

    String json() throws IOException {
        final var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent(" ");
            json.beginObject();
            for (final var counter : counters.snapshot().entrySet()) {
                json.name(counter.getKey()).value(counter.getValue());
            }
            json.endObject();
        }
        return text.append('\n').toString();
    }
}
