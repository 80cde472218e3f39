/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figure 2b of the paper: DPDK on all four sides of the agent, and an unmodified DPDK program as the VNF. */
@Timeout(120)
class DpdkAgentEndToEndTest {
    private static final int FRAMES = 10_000;
    private static final int WINDOW = 256;

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNothingBetweenFourPortsOfDpdk() throws Exception {
        Testpmd.assumeInstalled();
        final Path in = directory.resolve("in.sock");
        final Path out = directory.resolve("out.sock");
        try (var agent = AgentInNamespace.startAt(directory, "dpdk:net_af_packet0,iface=in",
                "dpdk:net_af_packet1,iface=out", "dpdk:net_memif0,role=server,id=0,socket-abstract=no,socket=" + in
                + ",dpdk:net_memif1,role=server,id=1,socket-abstract=no,socket=" + out)) {
            Testpmd.start(agent, "vnf", Testpmd.port(in, 0), Testpmd.port(out, 1));
            agent.await("two links that are up", () -> agent.log("agent").split("its link is up", -1).length > 2);
            Testpmd.letItLook();

            agent.exchange(FRAMES, WINDOW);

            agent.assertNothingLost(FRAMES);
        }
    }
}
