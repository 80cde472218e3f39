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
import static org.sharpnfv.hsl.AgentProcess.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.shim.Frames;
import org.sharpnfv.hsl.shim.MemifClient;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** Issue 4, point 7: a running agent that gets no file descriptor any more, and then gets some again. */
@Timeout(180)
class AgentDescriptorsTest {
    private static final int PORT = 9464;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    @TempDir
    private Path directory;
    private final List<SocketChannel> connections = new ArrayList<>();
    private AgentProcess agent;

    @AfterEach
    void close() throws Exception {
        for (final var connection : connections) {
            connection.close();
        }
        if (agent != null) {
            agent.close();
        }
    }

    private SocketChannel connect(final Path path) throws IOException {
        final var connection = SocketChannel.open(StandardProtocolFamily.UNIX);
        connections.add(connection);
        connection.connect(UnixDomainSocketAddress.of(path));
        return connection;
    }

    private SocketChannel askForMetrics() throws Exception {
        return agent.namespace().inside(() -> {
            final var connection = SocketChannel.open(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), PORT));
            connections.add(connection);
            connection.write(StandardCharsets.US_ASCII.encode("GET /healthz HTTP/1.0\r\n\r\n"));
            return connection;
        });
    }

    private static String all(final SocketChannel connection) throws IOException {
        final var bytes = ByteBuffer.allocate(1 << 20);
        while (connection.read(bytes) >= 0) {
            assertTrue(bytes.hasRemaining());
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    /** No more than the agent has open now. Returns that. */
    private int takeAllDescriptors() throws Exception {
        agent.awaitWarm();
        int bound = Integer.MAX_VALUE;
        int same = 0;
        // some are open for a moment only
        while (same < 20) {
            int free = 0;
            while (Files.isSymbolicLink(Path.of("/proc/" + agent.process().pid() + "/fd/" + free))) {
                free++;
            }
            same = free < bound ? 0 : same + 1;
            if (free < bound) {
                bound = free;
                limit(bound);
            }
            Thread.sleep(10);
        }
        return bound;
    }

    private void limit(final int descriptors) throws Exception {
        final var prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(agent.process().pid()),
            "--nofile=" + descriptors + ":4096").inheritIO().start();
        assertEquals(0, prlimit.waitFor());
    }

    /** One more, and one more if what it is for needs longer than the agent's next attempts. */
    private void allowOneByOne(final int none, final String words) throws Exception {
        for (int descriptors = none + 1; lines(words) == 0; descriptors++) {
            assertTrue(descriptors < none + 10, "expected \"" + words + "\", found " + agent.errors());
            limit(descriptors);
            for (int i = 0; i < 100 && lines(words) == 0; i++) {
                Thread.sleep(50);
            }
        }
    }

    private long openDescriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/" + agent.process().pid() + "/fd"))) {
            return open.count();
        }
    }

    private Path status() {
        return agent.runDirectory().resolve("vnf1.status");
    }

    private void assertThatItSleeps(final Duration within) throws Exception {
        final Duration before = agent.processorTime();
        Thread.sleep(within);
        final Duration spent = agent.processorTime().minus(before);
        assertTrue(spent.compareTo(within.dividedBy(2)) < 0, "expected an agent that sleeps, it took " + spent);
    }

    private long lines(final String words) throws IOException {
        return agent.errors().lines().filter(line -> line.contains(words)).count();
    }

    @Test
    void shouldWaitForDescriptorsAndServeAllThatHaveWaited() throws Exception {
        final Path control = directory.resolve("vnf.sock");
        agent = new AgentProcess(directory).packed(directory);
        agent.startCounting("--metrics", Integer.toString(PORT), "--control", control.toString(), "--hook", "exit 0");
        assertTrue(all(askForMetrics()).contains("200 OK"));
        assertTrue(all(connect(status())).contains("counters"));
        connect(control).close();
        agent.awaitCounter("vnf.connects", 1);
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));

        takeAllDescriptors();
        // accept(2) takes its descriptor before it waits: one connection more is taken where a thread is in it
        assertTrue(all(connect(status())).contains("counters"));
        connect(control).close();
        final var metrics = askForMetrics();
        final var told = connect(status());
        connect(control);
        await("words about all three", agent::errors, found -> found.contains("--metrics 127.0.0.1:" + PORT
            + ": no connection can be taken, tried again: ") && found.contains(status() + ": no connection")
            && found.contains(control + ": no connection"));
        assertThatItSleeps(Duration.ofSeconds(3));
        Frames.send(agent.ingress(), Frames.plain(1, 500));
        assertEquals(1, new Frames().await(agent.vnf("vin-far"), 1).size());
        agent.hello();
        assertEquals(3, lines("no connection can be taken"), agent.errors());
        assertEquals(1, lines("the counters are not written"), agent.errors());
        assertEquals(0, lines("the interface is gone"), agent.errors());

        limit(4096);
        assertTrue(all(metrics).contains("200 OK"));
        assertTrue(all(told).contains("counters"));
        agent.awaitCounter("vnf.connects", 3);
        assertEquals(2, lines("connections are taken again"), agent.errors());
        await("words about the counters", () -> lines("the counters are written again"), found -> found == 1);
        assertTrue(all(askForMetrics()).contains("200 OK"));
        agent.hello();
    }

    @Test
    void shouldTakeTheVnfsConnectionWhenThereIsADescriptorAgain() throws Exception {
        final Path in = directory.resolve("in.sock");
        final Path out = directory.resolve("out.sock");
        agent = new AgentProcess(directory, "unix-stream:" + in + ',' + out, 1500, 1500).packed(directory);
        agent.startCounting();

        takeAllDescriptors();
        assertTrue(agent.process().isAlive(), agent.errors());
        final var vnf = connect(in);
        await("words about it", agent::errors, found -> found.contains(in + ": no connection can be taken"));
        assertThatItSleeps(Duration.ofSeconds(3));
        assertEquals(1, lines(in + ": no connection can be taken"), agent.errors());

        limit(4096);
        agent.awaitCounter("vnf-ingress.connects", 1);
        assertEquals(1, lines(in + ": connections are taken again"), agent.errors());
        vnf.write(ByteBuffer.allocate(64).putInt(60).put(Frames.plain(1, 60)).flip());
        assertEquals(1, new Frames().await(agent.ingress(), 1).size());
    }

    /** A client sends its memory and two eventfds: each needs a descriptor here, too. */
    @Test
    void shouldTakeAMemifClientWhenThereAreDescriptorsAgain() throws Exception {
        final Path in = directory.resolve("in.sock");
        agent = new AgentProcess(directory, "memif:" + in + "/7," + directory.resolve("out.sock"), 1500, 1500)
            .packed(directory);
        agent.startCounting();
        final int none = takeAllDescriptors();
        final long open = openDescriptors();

        try (var client = new MemifClient(in)) {
            await("words about it", agent::errors, found -> found.contains(in + ": no connection can be taken"));
            assertThatItSleeps(Duration.ofSeconds(3));
            // that is taken by the connection
            allowOneByOne(none, in + ": a VNF connected");
            final String refusal = client.connect(7);
            assertEquals("the agent has no file descriptor left to take this; raise its limit (LimitNOFILE=,"
                + " ulimit -n)", refusal);
            await("the same in the log", agent::errors, found -> found.contains(in + ": the VNF is disconnected: "
                + refusal));
        }
        await("all closed", this::openDescriptors, found -> found == open);
        agent.hello();

        limit(4096);
        try (var client = new MemifClient(in)) {
            assertEquals("", client.connect(7));
            client.send(Frames.plain(1, 60));
            assertEquals(1, new Frames().await(agent.ingress(), 1).size());
            agent.awaitCounter("vnf-ingress.connects", 2);
            assertEquals(0, agent.counter("vnf-ingress.receive-dropped-malformed"), "it did nothing wrong");
        }
    }

    /** A process needs a descriptor for each of its streams. */
    @Test
    void shouldSayThatTheHookDoesNotStartAndStartItWhenThereAreDescriptorsAgain() throws Exception {
        final var controller = new Controller();
        final long next = Controller.HANDOVER + 1;
        agent = new AgentProcess(directory).packed(directory);
        agent.startCounting("--hook", "exit 0", "--describes-flows");
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));
        agent.hello();
        takeAllDescriptors();

        agent.say(Direction.FORWARD, new Message.DescribeFlow(9, Direction.FORWARD,
            Controller.key(Direction.FORWARD)));
        assertFalse(controller.only(Message.FlowDescribed.class,
            controller.take(agent.ingress(), "FlowDescribed")).known());
        for (final var side : Direction.values()) {
            agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.MOVE));
        }
        final String reason = controller.only(Message.StateFailed.class,
            controller.take(agent.ingress(), "StateFailed")).reason();
        assertTrue(reason.startsWith("the hook did not start: ") && reason.contains("Too many open files"), reason);
        agent.say(Direction.FORWARD, new Message.HandoverEnded(Controller.HANDOVER, Outcome.FAILED));
        // of these the controller hears nothing
        for (final String event : List.of("describe-flow", "handover-finished")) {
            await("words about " + event, agent::errors,
                found -> found.contains("hook for " + event + ": the hook did not start: "));
        }
        assertThatItSleeps(Duration.ofSeconds(3));
        Frames.send(agent.ingress(), Frames.plain(1, 500));
        assertEquals(1, new Frames().await(agent.vnf("vin-far"), 1).size());

        limit(4096);
        for (final var side : Direction.values()) {
            agent.say(side, Controller.start(next, Role.DESTINATION, StateTransfer.MOVE));
            agent.say(side, new Message.ReleaseFinished(next, side, 0, false));
        }
        assertEquals(Outcome.COMPLETED, controller.only(Message.HandoverFinished.class,
            controller.take(agent.ingress(), "HandoverFinished")).outcome());
    }
}
