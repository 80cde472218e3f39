/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

/**
 * When packets are due: an absolute schedule, so that a late wake-up does not lower the rate. Up to 2,000 packets/s
 * each packet has its own time; above that, packets are sent in ticks of half a millisecond, which is what a parked
 * thread can keep without burning a core.
 */
final class Pacer {
    /** Time between two sends at high rates. */
    static final long TICK_NS = 500_000;

    private static final long NS_PER_S = 1_000_000_000;

    private final long ratePps;
    private final long startNs;
    private final int burst;

    Pacer(final long ratePps, final long startNs) {
        this.ratePps = ratePps;
        this.startNs = startNs;
        // who is late catches up at twice the rate, not in one blow
        burst = (int) (2 * ratePps * TICK_NS / NS_PER_S) + 2;
    }

    /** How many packets should have been sent by now, the first at the start. */
    long due(final long nowNs) {
        final long elapsedNs = nowNs - startNs;
        return elapsedNs < 0 ? 0
            : elapsedNs / NS_PER_S * ratePps + elapsedNs % NS_PER_S * ratePps / NS_PER_S + 1;
    }

    /** When a packet is due, counted from 0. */
    long dueNs(final long packet) {
        return startNs + packet / ratePps * NS_PER_S + packet % ratePps * NS_PER_S / ratePps;
    }

    /** How many packets may be sent at once. */
    int burst() {
        return burst;
    }

    /** When to look again, after so many packets were sent. */
    long nextLookNs(final long sent, final long nowNs) {
        final long nextNs = dueNs(sent);
        if (NS_PER_S / ratePps >= TICK_NS) {
            return nextNs;
        }
        return Math.max(nextNs, nowNs + TICK_NS);
    }
}
