/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.guide;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Sandbox;

/** A session into which one types block after block: what one has defined the next may use. */
final class Interpreter {
    private static final String DONE = "sharp-guide-done ";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SHELL = """
        cd "$1" || exit 1
        while read -r block; do
            eval "$(base64 -d <<< "$block")" < /dev/null 2>&1
            status=$?
            echo
            echo "%s$status"
        done
        """.formatted(DONE);
    private static final String PYTHON = """
        import base64, os, sys, traceback
        os.chdir(sys.argv[1])
        names = {}
        for block in sys.stdin:
            status = 0
            try:
                exec(base64.b64decode(block), names)
            except BaseException:
                traceback.print_exc(file=sys.stdout)
                status = 1
            print()
            print("%s" + str(status), flush=True)
        """.formatted(DONE);

    private final ChildProcess child;

    private Interpreter(final ChildProcess child) {
        this.child = child;
    }

    static Interpreter shell(final Sandbox sandbox, final NetworkNamespace namespace, final Path directory) {
        return new Interpreter(sandbox.converse("guide-sh", namespace,
            Command.of("bash", "-c", SHELL, "bash", directory.toString())));
    }

    static Interpreter python(final Sandbox sandbox, final NetworkNamespace namespace, final Path directory) {
        return new Interpreter(sandbox.converse("guide-python", namespace,
            Command.of("python3", "-c", PYTHON, directory.toString())));
    }

    /**
     * Runs a block, and insists on success.
     *
     * @param block its text
     * @return what it printed
     */
    String run(final String block) {
        child.say(Base64.getEncoder().encodeToString(block.getBytes(StandardCharsets.UTF_8)));
        final List<String> output = new ArrayList<>();
        String line = child.hear(LIMIT);
        while (!line.startsWith(DONE)) {
            output.add(line);
            line = child.hear(LIMIT);
        }
        final String text = String.join("\n", output);
        if (!line.equals(DONE + 0)) {
            throw new LabException(block + "\nends with " + line.substring(DONE.length()) + ": " + text);
        }
        return text;
    }
}
