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
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.EventFd;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;
import org.sharpnfv.hsl.linux.SocketCalls;
import org.sharpnfv.hsl.linux.TunDevice;
import org.sharpnfv.hsl.stats.Trouble;

/**
 * A TAP interface of the VNF's host: made when opened, gone when closed, and made again if somebody deletes it. One
 * system call for each frame: TAP has no call for many.
 */
public final class TapShim implements Shim {
    /** Frames the kernel keeps for us while we are elsewhere; its default of 1000 is 50 ms at 20,000 packets/s. */
    private static final int QUEUE_FRAMES = 8192;

    private static final System.Logger LOG = System.getLogger(TapShim.class.getName());

    private final Libc libc;
    private final int fd;
    private final int mtu;
    private final String name;
    private final ShimCounters counters;
    private final Arena arena;
    private final MemorySegment[] slots;
    private final int slotBytes;
    private final SendRetry retry;
    private final SocketCalls calls = new SocketCalls();
    /** Never readable: stands in for the interface as long as there is none. */
    private final EventFd silence;
    private final Trouble trouble;
    private boolean gone;

    private TapShim(final Libc libc, final int fd, final String name, final int mtu, final ShimOptions options,
            final ShimCounters counters, final Arena arena) throws ErrnoException {
        this.libc = libc;
        this.fd = fd;
        this.name = name;
        this.counters = counters;
        this.arena = arena;
        this.mtu = mtu;
        trouble = new Trouble(LOG, name + ": ");
        configure();
        // one byte more than the longest frame, so that a full slot means a truncated one
        slotBytes = options.slotBytesFor(mtu, 1);
        slots = new MemorySegment[options.sendBatchFrames()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = arena.allocate(slotBytes, Long.BYTES);
        }
        retry = new SendRetry(libc, fd, counters);
        silence = new EventFd(libc);
    }

    private void configure() throws ErrnoException {
        final var interfaces = new NetworkInterfaces(libc);
        interfaces.setMtu(name, mtu);
        interfaces.setQueueLength(name, QUEUE_FRAMES);
        interfaces.setUp(name);
    }

    /** Makes the interface with an MTU, that of the network interface it stands behind, and brings it up. */
    public static TapShim open(final Libc libc, final String name, final int mtu, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
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
                if (length == -Errno.EBADFD) {
                    lose();
                }
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
        if (gone) {
            counters.sendDroppedDown().increment();
            return;
        }
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

    /** The descriptor of an interface that was deleted is in error for ever: it would keep the thread awake. */
    private void lose() {
        gone = true;
        calls.replace(fd, silence.fd());
    }

    @Override
    public void tend() {
        if (gone) {
            makeAgain();
        }
    }

    private void makeAgain() {
        try {
            final int made = TunDevice.openTap(libc, name);
            try {
                configure();
                ErrnoException.check(calls.replace(fd, made), "dup3");
            } finally {
                libc.close(made);
            }
            gone = false;
            LOG.log(System.Logger.Level.WARNING, "{0}: somebody has deleted the interface, or the namespace that it was"
                + " in; it is made again: give it to the VNF anew", name);
            trouble.isOver("the interface is there again");
        } catch (ErrnoException e) {
            trouble.is("the interface is gone and cannot be made, tried again every second: " + e.getMessage());
        }
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
            silence.close();
        }
    }
}
