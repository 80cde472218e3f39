/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.wire.Message;

/** A message to an HSL that is repeated, ever more slowly, until it is acknowledged or given up. */
final class Outstanding {
    /** First interval, nanoseconds. */
    static final long FIRST_NS = 20_000_000L;
    /** Longest interval, nanoseconds. */
    static final long MAX_NS = 500_000_000L;
    /** Most repetitions: more than ten seconds of silence. */
    static final int MAX_TRIES = 25;

    private final ControllerMachine machine;
    private final String node;
    private final int port;
    private final Message message;
    private final CounterSet counters;
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
        send(nowNs);
    }

    private void send(final long nowNs) {
        machine.send(node, port, message, counters);
        tries++;
        if (tries < MAX_TRIES) {
            timer = machine.timers().at(nowNs + intervalNs, this::send);
            intervalNs = Math.min(intervalNs * 2, MAX_NS);
        }
    }

    void settle() {
        if (timer != null) {
            timer.cancel();
        }
        tries = MAX_TRIES;
    }

    static void stop(final Outstanding outstanding) {
        if (outstanding != null) {
            outstanding.settle();
        }
    }
}
