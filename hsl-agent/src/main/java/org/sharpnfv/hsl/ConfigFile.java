/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The file behind {@code --config}: any option of the command line as {@code name = value}, one a line, without the
 * dashes; {@code true} or {@code false} for an option without a value; {@code #} begins a comment line. What is on the
 * command line wins.
 *
 * <p>picocli asks for what the command line has not given once it has read all of it: only then is the file known.
 * (Its own PropertiesDefaultProvider passes over names that it does not know, and forgets the lines.)
 */
final class ConfigFile implements IDefaultValueProvider {
    static final String OPTION = "--config";

    /** What would make no sense in the file. */
    private static final List<String> COMMAND_LINE_ONLY = List.of(OPTION, "--help", "--version");
    private static final long BYTES_MAX = 1 << 20;

    private record Entry(int line, String value) {
    }

    /** By the option's longest name; null before the file was read. */
    private @Nullable Map<String, Entry> entries;
    private @Nullable Path file;
    /** What the last value was asked for. */
    private @Nullable String asked;

    @Override
    public @Nullable String defaultValue(final ArgSpec argument) {
        asked = null;
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        if (entries == null) {
            final Path named = option.command().findOption(OPTION).getValue();
            if (named == null) {
                return null;
            }
            file = named;
            entries = read(option.command(), named);
        }
        final Entry entry = entries.get(option.longestName());
        if (entry == null) {
            return null;
        }
        asked = option.longestName();
        return entry.value();
    }

    /** The sentence of a refusal, with file and line before it if the value came from there. */
    String explain(final ParameterException refusal) {
        final var known = entries;
        if (known != null && refusal.getArgSpec() instanceof OptionSpec option
                && option.longestName().equals(asked)) {
            return file + ":" + known.get(asked).line() + ": " + refusal.getMessage() + "; correct that line";
        }
        return file == null || refusal instanceof FileRefusal ? refusal.getMessage()
            : refusal.getMessage() + " (options of " + file + " included)";
    }

    private static Map<String, Entry> read(final CommandSpec command, final Path file) {
        final var found = new LinkedHashMap<String, Entry>();
        int number = 0;
        for (final String line : lines(command, file)) {
            number++;
            final String text = line.strip();
            if (!text.isEmpty() && text.charAt(0) != '#') {
                add(command, file, found, number, text);
            }
        }
        return found;
    }

    private static List<String> lines(final CommandSpec command, final Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new FileRefusal(command, OPTION + " " + file + ": expected a file with lines 'name = value', "
                    + (Files.exists(file) ? "found something else" : "found none") + "; name another, or make it after "
                    + "the example that comes with sharp-hsl");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new FileRefusal(command, OPTION + " " + file + ": expected at most " + BYTES_MAX
                    + " bytes, found " + Files.size(file) + "; name a configuration file");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new FileRefusal(command, OPTION + " " + file
                + ": expected UTF-8, found other bytes; save it as UTF-8", e);
        } catch (IOException e) {
            throw new FileRefusal(command, OPTION + " " + file + ": expected a file that this user may read, found: "
                + e.getMessage() + "; see its owner and mode", e);
        }
    }

    private static void add(final CommandSpec command, final Path file, final Map<String, Entry> found,
            final int number, final String text) {
        final String place = file + ":" + number + ": ";
        final int equals = text.indexOf('=');
        if (equals < 1) {
            throw new FileRefusal(command, place + "expected 'name = value', found \"" + text
                + "\"; put # before a comment");
        }
        final String name = text.substring(0, equals).strip();
        final OptionSpec option = command.findOption("--" + name);
        if (option == null || COMMAND_LINE_ONLY.contains(option.longestName())) {
            throw new FileRefusal(command, place + "expected the name of an option without its dashes, found \"" + name
                + "\"; " + advice(command, name));
        }
        final String value = text.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw new FileRefusal(command, place + "expected a value for " + name
                + ", found none; put # before the line to leave it out");
        }
        final Entry earlier = found.putIfAbsent(option.longestName(), new Entry(number, value));
        if (earlier != null) {
            throw new FileRefusal(command, place + "expected each name once, found " + name + " in line "
                + earlier.line() + " already; remove one of them");
        }
    }

    private static String advice(final CommandSpec command, final String name) {
        if (command.findOption(name) != null) {
            return "leave out the dashes";
        }
        final String near = command.options().stream().map(OptionSpec::longestName)
            .filter(option -> !COMMAND_LINE_ONLY.contains(option) && option.startsWith("--"))
            .map(option -> option.substring(2))
            .filter(option -> option.replaceAll("[-_.]", "").equalsIgnoreCase(name.replaceAll("[-_.]", "")))
            .findFirst().orElse(null);
        return near == null ? "see sharp-hsl --help for the names" : "did you mean " + near + "?";
    }

    /** A sentence that names the file already. */
    private static final class FileRefusal extends ParameterException {
        private static final long serialVersionUID = 1L;

        FileRefusal(final CommandSpec command, final String sentence) {
            super(command.commandLine(), sentence);
        }

        FileRefusal(final CommandSpec command, final String sentence, final IOException cause) {
            super(command.commandLine(), sentence, cause);
        }
    }
}
