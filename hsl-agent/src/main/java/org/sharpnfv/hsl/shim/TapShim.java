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
import org.sharpnfv.hsl.linux.TunDevice;

/**
 * A TAP interface of the VNF's host: made when opened, gone when closed. One system call for each frame: TAP has no
 * call for many.
 */
public final class TapShim implements Shim {
    /** Frames the kernel keeps for us while we are elsewhere; its default of 1000 is 50 ms at 20,000 packets/s. */
    private static final int QUEUE_FRAMES = 8192;

    private final Libc libc;
    private final int fd;
    private final String name;
    private final ShimCounters counters;
    private final Arena arena;
    private final MemorySegment[] slots;
    private final int slotBytes;
    private final SendRetry retry;

    private TapShim(final Libc libc, final int fd, final String name, final int mtu, final ShimOptions options,
            final ShimCounters counters, final Arena arena) throws ErrnoException {
        this.libc = libc;
        this.fd = fd;
        this.name = name;
        this.counters = counters;
        this.arena = arena;
        final var interfaces = new NetworkInterfaces(libc);
        interfaces.setMtu(name, mtu);
        interfaces.setQueueLength(name, QUEUE_FRAMES);
        interfaces.setUp(name);
        // one byte more than the longest frame, so that a full slot means a truncated one
        slotBytes = options.slotBytesFor(mtu, 1);
        slots = new MemorySegment[options.sendBatchFrames()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = arena.allocate(slotBytes, Long.BYTES);
        }
        retry = new SendRetry(libc, fd, counters);
    }

    /** Makes the interface with the MTU of the network interface it stands behind, and brings it up. */
    public static TapShim open(final Libc libc, final String name, final String peer, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        final int mtu = NetworkSide.mtu(libc, peer);
        final int fd;
        try {
            fd = TunDevice.openTap(libc, name);
        } catch (ErrnoException e) {
            throw ShimException.tap(name, e);
        }
        final Arena arena = Arena.ofShared();
        try {
            return new TapShim(libc, fd, name, mtu, options, counters, arena);
        } catch (ErrnoException e) {
            arena.close();
            libc.close(fd);
            throw ShimException.tap(name, e);
        }
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        final int most = Math.min(limit, slots.length);
        int taken = 0;
        while (taken < most) {
            final MemorySegment slot = slots[taken];
            final int length = libc.read(fd, slot, slotBytes);
            if (length <= 0) {
                break;
            }
            taken++;
            if (length == slotBytes) {
                counters.receiveDroppedTruncated().increment();
            } else {
                counters.receivedFrames().increment();
                counters.receivedBytes().add(length);
                sink.frame(slot, 0, length);
            }
        }
        return taken;
    }

    /** Writes at once: there is nothing to gain from waiting for more. */
    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        final MemorySegment frame = memory.asSlice(offset, length);
        retry.begin();
        int written = libc.write(fd, frame, length);
        while (written < 0 && retry.again(-written)) {
            written = libc.write(fd, frame, length);
        }
        if (written < 0) {
            retry.countDropped(-written, 1);
        } else {
            counters.sentFrames().increment();
            counters.sentBytes().add(length);
        }
    }

    @Override
    public void flush() {
        // send() left nothing
    }

    @Override
    public void tend() {
        // a TAP descriptor has no drop counter and no pending error; its interface cannot go before it
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int frameBytesMax() {
        return slotBytes - 1;
    }

    @Override
    public ShimCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
            libc.close(fd);
        }
    }
}
