/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One descriptor that is readable when any of a changing set is: what a shim shows to poll(2) while its connections
 * come and go. A descriptor leaves the set when it is closed.
 *
 * <pre>
 *  struct epoll_event, packed on x86-64 (12): 0 events (4) | 4 data (8)
 *  elsewhere, as on aarch64             (16): 0 events (4) | free (4) | 8 data (8)
 * </pre>
 */
public final class Epoll implements AutoCloseable {
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int DATA = PACKED ? 4 : 8;
    private static final int EVENTS_MAX = 8;

    private final SocketCalls calls;
    private final Libc libc;
    private final MemorySegment events = Arena.ofAuto().allocate((long) EVENTS_MAX * EVENT_BYTES, Long.BYTES);
    private final int fd;

    public Epoll(final Libc libc, final SocketCalls calls) throws ErrnoException {
        this.libc = libc;
        this.calls = calls;
        fd = ErrnoException.check(calls.epollCreate(LinuxAbi.EPOLL_CLOEXEC), "epoll_create1");
    }

    public int fd() {
        return fd;
    }

    /** Waits for reading on a descriptor, too; {@link #found} says the token. */
    public void add(final int other, final int token) throws ErrnoException {
        final MemorySegment event = Arena.ofAuto().allocate(EVENT_BYTES, Long.BYTES);
        event.set(JAVA_INT, 0, LinuxAbi.EPOLLIN);
        event.set(JAVA_INT, DATA, token);
        ErrnoException.check(calls.epollControl(fd, LinuxAbi.EPOLL_CTL_ADD, other, event), "epoll_ctl");
    }

    /** No longer waits on a descriptor that stays open. */
    public void remove(final int other) {
        calls.epollControl(fd, LinuxAbi.EPOLL_CTL_DEL, other, events);
    }

    /** Looks, without waiting, which descriptors are readable or broken; returns how many. */
    public int look() {
        return Math.max(calls.epollWait(fd, events, EVENTS_MAX, 0), 0);
    }

    /** The token of a descriptor that the last {@link #look} found. */
    public int found(final int position) {
        return events.get(JAVA_INT, (long) position * EVENT_BYTES + DATA);
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
