/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.console;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.lab.LabException;
import picocli.CommandLine;

/** What the programs of {@code it/} have in common: how they end, and how they write a report. */
public final class Program {
    private static final int FAILED = 2;

    private Program() {
    }

    /**
     * Runs a command.
     *
     * @param command a picocli command
     * @param args its arguments
     * @return the process's exit code: what the command returns, or 2 where it could not do its work
     */
    public static int run(final Object command, final String[] args) {
        final var line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof LabException || failure instanceof IllegalArgumentException) {
                Console.warn(line.getCommandName() + ": " + failure.getMessage());
            } else {
                Console.trace(failure);
            }
            return FAILED;
        });
        return line.execute(args);
    }

    /**
     * Refuses a file that a report could not be written to, before all the work is done.
     *
     * @param file where, or null if nobody has asked for it
     */
    public static void checkWritable(final @Nullable Path file) {
        if (file == null) {
            return;
        }
        final Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || (Files.exists(file) ? !Files.isWritable(file)
                : directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory))) {
            throw new IllegalArgumentException("expected a file that can be written, found " + file
                + "; its directory must exist");
        }
    }

    /**
     * Writes a report.
     *
     * @param file where, or null if nobody has asked for it
     * @param json the report
     * @throws IOException if it cannot be written
     */
    public static void write(final @Nullable Path file, final JsonElement json) throws IOException {
        if (file != null) {
            Files.writeString(file, new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json)
                + '\n', StandardCharsets.UTF_8);
        }
    }
}
