/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to the packet thread, from any thread. At the bound an event is dropped and counted; the
 * handover it belongs to then ends by its deadline.
 */
public final class VnfEvents {
    public static final int EVENTS_MAX = 16384;

    private static final System.Logger LOG = System.getLogger(VnfEvents.class.getName());

    private final BoundedQueue<VnfEvent> queue = new BoundedQueue<>(EVENTS_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final Runnable wakeup;

    /** The argument makes the packet thread look, for example {@code eventFd::signal}. */
    public VnfEvents(final Runnable wakeup) {
        this.wakeup = wakeup;
    }

    public void offer(final VnfEvent event) {
        if (!queue.offer(event) && dropped.getAndIncrement() == 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} events wait already, one was dropped: {1}", EVENTS_MAX, event);
        }
        wakeup.run();
    }

    /** The next event, or null. For the packet thread. */
    public @Nullable VnfEvent poll() {
        return queue.poll();
    }

    public long dropped() {
        return dropped.get();
    }
}
