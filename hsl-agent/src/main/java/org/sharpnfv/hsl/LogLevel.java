/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What is logged, to standard error. */
public enum LogLevel {
    ERROR, WARNING, INFO, DEBUG;

    private static final String FORMAT = "%1$tFT%1$tT.%1$tL %4$-7s %5$s%6$s%n";

    void apply() {
        System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
        final Logger root = LogManager.getLogManager().getLogger("");
        final Level level = switch (this) {
            case ERROR -> Level.SEVERE;
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
        };
        root.setLevel(level);
        for (final var handler : root.getHandlers()) {
            handler.setLevel(level);
            if (Journal.isStandardError(System.getenv("JOURNAL_STREAM"))) {
                handler.setFormatter(new Journal());
            }
        }
    }
}
