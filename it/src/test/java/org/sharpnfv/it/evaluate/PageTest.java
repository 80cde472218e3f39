/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.it.console.Program;

class PageTest {
    private static final Pattern URL = Pattern.compile("https?://[^\"'< )]*");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

    @TempDir
    private Path directory;

    @BeforeAll
    static void needFonts() {
        assumeTrue(Fonts.areHere(), Fonts.MISSING);
    }

    @Test
    void shouldNeedNothingButItself() {
        final String html = Page.html(Evidence.of(Example.contents(), false));

        final Set<String> urls = new HashSet<>();
        URL.matcher(html).results().forEach(match -> urls.add(match.group()));
        assertEquals(Set.of("http://www.w3.org/2000/svg"), urls);
        assertFalse(html.contains("<script") || html.contains("src=") || html.contains("@import"));
        final Set<String> ids = new HashSet<>();
        ID.matcher(html).results().forEach(match -> assertTrue(ids.add(match.group(1)), match.group(1)));
        assertTrue(html.contains("prefers-color-scheme: dark") && html.contains("width=device-width"));
    }

    @Test
    void shouldTellTheStoryWithItsOrigin() {
        final String html = Page.html(Evidence.of(Example.contents(), false));

        for (String part : List.of("c0ffee", "A CPU", "What SHarP gains over opennf", "Figure 4", "Figure 8",
                "Beside the authors", "first-release", "iperf3: &lt;no route&gt;", "How this differs from the paper")) {
            assertTrue(html.contains(part), part);
        }
    }

    /** What the command makes of raw results that are there. */
    @Test
    void shouldMakeEverythingAnewOfTheRawResults() throws IOException {
        final var raw = new RawFile(directory);
        raw.begin(Example.ORIGIN, false);
        Example.contents().batches().forEach(raw::append);
        Example.contents().tcpRuns().forEach(raw::append);
        final Path json = directory.resolve("cells.json");

        final int code = Program.run(new Evaluate(), new String[] {"--report-only", "--out", directory.toString(),
            "--json", json.toString()});

        assertEquals(0, code);
        assertEquals(27, JsonParser.parseString(Files.readString(json)).getAsJsonArray().size());
        for (String name : List.of("handovers.csv", "tcp.csv", "results.json", "index.html",
                "figures/fig5a.svg", "figures/fig5a.png")) {
            assertTrue(Files.size(directory.resolve(name)) > 0, name);
        }
    }

    @Test
    void shouldWriteThePageOfTheRepositoryWithItsFigures() throws IOException {
        OutputFiles.writeResults(directory, Evidence.of(Example.contents(), false));

        final String markdown = Files.readString(directory.resolve("RESULTS.md"));
        Pattern.compile("\\((results/[^ ]*)").matcher(markdown).results()
            .forEach(match -> assertTrue(Files.exists(directory.resolve(match.group(1))), match.group(1)));
        assertTrue(markdown.contains("less with SHarP in"), markdown);
        assertTrue(markdown.contains("| sharp | 1,000 | 1,000 | 0 | 10 | 1 | 1 | 0 | 0 | 0 |"), markdown);
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        assertEquals(2, Program.run(new Evaluate(), new String[] {"--full", "--quick", "--out",
            directory.toString()}));
        assertEquals(2, Program.run(new Evaluate(), new String[] {"--report-only", "--out",
            directory.resolve("empty").toString()}));
        assertEquals(2, Program.run(new Evaluate(), new String[] {"--mode", "wrong"}));
    }
}
