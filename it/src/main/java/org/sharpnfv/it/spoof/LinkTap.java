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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
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
    private static final int WAIT_MS = 20;
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

    private Void listen() throws ShimException {
        final var libc = new Libc();
        try (var shim = AfPacketShim.open(libc, device, ShimOptions.DEFAULT,
                ShimCounters.in(new Counters(), "tap"))) {
            final var waiting = new PollSet(libc, LinuxAbi.POLLIN, shim.fd());
            open.countDown();
            while (!closed) {
                if (shim.poll(this::frame, BATCH) == 0) {
                    waiting.await(WAIT_MS);
                }
            }
        }
        return null;
    }

    private void frame(final MemorySegment memory, final long offset, final int length) {
        final byte[] frame = memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        for (int at = TYPE_AT; at <= TYPE_AT + TAGS_MAX * TAG_BYTES && at + 2 <= length; at += TAG_BYTES) {
            if (((frame[at] & 0xFF) << 8 | frame[at + 1] & 0xFF) == etherType) {
                heard.accept(frame);
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
