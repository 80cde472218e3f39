/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The packet thread's end of the events, for tests that wait for them. */
public final class Events {
    private final Semaphore woken = new Semaphore(0);
    private final VnfEvents queue = new VnfEvents(woken::release);

    public VnfEvents queue() {
        return queue;
    }

    /** The next event, within a few seconds. */
    public VnfEvent next() throws InterruptedException {
        if (!woken.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no event came");
        }
        return queue.poll();
    }
}
