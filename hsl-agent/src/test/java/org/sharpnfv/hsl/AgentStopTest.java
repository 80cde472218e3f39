/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** Issue 4, point 7: SIGTERM to the agent, a real process; what is within it, {@link HandoverBridgeTest} tests. */
@Timeout(180)
class AgentStopTest {
    private static final int PATIENCE_S = 30;

    @TempDir
    private Path directory;
    private final Controller controller = new Controller();
    private Path control;
    private AgentProcess agent;

    @BeforeEach
    void start() throws Exception {
        control = directory.resolve("vnf.sock");
        agent = new AgentProcess(directory);
        agent.startCounting("--control", control.toString());
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private void assertThatItEndsWell() throws Exception {
        assertTrue(agent.process().waitFor(PATIENCE_S, TimeUnit.SECONDS), "expected an end, found none");
        assertEquals(0, agent.process().exitValue(), agent.errors());
        assertTrue(agent.errors().endsWith("vnf1: ended\n"), agent.errors());
        assertEquals(0, agent.counter("path.lost-by-stop"));
        assertTrue(Files.notExists(control));
        assertTrue(Files.notExists(agent.runDirectory().resolve("vnf1.status")));
    }

    @Test
    void shouldReleaseInOrderAndTellTheController() throws Exception {
        try (var vnf = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            vnf.connect(UnixDomainSocketAddress.of(control));
            agent.awaitCounter("vnf.connects", 1);
            agent.hello();
            for (final var side : Direction.values()) {
                agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.MOVE));
            }
            agent.awaitCounter("vnf.told", 1);
            for (int i = 300; i < 600; i++) {
                agent.sendData(Direction.FORWARD, Controller.data(Direction.FORWARD, i));
            }
            for (int i = 0; i < 300; i++) {
                agent.sendData(Direction.FORWARD, Controller.marked(Direction.FORWARD, i));
            }
            agent.awaitCounter("path.held", 600);

            agent.signal("TERM");
            assertEquals(Ending.REASON, controller.only(Message.StateFailed.class,
                controller.take(agent.ingress(), "StateFailed")).reason());
            // what comes meanwhile goes behind
            for (int i = 600; i < 700; i++) {
                agent.sendData(Direction.FORWARD, Controller.data(Direction.FORWARD, i));
            }

            assertEquals(IntStream.range(0, 700).mapToObj(String::valueOf).toList(),
                controller.read(controller.take(agent.vnf("vin-far"), 700)));
            assertThatItEndsWell();
            assertEquals(1, agent.counter("vnf.failed-by-stop"));
        }
    }

    /** As an operator who has lost patience does. */
    @Test
    void shouldEndAtOnceWithoutAHandoverAndHearASecondSignal() throws Exception {
        final long startNs = System.nanoTime();

        agent.signal("TERM");
        agent.signal("TERM");

        assertThatItEndsWell();
        assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(PATIENCE_S));
    }
}
