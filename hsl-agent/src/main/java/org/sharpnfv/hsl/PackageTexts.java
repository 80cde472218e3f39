/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a package has about the options beside the program, made from the options themselves during the build, so that
 * it is never out of step: the manual page and the commented configuration file.
 */
final class PackageTexts {
    private static final List<String> NOT_IN_FILE = List.of(ConfigFile.OPTION, "--help", "--version");

    private PackageTexts() {
        // static functions only
    }

    /**
     * Writes both files.
     *
     * @param arguments directory; version; date, as 2026-11-23T00:00:00Z
     * @throws IOException if they cannot be written
     */
    public static void main(final String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("expected a directory, a version and a date, found "
                + List.of(arguments));
        }
        final Path directory = Files.createDirectories(Path.of(arguments[0]));
        Files.writeString(directory.resolve("sharp-hsl.8"),
            ManualPage.text(arguments[1], arguments[2].replaceAll("T.*", "")), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("example.conf"), ExampleConfig.text(), StandardCharsets.UTF_8);
    }

    /** All options in the order of {@code --help}. */
    static List<OptionSpec> options() {
        final CommandLine commandLine = new HslOptions().commandLine();
        return List.copyOf(commandLine.getCommandSpec().options());
    }

    static boolean belongsInFile(final OptionSpec option) {
        return option.longestName().startsWith("--") && !NOT_IN_FILE.contains(option.longestName()) && !option.hidden();
    }

    /** What {@code --help} says of an option, with its variables filled in. */
    static String description(final OptionSpec option) {
        final var candidates = new ArrayList<String>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(candidates::add);
        }
        return String.join(" ", option.description())
            .replace("${DEFAULT-VALUE}", option.defaultValue() == null ? "none" : option.defaultValue())
            .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates))
            .replace("%%", "%").replace("%n", " ");
    }
}
