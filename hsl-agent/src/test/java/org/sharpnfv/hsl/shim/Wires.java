/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What is the same between two ends of a cable whatever shims they have. */
final class Wires {
    private static final long PATIENCE_NS = 30_000_000_000L;

    private Wires() {
        // functions
    }

    /** Tags, one and two, are in the frame where they were when it was sent. */
    static void assertTagsInLine(final Shim from, final Shim to) {
        final byte[] single = Frames.tagged("8100602a", 1, 1518);
        final byte[] service = Frames.tagged("88a800058100602a", 2, 500);

        Frames.send(from, single, service);

        final List<byte[]> received = new Frames().await(to, 2);
        assertEquals(2, received.size());
        assertArrayEquals(single, received.get(0));
        assertArrayEquals(service, received.get(1));
    }

    /** Frames are sent on from where they were received, so many at a time; none is lost, all are in order. */
    static void assertPassedOn(final Shim source, final Shim in, final Shim out, final Shim sink, final int count,
            final int batch) {
        final var frames = new Frames();

        for (int i = 0; i < count; i++) {
            Frames.send(source, Frames.numbered(i));
            in.poll(out::send, batch);
            out.flush();
            sink.poll(frames::take, batch);
        }
        final long startNs = System.nanoTime();
        while (frames.received().size() < count && System.nanoTime() - startNs < PATIENCE_NS) {
            in.poll(out::send, batch);
            out.flush();
            sink.poll(frames::take, batch);
        }

        // and no more
        Frames.assertNumbered(count, frames.await(sink, count));
    }

    /** More comes than a ring takes while nobody looks: what is not received is counted. */
    static void assertFullRingIsCounted(final Shim from, final Shim small, final int count, final int length) {
        for (int i = 0; i < count; i++) {
            Frames.send(from, Frames.plain(i, length));
        }

        final int received = new Frames().await(small, count).size();
        small.tend();

        assertTrue(received < count, () -> "received " + received);
        assertEquals(count, received + small.counters().receiveDroppedKernel().value());
    }
}
