/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.control.ControlChannel;
import org.sharpnfv.hsl.control.VnfControl;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.hook.HookRunner;
import org.sharpnfv.hsl.linux.EventFd;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.Frames;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** Handovers through the running bridge on real interfaces; the test puts the controller's frames on the wire. */
@Timeout(180)
class HandoverBridgeTest {
    private static final List<String> INTERFACES = List.of("in", "out", "vin", "vout");
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final String NUMBER = Long.toString(Controller.HANDOVER);

    /** One end of a cable. */
    private final class Wire {
        private final Shim shim;
        private final List<byte[]> received = new ArrayList<>();

        Wire(final Shim shim) {
            this.shim = shim;
        }

        void send(final byte[]... frames) {
            Frames.send(shim, frames);
        }

        /** Frames until one of them is what is waited for. */
        List<byte[]> until(final String word) {
            return until(words -> words.contains(word), word);
        }

        List<byte[]> until(final int count) {
            return until(words -> words.size() >= count, count + " frames");
        }

        private List<byte[]> until(final Predicate<List<String>> enough, final String what) {
            final long startNs = System.nanoTime();
            while (!enough.test(controller.read(received))) {
                shim.poll((memory, offset, length) ->
                    received.add(memory.asSlice(offset, length).toArray(JAVA_BYTE)), 64);
                if (System.nanoTime() - startNs > PATIENCE_NS) {
                    throw new AssertionError("expected " + what + ", found " + controller.read(received));
                }
            }
            final var taken = List.copyOf(received);
            received.clear();
            return taken;
        }
    }

    /** No time passes for a path, so that no timer of the protocol's runs out, until the bridge is stopped. */
    private record TimeStandsStill(FramePath path, long nowNs) implements FramePath {
        @Override
        public void startCycle(final long cycleNs) {
            path.startCycle(nowNs);
        }

        @Override
        public boolean fromNetwork(final Direction side, final MemorySegment memory, final long offset,
                final int length) {
            return path.fromNetwork(side, memory, offset, length);
        }

        @Override
        public boolean fromVnf(final Direction side, final MemorySegment memory, final long offset,
                final int length) {
            return path.fromVnf(side, memory, offset, length);
        }

        @Override
        public int doWork(final long cycleNs) {
            return path.doWork(nowNs);
        }

        @Override
        public boolean mayEnd(final long cycleNs) {
            return path.mayEnd(cycleNs);
        }

        @Override
        public long idleNs(final long cycleNs) {
            return path.idleNs(nowNs);
        }
    }

    /** The VNF's end of the control channel. */
    private static final class Speaker implements AutoCloseable {
        private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        private final BufferedReader lines;

        Speaker(final Path path) throws IOException {
            channel.connect(UnixDomainSocketAddress.of(path));
            lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        }

        JsonObject hear() throws IOException {
            return JsonParser.parseString(lines.readLine()).getAsJsonObject();
        }

        void say(final String type) throws IOException {
            channel.write(ByteBuffer.wrap(("{\"type\":\"" + type + "\",\"handover\":\"" + NUMBER + "\"}\n")
                .getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @TempDir
    private Path directory;
    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private final Controller controller = new Controller();
    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private final Libc agentLibc = new Libc();
    private TestNamespace namespace;
    private EventFd wakeup;
    private VnfEvents events;
    private Wire ingress;
    private Wire egress;
    private Wire vnfIngress;
    private Wire vnfEgress;

    @BeforeEach
    void open() throws Exception {
        namespace = TestNamespace.open();
        closers.push(namespace);
        for (final String name : INTERFACES) {
            namespace.veth(name, name + "-far", 1500);
        }
        wakeup = new EventFd(agentLibc);
        closers.push(wakeup);
        events = new VnfEvents(wakeup::signal);
        ingress = new Wire(shim(libc, "in-far"));
        egress = new Wire(shim(libc, "out-far"));
        vnfIngress = new Wire(shim(libc, "vin-far"));
        vnfEgress = new Wire(shim(libc, "vout-far"));
    }

    private Shim shim(final Libc of, final String name) throws Exception {
        final Shim shim = namespace.inside(() ->
            AfPacketShim.open(of, name, ShimOptions.DEFAULT, ShimCounters.in(counters, name)));
        closers.push(shim);
        return shim;
    }

    private RunningBridge run(final @Nullable VnfControl control) throws Exception {
        return run(control, path -> path);
    }

    private RunningBridge run(final @Nullable VnfControl control, final UnaryOperator<FramePath> time)
            throws Exception {
        final var ports = new BridgePorts(shim(agentLibc, "in"), shim(agentLibc, "out"), shim(agentLibc, "vin"),
            shim(agentLibc, "vout"));
        if (control != null) {
            closers.push(control);
        }
        final var pool = new PacketPool(16 << 20, 10_000, counters);
        closers.push(pool);
        final var path = new SharpPath(controller.machine(), controller.codec, ports, pool,
            new ReleasePace(128_000), control, events, counters);
        final var bridge = new Bridge(agentLibc, ports, time.apply(path), wakeup, 0, counters);
        final var running = RunningBridge.start(namespace, bridge);
        closers.push(running::end);
        return running;
    }

    @AfterEach
    void close() throws Exception {
        while (!closers.isEmpty()) {
            closers.pop().close();
        }
    }

    private void start(final Role role, final StateTransfer transfer) {
        ingress.send(controller.frame(Direction.FORWARD, Controller.start(role, transfer)));
        egress.send(controller.frame(Direction.REVERSE, Controller.start(role, transfer)));
    }

    private void releaseFinished(final int forward) {
        ingress.send(controller.frame(Direction.FORWARD,
            new Message.ReleaseFinished(Controller.HANDOVER, Direction.FORWARD, forward, false)));
        egress.send(controller.frame(Direction.REVERSE,
            new Message.ReleaseFinished(Controller.HANDOVER, Direction.REVERSE, 0, false)));
    }

    private void sendForward(final boolean marked, final int from, final int to) {
        for (int i = from; i < to; i++) {
            ingress.send(marked ? Controller.marked(Direction.FORWARD, i) : Controller.data(Direction.FORWARD, i));
        }
    }

    private static List<String> numbers(final int to) {
        return IntStream.range(0, to).mapToObj(String::valueOf).toList();
    }

    /** Paper: III-C, phases 2 and 3. */
    @Test
    void shouldTakeAFlowOverInOrder() throws Exception {
        final Path socket = directory.resolve("vnf.sock");
        run(ControlChannel.listen(socket, events));
        try (var vnf = new Speaker(socket)) {
            waitFor("vnf.answers", 0);
            start(Role.DESTINATION, StateTransfer.MOVE);
            ingress.until("StartAcknowledged");
            egress.until("StartAcknowledged");
            final JsonObject told = vnf.hear();
            assertEquals("import-state", told.get("type").getAsString());
            assertEquals(NUMBER, told.get("handover").getAsString());

            sendForward(false, 300, 600);
            sendForward(true, 0, 300);
            ingress.until("FirstUnmarked");
            releaseFinished(300);
            ingress.until("ReleaseFinishedAcknowledged");
            vnf.say("state-imported");
            sendForward(false, 600, 1000);

            final List<byte[]> out = vnfIngress.until(1000);
            assertEquals(numbers(1000), controller.read(out));
            assertArrayEquals(Controller.data(Direction.FORWARD, 0), out.getFirst());
            final var finished = controller.only(Message.HandoverFinished.class, ingress.until("HandoverFinished"));
            assertEquals(Outcome.COMPLETED, finished.outcome());
            assertEquals(300, finished.counters().ctrlBuffMax());

            ingress.send(controller.frame(Direction.FORWARD,
                new Message.HandoverEnded(Controller.HANDOVER, Outcome.COMPLETED)));
            ingress.until("HandoverEndedAcknowledged");
            assertEquals("completed", vnf.hear().get("outcome").getAsString());
            sendForward(false, 0, 10);
            assertEquals(numbers(10), controller.read(vnfIngress.until(10)));
        }
    }

    /** Paper: III-C, phase 1; design: section 5, late packets. */
    @Test
    void shouldGiveAFlowAwayBehindItsLastPacket() throws Exception {
        final Path socket = directory.resolve("vnf.sock");
        run(ControlChannel.listen(socket, events));
        try (var vnf = new Speaker(socket)) {
            waitFor("vnf.answers", 0);
            sendForward(false, 0, 100);
            start(Role.SOURCE, StateTransfer.MOVE);
            assertEquals(101, vnfIngress.until("Marker").size());
            vnfEgress.until("Marker");
            ingress.until("StartAcknowledged");
            final JsonObject told = vnf.hear();
            assertEquals("export-state", told.get("type").getAsString());
            assertEquals(Controller.HANDOVER, told.get("marker").getAsLong());
            assertEquals("10.0.0.2", told.getAsJsonObject("reverse-flow").get("source-address").getAsString());

            sendForward(false, 100, 102);
            final byte[] late = ingress.until(2).getFirst();
            assertEquals(List.of("late:100"), controller.read(List.of(late)));
            assertEquals(Controller.SLOT, Mark.slot(ByteBuffer.wrap(late).getLong() >>> 16));

            for (int i = 0; i < 100; i++) {
                vnfEgress.send(Controller.data(Direction.FORWARD, i));
            }
            vnf.say("drained");
            vnf.say("state-exported");
            final List<String> behind = controller.read(egress.until("Drained"));
            assertEquals("StartAcknowledged", behind.getFirst());
            assertEquals(numbers(100), behind.subList(1, 101));
            ingress.until("Drained");
            waitFor("vnf.answers", 2);
        }
    }

    @Test
    void shouldReportAVnfThatHasGone() throws Exception {
        final Path socket = directory.resolve("vnf.sock");
        run(ControlChannel.listen(socket, events));
        try (var vnf = new Speaker(socket)) {
            waitFor("vnf.answers", 0);
            start(Role.DESTINATION, StateTransfer.MOVE);
            vnf.hear();
        }

        assertEquals("the VNF closed the control channel",
            controller.only(Message.StateFailed.class, ingress.until("StateFailed")).reason());
    }

    @Test
    void shouldRunTheHook() throws Exception {
        final Path found = directory.resolve("found");
        run(HookRunner.start("env | grep ^SHARP_ > " + found, 1, 10_000, events));

        start(Role.DESTINATION, StateTransfer.RESTORE);
        ingress.until("StartAcknowledged");
        sendForward(true, 0, 3);
        releaseFinished(3);

        assertEquals(numbers(3), controller.read(vnfIngress.until(3)));
        final List<String> environment = Files.readAllLines(found);
        assertTrue(environment.containsAll(List.of("SHARP_EVENT=import-state", "SHARP_ROLLBACK=1",
            "SHARP_HANDOVER=" + NUMBER, "SHARP_DIRECTION=both", "SHARP_PEER_ID=vnf2",
            "SHARP_REVERSE_SOURCE_ADDRESS=10.0.0.2")), environment.toString());
    }

    /**
     * A VNF that needs no change: it passes the MARKERs through. It has 5 ms, then it counts as drained anyhow, and a
     * busy machine may not run this test so soon: so time stands still, and nothing but the MARKERs ends the wait.
     */
    @Test
    void shouldHandOverATransparentVnf() throws Exception {
        run(null, path -> new TimeStandsStill(path, System.nanoTime()));
        start(Role.SOURCE, StateTransfer.MOVE);
        final byte[] marker = vnfIngress.until("Marker").getLast();
        vnfEgress.until("Marker");

        vnfEgress.send(Controller.data(Direction.FORWARD, 1), marker);
        vnfIngress.send(Controller.data(Direction.REVERSE, 2), marker);

        assertEquals(List.of("StartAcknowledged", "1", "Drained"), distinct(egress.until("Drained")));
        assertEquals(List.of("StartAcknowledged", "2", "Drained"), distinct(ingress.until("Drained")));
    }

    /** Issue 4, point 7: SIGTERM in mid-handover, where flows come to; the controller does not answer any more. */
    @Test
    void shouldReleaseInOrderWhatItHoldsWhenItIsStopped() throws Exception {
        final Path socket = directory.resolve("vnf.sock");
        final var running = run(ControlChannel.listen(socket, events));
        try (var vnf = new Speaker(socket)) {
            waitFor("vnf.answers", 0);
            start(Role.DESTINATION, StateTransfer.MOVE);
            assertEquals("import-state", vnf.hear().get("type").getAsString());
            sendForward(false, 300, 600);
            sendForward(true, 0, 300);
            waitFor("path.held", 600);

            running.signal();
            assertEquals(Ending.REASON,
                controller.only(Message.StateFailed.class, ingress.until("StateFailed")).reason());
            sendForward(false, 600, 700);

            assertEquals(numbers(700), controller.read(vnfIngress.until(700)));
            running.assertEndsWithin(ENDS_WITHIN);
            assertEquals(0, counters.snapshot().get("path.lost-by-stop"));
            assertEquals(1, counters.snapshot().get("vnf.failed-by-stop"));
        }
    }

    /** A flow that leaves an agent which is being stopped had better get away. */
    @Test
    void shouldGoOnGivingAFlowAwayWhenItIsStopped() throws Exception {
        final Path socket = directory.resolve("vnf.sock");
        final var running = run(ControlChannel.listen(socket, events));
        try (var vnf = new Speaker(socket)) {
            waitFor("vnf.answers", 0);
            start(Role.SOURCE, StateTransfer.MOVE);
            assertEquals("export-state", vnf.hear().get("type").getAsString());
            vnfIngress.until("Marker");

            running.signal();
            vnfEgress.send(Controller.data(Direction.FORWARD, 1));
            vnf.say("drained");
            vnf.say("state-exported");

            assertEquals(List.of("StartAcknowledged", "1", "Drained"), distinct(egress.until("Drained")));
            running.assertEndsWithin(ENDS_WITHIN);
            assertEquals(0, counters.snapshot().get("vnf.failed-by-stop"));
        }
    }

    @Test
    void shouldEndAtOnceWhenNoFlowIsInHandover() throws Exception {
        final var running = run(null);
        sendForward(false, 0, 10);
        assertEquals(numbers(10), controller.read(vnfIngress.until(10)));

        final long startNs = System.nanoTime();
        running.signal();
        running.assertEndsWithin(ENDS_WITHIN);

        assertTrue(System.nanoTime() - startNs < Ending.GRACE_NS, "expected no waiting");
    }

    /** Without repetitions, which come when nobody acknowledges for 20 ms. */
    private List<String> distinct(final List<byte[]> frames) {
        return controller.read(frames).stream().distinct().toList();
    }

    /** Until the bridge has counted so many, and has heard of what the control channel told it before. */
    private void waitFor(final String counter, final long count) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (counters.snapshot().get(counter) < count || counters.snapshot().get("vnf.connects") < 1) {
            assertTrue(System.nanoTime() - startNs < PATIENCE_NS, counter);
            Thread.sleep(1);
        }
    }
}
