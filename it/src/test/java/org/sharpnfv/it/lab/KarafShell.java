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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Karaf's shell, by OpenSSH's client, as an operator uses it. */
public final class KarafShell {
    private static final List<String> SSH = List.of("ssh", "-p", "8101", "-o", "StrictHostKeyChecking=no", "-o",
        "UserKnownHostsFile=/dev/null", "-o", "GlobalKnownHostsFile=/dev/null", "-o", "PubkeyAuthentication=no", "-o",
        "LogLevel=ERROR", "-F", "none");

    private final NetworkNamespace control;
    private final String user;
    private final Map<String, String> environment;

    private KarafShell(final NetworkNamespace control, final String user, final Path askPassword) {
        this.control = control;
        this.user = user;
        environment = Map.of("SSH_ASKPASS", askPassword.toString(), "SSH_ASKPASS_REQUIRE", "force");
    }

    /**
     * A client of the administrator's.
     *
     * @param sandbox where it keeps how to tell the password
     * @param control where the controller runs
     * @return the client; each command is a connection of its own
     */
    public static KarafShell in(final Sandbox sandbox, final NetworkNamespace control) {
        return in(sandbox, control, "karaf");
    }

    /**
     * A client.
     *
     * @param sandbox where it keeps how to tell the password
     * @param control where the controller runs
     * @param user who, with the same word as the password
     * @return the client; each command is a connection of its own
     */
    public static KarafShell in(final Sandbox sandbox, final NetworkNamespace control, final String user) {
        final Path askPassword = sandbox.directory().resolve("ask-password-" + user);
        try {
            Files.writeString(askPassword, "#!/bin/sh\necho " + user + "\n");
            Files.setPosixFilePermissions(askPassword, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new LabException("cannot write " + askPassword, e);
        }
        return new KarafShell(control, user, askPassword);
    }

    /**
     * Runs a command without a terminal.
     *
     * @param line the command line
     * @return exit code and output
     */
    public Command.Result attempt(final String line) {
        final var words = new ArrayList<>(SSH);
        words.addAll(List.of("-l", user, "127.0.0.1", line));
        return new Command(words, environment).behind(control.entry()).attempt();
    }

    /**
     * Runs a command and insists on success.
     *
     * @param line the command line
     * @return its output
     */
    public String run(final String line) {
        final var result = attempt(line);
        if (result.exitCode() != 0) {
            throw new LabException("expected exit code 0, found " + result.exitCode() + " from " + line + ": "
                + result.output() + result.errors());
        }
        return result.output();
    }

    /**
     * Types keys at a terminal, one line after the other, then logs out.
     *
     * @param lines what to type, each is followed by the return key
     * @return what the terminal showed
     */
    public String type(final String... lines) {
        // time to boot a session, and to answer, for a machine that has other things to do
        final var script = new StringBuilder("{ sleep 5; for line; do printf \"$line\\r\"; sleep 3; done;"
            + " printf 'logout\\r'; sleep 1; } | ");
        final var words = new ArrayList<>(SSH);
        words.addAll(List.of("-l", user, "-tt", "127.0.0.1"));
        words.forEach(word -> script.append(word).append(' '));
        final var all = new ArrayList<>(List.of("sh", "-c", script.toString(), "sh"));
        all.addAll(List.of(lines));
        final var withTerminal = new HashMap<>(environment);
        withTerminal.put("TERM", "xterm");
        return new Command(all, withTerminal).behind(control.entry()).attempt().output();
    }
}
