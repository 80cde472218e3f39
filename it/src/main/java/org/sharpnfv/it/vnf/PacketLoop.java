/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.FrameSink;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimException;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.it.traffic.FrameTrailer;
import org.sharpnfv.it.traffic.Payload;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;

/** Moves frames from each interface to the other and counts them; one thread. */
final class PacketLoop implements Runnable {
    private static final int BATCH = 64;
    private static final long WAIT_NS = 200_000_000;
    private static final long TEND_NS = 1_000_000_000;
    private static final int MARKER_VERSION = 1;
    private static final int MARKER_TYPE = 0x20;
    private static final int MARKER_BYTES = 24;

    private final FlowTable table;
    private final @Nullable Translation translation;
    private final Counters counters;
    private final int controlEtherType;
    private final Shim ingress;
    private final Shim egress;
    private final PollSet waiting;
    private final FrameSink fromIngress = (memory, offset, length) -> frame(Direction.FORWARD, memory, offset, length);
    private final FrameSink fromEgress = (memory, offset, length) -> frame(Direction.REVERSE, memory, offset, length);
    private final FrameHeader header = new FrameHeader();
    private @Nullable MemorySegment viewed;
    private ByteBuffer view = ByteBuffer.allocate(0);

    PacketLoop(final FlowTable table, final @Nullable Translation translation, final Counters counters,
            final String ingress, final String egress, final int controlEtherType) throws ShimException {
        this.table = table;
        this.translation = translation;
        this.counters = counters;
        this.controlEtherType = controlEtherType;
        final var libc = new Libc();
        final var shimCounters = new org.sharpnfv.hsl.stats.Counters();
        this.ingress = AfPacketShim.open(libc, ingress, ShimOptions.DEFAULT,
            org.sharpnfv.hsl.shim.ShimCounters.in(shimCounters, "ingress"));
        this.egress = AfPacketShim.open(libc, egress, ShimOptions.DEFAULT,
            org.sharpnfv.hsl.shim.ShimCounters.in(shimCounters, "egress"));
        waiting = new PollSet(libc, LinuxAbi.POLLIN, this.ingress.fd(), this.egress.fd());
    }

    @Override
    public void run() {
        long tendedNs = System.nanoTime();
        while (true) {
            if (move() == 0) {
                waiting.await(WAIT_NS);
            }
            final long nowNs = System.nanoTime();
            if (nowNs - tendedNs >= TEND_NS) {
                tendedNs = nowNs;
                ingress.tend();
                egress.tend();
            }
        }
    }

    private int move() {
        table.lock().lock();
        try {
            final int forward = ingress.poll(fromIngress, BATCH);
            egress.flush();
            final int reverse = egress.poll(fromEgress, BATCH);
            ingress.flush();
            return forward + reverse;
        } finally {
            table.lock().unlock();
        }
    }

    private void frame(final Direction direction, final MemorySegment memory, final long offset, final int length) {
        if (memory != viewed) {
            viewed = memory;
            view = memory.asByteBuffer();
        }
        final int at = (int) offset;
        if (!header.parse(view, at, length)) {
            return;
        }
        if (isMarker(at, length)) {
            table.markerSeen(view.getLong(at + 16), direction);
            return;
        }
        final FlowKey key = header.key();
        final FlowKey forward = table.forwardKey(direction, key);
        if (forward == null) {
            counters.add("no-mapping", 1);
            return;
        }
        final int port = table.count(forward, direction, number(key, at, length));
        if (translation != null && port != 0) {
            if (direction == Direction.FORWARD) {
                translation.outward(view, at, port);
            } else {
                Translation.inward(view, at, forward);
            }
        }
        (direction == Direction.FORWARD ? egress : ingress).send(memory, offset, length);
    }

    /** Never behind a tag: a tagged frame is a user's, whatever is in it. */
    private boolean isMarker(final int at, final int length) {
        return length >= MARKER_BYTES && (view.getShort(at + 12) & 0xFFFF) == controlEtherType
            && view.get(at + 14) == MARKER_VERSION && view.get(at + 15) == MARKER_TYPE;
    }

    /** The number in a packet of our own streams, else {@link DirectionCount#NONE}. */
    private long number(final FlowKey key, final int at, final int length) {
        final var trailer = FrameTrailer.read(view, at, length);
        if (trailer != null) {
            return trailer.kind().isFragment() ? DirectionCount.NONE : trailer.number();
        }
        if (key.ipProtocol() != EtherType.PROTOCOL_UDP || key.ethType() != EtherType.IPV4
                || key.vlan() != FlowKey.UNTAGGED || length < Payload.HEADERS + Payload.TIME + Long.BYTES) {
            return DirectionCount.NONE;
        }
        return view.getLong(at + Payload.HEADERS + Payload.SEQUENCE);
    }

    /** Reads what the kernel and the shims have dropped. */
    void countDrops() {
        for (var shim : new Shim[] {ingress, egress}) {
            final var seen = shim.counters();
            counters.set(shim.name() + "-dropped", seen.receiveDroppedKernel().value()
                + seen.receiveDroppedTruncated().value() + seen.sendDroppedBusy().value()
                + seen.sendDroppedDown().value() + seen.sendDroppedRefused().value());
        }
    }
}
