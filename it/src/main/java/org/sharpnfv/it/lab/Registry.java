/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of everything that a run has started, kept on disk so that a later command can take it down. A process is
 * known by its pid and its start time: a pid that the system has given to somebody else meanwhile is left alone.
 */
final class Registry {
    /** One thing to take down. */
    sealed interface Entry {
    }

    /**
     * A process group.
     *
     * @param pid of its leader
     * @param startTicks when the leader started, clock ticks since boot
     * @param name for messages
     */
    record ProcessEntry(long pid, long startTicks, String name) implements Entry {
    }

    /**
     * A network namespace.
     *
     * @param name as {@code ip netns} shows it
     */
    record NamespaceEntry(String name) implements Entry {
    }

    private final Path file;

    Registry(final Path directory) {
        file = directory.resolve("registry");
    }

    synchronized void add(final Entry entry) {
        final String line = switch (entry) {
            case ProcessEntry process ->
                "process " + process.pid() + ' ' + process.startTicks() + ' ' + process.name();
            case NamespaceEntry namespace -> "namespace " + namespace.name();
        };
        try {
            Files.writeString(file, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new LabException("cannot record what was started in " + file, e);
        }
    }

    /** What was recorded, the latest first. */
    synchronized List<Entry> entries() {
        final var entries = new ArrayList<Entry>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    final String[] words = line.split(" ", 4);
                    entries.add(words[0].equals("process")
                        ? new ProcessEntry(Long.parseLong(words[1]), Long.parseLong(words[2]), words[3])
                        : new NamespaceEntry(words[1]));
                }
            }
        } catch (IOException e) {
            throw new LabException("cannot read " + file, e);
        }
        return entries.reversed();
    }

    /** The start time of a process in clock ticks since boot, empty if there is none. */
    static Optional<Long> startTicks(final long pid) {
        try {
            final String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // the second field, the command in parentheses, may itself contain blanks
            final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
