/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * On which CPU the packet thread runs. It stays on one: a packet that is sent over a veth waits in the queue of the CPU
 * that sent it, so packets of a thread that moves to another CPU may overtake those that it sent before.
 */
final class CpuChoice {
    private static final String ALLOWED = "Cpus_allowed_list:";

    private CpuChoice() {
        // static functions only
    }

    /**
     * One of the CPUs that this process may use: the same for the same name, others for other names.
     *
     * @param name the instance's name
     * @return number of the CPU
     * @throws IOException if the kernel does not say which CPUs are allowed
     */
    static int auto(final String name) throws IOException {
        for (final String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(ALLOWED)) {
                final var cpus = parse(line.substring(ALLOWED.length()).strip());
                return cpus.get(Math.floorMod(name.hashCode(), cpus.size()));
            }
        }
        throw new IOException("expected " + ALLOWED + " in /proc/self/status, found none: use --cpu none");
    }

    /** Reads a list like {@code 0-3,8}. */
    static List<Integer> parse(final String list) {
        final var cpus = new ArrayList<Integer>();
        for (final String part : list.split(",", -1)) {
            final int dash = part.indexOf('-');
            final int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            final int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }
}
