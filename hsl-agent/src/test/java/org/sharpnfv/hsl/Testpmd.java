/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** DPDK's testpmd with two memif clients as its ports, a VNF that passes each frame on to the other port. */
final class Testpmd {
    private static final Path PROGRAM = Path.of("/usr/bin/dpdk-testpmd");

    private Testpmd() {
        // functions
    }

    /** Skips the test where it is not installed. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(Files.exists(PROGRAM), "SKIPPED: no " + PROGRAM + "; install Debian's package dpdk-dev");
    }

    /**
     * Starts it in the agent's namespace. The worker may run on any processor, so that it does not sit on the one the
     * agent chose.
     *
     * @param name of its log
     * @param in the first port's device, without its kind
     * @param out the second port's
     */
    static Process start(final AgentInNamespace agent, final String name, final String in, final String out)
            throws Exception {
        final String cpus = "(0-" + (Runtime.getRuntime().availableProcessors() - 1) + ')';
        return agent.run(name, "stdbuf", "-oL", PROGRAM.toString(), "--no-huge", "-m", "128", "--no-pci", "--no-shconf",
            "--lcores", "0@" + cpus + ",1@" + cpus, "--vdev=net_memif0," + in, "--vdev=net_memif1," + out,
            "--", "--forward-mode=io", "--total-num-mbufs=8192", "--no-mlockall");
    }

    /** A port that connects to the agent at a socket. */
    static String port(final Path socket, final int id) {
        return "role=client,id=" + id + ",socket=" + socket + ",socket-abstract=no";
    }

    /** Its first look at a port makes the port's buffers, which nothing tells. */
    static void letItLook() throws InterruptedException {
        Thread.sleep(500);
    }
}
