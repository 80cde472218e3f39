/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** What all commands have. Karaf makes one for each call, and fills in options and arguments. */
abstract class SharpCommand extends Wired implements Action {
    @Option(name = "--json", description = "Print JSON, as the northbound has it")
    boolean json;

    @Override
    public final @Nullable Object execute() throws CommandException {
        run(operations(), output());
        return exitCode();
    }

    /** What a client of the SSH server gets as its exit code, if it is not 0. */
    @Nullable Integer exitCode() {
        return null;
    }

    /** Does it. What cannot be done is told by the exception, as Karaf's own commands do. */
    abstract void run(Operations operations, PrintStream out) throws CommandException;

    /** Karaf's shell gives each command, and each part of a pipe, a standard output of its own. */
    @SuppressWarnings("checkstyle:RegexpSinglelineJava")
    private static PrintStream output() {
        return System.out;
    }
}
