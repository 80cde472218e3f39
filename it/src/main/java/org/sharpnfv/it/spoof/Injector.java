/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimException;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.it.lab.NamespaceThread;
import org.sharpnfv.it.lab.NetworkNamespace;

/** Sends raw frames out of a device, at a steady pace, until it is closed. */
final class Injector implements AutoCloseable {
    private static final int FRAME_MAX = 1518;
    private static final int BURST = 10;

    private final NamespaceThread thread;
    private final Thread loop;
    private final String device;
    private final Supplier<byte[]> frames;
    private final long burstNs;
    private volatile boolean closed;
    private final AtomicLong sent = new AtomicLong();

    Injector(final NetworkNamespace namespace, final String device, final int ratePps,
            final Supplier<byte[]> frames) {
        this.device = device;
        this.frames = frames;
        burstNs = 1_000_000_000L * BURST / ratePps;
        thread = new NamespaceThread(namespace);
        loop = Thread.ofVirtual().name("inject-" + namespace.name() + '-' + device).start(() -> thread.run(this::send));
    }

    private Void send() throws ShimException {
        // frames are told apart by the switches, not received here: the ring is as small as it may be
        final var options = new ShimOptions(ShimOptions.RING_SLOTS_MIN * ShimOptions.SLOT_BYTES_MIN, 0, 1 << 20, BURST,
            false);
        try (Arena arena = Arena.ofConfined();
                var shim = AfPacketShim.open(new Libc(), device, options,
                    ShimCounters.in(new Counters(), "inject"))) {
            final MemorySegment memory = arena.allocate((long) BURST * FRAME_MAX);
            long dueNs = System.nanoTime();
            while (!closed) {
                for (int i = 0; i < BURST; i++) {
                    final byte[] frame = frames.get();
                    MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, (long) i * FRAME_MAX, frame.length);
                    shim.send(memory, (long) i * FRAME_MAX, frame.length);
                }
                shim.flush();
                sent.addAndGet(BURST);
                dueNs += burstNs;
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
        }
        return null;
    }

    long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.close();
    }
}
