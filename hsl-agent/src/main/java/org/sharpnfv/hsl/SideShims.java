/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.sharp.flow.Direction;

/** The four interfaces by side, and both sides' way from the VNF to the network, as the path itself needs them. */
final class SideShims {
    /** More than a receive ring of the default size has slots: what the VNF had sent before is all taken. */
    private static final int VNF_FRAMES_MAX = 1 << 16;
    private static final int BATCH_FRAMES = 64;

    private final BridgeSide[] sides;

    SideShims(final BridgePorts ports, final FramePath path) {
        sides = new BridgeSide[] {
            new BridgeSide(Direction.FORWARD, ports.ingress(), ports.vnfIngress(), path),
            new BridgeSide(Direction.REVERSE, ports.egress(), ports.vnfEgress(), path)
        };
    }

    Shim network(final Direction side) {
        return sides[side.ordinal()].network();
    }

    Shim vnf(final Direction side) {
        return sides[side.ordinal()].vnf();
    }

    void flush() {
        sides[0].flush();
        sides[1].flush();
    }

    /** Passes on everything that the VNF has sent so far. Returns the number of frames. */
    int passOnAllFromVnf() {
        int all = 0;
        int some;
        do {
            // frames are sent from the ring's memory: nothing of an earlier poll may be queued any more
            flush();
            some = sides[0].pollVnf(BATCH_FRAMES) + sides[1].pollVnf(BATCH_FRAMES);
            all += some;
        } while (some > 0 && all < VNF_FRAMES_MAX);
        flush();
        return all;
    }
}
