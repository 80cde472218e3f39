/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/** Counts for one flow and, at the same time, for the sweep that it belongs to. */
final class CounterSet {
    private final CounterSet whole;
    private int buffered;
    private int bufferedMax;
    private long bufferedTotal;
    private long released;
    private long packetIns;
    private long packetOuts;
    private long lost;

    CounterSet(final CounterSet whole) {
        this.whole = whole;
    }

    int buffered() {
        return buffered;
    }

    void buffered(final int change) {
        buffered += change;
        bufferedMax = Math.max(bufferedMax, buffered);
        bufferedTotal += Math.max(change, 0);
        if (whole != null) {
            whole.buffered(change);
        }
    }

    void released() {
        released++;
        if (whole != null) {
            whole.released();
        }
    }

    void lost() {
        lost++;
        if (whole != null) {
            whole.lost();
        }
    }

    void packetIn() {
        packetIns++;
        if (whole != null) {
            whole.packetIn();
        }
    }

    void packetOut() {
        packetOuts++;
        if (whole != null) {
            whole.packetOut();
        }
    }

    ControllerCounters view() {
        return new ControllerCounters(buffered, bufferedMax, bufferedTotal, released, packetIns, packetOuts, lost);
    }
}
