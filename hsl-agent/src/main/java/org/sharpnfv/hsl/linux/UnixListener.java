/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A Unix domain socket that listens at a path of the file system; the file is there as long as this is open.
 *
 * <pre>
 *  struct sockaddr_un (110): 0 family (2) | 2 path, zero-terminated (108)
 * </pre>
 */
public final class UnixListener implements AutoCloseable {
    /** Longest path, without the terminating zero. */
    public static final int PATH_BYTES_MAX = 107;

    private static final System.Logger LOG = System.getLogger(UnixListener.class.getName());
    private static final int SOCKADDR_UN_BYTES = 110;
    private static final int BACKLOG = 8;
    private static final String MODE = "rw-rw----";

    private final Libc libc;
    private final SocketCalls calls;
    private final Path path;
    private final int fd;

    private UnixListener(final Libc libc, final SocketCalls calls, final Path path, final int fd) {
        this.libc = libc;
        this.calls = calls;
        this.path = path;
        this.fd = fd;
    }

    /**
     * Listens; a socket file that nobody listens at any more is replaced.
     *
     * @param type SOCK_STREAM or SOCK_SEQPACKET
     * @throws IOException one sentence for the person who started the agent
     */
    public static UnixListener listen(final Libc libc, final SocketCalls calls, final Path path, final int type)
            throws IOException {
        StaleSocket.remove(path);
        int fd = -1;
        try {
            fd = ErrnoException.check(libc.socket(LinuxAbi.AF_UNIX,
                type | LinuxAbi.SOCK_NONBLOCK | LinuxAbi.SOCK_CLOEXEC, 0), "socket(AF_UNIX)");
            ErrnoException.check(libc.bind(fd, address(path)), "bind");
            // before anybody can connect
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
            ErrnoException.check(calls.listen(fd, BACKLOG), "listen");
            return new UnixListener(libc, calls, path, fd);
        } catch (IOException e) {
            if (fd >= 0) {
                libc.close(fd);
            }
            throw new IOException(path + ": cannot listen there: " + e.getMessage()
                + "; its directory must exist and be writable for the agent", e);
        }
    }

    /** A {@code struct sockaddr_un} with the path. */
    public static MemorySegment address(final Path path) {
        final byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > PATH_BYTES_MAX) {
            throw new IllegalArgumentException("expected a socket's path of at most " + PATH_BYTES_MAX
                + " bytes, found " + path);
        }
        final MemorySegment address = Arena.ofAuto().allocate(SOCKADDR_UN_BYTES, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) LinuxAbi.AF_UNIX);
        MemorySegment.copy(bytes, 0, address, JAVA_BYTE, Short.BYTES, bytes.length);
        return address;
    }

    public int fd() {
        return fd;
    }

    public Path path() {
        return path;
    }

    /** The next connection's descriptor, not blocking; {@code -EAGAIN} when there is none. */
    public int accept() {
        return calls.accept(fd, LinuxAbi.SOCK_NONBLOCK | LinuxAbi.SOCK_CLOEXEC);
    }

    @Override
    public void close() {
        libc.close(fd);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}: not removed: {1}", path, e.getMessage());
        }
    }
}
