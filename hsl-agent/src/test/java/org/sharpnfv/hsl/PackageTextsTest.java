/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

class PackageTextsTest {
    @TempDir
    private Path directory;

    private String written(final String name) throws Exception {
        PackageTexts.main(new String[] {directory.toString(), "1.2.3", "2026-11-23T00:00:00Z"});
        return Files.readString(directory.resolve(name));
    }

    @Test
    void shouldDescribeEachOptionInTheManualPage() throws Exception {
        final String page = written("sharp-hsl.8");

        assertTrue(page.startsWith(".TH SHARP\\-HSL 8 \"2026-11-23\" \"sharp\\-hsl 1.2.3\""), page);
        for (final OptionSpec option : PackageTexts.options()) {
            assertTrue(page.contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR"),
                option.longestName());
            assertFalse(PackageTexts.description(option).contains("${"), PackageTexts.description(option));
        }
        for (final String code : List.of("0", "1", "2")) {
            assertTrue(page.contains(".TP\n.B " + code + '\n'), code);
        }
    }

    /** Every option is there; as it is, with four that are needed; and with every default said. */
    @Test
    void shouldMakeAnExampleThatIsAccepted() throws Exception {
        final String example = written("example.conf");

        final var expected = PackageTexts.options().stream().filter(PackageTexts::belongsInFile)
            .map(option -> option.longestName().substring(2)).toList();
        assertEquals(expected, example.lines().filter(line -> line.matches("#?[a-z-]+ = .+"))
            .map(line -> line.replaceAll("^#| = .*", "")).toList());
        final HslOptions options = parse();
        assertEquals("vnf1", options.id());
        assertEquals(32000, options.releaseRate());
    }

    @Test
    void shouldAcceptTheExampleWithAllCommentsTakenAway() throws Exception {
        final String all = written("example.conf").lines().map(line -> line.replaceAll("^#([a-z-]+ = )", "$1"))
            .collect(Collectors.joining("\n"));
        Files.writeString(directory.resolve("example.conf"), all);

        assertEquals(Path.of("/run/sharp-hsl/vnf1/control.sock"), parse().control());
    }

    private HslOptions parse() {
        final var options = new HslOptions();
        options.commandLine().setDefaultValueProvider(new ConfigFile())
            .parseArgs("--config", directory.resolve("example.conf").toString());
        options.validate();
        return options;
    }
}
