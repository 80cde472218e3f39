/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Commands from the packet thread to the one thread that takes them. A full queue answers the command with a failure
 * event.
 */
public final class CommandQueue {
    private final BoundedQueue<VnfCommand> queue;
    private final VnfEvents events;
    private final AtomicLong refused = new AtomicLong();
    private final int commandsMax;
    private volatile Thread taker;

    public CommandQueue(final int commandsMax, final VnfEvents events) {
        this.commandsMax = commandsMax;
        this.events = events;
        queue = new BoundedQueue<>(commandsMax);
    }

    public void offer(final VnfCommand command) {
        if (queue.offer(command)) {
            LockSupport.unpark(taker);
        } else {
            refused.incrementAndGet();
            if (command.expectsAnswer()) {
                events.offer(command.failed("the VNF is too slow: " + commandsMax + " commands wait already"));
            }
        }
    }

    /** Waits for the next command; always called by the same thread. */
    public VnfCommand take() throws InterruptedException {
        taker = Thread.currentThread();
        while (true) {
            final VnfCommand command = queue.poll();
            if (command != null) {
                return command;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.park(this);
        }
    }

    public long refused() {
        return refused.get();
    }
}
