/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayDeque;
import org.sharpnfv.sharp.wire.Mark;

/** Buffers packets of one flow and sends them on: marked for an HSL that holds, plain for one that does not. */
final class PacketPath {
    private final ControllerMachine machine;
    private final CounterSet counters;
    private final int slot;
    private final Group group;
    private long tokenOf;
    private int token;

    PacketPath(final ControllerMachine machine, final Group group, final CounterSet counters, final int slot) {
        this.machine = machine;
        this.group = group;
        this.counters = counters;
        this.slot = slot;
    }

    void buffer(final ArrayDeque<byte[]> queue, final byte[] frame) {
        queue.add(frame);
        counters.buffered(1);
    }

    /** Sends a packet to the destination, marked, and counts it among those that RELEASE_FINISHED announces. */
    void release(final Lane lane, final Instance to, final long attempt, final byte[] frame, final boolean late) {
        lane.released++;
        lane.lateReleased += late ? 1 : 0;
        sendMarked(lane, to, attempt, frame, late);
    }

    /** Sends a packet to an instance, marked for an attempt. */
    void sendMarked(final Lane lane, final Instance to, final long attempt, final byte[] frame, final boolean late) {
        Mark.write(frame, Mark.of(late, attempt, slot, token(attempt)));
        counters.released();
        sendPlain(lane, to, frame);
    }

    private int token(final long attempt) {
        if (tokenOf != attempt) {
            tokenOf = attempt;
            token = group.markToken(attempt);
        }
        return token;
    }

    void sendPlain(final Lane lane, final Instance to, final byte[] frame) {
        machine.packetOut(lane.node, to.port(lane.direction), frame, counters);
    }

    /** Empties the lane's buffers, oldest first. */
    void flushMarked(final Lane lane, final Instance to, final long attempt) {
        counters.buffered(-lane.buffered());
        for (var frame = lane.pollLate(); frame != null; frame = lane.pollLate()) {
            release(lane, to, attempt, frame, true);
        }
        for (var frame = lane.buffer.poll(); frame != null; frame = lane.buffer.poll()) {
            release(lane, to, attempt, frame, false);
        }
    }

    /** Empties the lane's buffers towards an instance that holds nothing. */
    void flushPlain(final Lane lane, final Instance to) {
        counters.buffered(-lane.buffered());
        for (var frame = lane.pollLate(); frame != null; frame = lane.pollLate()) {
            sendPlain(lane, to, frame);
        }
        for (var frame = lane.buffer.poll(); frame != null; frame = lane.buffer.poll()) {
            sendPlain(lane, to, frame);
        }
    }
}
