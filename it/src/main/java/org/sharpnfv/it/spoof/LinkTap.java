/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimException;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NamespaceThread;
import org.sharpnfv.it.lab.NetworkNamespace;

/** Hears what arrives at a device of another namespace and is of the control EtherType, tagged or not. */
final class LinkTap implements AutoCloseable {
    private static final int BATCH = 64;
    private static final long PAUSE_NS = 10_000_000;
    private static final ValueLayout.OfShort NETWORK_SHORT =
        ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int TYPE_AT = 12;
    private static final int TAG_BYTES = 4;
    private static final int TAGS_MAX = 2;
    private static final long OPEN_MS = 5000;

    private final String device;
    private final int etherType;
    private final Consumer<byte[]> heard;
    private final NamespaceThread thread;
    private final Thread loop;
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean closed;

    LinkTap(final NetworkNamespace namespace, final String device, final int etherType,
            final Consumer<byte[]> heard) {
        this.device = device;
        this.etherType = etherType;
        this.heard = heard;
        thread = new NamespaceThread(namespace);
        loop = Thread.ofVirtual().name("tap-" + device).start(() -> thread.run(this::listen));
        try {
            if (!open.await(OPEN_MS, TimeUnit.MILLISECONDS)) {
                throw new LabException("cannot listen at " + device + " in " + namespace.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    /** Looks now and then instead of being woken by each packet: the machine has better things to do. */
    private Void listen() throws ShimException {
        try (var shim = AfPacketShim.open(new Libc(), device, ShimOptions.DEFAULT,
                ShimCounters.in(new Counters(), "tap"))) {
            open.countDown();
            while (!closed) {
                int taken;
                do {
                    taken = shim.poll(this::frame, BATCH);
                } while (taken > 0);
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        return null;
    }

    private void frame(final MemorySegment memory, final long offset, final int length) {
        for (int at = TYPE_AT; at <= TYPE_AT + TAGS_MAX * TAG_BYTES && at + Short.BYTES <= length; at += TAG_BYTES) {
            if (Short.toUnsignedInt(memory.get(NETWORK_SHORT, offset + at)) == etherType) {
                heard.accept(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
                return;
            }
        }
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
