/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DPDK's testpmd as it is, with two memif ports, as the VNF behind the agent. */
@Timeout(120)
class TestpmdVnfEndToEndTest {
    private static final int FRAMES = 10_000;
    private static final int WINDOW = 256;

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNothingBetweenAgentAndTestpmd() throws Exception {
        Testpmd.assumeInstalled();
        final Path in = directory.resolve("in.sock");
        final Path out = directory.resolve("out.sock");
        try (var agent = AgentInNamespace.start(directory, "memif:" + in + "/7," + out)) {
            final Process first = start(agent, "vnf", in, out);
            awaitForwarding(agent, "vnf", 1);

            agent.exchange(FRAMES, WINDOW);

            agent.assertNothingLost(FRAMES);
            // the VNF is started again: the agent goes on
            agent.end(first);
            start(agent, "vnf-again", in, out);
            awaitForwarding(agent, "vnf-again", 2);
            agent.exchange(100, WINDOW);
            agent.assertNothingLost(FRAMES + 100);
            assertEquals(2, agent.counter("vnf-ingress.connects"));
        }
    }

    private static Process start(final AgentInNamespace agent, final String name, final Path in, final Path out)
            throws Exception {
        return Testpmd.start(agent, name, Testpmd.port(in, 7), Testpmd.port(out, 0));
    }

    /** Both interfaces are up, and testpmd asks its ports for frames. */
    private static void awaitForwarding(final AgentInNamespace agent, final String name, final int times)
            throws Exception {
        agent.await("testpmd that forwards", () -> agent.log(name).contains("Press enter to exit")
            && agent.log("agent").split("memif 7 is up", -1).length > times
            && agent.log("agent").split("memif 0 is up", -1).length > times);
        Testpmd.letItLook();
    }
}
