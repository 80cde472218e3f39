/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.impl.Inbox.Input;
import org.sharpnfv.sharp.impl.Inbox.Packet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the {@link ControllerMachine}. A cycle: take one input, run the timers that are due, hand
 * the machine's outputs to the driver; without an input, park until the next timer. It never blocks on anything else: a
 * handover waits for it.
 */
final class EngineThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);
    private static final long CLOSE_MS = 2_000;

    /** Does what the machine wants done; called on the engine's thread, must not block. */
    interface Driver {
        /**
         * Does it.
         *
         * @param nowNs the time
         * @param output what is wanted
         */
        void execute(long nowNs, ControllerOutput output);
    }

    /** Looks at the machine after each cycle; called on the engine's thread, must not block. */
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

    private void run() {
        while (!inbox.isClosed()) {
            final var input = inbox.poll();
            if (input != null) {
                final long nowNs = clock.nowNs();
                if (input instanceof Packet packet) {
                    counters.packetWaited(nowNs - packet.postedNs());
                }
                apply(input, nowNs);
            }
            final long nowNs = clock.nowNs();
            if (machine.nextTimeoutNs() <= nowNs) {
                apply(ControllerMachine::handleTimeout, nowNs);
            }
            for (var due = alarms.pollDue(nowNs); due != null; due = alarms.pollDue(nowNs)) {
                apply(due, nowNs);
            }
            drain(nowNs);
            if (input == null) {
                inbox.await(Math.min(machine.nextTimeoutNs(), Math.min(alarms.nextNs(), observer.nextNs())));
            }
        }
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
