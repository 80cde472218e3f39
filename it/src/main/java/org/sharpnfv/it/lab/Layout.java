/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.util.List;
import org.sharpnfv.sharp.flow.Direction;

/** How hosts and VNFs are spread over switches. */
public enum Layout {
    /** As in Fig. 1 of the paper; ports of either switch: 1 = host, 2 = vnf1, 3 = vnf2 ... */
    TWO_SWITCHES(2) {
        @Override
        public int hostPort(final Direction side) {
            return 1;
        }

        @Override
        int port(final int instance, final Direction side) {
            return instance + 1;
        }
    },
    /** One switch for both sides: 1 and 2 = hosts, 3 and 4 = vnf1 towards Host1 and Host2, 5 and 6 = vnf2 ... */
    ONE_SWITCH(1) {
        @Override
        public int hostPort(final Direction side) {
            return side.ordinal() + 1;
        }

        @Override
        int port(final int instance, final Direction side) {
            return 2 * instance + side.ordinal() + 1;
        }
    };

    private static final List<String> BRIDGES = List.of(Topology.INGRESS, Topology.EGRESS);

    private final int switches;

    Layout(final int switches) {
        this.switches = switches;
    }

    /**
     * The port of the host whose packets go in a direction.
     *
     * @param side the direction
     * @return the OpenFlow port
     */
    public abstract int hostPort(Direction side);

    /** The port of an instance, counted from 1, by which it gets a direction's packets. */
    abstract int port(int instance, Direction side);

    List<String> bridges() {
        return BRIDGES.subList(0, switches);
    }

    /** The bridge at which a direction's packets come from their host. */
    String bridge(final Direction side) {
        return BRIDGES.get(datapath(side) - 1);
    }

    /**
     * The datapath identity of the switch to which that host is attached.
     *
     * @param side the direction
     * @return e.g. 1 for openflow:1
     */
    public int datapath(final Direction side) {
        return Math.min(side.ordinal() + 1, switches);
    }
}
