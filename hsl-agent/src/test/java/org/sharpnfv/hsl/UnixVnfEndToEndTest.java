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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent as a process, the README's examples as the VNF: nothing is lost, everything in order. */
@Timeout(120)
class UnixVnfEndToEndTest {
    private static final int FRAMES = 10_000;
    /** Less than any queue between here and the VNF takes, so that no pause of this machine can lose a frame. */
    private static final int WINDOW = 256;

    private static final Path QEMU = Path.of("/usr/bin/qemu-system-x86_64");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"unix-stream, v2", "unix-seqpacket, v2", "unix-stream, v3"})
    void shouldLoseNothingBetweenAgentAndExample(final String kind, final String ring) throws Exception {
        final String in = directory.resolve("in.sock").toString();
        final String out = directory.resolve("out.sock").toString();
        try (var agent = AgentInNamespace.start(directory, kind + ':' + in + ',' + out, "--ring", ring)) {
            final Process first = agent.run("vnf", "python3", example(kind), in, out);
            awaitConnects(agent, 1);

            agent.exchange(FRAMES, WINDOW);

            agent.assertNothingLost(FRAMES);
            // the VNF is started again: the agent goes on
            agent.end(first);
            agent.run("vnf-again", "python3", example(kind), in, out);
            awaitConnects(agent, 2);
            agent.exchange(100, WINDOW);
            agent.assertNothingLost(FRAMES + 100);
        }
    }

    /**
     * QEMU without a machine: two of its stream netdevs joined by a hub of its own. A few frames at a time: behind a
     * full socket QEMU's hub lets a frame overtake the one that waits (seen without the agent, too).
     */
    @Test
    void shouldSpeakTheFramingOfQemu() throws Exception {
        Assumptions.assumeTrue(Files.exists(QEMU),
            "SKIPPED: no " + QEMU + "; install Debian's package qemu-system-x86");
        final Path in = directory.resolve("in.sock");
        final Path out = directory.resolve("out.sock");
        try (var agent = AgentInNamespace.start(directory, "unix-stream:" + in + ',' + out)) {
            agent.run("vnf", QEMU.toString(), "-machine", "none", "-display", "none", "-nodefaults",
                "-netdev", "stream,id=in,addr.type=unix,addr.path=" + in,
                "-netdev", "stream,id=out,addr.type=unix,addr.path=" + out,
                "-netdev", "hubport,id=port1,hubid=0,netdev=in", "-netdev", "hubport,id=port2,hubid=0,netdev=out");
            awaitConnects(agent, 1);

            agent.exchange(1000, 16);

            agent.assertNothingLost(1000);
        }
    }

    private static void awaitConnects(final AgentInNamespace agent, final int times) throws Exception {
        agent.await("a VNF that connects", () -> agent.counter("vnf-ingress.connects") == times
            && agent.counter("vnf-egress.connects") == times);
    }

    private static String example(final String kind) {
        return Path.of("src/main/examples/vnf-" + kind + ".py").toAbsolutePath().toString();
    }
}
