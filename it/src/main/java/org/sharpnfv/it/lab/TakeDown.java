/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.sharpnfv.it.lab.Registry.NamespaceEntry;
import org.sharpnfv.it.lab.Registry.ProcessEntry;

/** Stops and removes what a {@link Registry} lists, and nothing else. */
final class TakeDown {
    private static final long PATIENCE_MS = 4000;

    private TakeDown() {
    }

    static void run(final Path directory) {
        final List<Registry.Entry> entries = new Registry(directory).entries();
        signal(entries, "TERM");
        // one that is halted hears nothing before it goes on
        signal(entries, "CONT");
        final long deadlineNs = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (anyAlive(entries) && deadlineNs - System.nanoTime() > 0) {
            pause(20);
        }
        signal(entries, "KILL");
        for (var entry : entries) {
            if (entry instanceof NamespaceEntry namespace) {
                Command.of("ip", "netns", "delete", namespace.name()).attempt();
            }
        }
    }

    static void delete(final Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes)
                    throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path path, final IOException failure)
                    throws IOException {
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Stops one process group, politely first. */
    static void stop(final ProcessEntry process) {
        final List<Registry.Entry> one = List.of(process);
        signal(one, "TERM");
        signal(one, "CONT");
        final long deadlineNs = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (anyAlive(one) && deadlineNs - System.nanoTime() > 0) {
            pause(10);
        }
        signal(one, "KILL");
    }

    static void signal(final ProcessEntry process, final String signal) {
        if (isAlive(process)) {
            Command.of("kill", "-" + signal, "--", "-" + process.pid()).attempt();
        }
    }

    private static void signal(final List<Registry.Entry> entries, final String signal) {
        for (var entry : entries) {
            if (entry instanceof ProcessEntry process) {
                signal(process, signal);
            }
        }
    }

    private static boolean anyAlive(final List<Registry.Entry> entries) {
        return entries.stream().anyMatch(entry -> entry instanceof ProcessEntry process && isAlive(process));
    }

    static boolean isAlive(final ProcessEntry process) {
        return Registry.startTicks(process.pid()).filter(ticks -> ticks == process.startTicks()).isPresent();
    }

    private static void pause(final long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            // the take-down goes on: what is left half stopped is worse than a late end
            Thread.currentThread().interrupt();
        }
    }
}
