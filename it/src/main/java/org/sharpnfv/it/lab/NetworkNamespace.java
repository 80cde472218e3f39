/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.util.List;

/**
 * A named network namespace. It is entered with {@code nsenter}, which executes the command in its own place: the pid
 * of a child is the pid of the program itself.
 *
 * @param name as {@code ip netns} shows it
 */
public record NetworkNamespace(String name) {
    /**
     * What to put before a command so that it runs in here.
     *
     * @return the first words
     */
    public List<String> entry() {
        return List.of("nsenter", "--net=" + path(), "--");
    }

    /**
     * Runs a command in here and insists on success.
     *
     * @param line the command line, split at blanks
     * @return its output
     */
    public String run(final String line) {
        return Command.line(line).behind(entry()).run();
    }

    /**
     * Runs a command in here, whatever it says.
     *
     * @param line the command line, split at blanks
     * @return exit code and output
     */
    public Command.Result attempt(final String line) {
        return Command.line(line).behind(entry()).attempt();
    }

    /**
     * The file that stands for the namespace.
     *
     * @return its path
     */
    public String path() {
        return "/run/netns/" + name;
    }

    void add() {
        Command.of("ip", "netns", "add", name).run();
        run("sysctl -q -w net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
        run("ip link set lo up");
    }
}
