/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.hsl.linux.TestNamespace;

/** The agent as a process with AF_XDP on all four interfaces; the VNF is a cable. */
@Timeout(120)
class XdpEndToEndTest {
    private static final int FRAMES = 10_000;
    private static final int WINDOW = 128;

    @TempDir
    private Path directory;

    /** Sleeping between packets, and polling all the time. */
    @ParameterizedTest
    @CsvSource({"native, 5", "native, 1000000", "skb, 5"})
    void shouldLoseNothingThroughTheAgent(final String mode, final String spinUs) throws Exception {
        try (var agent = AgentInNamespace.startByXdp(directory, "--xdp", mode, "--spin-us", spinUs)) {
            agent.exchange(FRAMES, WINDOW);

            agent.assertNothingLost(FRAMES);
            assertEquals(FRAMES, agent.counter("ingress.received-frames"));
            assertEquals(0, agent.counter("ingress.receive-starved"));
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsKilled() throws Exception {
        try (var agent = AgentInNamespace.startByXdp(directory)) {
            for (final String name : List.of("in", "out", "vin", "vout")) {
                assertTrue(shown(agent.namespace(), name).contains("prog/xdp"), name);
            }
            final Process killed = agent.agent();

            agent.forget(killed);
            assertTrue(killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS));

            for (final String name : List.of("in", "out", "vin", "vout")) {
                final String after = shown(agent.namespace(), name);
                assertTrue(after.contains(name) && !after.contains("xdp"), after);
            }
        }
    }

    private static String shown(final TestNamespace namespace, final String name) throws Exception {
        final var process = namespace.process(List.of("ip", "-d", "link", "show", name)).redirectErrorStream(true)
            .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What the agent says that lacks something, without a stack trace. */
    private String refusal(final List<String> confinedBy) throws Exception {
        try (var namespace = TestNamespace.open()) {
            namespace.veth("in", "in-far", 1500);
            final var command = new ArrayList<>(confinedBy);
            command.addAll(AgentProcess.program("--id", "vnf1", "--ingress", "af_xdp:in", "--egress", "in-far", "--vnf",
                "tap:a,b"));
            final var process = namespace.process(command).redirectErrorStream(true).start();
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, process.waitFor(), output);
            assertFalse(output.contains("\tat "), output);
            return output;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-all | an AF_XDP socket needs CAP_NET_RAW;",
        "-all,+net_raw,+ipc_lock | an XDP program needs CAP_BPF and CAP_NET_ADMIN;",
        "-all,+net_raw,+net_admin,+ipc_lock | an XDP program needs CAP_BPF and CAP_NET_ADMIN;",
    })
    void shouldSayWhichCapabilityIsMissing(final String capabilities, final String sentence) throws Exception {
        final String output = refusal(List.of("setpriv", "--bounding-set", capabilities));

        assertTrue(output.contains("in: " + sentence), output);
    }

    @Test
    void shouldSayThatMemoryMayNotBeLocked() throws Exception {
        final String output = refusal(List.of("prlimit", "--memlock=65536", "setpriv", "--bounding-set",
            "-all,+net_raw,+net_admin,+bpf"));

        assertTrue(output.contains("in: the kernel may not lock the 18874368 bytes"), output);
        assertTrue(output.contains("LimitMEMLOCK=infinity"), output);
    }
}
