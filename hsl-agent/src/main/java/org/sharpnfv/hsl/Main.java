/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program {@code sharp-hsl}. */
public final class Main {
    private Main() {
        // not an object
    }

    /** Runs until a signal ends it; see {@link HslOptions} for arguments and exit codes. */
    public static void main(final String[] arguments) {
        // before anything is logged; the class itself must not be touched, its initialisation would be too early
        System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
        System.exit(run(arguments));
    }

    static int run(final String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(StatusCommand.NAME)) {
            return StatusCommand.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        final var options = new HslOptions();
        final var config = new ConfigFile();
        final CommandLine commandLine = options.commandLine().setDefaultValueProvider(config);
        try {
            final var parsed = commandLine.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return CommandLine.ExitCode.OK;
            }
            options.validate();
        } catch (ParameterException e) {
            commandLine.getErr().println("sharp-hsl: " + config.explain(e));
            commandLine.getErr().println("Try sharp-hsl --help.");
            return CommandLine.ExitCode.USAGE;
        }
        options.logLevel().apply();
        return HslAgent.run(options);
    }
}
