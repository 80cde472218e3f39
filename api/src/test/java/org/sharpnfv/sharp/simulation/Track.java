/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sharpnfv.sharp.flow.Direction;

/** One direction of a flow: what became of each packet. */
final class Track {
    static final int PROCESSED = 1;
    static final int DELIVERED = 2;
    /** Gone with a process or on the way to a dead one: a fault of the run took it. */
    static final int DESTROYED = 4;
    /** Dropped by policy, and counted. */
    static final int DROPPED = 8;
    static final int AT_CONTROLLER = 16;
    /** Of a brand-new flow at the very end of the window: may be overtaken (see RATIONALE.md). */
    static final int STRAY = 32;

    final int flow;
    final Direction direction;
    int accepted;
    /** Of a flow's first track: a packet of the flow went to a dead agent or switch. */
    boolean silenced;
    int lastProcessed = -1;
    int lastDelivered = -1;
    int processed;
    /** When the state that counts this direction was last looked at. */
    long exactNs;
    private byte[] fates = new byte[32];
    private long[] inNs = new long[32];

    Track(final int flow, final Direction direction) {
        this.flow = flow;
        this.direction = direction;
    }

    int accept() {
        if (accepted == fates.length) {
            fates = Arrays.copyOf(fates, accepted * 2);
            inNs = Arrays.copyOf(inNs, accepted * 2);
        }
        return accepted++;
    }

    boolean is(final int sequence, final int fate) {
        return (fates[sequence] & fate) != 0;
    }

    void set(final int sequence, final int fate) {
        fates[sequence] |= (byte) fate;
    }

    void clear(final int sequence, final int fate) {
        fates[sequence] &= (byte) ~fate;
    }

    boolean isAtController() {
        return IntStream.range(0, accepted).anyMatch(sequence -> is(sequence, AT_CONTROLLER));
    }

    long inNs(final int sequence) {
        return inNs[sequence];
    }

    void inNs(final int sequence, final long nowNs) {
        inNs[sequence] = nowNs;
    }

    @Override
    public String toString() {
        return "flow " + flow + " " + direction;
    }
}
