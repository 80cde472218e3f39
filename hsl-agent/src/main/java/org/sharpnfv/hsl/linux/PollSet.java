/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A fixed set of file descriptors to wait on with ppoll(2).
 *
 * <pre>
 *  struct pollfd: 0 fd (4) | 4 events (2) | 6 revents (2)
 *  struct timespec: 0 seconds (8) | 8 nanoseconds (8)
 * </pre>
 */
public final class PollSet {
    private static final int POLLFD_BYTES = 8;
    private static final int EVENTS = 4;
    private static final int REVENTS = 6;
    private static final long SECOND_NS = 1_000_000_000;

    private final Libc libc;
    private final MemorySegment fds;
    private final MemorySegment timeout = Arena.ofAuto().allocate(2L * Long.BYTES, Long.BYTES);
    private final int size;

    public PollSet(final Libc libc, final int events, final int... descriptors) {
        this.libc = libc;
        size = descriptors.length;
        fds = Arena.ofAuto().allocate((long) size * POLLFD_BYTES, Integer.BYTES);
        for (int i = 0; i < size; i++) {
            fds.set(JAVA_INT, (long) i * POLLFD_BYTES, descriptors[i]);
            fds.set(JAVA_SHORT, (long) i * POLLFD_BYTES + EVENTS, (short) events);
        }
    }

    /** Waits; returns the number of descriptors that have something to say, 0 after the time or a signal. */
    public int await(final long timeoutNs) {
        timeout.set(JAVA_LONG, 0, timeoutNs / SECOND_NS);
        timeout.set(JAVA_LONG, Long.BYTES, timeoutNs % SECOND_NS);
        final int ready = libc.ppoll(fds, size, timeout);
        if (ready < 0 && ready != -Errno.EINTR) {
            throw new IllegalStateException("ppoll: " + Errno.text(-ready));
        }
        return Math.max(ready, 0);
    }

    /** What the last {@link #await} found at a descriptor. Meaningful only if it returned more than 0. */
    public int found(final int position) {
        return fds.get(JAVA_SHORT, (long) position * POLLFD_BYTES + REVENTS);
    }

    public boolean failed(final int position) {
        return (found(position) & (LinuxAbi.POLLERR | LinuxAbi.POLLHUP | LinuxAbi.POLLNVAL)) != 0;
    }
}
