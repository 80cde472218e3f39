/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The number of an agent's start. The controller listens only to numbers that are not below those it has seen of an
 * instance, so each has to be higher than the one before, although the clock may have been set back between two starts:
 * the last one is kept in the run directory.
 */
public final class SessionFile {
    private static final System.Logger LOG = System.getLogger(SessionFile.class.getName());
    private static final String SUFFIX = ".session";

    private SessionFile() {
        // one function
    }

    /**
     * Returns the number of this start, and keeps it if the directory allows.
     *
     * @param clockUs what the clock would have it be
     */
    public static long next(final Path directory, final String id, final long clockUs) {
        final Path file = directory.resolve(StatusSocket.fileName(id) + SUFFIX);
        final long last = read(file);
        final long next = Math.max(clockUs, last + 1);
        if (next != clockUs) {
            LOG.log(System.Logger.Level.WARNING, "{0}: the clock was set back since the last start; the number of this"
                + " start is one more than the last one, in place of the time", id);
        }
        try {
            RunDirectory.make(directory);
            final Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(unfinished, Long.toString(next) + '\n', StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0}: not written: {1}", file, e.toString());
        }
        return next;
    }

    /** 0 for none, and for what is no number. */
    private static long read(final Path file) {
        try {
            final long last = Long.parseLong(Files.readString(file, StandardCharsets.UTF_8).strip());
            return last > 0 && last < Long.MAX_VALUE ? last : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
