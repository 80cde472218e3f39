/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import java.util.Arrays;
import java.util.function.Consumer;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Message.State;

/**
 * A flow's state on its way to the destination's HSL through the controller: some parts at a time, and from the first
 * one on that has not been acknowledged when nothing was heard for a while.
 */
final class OutgoingState {
    /** Parts that may be under way. */
    static final int WINDOW = 32;

    private final long handover;
    private final byte[] octets;
    private final int parts;
    private int acknowledged;
    private int sent;
    private long dueNs = Long.MAX_VALUE;
    private long intervalNs = Retry.FIRST_NS;

    OutgoingState(final long handover, final byte[] octets) {
        this.handover = handover;
        this.octets = octets;
        parts = Math.max(1, Math.ceilDiv(octets.length, State.PART_LENGTH));
    }

    /** Sends what the window allows. */
    void send(final long nowNs, final Consumer<Message> out) {
        for (; sent < parts && sent < acknowledged + WINDOW; sent++) {
            final int from = sent * State.PART_LENGTH;
            out.accept(new State(handover, sent, parts,
                Arrays.copyOfRange(octets, from, Math.min(octets.length, from + State.PART_LENGTH))));
            dueNs = nowNs + intervalNs;
        }
    }

    void handleAcknowledged(final long nowNs, final int arrived) {
        if (arrived <= acknowledged) {
            return;
        }
        acknowledged = arrived;
        sent = Math.max(sent, arrived);
        intervalNs = Retry.FIRST_NS;
        dueNs = acknowledged >= parts ? Long.MAX_VALUE : nowNs + intervalNs;
    }

    /** Nothing was heard for too long: once more, and more slowly. */
    void repeat(final long nowNs, final Consumer<Message> out) {
        if (dueNs - nowNs <= 0) {
            sent = acknowledged;
            intervalNs = Math.min(intervalNs * 2, Retry.MAX_NS);
            send(nowNs, out);
        }
    }

    long dueNs() {
        return dueNs;
    }
}
