/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.impl.Inbox.Input;
import org.sharpnfv.sharp.impl.Inbox.Packet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the {@link ControllerMachine}: one thread at a time, which has the turn. A cycle: take what inputs there are,
 * up to a bound, run the timers that are due, hand the machine's outputs to the driver. So the more there is to do, the
 * more messages share a frame and the more flow-mods a barrier.
 *
 * <p>The turn belongs to a thread of its own, which also runs the timers, and to the thread that brings a packet-in: as
 * long as nobody else has the turn, that one works its packet off itself, because waking another thread takes longer
 * than everything that is done here. The turn is never held while waiting for anything: a handover waits for it.
 */
@SuppressFBWarnings(value = "AT_UNSAFE_RESOURCE_ACCESS_IN_THREAD",
    justification = "What cycle() uses is guarded by the lock 'turn', which its callers have")
final class EngineThread implements Inbox.Worker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);
    private static final long CLOSE_MS = 2_000;
    private static final int INPUTS_A_CYCLE = 64;

    /** Does what the machine wants done; called in the engine's turn, must not block. */
    interface Driver {
        /**
         * Does it.
         *
         * @param nowNs the time
         * @param output what is wanted
         */
        void execute(long nowNs, ControllerOutput output);
    }

    /** Looks at the machine after each cycle; called in the engine's turn, must not block. */
    interface Observer {
        /**
         * A cycle is over.
         *
         * @param machine the machine
         * @param nowNs the time
         */
        void observe(ControllerMachine machine, long nowNs);

        /**
         * When to be called again although nothing has happened.
         *
         * @return a time, or {@link Long#MAX_VALUE}
         */
        long nextNs();
    }

    private final ControllerMachine machine;
    private final MachineClock clock;
    private final Inbox inbox;
    private final Alarms alarms;
    private final Driver driver;
    private final Observer observer;
    private final EngineCounters counters;
    private final Thread thread;
    private final ReentrantLock turn = new ReentrantLock();

    /** When there is something to do without an input; written by whoever had the turn. */
    private volatile long dueNs = Long.MAX_VALUE;
    private volatile long parkedUntilNs = Long.MAX_VALUE;
    private volatile boolean parked;

    EngineThread(final ControllerMachine machine, final MachineClock clock, final Inbox inbox, final Alarms alarms,
            final Driver driver, final Observer observer, final EngineCounters counters) {
        this.machine = machine;
        this.clock = clock;
        this.inbox = inbox;
        this.alarms = alarms;
        this.driver = driver;
        this.observer = observer;
        this.counters = counters;
        thread = new Thread(this::run, "sharp-engine");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
        inbox.open(this);
    }

    @Override
    public void close() {
        inbox.close();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void wake() {
        if (parked) {
            parked = false;
            LockSupport.unpark(thread);
        }
    }

    /** Whoever has the turn meanwhile looks into the inbox again after giving it up, so that no input is forgotten. */
    @Override
    public void help() {
        do {
            if (!turn.tryLock()) {
                return;
            }
            try {
                while (!inbox.isClosed() && cycle()) {
                    // one cycle after the other
                }
                dueNs = nextNs();
            } finally {
                turn.unlock();
            }
        } while (!inbox.isEmpty() && !inbox.isClosed());
        if (dueNs < parkedUntilNs) {
            wake();
        }
    }

    private void run() {
        while (!inbox.isClosed()) {
            final boolean more;
            turn.lock();
            try {
                more = cycle();
                dueNs = nextNs();
            } finally {
                turn.unlock();
            }
            if (!more) {
                park();
            }
        }
    }

    private void park() {
        parkedUntilNs = dueNs;
        parked = true;
        // only now: who changed one of these before has not seen that this thread is parked, who does later wakes it
        final long untilNs = dueNs;
        if (inbox.isEmpty() && !inbox.isClosed()) {
            if (untilNs == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                final long waitNs = untilNs - clock.nowNs();
                if (waitNs > 0) {
                    LockSupport.parkNanos(this, waitNs);
                }
            }
        }
        parked = false;
    }

    private long nextNs() {
        return Math.min(machine.nextTimeoutNs(), Math.min(alarms.nextNs(), observer.nextNs()));
    }

    /** Needs the turn; returns whether there was an input. */
    private boolean cycle() {
        boolean any = false;
        long nowNs = clock.nowNs();
        for (int i = 0; i < INPUTS_A_CYCLE; i++) {
            final var input = inbox.poll();
            if (input == null) {
                break;
            }
            any = true;
            if (input instanceof Packet packet) {
                counters.packetWaited(nowNs - packet.postedNs());
            }
            apply(input, nowNs);
            nowNs = clock.nowNs();
        }
        if (machine.nextTimeoutNs() <= nowNs) {
            apply(ControllerMachine::handleTimeout, nowNs);
        }
        for (var due = alarms.pollDue(nowNs); due != null; due = alarms.pollDue(nowNs)) {
            apply(due, nowNs);
        }
        drain(nowNs);
        return any;
    }

    private void apply(final Input input, final long nowNs) {
        guarded(() -> input.apply(machine, nowNs));
    }

    private void drain(final long nowNs) {
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            final var next = output;
            guarded(() -> driver.execute(nowNs, next));
        }
        guarded(() -> observer.observe(machine, nowNs));
    }

    /** A defect must not end the thread that all handovers depend on. */
    @SuppressWarnings("checkstyle:illegalCatch")
    private void guarded(final Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("sharp-engine: defect, the input is skipped ({} so far)", counters.failed(), e);
        }
    }
}
