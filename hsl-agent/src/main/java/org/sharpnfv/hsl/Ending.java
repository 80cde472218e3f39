/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.hsl.HslMachine;

/**
 * How an agent ends that has handovers under way, in the packet thread.
 *
 * <pre>
 *  0 s        imports that the VNF has not answered are reported to the controller as failed, so that it takes the
 *             flows back; everything else goes on, and may come to its end
 *  2 s        what is still held goes to the VNF, in order and at the usual pace, as at the machine's own deadline
 *  11 s       what is held even now is lost, and counted
 * </pre>
 *
 * <p>With no handover under way, or as soon as there is none and nothing is held, it ends at once. The protocol has no
 * message for an agent that goes: the controller sees no more answers.
 */
final class Ending {
    static final long GRACE_NS = TimeUnit.SECONDS.toNanos(2);
    /** Enough for all packets that may be held, at the default pace. */
    static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(11);
    static final String REASON = "the agent is being stopped";

    private static final System.Logger LOG = System.getLogger(Ending.class.getName());
    /** Beyond the deadline of any attempt. */
    private static final long FAR_NS = TimeUnit.DAYS.toNanos(365);

    private final HslMachine machine;
    private final VnfWords words;
    private final Counter failedByStop;
    private final Counter lostByStop;
    private boolean begun;
    private long beganNs;
    private long lookAgainNs;

    Ending(final HslMachine machine, final VnfWords words, final Counters counters) {
        this.machine = machine;
        this.words = words;
        failedByStop = counters.counter("vnf.failed-by-stop");
        lostByStop = counters.counter("path.lost-by-stop");
    }

    /** Once in each duty cycle from the request to stop; returns whether the agent may end. */
    boolean mayEnd(final long nowNs) {
        if (!begun) {
            begun = true;
            beganNs = nowNs;
        }
        lookAgainNs = nowNs + TimeUnit.MILLISECONDS.toNanos(10);
        if (machine.isIdle()) {
            return true;
        }
        failedByStop.add(words.failImports(nowNs, REASON));
        if (nowNs - beganNs < GRACE_NS) {
            return false;
        }
        machine.handleTimeout(nowNs + FAR_NS);
        final int held = machine.held();
        if (held == 0) {
            return true;
        }
        if (nowNs - beganNs < LIMIT_NS) {
            return false;
        }
        lostByStop.add(held);
        LOG.log(System.Logger.Level.WARNING, "{0} held packets are lost: they could not leave within {1} s of the "
            + "signal; a higher --release-rate lets them go faster", held, TimeUnit.NANOSECONDS.toSeconds(LIMIT_NS));
        return true;
    }

    /** How long nothing is due; for ever while nobody wants to end. */
    long idleNs(final long nowNs) {
        return begun ? lookAgainNs - nowNs : Long.MAX_VALUE;
    }
}
