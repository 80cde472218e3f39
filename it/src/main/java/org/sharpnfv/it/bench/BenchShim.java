/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sharpnfv.it.lab.Sandbox;

/** The agent's shim that is measured, and what testpmd has in its place. A new one is a constant here. */
enum BenchShim {
    /** Packet sockets with rings on veths, testpmd with net_af_packet. */
    AF_PACKET {
        @Override
        List<String> agentPorts(final Traffic traffic) {
            return words("", Cables.PORTS, "veth:", "");
        }
    },
    /** AF_XDP sockets on veths, testpmd with net_af_xdp. */
    AF_XDP {
        @Override
        List<String> agentPorts(final Traffic traffic) {
            return words("af_xdp:", Cables.PORTS, "af_xdp:", "");
        }

        @Override
        String testpmdDevice(final Traffic traffic, final int number) {
            return "net_af_xdp" + number + ",iface=" + Cables.PORTS.get(number);
        }

        /** Its fill rings alone take 2048 or more of each port. */
        @Override
        int testpmdBuffers() {
            return 32_768;
        }
    },
    /** DPDK's net_af_packet on veths, under the agent as under testpmd. */
    DPDK {
        @Override
        List<String> agentPorts(final Traffic traffic) {
            final var devices = IntStream.range(0, Cables.PORTS.size()).mapToObj(BenchShim::afPacketDevice).toList();
            return words("dpdk:", devices, "dpdk:", "dpdk:");
        }
    },
    /** memif in pure Java on all sides, towards the network too; testpmd with net_memif. Both are servers. */
    MEMIF {
        @Override
        Traffic lay(final Sandbox sandbox, final Forwarder forwarder) {
            return new MemifTraffic(sandbox, name(forwarder));
        }

        @Override
        List<String> agentPorts(final Traffic traffic) {
            final var memif = (MemifTraffic) traffic;
            return List.of("--ingress", "memif:" + memif.socket(0), "--egress", "memif:" + memif.socket(3),
                "--vnf", "memif:" + memif.socket(1) + ',' + memif.socket(2));
        }

        @Override
        String testpmdDevice(final Traffic traffic, final int number) {
            return "net_memif" + number + ",role=server,id=0,socket=" + ((MemifTraffic) traffic).socket(number)
                + ",socket-abstract=no";
        }

        @Override
        boolean hasC() {
            return false;
        }
    };

    /** Lays what a forwarder stands between: veths, where a shim has nothing else. */
    Traffic lay(final Sandbox sandbox, final Forwarder forwarder) {
        return new VethTraffic(sandbox, name(forwarder));
    }

    /** Of what a forwarder's run leaves: namespace, directory, log. */
    String name(final Forwarder forwarder) {
        return text() + '-' + forwarder.text();
    }

    /** The agent's options that name its ports. */
    abstract List<String> agentPorts(Traffic traffic);

    /** testpmd's options that make its ports: ingress, the VNF's ingress side, its egress side, egress. */
    final List<String> testpmdPorts(final Traffic traffic) {
        return IntStream.range(0, Cables.PORTS.size()).mapToObj(number -> "--vdev=" + testpmdDevice(traffic, number))
            .toList();
    }

    /** One of these ports, as DPDK's device: net_af_packet on a veth, where a shim has nothing else. */
    String testpmdDevice(final Traffic traffic, final int number) {
        return afPacketDevice(number);
    }

    /** How many packet buffers of DPDK's that takes for all ports. */
    int testpmdBuffers() {
        return 8192;
    }

    /** Whether the plain C forwarder can be there, too. */
    boolean hasC() {
        return true;
    }

    private static String afPacketDevice(final int number) {
        return "net_af_packet" + number + ",iface=" + Cables.PORTS.get(number)
            + ",blocksz=65536,framesz=2048,framecnt=4096,qpairs=1";
    }

    private static List<String> words(final String network, final List<String> ports, final String vnf,
            final String second) {
        return List.of("--ingress", network + ports.get(0), "--egress", network + ports.get(3), "--vnf",
            vnf + ports.get(1) + ',' + second + ports.get(2));
    }

    /** As it is written in options and reports. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
