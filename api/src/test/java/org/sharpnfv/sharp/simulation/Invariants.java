/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.HashMap;
import java.util.Map;
import org.sharpnfv.sharp.flow.Direction;

/**
 * Invariants 1 to 3 of the design, section 4, checked at each packet: every packet that a switch accepted is processed
 * once, in the order of acceptance, by a VNF whose state counts all packets before it; and packets leave in that order.
 */
final class Invariants {
    private final Map<Integer, int[]> accepted = new HashMap<>();
    private final Map<Integer, int[]> processed = new HashMap<>();
    private final Map<Integer, int[]> delivered = new HashMap<>();
    private final Map<Integer, Integer> total = new HashMap<>();

    /** Thrown when one does not hold. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(final String message) {
            super(message);
        }
    }

    private static int[] pair(final Map<Integer, int[]> map, final int flow) {
        return map.computeIfAbsent(flow, key -> new int[2]);
    }

    /** Counts a packet as accepted by a switch and returns its sequence number. */
    int accept(final int flow, final Direction direction) {
        return pair(accepted, flow)[direction.ordinal()]++;
    }

    void process(final SimVnf vnf, final byte[] frame) {
        final int flow = SimFrame.flow(frame);
        final int side = SimFrame.direction(frame).ordinal();
        final int sequence = SimFrame.sequence(frame);
        if (SimFrame.destination(frame) != (side == 0 ? 0x0200_0000_0002L : 0x0200_0000_0001L)) {
            throw new Violation(vnf.id + " gets a packet with a mark");
        }
        final int expected = pair(processed, flow)[side]++;
        if (sequence != expected) {
            throw new Violation(vnf.id + ", flow " + flow + " " + SimFrame.direction(frame)
                + ": expected packet " + expected + " to be processed next, found " + sequence);
        }
        final int before = total.getOrDefault(flow, 0);
        if (vnf.count(flow) != before) {
            throw new Violation(vnf.id + ", flow " + flow + ": its state counts " + vnf.count(flow)
                + " packets, but " + before + " have been processed");
        }
        final var wrong = vnf.process(flow);
        if (wrong != null) {
            throw new Violation(wrong);
        }
        total.put(flow, before + 1);
    }

    void deliver(final byte[] frame) {
        final int flow = SimFrame.flow(frame);
        final int side = SimFrame.direction(frame).ordinal();
        final int expected = pair(delivered, flow)[side]++;
        if (SimFrame.sequence(frame) != expected) {
            throw new Violation("flow " + flow + " " + SimFrame.direction(frame) + ": expected packet " + expected
                + " to be delivered next, found " + SimFrame.sequence(frame));
        }
    }

    /** At the end: everything that was accepted has been processed and delivered. */
    void checkAllDelivered() {
        accepted.forEach((flow, counts) -> {
            for (int side = 0; side < 2; side++) {
                if (pair(processed, flow)[side] != counts[side] || pair(delivered, flow)[side] != counts[side]) {
                    throw new Violation("flow " + flow + " " + Direction.of(side) + ": of " + counts[side]
                        + " packets " + pair(processed, flow)[side] + " were processed and "
                        + pair(delivered, flow)[side] + " delivered");
                }
            }
        });
    }

    long packets() {
        return total.values().stream().mapToLong(Integer::longValue).sum();
    }
}
