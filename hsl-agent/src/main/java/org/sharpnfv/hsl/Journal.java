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
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Log lines as journald wants them: each with its syslog priority in front, and no time, which the journal has. */
final class Journal extends Formatter {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /**
     * Whether standard error is the journal. Children of a service inherit the variable also when their standard
     * error leads elsewhere, so the device and inode in it decide (systemd.exec(5)).
     *
     * @param journalStream value of JOURNAL_STREAM, null if it is not set
     */
    static boolean isStandardError(final @Nullable String journalStream) {
        if (journalStream == null) {
            return false;
        }
        try {
            return journalStream.equals(Files.getAttribute(STANDARD_ERROR, "unix:dev") + ":"
                + Files.getAttribute(STANDARD_ERROR, "unix:ino"));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String format(final LogRecord entry) {
        final var text = new StringBuilder(formatMessage(entry));
        if (entry.getThrown() != null) {
            text.append(": ").append(entry.getThrown());
            for (final var element : entry.getThrown().getStackTrace()) {
                text.append("\n    at ").append(element);
            }
        }
        final String prefix = "<" + priority(entry.getLevel()) + ">";
        return prefix + text.toString().replace("\n", "\n" + prefix) + "\n";
    }

    /** Of syslog: 3 error, 4 warning, 6 information, 7 debug. */
    private static int priority(final Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return 3;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return 4;
        }
        return level.intValue() >= Level.CONFIG.intValue() ? 6 : 7;
    }
}
