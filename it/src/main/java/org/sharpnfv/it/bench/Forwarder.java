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
import java.util.Map;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.Programs;

/** Who carries the frames. All poll four ports in one thread, on the same CPU, without sleeping. */
enum Forwarder {
    /** As it is shipped, but looking for packets all the time, as the others do. */
    AGENT {
        @Override
        Command command(final BenchShim shim, final Traffic traffic) {
            return agent(shim, traffic, "1000000");
        }
    },
    /** The same, while flows are handed over again and again. */
    AGENT_HANDING_OVER {
        @Override
        Command command(final BenchShim shim, final Traffic traffic) {
            return AGENT.command(shim, traffic);
        }

        @Override
        int flows() {
            return 16;
        }
    },
    /** As it is shipped: it sleeps when nothing came for some microseconds. */
    AGENT_SLEEPING {
        @Override
        Command command(final BenchShim shim, final Traffic traffic) {
            return agent(shim, traffic, "5");
        }

        @Override
        boolean streams() {
            return false;
        }
    },
    /** DPDK's, ports 0 and 1 and ports 2 and 3 paired, I/O mode. */
    TESTPMD {
        @Override
        Command command(final BenchShim shim, final Traffic traffic) {
            final var words = new ArrayList<>(List.of("dpdk-testpmd", "-l", CPU + "," + Traffic.cpu(), "--main-lcore",
                String.valueOf(Traffic.cpu()), "--no-huge", "-m", "256", "--no-pci", "--no-telemetry",
                "--file-prefix", "sharp" + ProcessHandle.current().pid()));
            words.addAll(shim.testpmdPorts(traffic));
            words.addAll(List.of("--", "--total-num-mbufs=" + shim.testpmdBuffers(), "--forward-mode=io",
                "--port-topology=paired", "--auto-start", "--nb-cores=1", "--no-lsc-interrupt",
                "--disable-link-check"));
            return new Command(words, Map.of());
        }
    },
    /** recvmmsg(2) and sendmmsg(2). */
    C {
        @Override
        boolean carries(final BenchShim shim) {
            return shim.hasC();
        }

        @Override
        Command command(final BenchShim shim, final Traffic traffic) {
            final var words = new ArrayList<>(List.of("taskset", "-c", String.valueOf(CPU),
                ((VethTraffic) traffic).tool().toString(), "forward"));
            words.addAll(Cables.PORTS);
            return new Command(words, Map.of());
        }
    };

    /** Of the forwarding thread; the traffic has another one. */
    static final int CPU = 0;

    /** Whether it has such ports. */
    boolean carries(final BenchShim shim) {
        return true;
    }

    /** Whether its throughput is measured, too. */
    boolean streams() {
        return true;
    }

    /** How many flows are handed over meanwhile. */
    int flows() {
        return 0;
    }

    /** What starts it. */
    abstract Command command(BenchShim shim, Traffic traffic);

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Command agent(final BenchShim shim, final Traffic traffic, final String spinUs) {
        final var words = new ArrayList<>(List.of(Programs.agent().toString(), "--id", "bench", "--cpu",
            String.valueOf(CPU), "--spin-us", spinUs));
        words.addAll(shim.agentPorts(traffic));
        return new Command(words, Map.of());
    }
}
