/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The file of a Unix domain socket that a process has left behind when it was killed, told from one in use. */
public final class StaleSocket {
    private static final System.Logger LOG = System.getLogger(StaleSocket.class.getName());

    private StaleSocket() {
        // functions only
    }

    /**
     * Makes room for a socket at a path.
     *
     * @throws IOException one sentence: something else is there, or a process listens there
     */
    public static void remove(final Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        // a socket is neither file, directory nor link
        if (!(Files.getAttribute(path, "isOther", LinkOption.NOFOLLOW_LINKS) instanceof Boolean other && other)) {
            throw new IOException(path + ": expected a socket or nothing there, found something else; remove it or"
                + " choose another path");
        }
        final int error = probe(path);
        if (!isNobody(error)) {
            throw new IOException(path + ": another process listens there (" + Errno.text(error) + "); end it or choose"
                + " another path");
        }
        Files.deleteIfExists(path);
        LOG.log(System.Logger.Level.INFO, "{0}: nobody listened there any more, replaced", path);
    }

    /** Whether a process listens at a path with a socket for connections. */
    public static boolean isInUse(final Path path) throws IOException {
        return !isNobody(probe(path));
    }

    private static boolean isNobody(final int error) {
        return error == Errno.ECONNREFUSED || error == Errno.ENOENT;
    }

    /**
     * Connects with a socket of a type that nobody listens with, and returns the error: a dead socket refuses, a living
     * one is of another type. A connection of the right type would take the place of the living agent's VNF.
     */
    private static int probe(final Path path) throws IOException {
        final MemorySegment address;
        try {
            address = UnixListener.address(path);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        final var libc = new Libc();
        final int probe = ErrnoException.check(
            libc.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0), "socket(AF_UNIX)");
        try {
            return -libc.connect(probe, address);
        } finally {
            libc.close(probe);
        }
    }
}
