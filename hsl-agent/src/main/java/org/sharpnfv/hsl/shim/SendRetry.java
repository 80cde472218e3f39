/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;

/** What to do when the kernel does not take a frame: wait a little, a bounded number of times, or count it away. */
final class SendRetry {
    /** Waits of one {@link Shim#flush()}; at the bound the rest of the batch is dropped. */
    private static final int WAITS_MAX = 5;
    private static final long WAIT_NS = 1_000_000;

    private final PollSet writable;
    private final PollSet nothing;
    private final ShimCounters counters;
    private int waits;
    private boolean gaveUp;

    SendRetry(final Libc libc, final int fd, final ShimCounters counters) {
        writable = new PollSet(libc, LinuxAbi.POLLOUT, fd);
        nothing = new PollSet(libc, 0);
        this.counters = counters;
    }

    void begin() {
        waits = 0;
        gaveUp = false;
    }

    /** Whether the frame that failed with {@code errno} is to be offered again. */
    boolean again(final int errno) {
        switch (errno) {
            case Errno.EINTR -> {
                return true;
            }
            case Errno.EAGAIN -> {
                return waited(writable);
            }
            case Errno.ENOBUFS, Errno.ENOMEM -> {
                // a full queue behind the socket does not show in poll(2): only time helps
                return waited(nothing);
            }
            default -> {
                return false;
            }
        }
    }

    /** Whether the last answer of {@link #again} was no because no wait is left, so that the rest must go. */
    boolean gaveUp() {
        return gaveUp;
    }

    void countDropped(final int errno, final int frames) {
        switch (errno) {
            case Errno.EAGAIN, Errno.ENOBUFS, Errno.ENOMEM -> counters.sendDroppedBusy().add(frames);
            case Errno.ENETDOWN, Errno.ENXIO, Errno.ENODEV, Errno.EIO, Errno.EBADFD, Errno.EPIPE, Errno.ECONNRESET,
                Errno.ENOTCONN ->
                counters.sendDroppedDown().add(frames);
            default -> counters.sendDroppedRefused().add(frames);
        }
    }

    private boolean waited(final PollSet on) {
        if (waits == WAITS_MAX) {
            gaveUp = true;
            return false;
        }
        waits++;
        counters.sendRetries().increment();
        on.await(WAIT_NS);
        return true;
    }
}
