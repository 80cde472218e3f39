/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;
import org.sharpnfv.hsl.linux.NetworkInterfaces.Link;
import org.sharpnfv.hsl.linux.SendBatch;

/**
 * A network interface by AF_PACKET: a receive ring, and sendmmsg(2) straight from wherever the frames are. Only what
 * arrives is received, not what is sent on the interface.
 */
public final class AfPacketShim implements NetworkShim {
    private static final int BLOCK_BYTES = 1 << 16;

    private final Libc libc;
    private final String name;
    private final ShimCounters counters;
    private final Arena arena;
    private final PacketSocket socket;
    private final PacketRing ring;
    private final SendBatch batch;
    private final SendRetry retry;
    private final LinkWatch link;

    private AfPacketShim(final Libc libc, final String name, final ShimOptions options, final ShimCounters counters,
            final Arena arena, final PacketSocket socket) throws ErrnoException {
        this.libc = libc;
        this.name = name;
        this.counters = counters;
        this.arena = arena;
        this.socket = socket;
        socket.configure(options.ring(), headroomBytes(options.ring()), options.qdiscBypass(),
            options.socketBufferBytes());
        ring = ring(new NetworkInterfaces(libc).mtu(name), options);
        link = new LinkWatch(libc, name, socket, counters, ring.frameBytesMax(), arena);
        batch = new SendBatch(options.sendBatchFrames());
        retry = new SendRetry(libc, socket.fd(), counters);
    }

    private PacketRing ring(final int mtu, final ShimOptions options) throws ErrnoException {
        return options.ring() == RingVersion.V2 ? slots(mtu, options) : blocks(mtu, options);
    }

    private static int headroomBytes(final RingVersion version) {
        return version == RingVersion.V2 ? ReceiveRing.HEADROOM_BYTES : BlockRing.HEADROOM_BYTES;
    }

    private PacketRing slots(final int mtu, final ShimOptions options) throws ErrnoException {
        final int slotBytes = options.spreadSlotBytesFor(mtu, ReceiveRing.OVERHEAD_BYTES);
        final int leastBlocks = Math.ceilDiv(ShimOptions.RING_SLOTS_MIN, BLOCK_BYTES / slotBytes);
        return new ReceiveRing(socket.receiveRing(RingVersion.V2, BLOCK_BYTES,
            Math.max(options.ringBytes() / BLOCK_BYTES, leastBlocks), slotBytes, arena), BLOCK_BYTES, slotBytes,
            counters);
    }

    private PacketRing blocks(final int mtu, final ShimOptions options) throws ErrnoException {
        final int slotBytes = options.slotBytesFor(mtu, BlockRing.OVERHEAD_BYTES);
        // a block must hold the longest frame and its own header
        final int blockBytes = Math.max(BLOCK_BYTES, slotBytes * 2);
        final int blocks = Math.max(options.ringBytes(), ShimOptions.RING_SLOTS_MIN * slotBytes) / blockBytes;
        return new BlockRing(socket.receiveRing(RingVersion.V3, blockBytes, blocks, slotBytes, arena), blockBytes,
            counters);
    }

    /** Opens an interface; libc is that of the thread that will use the shim. */
    public static AfPacketShim open(final Libc libc, final String name, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        final PacketSocket socket;
        try {
            socket = new PacketSocket(libc);
        } catch (ErrnoException e) {
            throw ShimException.packetSocket(name, e);
        }
        final Arena arena = Arena.ofShared();
        try {
            return new AfPacketShim(libc, name, options, counters, arena, socket);
        } catch (ErrnoException e) {
            arena.close();
            libc.close(socket.fd());
            throw ShimException.packetSocket(name, e);
        }
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        return ring.poll(sink, limit);
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        if (batch.full()) {
            flush();
        }
        batch.add(memory, offset, length);
    }

    @Override
    public void flush() {
        retry.begin();
        int done = 0;
        while (done < batch.size()) {
            final int taken = batch.send(libc, socket.fd(), done);
            if (taken > 0) {
                count(done, taken);
                done += taken;
            } else if (!retry.again(-taken)) {
                final int dropped = retry.gaveUp() ? batch.size() - done : 1;
                retry.countDropped(-taken, dropped);
                done += dropped;
            }
        }
        batch.clear();
    }

    private void count(final int from, final int frames) {
        long bytes = 0;
        for (int i = from; i < from + frames; i++) {
            bytes += batch.length(i);
        }
        counters.sentFrames().add(frames);
        counters.sentBytes().add(bytes);
    }

    @Override
    public void tend() {
        counters.receiveDroppedKernel().add(socket.takeDrops());
        link.look();
    }

    @Override
    public int mtu() throws ShimException {
        return NetworkShim.mtuOf(libc, name);
    }

    @Override
    public Link link() throws ErrnoException {
        return NetworkShim.linkOf(name);
    }

    @Override
    public int fd() {
        return socket.fd();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int frameBytesMax() {
        return ring.frameBytesMax();
    }

    @Override
    public ShimCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
            libc.close(socket.fd());
        }
    }
}
