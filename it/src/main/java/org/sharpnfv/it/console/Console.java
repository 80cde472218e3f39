/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.console;

import java.io.PrintStream;

/** The one place that writes to the terminal: these are command line programs, and their logs are redirected output. */
@SuppressWarnings("checkstyle:RegexpSinglelineJava")
public final class Console {
    private Console() {
    }

    /**
     * Standard output.
     *
     * @return the stream
     */
    public static PrintStream out() {
        return System.out;
    }

    /**
     * Whether a person watches, so that a line can be rewritten.
     *
     * @return true at a terminal
     */
    // Error Prone knows JDK 22 to 24: since 25 there is no console again where there is no terminal
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /**
     * Writes a line to standard output.
     *
     * @param text the line
     */
    public static void say(final String text) {
        System.out.println(text);
    }

    /**
     * Writes a line to standard error.
     *
     * @param text the line
     */
    public static void warn(final String text) {
        System.err.println(text);
    }

    /**
     * Writes where something unexpected came from to standard error.
     *
     * @param failure what happened
     */
    public static void trace(final Throwable failure) {
        failure.printStackTrace();
    }
}
