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
import static org.junit.jupiter.api.Assertions.assertThrows;
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

@Timeout(60)
class AfPacketShimTest {
    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private TestNamespace namespace;
    private Shim one;
    private Shim other;

    @BeforeEach
    void open() throws Exception {
        namespace = TestNamespace.open();
        namespace.veth("one", "other", 1500);
        one = shim("one", ShimOptions.DEFAULT);
        other = shim("other", ShimOptions.DEFAULT);
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

    private Shim shim(final String name, final ShimOptions options) throws Exception {
        return namespace.inside(() ->
            AfPacketShim.open(libc, name, options, ShimCounters.in(counters, name + counters.snapshot().size())));
    }

    @Test
    void shouldCarryFramesInBothDirections() {
        Frames.send(one, Frames.plain(1, 60), Frames.plain(2, 1514));
        Frames.send(other, Frames.plain(3, 1000));

        final List<byte[]> atOther = new Frames().await(other, 2);
        final List<byte[]> atOne = new Frames().await(one, 1);

        assertEquals(2, atOther.size());
        assertArrayEquals(Frames.plain(1, 60), atOther.get(0));
        assertArrayEquals(Frames.plain(2, 1514), atOther.get(1));
        assertEquals(1, atOne.size(), "what a shim sends it must not receive");
        assertArrayEquals(Frames.plain(3, 1000), atOne.get(0));
    }

    /** AF_PACKET delivers the tag beside the frame: field notes, section 5. */
    @Test
    void shouldPutTagsInLine() {
        final byte[] single = Frames.tagged("8100602a", 1, 1518);
        final byte[] service = Frames.tagged("88a800058100602a", 2, 500);

        Frames.send(one, single, service);

        final List<byte[]> received = new Frames().await(other, 2);
        assertEquals(2, received.size());
        assertArrayEquals(single, received.get(0));
        assertArrayEquals(service, received.get(1));
    }

    @Test
    void shouldCarryFramesStraightFromRingToOtherInterfaces() throws Exception {
        namespace.veth("next", "last", 1500);
        try (Shim next = shim("next", ShimOptions.DEFAULT); Shim last = shim("last", ShimOptions.DEFAULT)) {
            final var frames = new Frames();
            for (int i = 0; i < 10_000; i++) {
                Frames.send(one, Frames.plain(i, 60 + i % 1455));
                other.poll(next::send, 64);
                next.flush();
                last.poll(frames::take, 64);
            }
            other.poll(next::send, 64);
            next.flush();
            final List<byte[]> received = frames.await(last, 10_000);

            assertEquals(10_000, received.size());
            for (int i = 0; i < received.size(); i++) {
                assertArrayEquals(Frames.plain(i, 60 + i % 1455), received.get(i));
            }
        }
    }

    @Test
    void shouldCountFramesThatAreLongerThanASlot() throws Exception {
        namespace.veth("wide1", "wide2", 9000);
        try (Shim sender = shim("wide1", ShimOptions.DEFAULT);
                Shim narrow = shim("wide2", new ShimOptions(1 << 20, 2048, 1 << 20, 64, false));
                Shim wide = shim("wide2", ShimOptions.DEFAULT)) {
            Frames.send(sender, Frames.plain(1, 9014), Frames.plain(2, 1514));

            assertEquals(2, new Frames().await(wide, 2).size());
            assertEquals(1, new Frames().await(narrow, 1).size());
            assertEquals(1, narrow.counters().receiveDroppedTruncated().value());
        }
    }

    @Test
    void shouldCountWhatTheKernelRefuses() {
        Frames.send(one, Frames.plain(1, 1600), Frames.plain(2, 100));

        assertEquals(1, new Frames().await(other, 1).size());
        assertEquals(1, one.counters().sendDroppedRefused().value());
        assertEquals(1, one.counters().sentFrames().value());
    }

    @Test
    void shouldCountWhatTheKernelDropsBecauseTheRingIsFull() throws Exception {
        try (Shim small = shim("other", new ShimOptions(128 * 2048, 2048, 1 << 20, 64, false))) {
            for (int i = 0; i < 200; i++) {
                Frames.send(one, Frames.plain(i, 100));
            }

            final int received = new Frames().await(small, 200).size();
            small.tend();

            assertTrue(received < 200, () -> "received " + received);
            assertEquals(200, received + small.counters().receiveDroppedKernel().value());
        }
    }

    @Test
    void shouldSurviveThatTheInterfaceGoesDown() throws Exception {
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, one.fd());
        namespace.ip("link", "set", "one", "down");
        Frames.send(one, Frames.plain(1, 100));
        assertEquals(1, one.counters().sendDroppedDown().value());
        assertEquals(1, readable.await(1000));
        assertTrue(readable.failed(0));

        one.tend();

        assertEquals(0, readable.await(0), "the error must not wake us again");
        namespace.up("one", "other");
        Frames.send(other, Frames.plain(2, 100));
        assertEquals(1, new Frames().await(one, 1).size());
    }

    @Test
    void shouldAttachToAnInterfaceThatWasMadeAnew() throws Exception {
        namespace.ip("link", "del", "one");
        namespace.veth("one", "other", 1500);

        namespace.inside(() -> {
            one.tend();
            other.tend();
            return null;
        });

        Frames.send(one, Frames.plain(1, 100));
        assertEquals(1, new Frames().await(other, 1).size());
    }

    @Test
    void shouldSayThatAnInterfaceIsMissing() {
        final var refusal = assertThrows(ShimException.class, () -> shim("nowhere", ShimOptions.DEFAULT));

        assertTrue(refusal.getMessage().startsWith("nowhere: no such interface"), refusal.getMessage());
    }
}
