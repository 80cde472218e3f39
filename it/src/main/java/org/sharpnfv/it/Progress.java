/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.io.PrintStream;

/** What a person watches: steps on lines of their own, and one line that changes while a handover is under way. */
public final class Progress {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final long startNs = System.nanoTime();
    private String live = "";

    /**
     * Writes to a stream.
     *
     * @param out where to
     * @param terminal whether a line can be rewritten there
     */
    public Progress(final PrintStream out, final boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Says that something begins or has happened.
     *
     * @param text what
     */
    public void step(final String text) {
        if (!live.isEmpty()) {
            out.println();
            live = "";
        }
        out.printf("%6.1f s  %s%n", (System.nanoTime() - startNs) / 1e9, text);
    }

    /**
     * Rewrites the live line; where that cannot be done, a line is written for each change.
     *
     * @param text what
     */
    public void live(final String text) {
        if (text.equals(live)) {
            return;
        }
        if (terminal) {
            out.print(CLEAR + "          " + text);
            out.flush();
        } else {
            out.println("          " + text);
        }
        live = text;
    }
}
