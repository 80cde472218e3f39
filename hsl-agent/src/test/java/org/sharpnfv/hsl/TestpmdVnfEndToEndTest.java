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

/** DPDK's testpmd as it is, with two memif ports, as the VNF behind the agent. */
@Timeout(120)
class TestpmdVnfEndToEndTest {
    private static final int FRAMES = 10_000;
    private static final int WINDOW = 256;
    private static final Path TESTPMD = Path.of("/usr/bin/dpdk-testpmd");

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNothingBetweenAgentAndTestpmd() throws Exception {
        Assumptions.assumeTrue(Files.exists(TESTPMD), "SKIPPED: no " + TESTPMD + "; install Debian's package dpdk-dev");
        final Path in = directory.resolve("in.sock");
        final Path out = directory.resolve("out.sock");
        try (var agent = AgentInNamespace.start(directory, "memif:" + in + "/7," + out)) {
            final Process first = startTestpmd(agent, "vnf", in, out);
            awaitForwarding(agent, "vnf", 1);

            check(FRAMES, agent.exchange(FRAMES, WINDOW));

            agent.await("all counted", () -> agent.counter("egress.sent-frames") >= FRAMES
                && agent.counter("ingress.sent-frames") >= FRAMES);
            assertEquals(List.of(), agent.losses());
            // the VNF is started again: the agent goes on
            agent.end(first);
            startTestpmd(agent, "vnf-again", in, out);
            awaitForwarding(agent, "vnf-again", 2);
            check(100, agent.exchange(100, WINDOW));
            agent.await("all counted", () -> agent.counter("egress.sent-frames") >= FRAMES + 100);
            assertEquals(List.of(), agent.losses());
            assertEquals(2, agent.counter("vnf-ingress.connects"));
        }
    }

    /** The worker may run on any processor, so that it does not sit on the one the agent chose. */
    private static Process startTestpmd(final AgentInNamespace agent, final String name, final Path in, final Path out)
            throws Exception {
        final String cpus = "(0-" + (Runtime.getRuntime().availableProcessors() - 1) + ')';
        return agent.run(name, "stdbuf", "-oL", TESTPMD.toString(), "--no-huge", "-m", "128", "--no-pci",
            "--no-shconf", "--lcores", "0@" + cpus + ",1@" + cpus,
            "--vdev=net_memif0,role=client,id=7,socket=" + in + ",socket-abstract=no",
            "--vdev=net_memif1,role=client,id=0,socket=" + out + ",socket-abstract=no",
            "--", "--forward-mode=io", "--total-num-mbufs=8192", "--no-mlockall");
    }

    /** Both interfaces are up, and testpmd asks its ports for frames. */
    private static void awaitForwarding(final AgentInNamespace agent, final String name, final int times)
            throws Exception {
        agent.await("testpmd that forwards", () -> agent.log(name).contains("Press enter to exit")
            && agent.log("agent").split("memif 7 is up", -1).length > times
            && agent.log("agent").split("memif 0 is up", -1).length > times);
        // its first look at a port makes the port's buffers, which nothing tells
        Thread.sleep(500);
    }

    private static void check(final int frames, final List<List<byte[]>> sides) {
        for (final List<byte[]> received : sides) {
            assertEquals(frames, received.size());
            for (int i = 0; i < received.size(); i++) {
                assertArrayEquals(AgentInNamespace.frame(i), received.get(i), "frame " + i);
            }
        }
    }
}
