/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The raw results, one JSON object a line, only ever appended to: an {@link Origin} at each start, then what was
 * measured there. A line without its end, which a killed run may leave, is cut off at the next start.
 */
final class RawFile {
    /** Its name in the output directory. */
    static final String NAME = "raw.jsonl";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping()
        .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).create();

    /**
     * One of four.
     *
     * @param origin where what follows comes from
     * @param batch handovers
     * @param tcp a TCP connection
     * @param timelines handovers with their timelines
     */
    private record Line(@Nullable Origin origin, @Nullable Batch batch, @Nullable TcpRun tcp,
            @Nullable TimelineRun timelines) {
    }

    /**
     * All of it.
     *
     * @param origins one for each start
     * @param batches in the order in which they were measured
     * @param tcpRuns in the order in which they were measured
     * @param timelineRuns in the order in which they were measured
     */
    record Contents(List<Origin> origins, List<Batch> batches, List<TcpRun> tcpRuns, List<TimelineRun> timelineRuns) {
        /** Copies. */
        Contents {
            origins = List.copyOf(origins);
            batches = List.copyOf(batches);
            tcpRuns = List.copyOf(tcpRuns);
            timelineRuns = List.copyOf(timelineRuns);
        }
    }

    private final Path file;

    RawFile(final Path directory) {
        file = directory.resolve(NAME);
    }

    /**
     * Makes ready for what comes from an origin.
     *
     * @param origin where it comes from
     * @param mix whether results of another commit or machine may be here
     */
    void begin(final Origin origin, final boolean mix) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            cutOff();
            final var known = read().origins();
            final var strange = known.stream().filter(each -> !each.equals(origin)).findFirst();
            if (strange.isPresent() && !mix) {
                throw new IllegalArgumentException(file + " has results of " + strange.get().commit() + " on "
                    + strange.get().machine() + ", " + strange.get().versions() + "; this is " + origin.commit()
                    + " on " + origin.machine() + ", " + origin.versions()
                    + ": choose another --out, or --mix if they may be mixed");
            }
            if (known.isEmpty() || !known.getLast().equals(origin)) {
                append(new Line(origin, null, null, null));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** As it is in the file. */
    static JsonElement json(final Object part) {
        return GSON.toJsonTree(part);
    }

    /**
     * Gives what another commit or machine has left another name.
     *
     * @param origin whose results may stay
     * @return the other name; empty if there was nothing to move
     */
    Optional<Path> setAside(final Origin origin) {
        final var strange = read().origins().stream().filter(each -> !each.equals(origin)).findFirst();
        try {
            if (strange.isEmpty()) {
                return Optional.empty();
            }
            Path other = file.resolveSibling("raw-" + strange.get().commit() + ".jsonl");
            for (int i = 2; Files.exists(other); i++) {
                other = file.resolveSibling("raw-" + strange.get().commit() + '-' + i + ".jsonl");
            }
            return Optional.of(Files.move(file, other));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rename " + file, e);
        }
    }

    void append(final Batch batch) {
        append(new Line(null, batch, null, null));
    }

    void append(final TcpRun run) {
        append(new Line(null, null, run, null));
    }

    void append(final TimelineRun run) {
        append(new Line(null, null, null, run));
    }

    /** By one write: whoever is killed has written all of it or, at worst, a line without its end. */
    private void append(final Line line) {
        final var bytes = ByteBuffer.wrap((GSON.toJson(line) + '\n').getBytes(StandardCharsets.UTF_8));
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void cutOff() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        final byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
    }

    /** What is there, a line without its end left out. */
    Contents read() {
        final var origins = new ArrayList<Origin>();
        final var batches = new ArrayList<Batch>();
        final var tcpRuns = new ArrayList<TcpRun>();
        final var timelineRuns = new ArrayList<TimelineRun>();
        try {
            final String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            int number = 0;
            for (String json : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
                number++;
                if (!json.isBlank()) {
                    final Line line = parse(json, number);
                    add(origins, line.origin());
                    add(batches, line.batch());
                    add(tcpRuns, line.tcp());
                    add(timelineRuns, line.timelines());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new Contents(origins, batches, tcpRuns, timelineRuns);
    }

    private static <T> void add(final List<T> list, final @Nullable T element) {
        if (element != null) {
            list.add(element);
        }
    }

    private Line parse(final String json, final int number) {
        try {
            return GSON.fromJson(json, Line.class);
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(file + ", line " + number + ": expected a result of this command, found "
                + json.substring(0, Math.min(80, json.length())) + ": remove the line, or choose another --out", e);
        }
    }
}
