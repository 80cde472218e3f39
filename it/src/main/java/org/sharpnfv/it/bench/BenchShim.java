/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.util.Locale;

/** By which of the kernel's interfaces the agent, and testpmd beside it, reach the four ports. */
enum BenchShim {
    AF_PACKET {
        @Override
        String vnfKind() {
            return "veth";
        }

        @Override
        String testpmdDevice(final int number, final String port) {
            return "net_af_packet" + number + ",iface=" + port + ",blocksz=65536,framesz=2048,framecnt=4096,qpairs=1";
        }

        @Override
        int testpmdBuffers() {
            return 8192;
        }
    },
    AF_XDP {
        @Override
        String vnfKind() {
            return text();
        }

        @Override
        String testpmdDevice(final int number, final String port) {
            return "net_af_xdp" + number + ",iface=" + port;
        }

        /** Its fill rings alone take 2048 or more of each port. */
        @Override
        int testpmdBuffers() {
            return 32_768;
        }
    };

    /** The agent's kind of shim on the VNF's side. */
    abstract String vnfKind();

    /** A device of DPDK's. */
    abstract String testpmdDevice(int number, String port);

    /** How many packet buffers of DPDK's that takes for all ports. */
    abstract int testpmdBuffers();

    /** As the agent calls it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
