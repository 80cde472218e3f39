/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sharpnfv.it.console.Program;

/** What is made of the raw results. */
final class OutputFiles {
    private OutputFiles() {
    }

    /** Writes everything into a directory. */
    static void write(final Path directory, final RawFile.Contents contents, final Evidence evidence)
            throws IOException {
        Files.createDirectories(directory.resolve("figures"));
        final var csv = new CsvFile(contents.origins());
        Files.writeString(directory.resolve("handovers.csv"), csv.handovers(contents.batches()));
        Files.writeString(directory.resolve("tcp.csv"), csv.tcp(contents.tcpRuns()));
        Program.write(directory.resolve("results.json"), json(evidence));
        for (Figure figure : figures(evidence)) {
            Files.writeString(directory.resolve("figures").resolve(figure.id() + ".svg"), Drawing.svg(figure));
            Files.write(directory.resolve("figures").resolve(figure.id() + ".png"), Drawing.png(figure));
        }
        Files.writeString(directory.resolve("index.html"), Page.html(evidence));
    }

    /** Writes the page of the repository, and its figures. */
    static void writeResults(final Path directory, final Evidence evidence) throws IOException {
        final Path drawings = directory.resolve(ResultsPage.FIGURES);
        Files.createDirectories(drawings);
        for (Figure figure : figures(evidence)) {
            Files.writeString(drawings.resolve(figure.id() + ".svg"), Drawing.svg(figure));
        }
        Files.writeString(directory.resolve("RESULTS.md"), ResultsPage.markdown(evidence));
    }

    private static List<Figure> figures(final Evidence evidence) {
        return new Figures(evidence.cells()).groups().stream().flatMap(group -> group.figures().stream()).toList();
    }

    private static JsonObject json(final Evidence evidence) {
        final var json = new JsonObject();
        final var origins = new JsonArray();
        evidence.origins().forEach(origin -> origins.add(RawFile.json(origin)));
        json.add("origins", origins);
        json.add("cells", cells(evidence.cells()));
        final var tcp = new JsonArray();
        evidence.tcpRuns().forEach(run -> tcp.add(RawFile.json(run)));
        json.add("tcp", tcp);
        final var timelines = new JsonArray();
        evidence.timelines().all().forEach(timeline -> timelines.add(timeline.toJson()));
        json.add("timelines_us", timelines);
        return json;
    }

    /** The list that other programs read. */
    static JsonArray cells(final List<CellSummary> summaries) {
        final var cells = new JsonArray();
        summaries.forEach(summary -> cells.add(summary.toJson()));
        return cells;
    }
}
