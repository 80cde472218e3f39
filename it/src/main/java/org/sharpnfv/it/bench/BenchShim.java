/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sharpnfv.it.lab.Sandbox;

/** The agent's shim that is measured, and what testpmd has in its place. A new one is a constant here. */
enum BenchShim {
    /** Packet sockets with rings on veths, testpmd with net_af_packet. */
    AF_PACKET {
        @Override
        Traffic lay(final Sandbox sandbox) {
            return new VethTraffic(sandbox, text());
        }

        @Override
        List<String> agentPorts(final Traffic traffic) {
            return List.of("--ingress", Cables.PORTS.get(0), "--egress", Cables.PORTS.get(3),
                "--vnf", "veth:" + Cables.PORTS.get(1) + ',' + Cables.PORTS.get(2));
        }

        @Override
        List<String> testpmdPorts(final Traffic traffic) {
            final var words = new ArrayList<String>();
            for (int i = 0; i < Cables.PORTS.size(); i++) {
                words.add("--vdev=net_af_packet" + i + ",iface=" + Cables.PORTS.get(i)
                    + ",blocksz=65536,framesz=2048,framecnt=4096,qpairs=1");
            }
            return words;
        }
    },
    /** memif in pure Java on all sides, towards the network too; testpmd with net_memif. Both are servers. */
    MEMIF {
        @Override
        Traffic lay(final Sandbox sandbox) {
            return new MemifTraffic(sandbox, text());
        }

        @Override
        List<String> agentPorts(final Traffic traffic) {
            final var memif = (MemifTraffic) traffic;
            return List.of("--ingress", "memif:" + memif.socket(0), "--egress", "memif:" + memif.socket(3),
                "--vnf", "memif:" + memif.socket(1) + ',' + memif.socket(2));
        }

        @Override
        List<String> testpmdPorts(final Traffic traffic) {
            final var words = new ArrayList<String>();
            for (int i = 0; i < Cables.PORTS.size(); i++) {
                words.add("--vdev=net_memif" + i + ",role=server,id=0,socket=" + ((MemifTraffic) traffic).socket(i)
                    + ",socket-abstract=no");
            }
            return words;
        }

        @Override
        boolean hasC() {
            return false;
        }
    };

    /** Lays what the forwarders stand between. */
    abstract Traffic lay(Sandbox sandbox);

    /** The agent's options that name its ports. */
    abstract List<String> agentPorts(Traffic traffic);

    /** testpmd's options that make its ports: ingress, the VNF's ingress side, its egress side, egress. */
    abstract List<String> testpmdPorts(Traffic traffic);

    /** Whether the plain C forwarder can be there, too. */
    boolean hasC() {
        return true;
    }

    /** As it is written in options and reports. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
