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

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.stats.Counters;

@Timeout(60)
class UnixSeqpacketShimTest {
    private static final ShimOptions OPTIONS = new ShimOptions(16 << 20, 2048, 8 << 20, 64, false);

    @TempDir
    private Path directory;

    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private Path path;
    private UnixSeqpacketShim shim;

    @BeforeEach
    void open() throws Exception {
        path = directory.resolve("vnf.sock");
        shim = UnixSeqpacketShim.open(libc, path.toString(), 1500, OPTIONS, ShimCounters.in(counters, "shim"));
    }

    @AfterEach
    void close() {
        shim.close();
    }

    private UnixPeer connect() throws Exception {
        final long before = shim.counters().connects().value();
        final var peer = new UnixPeer(path, LinuxAbi.SOCK_SEQPACKET);
        shim.tend();
        assertEquals(before + 1, shim.counters().connects().value());
        return peer;
    }

    @Test
    void shouldCarryEachFrameAsAMessage() throws Exception {
        try (var vnf = connect()) {
            Frames.send(shim, Frames.plain(1, 60), Frames.tagged("8100602a", 2, 1518));
            vnf.send(Frames.plain(3, 2048));
            vnf.send(Frames.plain(4, 14));

            assertArrayEquals(Frames.plain(1, 60), vnf.receive());
            assertArrayEquals(Frames.tagged("8100602a", 2, 1518), vnf.receive());
            final List<byte[]> received = new Frames().await(shim, 2);
            assertEquals(2, received.size());
            assertArrayEquals(Frames.plain(3, 2048), received.get(0));
            assertArrayEquals(Frames.plain(4, 14), received.get(1));
            assertEquals(2, shim.counters().sentFrames().value());
            assertEquals(60 + 1518, shim.counters().sentBytes().value());
        }
    }

    @Test
    void shouldTakeManyMessagesInOneCall() throws Exception {
        try (var vnf = connect()) {
            for (int i = 0; i < 100; i++) {
                vnf.send(Frames.plain(i, 100));
            }
            final var frames = new Frames();

            assertEquals(64, shim.poll(frames::take, 64));
            assertEquals(36, shim.poll(frames::take, 64));

            for (int i = 0; i < 100; i++) {
                assertArrayEquals(Frames.plain(i, 100), frames.await(shim, 100).get(i));
            }
        }
    }

    /** Unlike in a stream, what follows is still understood. */
    @Test
    void shouldCountFramesThatAreTooLongOrTooShortAndGoOn() throws Exception {
        try (var vnf = connect()) {
            vnf.send(Frames.plain(1, 2049));
            vnf.send(new byte[13]);
            vnf.send(Frames.plain(2, 100));

            assertArrayEquals(Frames.plain(2, 100), new Frames().await(shim, 1).getFirst());
            assertEquals(1, shim.counters().receiveDroppedTruncated().value());
            assertEquals(1, shim.counters().receiveDroppedMalformed().value());
        }
    }

    @Test
    void shouldGoOnWhenTheVnfConnectsAgain() throws Exception {
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, shim.fd());
        try (var first = connect()) {
            Frames.send(shim, Frames.plain(9, 60));
            first.send(Frames.plain(1, 60));
            first.send(Frames.plain(2, 60));
        }
        assertEquals(2, new Frames().await(shim, 2).size(), "what it sent before it closed is not lost");
        Frames.send(shim, Frames.plain(3, 60));
        assertEquals(1, shim.counters().sendDroppedDown().value());
        assertEquals(0, readable.await(0), "the closed connection must not wake us again");

        try (var second = new UnixPeer(path, LinuxAbi.SOCK_SEQPACKET)) {
            assertEquals(1, readable.await(2_000_000_000L), "a VNF that connects wakes us");
            shim.poll(new Frames()::take, 64);
            Frames.send(shim, Frames.plain(4, 60));

            assertArrayEquals(Frames.plain(4, 60), second.receive());
        }
    }

    @Test
    void shouldPreferTheNewerConnection() throws Exception {
        try (var older = connect(); var newer = connect()) {
            newer.send(Frames.plain(1, 60));

            assertArrayEquals(Frames.plain(1, 60), new Frames().await(shim, 1).getFirst());
            assertEquals(0, older.receive().length, "the older one is closed");
        }
    }

    @Test
    void shouldCountWhatAVnfThatDoesNotReadLeaves() throws Exception {
        try (var vnf = connect()) {
            int sent = 0;
            while (shim.counters().sendDroppedBusy().value() < 1000) {
                Frames.send(shim, Frames.plain(sent++, 1500));
            }
            final long retries = shim.counters().sendRetries().value();
            assertTrue(retries < 20, () -> "waited " + retries + " times");

            for (int i = 0; i < shim.counters().sentFrames().value(); i++) {
                assertArrayEquals(Frames.plain(i, 1500), vnf.receive());
            }
            assertEquals(sent, shim.counters().sentFrames().value() + shim.counters().sendDroppedBusy().value());
        }
    }

    @Test
    void shouldLeaveALivingAgentAlone() throws Exception {
        try (var vnf = connect()) {
            final var refusal = assertThrows(ShimException.class, () -> UnixStreamShim.open(libc, path.toString(), 1500,
                OPTIONS, ShimCounters.in(counters, "other")));

            assertTrue(refusal.getMessage().startsWith(path + ": another process listens there"), refusal.getMessage());
            vnf.send(Frames.plain(1, 60));
            assertEquals(1, new Frames().await(shim, 1).size(), "its VNF stays connected");
        }
    }
}
