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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.hsl.AgentProcess.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.hsl.shim.Frames;

/** Issue 4, point 7: interfaces that go down, lose their carrier or are deleted under a running agent. */
@Timeout(180)
class AgentLinksTest {
    @TempDir
    private Path directory;
    private AgentProcess agent;

    private void start(final String vnf) throws Exception {
        agent = new AgentProcess(directory, vnf, 1500, 1500);
        agent.startCounting();
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
    }

    private void awaitLog(final String words) {
        await(words, agent::errors, found -> found.contains(words));
    }

    /** Both sides, both ways, and the controller is answered. */
    private void assertThatAllPasses() throws Exception {
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));
        agent.awaitPassage(agent.vnf("vout-far"), agent.egress());
        Frames.send(agent.egress(), Frames.plain(1, 1000));
        Frames.send(agent.vnf("vin-far"), Frames.plain(2, 1000));
        assertArrayEquals(Frames.plain(1, 1000), new Frames().await(agent.vnf("vout-far"), 1).getFirst());
        assertArrayEquals(Frames.plain(2, 1000), new Frames().await(agent.ingress(), 1).getFirst());
        agent.hello();
        assertTrue(agent.process().isAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"in", "vin"})
    void shouldGoOnWhenAnInterfaceIsUpAgain(final String name) throws Exception {
        start("veth:vin,vout");
        final String other = name.equals("in") ? "vnf-ingress" : "ingress";
        final String side = name.equals("in") ? "ingress" : "vnf-ingress";

        agent.namespace().ip("link", "set", name, "down");
        awaitLog(name + ": the interface is down: ip link set " + name + " up; until then nothing comes from it");
        Frames.send(name.equals("in") ? agent.vnf("vin-far") : agent.ingress(), Frames.plain(3, 100));
        agent.awaitCounter(side + ".send-dropped-down", 1);
        assertEquals(1, agent.counter(other + ".received-frames"));
        // the other side does not notice
        agent.awaitPassage(agent.egress(), agent.vnf("vout-far"));

        agent.namespace().up(name, name + "-far");
        awaitLog(name + ": the interface is up");
        assertThatAllPasses();
    }

    /** Without a carrier the kernel takes frames and drops them without a word. */
    @Test
    void shouldCountWhatTheKernelDropsWithoutACarrier() throws Exception {
        start("veth:vin,vout");
        agent.namespace().ip("link", "set", "vin-far", "down");

        for (int i = 0; i < 7; i++) {
            Frames.send(agent.ingress(), Frames.plain(i, 100));
        }

        agent.awaitCounter("vnf-ingress.send-dropped-kernel", 7);
        assertEquals(7, agent.counter("vnf-ingress.send-dropped-kernel"));
        agent.namespace().up("vin-far", "vin");
        assertThatAllPasses();
    }

    /** The far end goes with it, so that the test is blind at this side until it looks at the new one. */
    @ParameterizedTest
    @ValueSource(strings = {"out", "vout"})
    void shouldTakeUpAnInterfaceThatIsMadeAnew(final String name) throws Exception {
        start("veth:vin,vout");
        final Duration before = agent.processorTime();

        agent.namespace().ip("link", "del", name);
        awaitLog(name + ": the interface is gone; make one of this name again");
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));
        Thread.sleep(2000);
        assertTrue(agent.process().isAlive());
        final Duration spent = agent.processorTime().minus(before);
        assertTrue(spent.toMillis() < 1500, "expected an agent that sleeps, it took " + spent);

        agent.namespace().veth(name, name + "-far", 1500);
        awaitLog(name + ": attached to the new interface of this name");
        final var again = agent.shim(name + "-far");
        if (name.equals("out")) {
            agent.awaitPassage(agent.vnf("vout-far"), again);
            agent.awaitPassage(again, agent.vnf("vout-far"));
        } else {
            agent.awaitPassage(agent.egress(), again);
            agent.awaitPassage(again, agent.egress());
        }
        awaitLog(name + ": the interface is up");
    }

    private void startWithTap() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/net/tun")), "SKIPPED: no /dev/net/tun");
        start("tap:tin,tout");
    }

    @Test
    void shouldMakeATapAgainThatSomebodyHasDeleted() throws Exception {
        startWithTap();
        final var tap = agent.shim("tout");
        agent.awaitPassage(agent.egress(), tap);

        agent.namespace().ip("link", "del", "tout");
        awaitLog("tout: somebody has deleted the interface, or the namespace that it was in; it is made again");

        final var again = agent.shim("tout");
        agent.awaitPassage(agent.egress(), again);
        agent.awaitPassage(again, agent.egress());
        agent.hello();
        assertTrue(agent.process().isAlive());
    }

    /** Its name is taken at once by something else. */
    @Test
    void shouldSleepUntilATapCanBeMadeAgain() throws Exception {
        startWithTap();
        final var before = agent.processorTime();
        final var script = "ip -n %1$s link del tout && ip -n %1$s link add tout type veth peer name x"
            .formatted(agent.namespace().name());
        assertEquals(0, new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor());
        awaitLog("tout: the interface is gone and cannot be made, tried again every second: TUNSETIFF tout");

        Frames.send(agent.egress(), Frames.plain(1, 100));
        agent.awaitCounter("vnf-egress.send-dropped-down", 1);
        Thread.sleep(2000);
        final Duration spent = agent.processorTime().minus(before);
        assertTrue(spent.toMillis() < 1500, "expected an agent that sleeps, it took " + spent);

        agent.namespace().ip("link", "del", "tout");
        awaitLog("tout: the interface is there again");
        agent.awaitPassage(agent.egress(), agent.shim("tout"));
    }

    private long settledCounter(final String name) throws Exception {
        // longer than the counters are old
        Thread.sleep(1500);
        return agent.counter(name);
    }

    /** More than its queue takes comes out of the VNF while the agent does not look. */
    @Test
    void shouldCountWhatDidNotFitIntoTheQueueOfATap() throws Exception {
        startWithTap();
        final var vnf = agent.shim("tout");
        agent.awaitPassage(vnf, agent.egress());
        final long received = settledCounter("vnf-egress.received-frames");
        final int frames = 8500;

        agent.signal("STOP");
        for (int i = 0; i < frames; i++) {
            Frames.send(vnf, Frames.plain(i, 100));
        }
        agent.signal("CONT");

        await("all counted", () -> agent.counter("vnf-egress.received-frames") - received
            + agent.counter("vnf-egress.receive-dropped-queue"), found -> found == frames);
        assertFalse(agent.counter("vnf-egress.receive-dropped-queue") == 0, "expected a full queue");
        AgentProcess.settle(agent.egress());
        agent.awaitPassage(vnf, agent.egress());
        agent.hello();
    }
}
