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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.stats.Counters;

/** AF_PACKET with {@code --ring v3}: what {@link AfPacketShimTest} says of V2. */
@Timeout(60)
class BlockRingTest {
    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private TestNamespace namespace;
    private Shim one;
    private Shim other;

    @BeforeEach
    void open() throws Exception {
        namespace = TestNamespace.open();
        namespace.veth("one", "other", 1500);
        one = shim("one", 16 << 20);
        other = shim("other", 16 << 20);
    }

    @AfterEach
    void close() throws Exception {
        if (one != null) {
            one.close();
            other.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    private Shim shim(final String name, final int ringBytes) throws Exception {
        return namespace.inside(() -> AfPacketShim.open(libc, name,
            new ShimOptions(ringBytes, 0, 8 << 20, 64, false, RingVersion.V3),
            ShimCounters.in(counters, name + counters.snapshot().size())));
    }

    @Test
    void shouldCarryFramesWithTagsInLineInBothDirections() {
        final byte[] service = Frames.tagged("88a800058100602a", 4, 500);
        Frames.send(one, Frames.plain(1, 60), Frames.plain(2, 1514), Frames.tagged("8100602a", 3, 1518), service);
        Frames.send(other, Frames.plain(5, 1000));

        final List<byte[]> atOther = new Frames().await(other, 4);
        final List<byte[]> atOne = new Frames().await(one, 1);

        assertEquals(4, atOther.size());
        assertArrayEquals(Frames.plain(1, 60), atOther.get(0));
        assertArrayEquals(Frames.plain(2, 1514), atOther.get(1));
        assertArrayEquals(Frames.tagged("8100602a", 3, 1518), atOther.get(2));
        assertArrayEquals(service, atOther.get(3));
        assertEquals(1, atOne.size(), "what a shim sends it must not receive");
        assertArrayEquals(Frames.plain(5, 1000), atOne.get(0));
    }

    @Test
    void shouldCarryFramesStraightFromRingToOtherInterfaces() throws Exception {
        namespace.veth("next", "last", 1500);
        try (Shim next = shim("next", 16 << 20); Shim last = shim("last", 16 << 20)) {
            final var frames = new Frames();
            for (int i = 0; i < 10_000; i++) {
                Frames.send(one, Frames.plain(i, 60 + i % 1455));
                other.poll(next::send, 7);
                next.flush();
                last.poll(frames::take, 7);
            }
            final long startNs = System.nanoTime();
            while (frames.await(last, 0).size() < 10_000 && System.nanoTime() - startNs < 10_000_000_000L) {
                other.poll(next::send, 64);
                next.flush();
            }
            final List<byte[]> received = frames.await(last, 10_000);

            assertEquals(10_000, received.size());
            for (int i = 0; i < received.size(); i++) {
                assertArrayEquals(Frames.plain(i, 60 + i % 1455), received.get(i));
            }
        }
    }

    @Test
    void shouldSleepAfterAPollThatFoundNothing() {
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, other.fd());
        final var frames = new Frames();
        Frames.send(one, Frames.plain(1, 60), Frames.plain(2, 60));
        assertEquals(1, readable.await(2_000_000_000L), "a block that is not full is handed over soon");

        int taken = 0;
        while (taken < 2) {
            taken += other.poll(frames::take, 1);
        }
        assertEquals(0, other.poll(frames::take, 1));

        assertEquals(0, readable.await(0));
        assertEquals(2, frames.await(other, 2).size());
    }

    @Test
    void shouldCountWhatTheKernelDropsBecauseTheRingIsFull() throws Exception {
        try (Shim small = shim("other", 128 * 2048)) {
            for (int i = 0; i < 2000; i++) {
                Frames.send(one, Frames.plain(i, 1000));
            }

            final int received = new Frames().await(small, 2000).size();
            small.tend();

            assertTrue(received < 2000, () -> "received " + received);
            assertEquals(2000, received + small.counters().receiveDroppedKernel().value());
        }
    }

    @Test
    void shouldTakeTheLongestFrames() throws Exception {
        namespace.veth("wide1", "wide2", 9000);
        try (Shim sender = shim("wide1", 16 << 20); Shim wide = shim("wide2", 16 << 20)) {
            Frames.send(sender, Frames.plain(1, 9014), Frames.tagged("8100602a", 2, 9018));

            final List<byte[]> received = new Frames().await(wide, 2);

            assertArrayEquals(Frames.plain(1, 9014), received.get(0));
            assertArrayEquals(Frames.tagged("8100602a", 2, 9018), received.get(1));
        }
    }
}
