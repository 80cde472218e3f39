/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A long-lived child in a session of its own, so that a Ctrl-C at the terminal reaches us alone and we take the
 * children down in order. Its standard error goes to a log file; its standard output does too, unless it is a
 * {@linkplain Sandbox#converse conversation} of lines.
 */
public final class ChildProcess {
    private static final String END = "\0";

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedWriter input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ChildProcess(final String name, final Process process, final Path log, final boolean conversation) {
        this.name = name;
        this.process = process;
        this.log = log;
        input = process.outputWriter(StandardCharsets.UTF_8);
        if (conversation) {
            final BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            // not virtual: a read of a pipe keeps its carrier, and there are no more of those than processors
            Thread.ofPlatform().daemon().name(name + "-reader").start(() -> collect(output));
        }
    }

    static ChildProcess start(final String name, final Command command, final Path log, final boolean conversation)
            throws IOException {
        final var words = command.behind(List.of("setsid"));
        final var builder = new ProcessBuilder(words.words());
        builder.environment().putAll(command.environment());
        final var append = ProcessBuilder.Redirect.appendTo(log.toFile());
        builder.redirectError(append);
        if (!conversation) {
            builder.redirectOutput(append);
        }
        return new ChildProcess(name, builder.start(), log, conversation);
    }

    private void collect(final BufferedReader output) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // the child is gone: the end mark below says so
        }
        lines.add(END);
    }

    /**
     * Its name in logs and messages.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Its process id, which is also the id of its process group.
     *
     * @return the id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * The processor time that it has used so far, in user and in kernel mode.
     *
     * @return from its start
     */
    public Duration cpu() {
        return process.info().totalCpuDuration()
            .orElseThrow(() -> new LabException("no processor time of " + name + ": does it still run?"));
    }

    /**
     * Its resident memory.
     *
     * @return kilobytes
     */
    public long memoryKb() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .orElseThrow(() -> new LabException("no resident memory of " + name + ": does it still run?"));
        } catch (IOException e) {
            throw new LabException("no resident memory of " + name + ": does it still run?", e);
        }
    }

    /**
     * Whether it still runs.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Where its output goes.
     *
     * @return the log file
     */
    public Path log() {
        return log;
    }

    /** Fails if it has ended, with the last lines of its log. */
    public void checkAlive() {
        if (!process.isAlive()) {
            throw new LabException(name + " ended with " + process.exitValue() + ": " + tail());
        }
    }

    /**
     * Writes a line to its standard input.
     *
     * @param line without the line end
     */
    public void say(final String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new LabException(name + " does not listen: " + tail(), e);
        }
    }

    /**
     * The next line of its standard output.
     *
     * @param limit how long to wait
     * @return the line
     */
    public String hear(final Duration limit) {
        try {
            final String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new LabException(name + " said nothing for " + limit.toSeconds() + " s: " + tail());
            }
            if (line.equals(END)) {
                throw new LabException(name + " ended: " + tail());
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for " + name, e);
        }
    }

    /**
     * The lines of its standard output that nobody has heard yet, without waiting for more.
     *
     * @return none, or several
     */
    public List<String> heard() {
        final var all = new ArrayList<String>();
        lines.drainTo(all);
        if (!all.isEmpty() && all.getLast().equals(END)) {
            throw new LabException(name + " ended: " + tail());
        }
        return all;
    }

    /**
     * The end of its log.
     *
     * @return its last lines
     */
    public String tail() {
        try {
            final var all = Files.readAllLines(log);
            return String.join("\n", all.subList(Math.max(0, all.size() - 15), all.size()));
        } catch (IOException e) {
            return "no log at " + log;
        }
    }

    /**
     * Waits for it to end by itself.
     *
     * @param limit how long at most
     * @return whether it has ended
     */
    public boolean waitFor(final Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
