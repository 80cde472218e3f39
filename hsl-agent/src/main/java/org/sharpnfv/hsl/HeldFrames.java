/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.handover.PacketCount;
import org.sharpnfv.hsl.shim.EthernetHeader;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.hsl.FlowGate;
import org.sharpnfv.sharp.wire.Mark;

/** The frames of ctrl_buff and sw_buff: copied in, let out at a pace, their memory freed once they were flushed. */
final class HeldFrames {
    private final PacketPool pool;
    private final SideShims shims;
    private final ReleasePace pace;
    /** Queued at a shim; free after the next flush. */
    private final int[] leaving = new int[ReleasePace.BURST_FRAMES];
    private int leavingCount;

    private final HandoverLog handovers;
    private final Counter held;
    private final Counter heldCtrlBuff;
    private final Counter heldSwBuff;
    private final Counter heldLate;
    private final Counter released;
    private final Counter sentBack;
    private final Counter lostNoMemory;

    HeldFrames(final PacketPool pool, final SideShims shims, final ReleasePace pace, final HandoverLog handovers,
            final Counters counters) {
        this.pool = pool;
        this.shims = shims;
        this.pace = pace;
        this.handovers = handovers;
        held = counters.counter("path.held");
        heldCtrlBuff = counters.counter("path.held-ctrl-buff");
        heldSwBuff = counters.counter("path.held-sw-buff");
        heldLate = counters.counter("path.held-late");
        released = counters.counter("path.released");
        sentBack = counters.counter("path.held-sent-back");
        lostNoMemory = counters.counter("path.lost-no-memory");
    }

    /** Holds a frame; its destination address becomes the flow's own, whatever mark it arrived with. */
    void hold(final FlowGate gate, final long arrivedDestination, final MemorySegment memory, final long offset,
            final int length) {
        EthernetHeader.setDestination(memory, offset, gate.key().ethDestination());
        final int handle = pool.copyIn(memory, offset, length);
        if (handle == PacketPool.NONE) {
            lostNoMemory.increment();
            handovers.count(PacketCount.LOST, gate.lateMark());
            gate.lost();
        } else {
            count(gate, arrivedDestination);
            if (gate.isDraining() && !gate.drainsToNetwork()) {
                pace.queue();
            }
            gate.hold(handle, arrivedDestination);
        }
    }

    /** By what the destination address says: the switch's own, the controller's, or late and by the controller too. */
    private void count(final FlowGate gate, final long arrivedDestination) {
        held.increment();
        if (arrivedDestination == gate.key().ethDestination()) {
            heldSwBuff.increment();
        } else {
            heldCtrlBuff.increment();
            if (Mark.late(arrivedDestination)) {
                heldLate.increment();
            }
        }
        handovers.count(PacketCount.HELD, gate.lateMark());
    }

    /** To be called after the flush that follows {@link #drain}. */
    void free() {
        for (int i = 0; i < leavingCount; i++) {
            pool.free(leaving[i]);
        }
        leavingCount = 0;
    }

    /** Lets frames out as far as the pace allows, gate by gate; a gate that is empty opens. Returns how many left. */
    int drain(final long nowNs, final List<FlowGate> gates) {
        // by index, because an iterator would be allocated each time; next() never changes the list
        for (int i = 0; i < gates.size(); i++) {
            final FlowGate gate = gates.get(i);
            while (gate.isDraining() && leavingCount < leaving.length && pace.left(nowNs) > 0) {
                final boolean back = gate.drainsToNetwork();
                final int handle = gate.next();
                if (handle >= 0) {
                    pace.take(nowNs);
                    letOut(gate, handle, back);
                }
            }
        }
        return leavingCount;
    }

    private void letOut(final FlowGate gate, final int handle, final boolean back) {
        final MemorySegment memory = pool.memory(handle);
        final long offset = pool.offset(handle);
        final Shim to;
        if (back) {
            EthernetHeader.setDestination(memory, offset, gate.lateMark());
            to = shims.network(gate.direction());
            sentBack.increment();
            handovers.count(PacketCount.RETURNED, gate.lateMark());
        } else {
            to = shims.vnf(gate.direction());
            released.increment();
        }
        to.send(memory, offset, pool.length(handle));
        leaving[leavingCount++] = handle;
    }

    /** How long until more may leave, for as long as a gate drains. */
    long waitNs(final long nowNs) {
        return pace.waitNs(nowNs);
    }
}
