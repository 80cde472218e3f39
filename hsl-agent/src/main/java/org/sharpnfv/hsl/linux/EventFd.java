/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes the packet thread out of poll(2). Any thread signals; only the packet thread drains. Signals before the next
 * {@link #drain} are one system call together.
 */
public final class EventFd implements AutoCloseable {
    private final Libc signalLibc = new Libc();
    private final Libc drainLibc;
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final int fd;
    private boolean closed;

    /** The argument is the packet thread's. */
    public EventFd(final Libc drainLibc) throws ErrnoException {
        this.drainLibc = drainLibc;
        fd = ErrnoException.check(drainLibc.eventfd(0, LinuxAbi.EFD_NONBLOCK | LinuxAbi.EFD_CLOEXEC), "eventfd");
    }

    public int fd() {
        return fd;
    }

    /** Makes the descriptor readable. The lock is among those who signal; the packet thread never takes it. */
    public void signal() {
        if (signalled.compareAndSet(false, true)) {
            synchronized (this) {
                if (!closed) {
                    signalLibc.signalEventFd(fd);
                }
            }
        }
    }

    /**
     * Makes the descriptor silent again. Only when poll(2) found it readable, and before looking at what may have been
     * signalled: who signals in between is covered by that look.
     */
    public void drain() {
        drainLibc.drainEventFd(fd);
        signalled.set(false);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            signalLibc.close(fd);
        }
    }
}
