/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.control.ControlLoop;
import org.sharpnfv.hsl.control.VnfControl;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.shim.EthernetHeader;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/**
 * Hands over a flow to and fro in memory before the first real one, so that the JVM has loaded and compiled what it
 * takes: cold, each of the first dozens pays milliseconds for that. Everything but the shims is the real thing, and
 * the VNF answers over a real socket.
 *
 * <p>By number, not by time: a JVM that has just started comes to 2 to 16 handovers in 300 ms, and to thousands in a
 * second more.
 */
final class WarmUp implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
    /** Of each role; enough to have C2 compile what a handover does many times. */
    private static final int HANDOVERS = 3000;
    /** More than it takes to have C1 compile a method. */
    private static final int TENDINGS = 300;
    private static final long TIME_MAX_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long SESSION = 1;
    private static final int FRAMES = 8;
    private static final int FRAME_BYTES = 1000;
    /** A UDP packet over IPv4, headers only. */
    private static final long[] HEADER = {
        0x0200_0000_0002_0200L, 0x0000_0001_0800_4500L, 0x03da_0000_0000_4011L, 0x0000_0a00_0001_0a00L,
        0x0002_1388_1770_03c6L
    };

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory = arena.allocate(2048, Long.BYTES);
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final VnfEvents events = new VnfEvents(WarmUp::nothing);
    private final PacketPool pool;
    private final @Nullable VnfControl control;
    private final SharpPath path;
    private final FlowKey forward;
    private final FlowKey reverse;
    private long nowNs;
    private long handover;
    private final long[] controlSequence = new long[2];

    private WarmUp(final BridgePorts ports) {
        final var counters = new Counters();
        final var machine = new HslMachine("warm-up", HslVersion.text(), codec, ControlKey.NONE, SESSION);
        pool = new PacketPool(PacketPool.BYTES_MIN, 1024, counters);
        control = openControl();
        path = new SharpPath(machine, codec, ports, pool, new ReleasePace(1_000_000), control, events, counters);
        final var header = new FrameHeader();
        header.parse(frame(), 0, FRAME_BYTES);
        forward = header.key();
        reverse = forward.reversed();
    }

    /** Takes at most about {@value #TIME_MAX_NS} ns; returns the number of handovers of each role. */
    static int run() {
        final long startNs = System.nanoTime();
        tend();
        final Shim one = new SilentShim.First();
        final Shim two = new SilentShim.Second();
        final Shim three = new SilentShim.Third();
        int handovers = 0;
        // in turn, so that each place meets all three
        try (var first = new WarmUp(new BridgePorts(one, two, three, one));
                var second = new WarmUp(new BridgePorts(two, three, one, two));
                var third = new WarmUp(new BridgePorts(three, one, two, three))) {
            final var turns = List.of(first, second, third);
            while (handovers < HANDOVERS && System.nanoTime() - startNs < TIME_MAX_NS) {
                final var turn = turns.get(handovers % turns.size());
                turn.handover(Role.SOURCE);
                turn.handover(Role.DESTINATION);
                handovers++;
            }
        }
        LOG.log(System.Logger.Level.DEBUG, "warmed up by {0} handovers of each role in {1} us", handovers,
            (System.nanoTime() - startNs) / 1000);
        return handovers;
    }

    /** Without one the VNF counts as told. */
    private @Nullable VnfControl openControl() {
        try {
            return ControlLoop.open(events);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no socket to warm up with: {0}", e.getMessage());
            return null;
        }
    }

    /** What is done to shims once a second stays cold for minutes otherwise, and packets wait for it. */
    private static void tend() {
        final var libc = new Libc();
        final MemorySegment name = Arena.ofAuto().allocateFrom("lo");
        final MemorySegment value = Arena.ofAuto().allocate(JAVA_INT);
        for (int i = 0; i < TENDINGS; i++) {
            libc.ifNameToIndex(name);
            // refused, as there is no such descriptor
            libc.getsockopt(-1, LinuxAbi.SOL_SOCKET, LinuxAbi.SO_ERROR, value);
        }
    }

    private static void nothing() {
        // nobody sleeps
    }

    private void handover(final Role role) {
        handover++;
        for (int i = 0; i < FRAMES; i++) {
            arrive(false);
        }
        for (int side = 0; side < 2; side++) {
            control(Direction.of(side), new Message.StartHandover(handover, role, 3, StateTransfer.MOVE, 1, forward,
                reverse, "peer", "192.0.2.1", 1000, Overflow.FAIL, 1000, 0));
        }
        cycle();
        for (int i = 0; i < FRAMES; i++) {
            arrive(role == Role.DESTINATION && i < FRAMES / 2);
        }
        cycle();
        if (role == Role.DESTINATION) {
            control(Direction.FORWARD, new Message.StartRelease(handover, Direction.FORWARD));
            cycle();
            arrive(true);
        }
        for (int side = 0; side < 2; side++) {
            control(Direction.of(side), role == Role.SOURCE
                ? new Message.DrainedAcknowledged(handover, Direction.of(side))
                : new Message.ReleaseFinished(handover, Direction.of(side), side == 0 ? FRAMES / 2 + 1 : 0, false));
        }
        cycle();
        cycle();
        arrive(false);
        control(Direction.FORWARD, new Message.HandoverEnded(handover, Outcome.COMPLETED));
        cycle();
        // the flow is forgotten
        nowNs += TimeUnit.SECONDS.toNanos(10);
        cycle();
    }

    private void arrive(final boolean marked) {
        final ByteBuffer frame = frame();
        if (marked) {
            EthernetHeader.setDestination(memory, 0, Mark.of(false, handover, 1, 0));
        }
        path.fromNetwork(Direction.FORWARD, memory, 0, frame.capacity());
        path.fromVnf(Direction.REVERSE, memory, 0, FRAME_BYTES);
    }

    private ByteBuffer frame() {
        final ByteBuffer frame = memory.asSlice(0, FRAME_BYTES).asByteBuffer();
        for (int i = 0; i < HEADER.length; i++) {
            frame.putLong(i * Long.BYTES, HEADER[i]);
        }
        return frame;
    }

    private void control(final Direction side, final Message message) {
        final var frame = codec.encode(new ControlFrame(SESSION, SESSION, ++controlSequence[side.ordinal()],
            List.of(message)), new Channel(false, side), ControlKey.NONE);
        MemorySegment.copy(frame, 0, memory, JAVA_BYTE, 0, frame.length);
        path.fromNetwork(side, memory, 0, frame.length);
    }

    private void cycle() {
        nowNs += TimeUnit.MILLISECONDS.toNanos(1);
        path.startCycle(nowNs);
        path.doWork(nowNs);
        path.idleNs(nowNs);
    }

    @Override
    public void close() {
        // queued handles of the last round
        path.doWork(nowNs);
        if (control != null) {
            control.close();
        }
        pool.close();
        arena.close();
    }
}
