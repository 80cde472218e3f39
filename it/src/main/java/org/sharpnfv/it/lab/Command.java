/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A short command of the system that is run to its end. Long-lived children are {@link ChildProcess}.
 *
 * @param words the command and its arguments
 * @param environment variables set in addition to our own
 */
public record Command(List<String> words, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Copies. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /**
     * A command with our own environment.
     *
     * @param words the command and its arguments
     * @return the command, not yet run
     */
    public static Command of(final String... words) {
        return new Command(List.of(words), Map.of());
    }

    /**
     * The same command behind a prefix, e.g. one that enters a namespace.
     *
     * @param prefix the words to put before it
     * @return the longer command
     */
    public Command behind(final List<String> prefix) {
        final var all = new ArrayList<>(prefix);
        all.addAll(words);
        return new Command(all, environment);
    }

    /**
     * Runs it and insists on success.
     *
     * @return what it wrote to its standard output
     */
    public String run() {
        final Result result = attempt();
        if (result.exitCode() != 0) {
            throw new LabException("expected exit code 0, found " + result.exitCode() + " from "
                + String.join(" ", words) + ": " + result.errors().strip());
        }
        return result.output();
    }

    /**
     * Runs it, whatever it says.
     *
     * @return exit code and output
     */
    public Result attempt() {
        final var builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        try {
            final Process process = builder.start();
            process.getOutputStream().close();
            final var errors = reading(process.getErrorStream());
            final var output = reading(process.getInputStream());
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LabException("no end within " + LIMIT.toSeconds() + " s: " + String.join(" ", words));
            }
            return new Result(process.exitValue(), output.join(), errors.join());
        } catch (IOException e) {
            throw new LabException("cannot run " + words.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in " + words.getFirst(), e);
        }
    }

    private static CompletableFuture<String> reading(final InputStream stream) {
        // not virtual: a read of a pipe keeps its carrier, and there are no more of those than processors
        return CompletableFuture.supplyAsync(() -> read(stream), task -> Thread.ofPlatform().daemon().start(task));
    }

    private static String read(final InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * How a command ended.
     *
     * @param exitCode 0 for success
     * @param output its standard output
     * @param errors its standard error
     */
    public record Result(int exitCode, String output, String errors) {
    }

    /**
     * The words of a line that is split at blanks; for fixed commands without blanks in an argument.
     *
     * @param line the command line
     * @return the command, not yet run
     */
    public static Command line(final String line) {
        final var words = new ArrayList<String>();
        Collections.addAll(words, line.strip().split(" +", -1));
        return new Command(words, Map.of());
    }
}
