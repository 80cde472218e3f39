/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import org.sharpnfv.hsl.shim.FrameSink;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.sharp.flow.Direction;

/** One of the two sides of the bridge: a network interface and the VNF's interface behind it. */
final class BridgeSide {
    private final Shim network;
    private final Shim vnf;
    private final FrameSink fromNetwork;
    private final FrameSink fromVnf;

    BridgeSide(final Direction side, final Shim network, final Shim vnf, final FramePath path) {
        this.network = network;
        this.vnf = vnf;
        fromNetwork = (memory, offset, length) -> {
            if (path.fromNetwork(side, memory, offset, length)) {
                vnf.send(memory, offset, length);
            }
        };
        fromVnf = (memory, offset, length) -> {
            if (path.fromVnf(side, memory, offset, length)) {
                network.send(memory, offset, length);
            }
        };
    }

    Shim network() {
        return network;
    }

    Shim vnf() {
        return vnf;
    }

    int pollNetwork(final int limit) {
        return network.poll(fromNetwork, limit);
    }

    int pollVnf(final int limit) {
        return vnf.poll(fromVnf, limit);
    }

    void flush() {
        vnf.flush();
        network.flush();
    }
}
