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

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.linux.EventFd;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.shim.NetworkAddress;
import org.sharpnfv.hsl.shim.NetworkKind;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The packet thread's garbage, on real interfaces; the VNF is a cable, so each frame crosses the bridge twice. */
@Timeout(120)
class PacketPathAllocationTest {
    private static final int PACKETS = 100_000;
    private static final int BATCH = 64;
    /** What is done once a second (tend) and what the JVM itself takes; less than a byte for a packet. */
    private static final long BYTES_MAX = PACKETS - 1;

    /** Later than the test's end. */
    private static final int DEADLINE_MS = 120_000;

    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private final Controller controller = new Controller();
    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private final Libc agentLibc = new Libc();
    private TestNamespace namespace;
    private Thread packetThread;
    private Shim ingress;
    private Shim egress;
    private int arrived;

    @AfterEach
    void close() throws Exception {
        while (!closers.isEmpty()) {
            closers.pop().close();
        }
    }

    private void open(final NetworkKind kind) throws Exception {
        namespace = TestNamespace.open();
        closers.push(namespace);
        namespace.veth("in", "in-far", 1500);
        namespace.veth("out", "out-far", 1500);
        namespace.veth("vin", "vout", 1500);
        ingress = shim(NetworkKind.AF_PACKET, libc, "in-far");
        egress = shim(NetworkKind.AF_PACKET, libc, "out-far");
        final var wakeup = new EventFd(agentLibc);
        closers.push(wakeup);
        final var ports = new BridgePorts(shim(kind, agentLibc, "in"), shim(kind, agentLibc, "out"),
            shim(kind, agentLibc, "vin"), shim(kind, agentLibc, "vout"));
        final var pool = new PacketPool(16 << 20, 10_000, counters);
        closers.push(pool);
        final var path = new SharpPath(controller.machine(), controller.codec, ports, pool, new ReleasePace(128_000),
            null, new VnfEvents(wakeup::signal), counters);
        final var bridge = new Bridge(agentLibc, ports, path, wakeup, 5_000, counters);
        final var running = RunningBridge.start(namespace, bridge);
        closers.push(running::end);
        packetThread = running.thread();
    }

    private Shim shim(final NetworkKind kind, final Libc of, final String name) throws Exception {
        final Shim shim = namespace.inside(() -> new NetworkAddress(kind, name).open(of, ShimOptions.DEFAULT,
            ShimCounters.in(counters, name)));
        closers.push(shim);
        return shim;
    }

    /** Sends packets, and sees that all come out on the other side. */
    private void carry(final byte[] frame, final int packets) {
        final MemorySegment memory = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, frame);
        arrived = 0;
        final long startNs = System.nanoTime();
        for (int sent = 0; sent < packets;) {
            if (sent - arrived < 8 * BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    ingress.send(memory, 0, frame.length);
                }
                ingress.flush();
                sent += BATCH;
            }
            take(frame.length);
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(50), () -> "arrived " + arrived);
        }
        final long sentNs = System.nanoTime();
        while (arrived < packets && System.nanoTime() - sentNs < TimeUnit.SECONDS.toNanos(5)) {
            take(frame.length);
        }
        assertTrue(arrived >= packets, () -> "arrived " + arrived);
    }

    private void take(final int frameLength) {
        egress.poll((memory, offset, length) -> {
            if (length == frameLength) {
                arrived++;
            }
        }, BATCH);
    }

    /** Bytes that the packet thread allocates while it carries {@value #PACKETS} packets. */
    private long allocated(final byte[] frame) {
        final var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        carry(frame, PACKETS);
        final long before = threads.getThreadAllocatedBytes(packetThread.threadId());
        carry(frame, PACKETS);
        return threads.getThreadAllocatedBytes(packetThread.threadId()) - before;
    }

    @ParameterizedTest
    @EnumSource(value = NetworkKind.class, names = {"AF_PACKET", "AF_XDP"})
    void shouldAllocateNothingForPacketsThatPass(final NetworkKind kind) throws Exception {
        open(kind);

        final long bytes = allocated(Controller.data(Direction.FORWARD, 0));

        assertTrue(bytes <= BYTES_MAX, () -> bytes + " bytes for " + PACKETS + " packets");
        assertEquals(0, counters.snapshot().get("path.flows"));
    }

    @Test
    void shouldAllocateNothingForPacketsBesideAHandover() throws Exception {
        open(NetworkKind.AF_PACKET);
        final byte[] start = controller.frame(Direction.FORWARD, new Message.StartHandover(Controller.HANDOVER,
            Role.DESTINATION, 3, StateTransfer.NONE, Controller.SLOT, Controller.key(Direction.FORWARD),
            Controller.key(Direction.REVERSE), "vnf2", "192.0.2.2", 1000, Overflow.FAIL, DEADLINE_MS, 0));
        final MemorySegment memory = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, start);
        ingress.send(memory, 0, start.length);
        ingress.flush();
        final byte[] other = Controller.data(Direction.FORWARD, 0);
        // another source port: not the flow that is handed over
        other[34] ^= 1;

        final long bytes = allocated(other);

        assertTrue(bytes <= BYTES_MAX, () -> bytes + " bytes for " + PACKETS + " packets");
        assertEquals(1, counters.snapshot().get("path.flows"));
    }
}
