/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.wire.Message;

/**
 * A message to an HSL that is repeated, ever more slowly, until it is acknowledged or given up. The more others wait
 * for the same HSL, the longer is the interval: what is slow with thousands of flows gets slower by repetitions.
 */
final class Outstanding {
    /** First interval, nanoseconds. */
    static final long FIRST_NS = 20_000_000L;
    /** What each message that is queued at the same port adds to the interval, nanoseconds. */
    static final long EACH_NS = 250_000L;
    /** Longest interval, nanoseconds. */
    static final long MAX_NS = 500_000_000L;
    /** Most repetitions: more than ten seconds of silence. */
    static final int MAX_TRIES = 25;

    private final ControllerMachine machine;
    private final String node;
    private final int port;
    private final Message message;
    private final CounterSet counters;
    /** Where it is counted while it is repeated, or null. */
    private ControlPort counted;
    private long intervalNs = FIRST_NS;
    private int tries;
    private Timers.Timer timer;

    Outstanding(final ControllerMachine machine, final long nowNs, final String node, final int port,
            final Message message, final CounterSet counters) {
        this.machine = machine;
        this.node = node;
        this.port = port;
        this.message = message;
        this.counters = counters;
        counted = machine.controlPort(node, port);
        if (counted != null) {
            counted.countOutstanding(1);
        }
        send(nowNs);
    }

    private void send(final long nowNs) {
        machine.send(node, port, message, counters);
        tries++;
        if (tries < MAX_TRIES) {
            final long queueNs = counted == null ? 0 : counted.queued() * EACH_NS;
            timer = machine.timers().at(nowNs + Math.min(intervalNs + queueNs, MAX_NS), this::send);
            intervalNs = Math.min(intervalNs * 2, MAX_NS);
        } else {
            settle();
        }
    }

    void settle() {
        if (timer != null) {
            timer.cancel();
        }
        tries = MAX_TRIES;
        if (counted != null) {
            counted.countOutstanding(-1);
            counted = null;
        }
    }

    static void stop(final Outstanding outstanding) {
        if (outstanding != null) {
            outstanding.settle();
        }
    }
}
