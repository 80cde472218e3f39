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

/** What AF_PACKET does whatever the version of its rings: two shims, {@code one} and {@code other}, on a cable. */
@Timeout(60)
abstract class PacketShimContract {
    private static final int SMALL_RING_BYTES = 128 * 2048;

    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private final RingVersion version;
    private final int batch;
    private TestNamespace namespace;
    private Shim one;
    private Shim other;

    /** With the frames that are taken in one poll where frames are passed on. */
    PacketShimContract(final RingVersion version, final int batch) {
        this.version = version;
        this.batch = batch;
    }

    @BeforeEach
    final void open() throws Exception {
        namespace = TestNamespace.open();
        namespace.veth("one", "other", 1500);
        one = shim("one");
        other = shim("other");
    }

    @AfterEach
    final void close() throws Exception {
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    final Shim one() {
        return one;
    }

    final Shim other() {
        return other;
    }

    final TestNamespace namespace() {
        return namespace;
    }

    final PollSet readable(final Shim shim) {
        return new PollSet(libc, LinuxAbi.POLLIN, shim.fd());
    }

    final Shim shim(final String name) throws Exception {
        return shim(name, new ShimOptions(16 << 20, 0, 8 << 20, 64, false, version));
    }

    final Shim shim(final String name, final ShimOptions options) throws Exception {
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
        Wires.assertTagsInLine(one, other);
    }

    @Test
    void shouldCarryFramesStraightFromRingToOtherInterfaces() throws Exception {
        namespace.veth("next", "last", 1500);
        try (Shim next = shim("next"); Shim last = shim("last")) {
            Wires.assertPassedOn(one, other, next, last, 10_000, batch);
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
        try (Shim small = shim("other", new ShimOptions(SMALL_RING_BYTES, 0, 1 << 20, 64, false, version))) {
            Wires.assertFullRingIsCounted(one, small, 2000, 1000);
        }
    }

    @Test
    void shouldSurviveThatTheInterfaceGoesDown() throws Exception {
        final PollSet readable = readable(one);
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
        final var refusal = assertThrows(ShimException.class, () -> shim("nowhere"));

        assertTrue(refusal.getMessage().startsWith("nowhere: no such interface"), refusal.getMessage());
    }
}
