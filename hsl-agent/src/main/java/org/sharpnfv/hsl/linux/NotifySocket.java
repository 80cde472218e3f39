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

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A Unix datagram socket that is connected to a service manager's: the JDK has none. From any thread.
 *
 * <pre>
 *  sockaddr_un: 0 family (2) | 2 path (up to 108), or a zero and an abstract name
 * </pre>
 */
public final class NotifySocket implements AutoCloseable {
    private static final int PATH_OFFSET = 2;
    private static final int PATH_BYTES_MAX = 107;
    private static final int EINVAL = 22;

    private final Libc libc = new Libc();
    private final int fd;
    private boolean closed;

    private NotifySocket(final int fd) {
        this.fd = fd;
    }

    /**
     * Opens it.
     *
     * @param libc of the calling thread
     * @param address a path, or {@code @} and an abstract name
     * @return a connected socket
     * @throws ErrnoException if nobody listens there
     */
    public static NotifySocket open(final Libc libc, final String address) throws ErrnoException {
        final byte[] path = address.getBytes(StandardCharsets.UTF_8);
        final boolean isAbstract = address.startsWith("@");
        if (path.length > PATH_BYTES_MAX || !isAbstract && !address.startsWith("/")) {
            throw new ErrnoException("address \"" + address + "\", expected a path or @ and a name", EINVAL);
        }
        final int fd = ErrnoException.check(libc.socket(LinuxAbi.AF_UNIX,
            LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC | LinuxAbi.SOCK_NONBLOCK, 0), "socket(AF_UNIX)");
        // a path ends with a zero, which counts; an abstract name with its last byte
        final MemorySegment name = Arena.ofAuto().allocate(PATH_OFFSET + path.length + (isAbstract ? 0 : 1),
            Short.BYTES);
        name.set(JAVA_SHORT, 0, (short) LinuxAbi.AF_UNIX);
        MemorySegment.copy(path, 0, name, JAVA_BYTE, PATH_OFFSET, path.length);
        if (isAbstract) {
            name.set(JAVA_BYTE, PATH_OFFSET, (byte) 0);
        }
        final int result = libc.connect(fd, name);
        if (result < 0) {
            libc.close(fd);
            throw new ErrnoException("connect", -result);
        }
        return new NotifySocket(fd);
    }

    /** Sends one datagram; returns whether it was taken. */
    public synchronized boolean send(final String words) {
        if (closed) {
            return false;
        }
        final byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        try (var arena = Arena.ofConfined()) {
            final MemorySegment memory = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
            return libc.write(fd, memory, bytes.length) == bytes.length;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            libc.close(fd);
        }
    }
}
