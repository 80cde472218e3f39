/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figure 2b of the paper: DPDK on all four sides of the agent, and an unmodified DPDK program as the VNF. */
@Timeout(120)
class DpdkAgentEndToEndTest {
    private static final int FRAMES = 10_000;
    private static final int WINDOW = 256;
    private static final Path TESTPMD = Path.of("/usr/bin/dpdk-testpmd");

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNothingBetweenFourPortsOfDpdk() throws Exception {
        Assumptions.assumeTrue(Files.exists(TESTPMD), "SKIPPED: no " + TESTPMD + "; install Debian's package dpdk-dev");
        final Path in = directory.resolve("in.sock");
        final Path out = directory.resolve("out.sock");
        try (var agent = AgentInNamespace.startAt(directory, "dpdk:net_af_packet0,iface=in",
                "dpdk:net_af_packet1,iface=out", "dpdk:net_memif0,role=server,id=0,socket-abstract=no,socket=" + in
                + ",dpdk:net_memif1,role=server,id=1,socket-abstract=no,socket=" + out)) {
            startTestpmd(agent, in, out);
            agent.await("two links that are up", () -> agent.log("agent").split("its link is up", -1).length > 2);
            // its first look at a port makes the port's buffers, which nothing tells
            Thread.sleep(500);

            final List<List<byte[]>> sides = agent.exchange(FRAMES, WINDOW);

            for (final List<byte[]> received : sides) {
                assertEquals(FRAMES, received.size());
                for (int i = 0; i < FRAMES; i++) {
                    assertArrayEquals(AgentInNamespace.frame(i), received.get(i), "frame " + i);
                }
            }
            agent.await("all counted", () -> agent.counter("egress.sent-frames") >= FRAMES
                && agent.counter("ingress.sent-frames") >= FRAMES);
            assertEquals(List.of(), agent.losses());
        }
    }

    /** The worker may run on any processor, so that it does not sit on the one the agent chose. */
    private static void startTestpmd(final AgentInNamespace agent, final Path in, final Path out) throws Exception {
        final String cpus = "(0-" + (Runtime.getRuntime().availableProcessors() - 1) + ')';
        agent.run("vnf", "stdbuf", "-oL", TESTPMD.toString(), "--no-huge", "-m", "128", "--no-pci", "--no-shconf",
            "--lcores", "0@" + cpus + ",1@" + cpus,
            "--vdev=net_memif0,role=client,id=0,socket=" + in + ",socket-abstract=no",
            "--vdev=net_memif1,role=client,id=1,socket=" + out + ",socket-abstract=no",
            "--", "--forward-mode=io", "--total-num-mbufs=8192", "--no-mlockall");
    }
}
