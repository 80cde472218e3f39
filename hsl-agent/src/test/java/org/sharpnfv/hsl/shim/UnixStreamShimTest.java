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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.linux.UnixListener;
import org.sharpnfv.hsl.stats.Counters;

/** The paper's Fig. 2a. */
@Timeout(60)
class UnixStreamShimTest {
    /** Frames of 2048 bytes at most. */
    private static final ShimOptions OPTIONS = new ShimOptions(16 << 20, 2048, 8 << 20, 64, false);

    @TempDir
    private Path directory;

    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private Path path;
    private UnixStreamShim shim;

    @BeforeEach
    void open() throws Exception {
        path = directory.resolve("vnf.sock");
        shim = open("shim");
    }

    private UnixStreamShim open(final String role) throws ShimException {
        return UnixStreamShim.open(libc, path.toString(), 1500, OPTIONS, ShimCounters.in(counters, role));
    }

    @AfterEach
    void close() {
        shim.close();
    }

    private UnixPeer connect() throws Exception {
        final long before = shim.counters().connects().value();
        final var peer = new UnixPeer(path, LinuxAbi.SOCK_STREAM);
        shim.tend();
        assertEquals(before + 1, shim.counters().connects().value());
        return peer;
    }

    @Test
    void shouldTakeManyFramesFromOneWrite() throws Exception {
        try (var vnf = connect()) {
            vnf.send(UnixPeer.prefixed(Frames.plain(1, 60), Frames.plain(2, 1514), Frames.tagged("8100602a", 3, 1518)));

            final List<byte[]> received = new Frames().await(shim, 3);

            assertEquals(3, received.size());
            assertArrayEquals(Frames.plain(1, 60), received.get(0));
            assertArrayEquals(Frames.plain(2, 1514), received.get(1));
            assertArrayEquals(Frames.tagged("8100602a", 3, 1518), received.get(2));
            assertEquals(3, shim.counters().receivedFrames().value());
        }
    }

    @Test
    void shouldPutTogetherAFrameThatComesByteByByte() throws Exception {
        try (var vnf = connect()) {
            final var frames = new Frames();
            for (final byte each : UnixPeer.prefixed(Frames.plain(1, 60), Frames.plain(2, 61))) {
                vnf.send(new byte[] {each});
                shim.poll(frames::take, 64);
            }

            final List<byte[]> received = frames.await(shim, 2);

            assertEquals(2, received.size());
            assertArrayEquals(Frames.plain(1, 60), received.get(0));
            assertArrayEquals(Frames.plain(2, 61), received.get(1));
        }
    }

    /** What was read but not handed out is still there when the next poll is small, and in order. */
    @Test
    void shouldKeepToTheLimit() throws Exception {
        try (var vnf = connect()) {
            vnf.send(UnixPeer.prefixed(Frames.plain(1, 60), Frames.plain(2, 60), Frames.plain(3, 60)));
            final var frames = new Frames();

            assertEquals(2, shim.poll(frames::take, 2));
            assertEquals(1, shim.poll(frames::take, 2));
            assertEquals(0, shim.poll(frames::take, 2));

            assertArrayEquals(Frames.plain(3, 60), frames.await(shim, 3).get(2));
        }
    }

    @Test
    void shouldWriteEachFrameBehindItsLength() throws Exception {
        try (var vnf = connect()) {
            final byte[] expected = UnixPeer.prefixed(Frames.plain(1, 60), Frames.plain(2, 1514));

            Frames.send(shim, Frames.plain(1, 60), Frames.plain(2, 1514));

            assertArrayEquals(expected, vnf.receive(expected.length));
            assertEquals(2, shim.counters().sentFrames().value());
            assertEquals(60 + 1514, shim.counters().sentBytes().value());
        }
    }

    /** Both the shim's buffer and the socket's are smaller than what is sent: nothing is lost if the VNF reads. */
    @Test
    void shouldCarryAStreamOfFramesWholeAndInOrder() throws Exception {
        try (var vnf = connect()) {
            final var echo = Thread.ofPlatform().start(() -> {
                try {
                    for (byte[] some = vnf.receive(); some.length > 0; some = vnf.receive()) {
                        vnf.send(some);
                    }
                } catch (ErrnoException e) {
                    throw new IllegalStateException(e);
                }
            });
            final var frames = new Frames();
            for (int i = 0; i < 20_000; i++) {
                Frames.send(shim, Frames.plain(i, 60 + i % 1455));
                shim.poll(frames::take, 64);
            }
            final List<byte[]> received = frames.await(shim, 20_000);

            assertEquals(20_000, received.size());
            for (int i = 0; i < received.size(); i++) {
                assertArrayEquals(Frames.plain(i, 60 + i % 1455), received.get(i));
            }
            shim.close();
            echo.join();
        }
    }

    @Test
    void shouldCountWhatIsSentWhileNoVnfIsConnected() throws Exception {
        Frames.send(shim, Frames.plain(1, 60));
        assertEquals(1, shim.counters().sendDroppedDown().value());

        try (var vnf = connect()) {
            Frames.send(shim, Frames.plain(2, 60));
            assertArrayEquals(UnixPeer.prefixed(Frames.plain(2, 60)), vnf.receive(64));
        }
        assertEquals(1, shim.counters().sendDroppedDown().value());
    }

    @Test
    void shouldGoOnWhenTheVnfConnectsAgain() throws Exception {
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, shim.fd());
        try (var first = connect()) {
            first.send(UnixPeer.prefixed(Frames.plain(1, 60)));
        }
        assertEquals(1, readable.await(2_000_000_000L));
        assertEquals(1, new Frames().await(shim, 1).size(), "what it sent before it closed is not lost");
        Frames.send(shim, Frames.plain(2, 60));
        assertEquals(1, shim.counters().sendDroppedDown().value());
        assertEquals(0, readable.await(0), "the closed connection must not wake us again");

        try (var second = new UnixPeer(path, LinuxAbi.SOCK_STREAM)) {
            assertEquals(1, readable.await(2_000_000_000L), "a VNF that connects wakes us");
            shim.poll(new Frames()::take, 64);
            assertEquals(2, shim.counters().connects().value());
            Frames.send(shim, Frames.plain(3, 60));
            second.send(UnixPeer.prefixed(Frames.plain(4, 60)));

            assertArrayEquals(UnixPeer.prefixed(Frames.plain(3, 60)), second.receive(64));
            assertArrayEquals(Frames.plain(4, 60), new Frames().await(shim, 1).getFirst());
        }
    }

    @Test
    void shouldPreferTheNewerConnection() throws Exception {
        try (var older = connect()) {
            older.send(Arrays.copyOf(UnixPeer.prefixed(Frames.plain(1, 60)), 30));
            shim.poll(new Frames()::take, 64);
            try (var newer = connect()) {
                newer.send(UnixPeer.prefixed(Frames.plain(2, 60)));

                assertArrayEquals(Frames.plain(2, 60), new Frames().await(shim, 1).getFirst());
                assertEquals(0, older.receive().length, "the older one is closed");
                assertEquals(1, shim.counters().receiveDroppedMalformed().value(), "half a frame is counted");
            }
        }
    }

    @Test
    void shouldEndAConnectionWithALengthThatCannotBe() throws Exception {
        for (final int length : new int[] {13, 0, -1, 2049, Integer.MAX_VALUE}) {
            final long before = shim.counters().receiveDroppedMalformed().value();
            try (var vnf = connect()) {
                vnf.send(UnixPeer.prefixed(Frames.plain(1, 60)));
                vnf.send(ByteBuffer.allocate(100).putInt(length).array());

                assertEquals(1, new Frames().await(shim, 2).size());
                assertEquals(0, vnf.receive().length);
                assertEquals(before + 1, shim.counters().receiveDroppedMalformed().value());
            }
        }
    }

    /** A VNF that hangs costs a few milliseconds once; when it reads again, it finds whole frames. */
    @Test
    void shouldDropWholeFramesWhenTheVnfDoesNotRead() throws Exception {
        try (var vnf = connect()) {
            int sent = 0;
            while (shim.counters().sendDroppedBusy().value() < 1000) {
                Frames.send(shim, Frames.plain(sent++, 1500));
            }
            final long retries = shim.counters().sendRetries().value();
            assertTrue(retries < 20, () -> "waited " + retries + " times");

            long taken = 0;
            final long whole = shim.counters().sentFrames().value();
            while (taken < whole) {
                assertArrayEquals(UnixPeer.prefixed(Frames.plain((int) taken, 1500)), vnf.receive(1504));
                taken++;
            }
            // the rest of one that had begun, then new ones
            final var last = Frames.plain(sent, 777);
            Frames.send(shim, last);
            final boolean begun = shim.counters().sentFrames().value() == whole + 2;
            if (begun) {
                assertArrayEquals(UnixPeer.prefixed(Frames.plain((int) taken, 1500)), vnf.receive(1504));
            }
            assertArrayEquals(UnixPeer.prefixed(last), vnf.receive(781));
            assertEquals(sent + 1, shim.counters().sentFrames().value() + shim.counters().sendDroppedBusy().value());
        }
    }

    @Test
    void shouldReplaceTheSocketOfADeadAgentAndRemoveItsOwn() throws Exception {
        shim.close();
        assertFalse(Files.exists(path));
        final int left = libc.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_STREAM, 0);
        libc.bind(left, UnixListener.address(path));
        libc.close(left);
        assertTrue(Files.exists(path));

        shim = open("again");

        try (var vnf = connect()) {
            vnf.send(UnixPeer.prefixed(Frames.plain(1, 60)));
            assertEquals(1, new Frames().await(shim, 1).size());
        }
    }

    @Test
    void shouldLeaveALivingAgentAlone() throws Exception {
        try (var vnf = connect()) {
            final var refusal = assertThrows(ShimException.class, () -> open("other"));

            assertTrue(refusal.getMessage().startsWith(path + ": another process listens there"), refusal.getMessage());
            shim.tend();
            vnf.send(UnixPeer.prefixed(Frames.plain(1, 60)));
            assertEquals(1, new Frames().await(shim, 1).size(), "its VNF stays connected");
            assertEquals(1, shim.counters().connects().value());
        }
    }

    @Test
    void shouldSayWhatIsInTheWay() throws Exception {
        shim.close();
        Files.createFile(path);
        final var file = assertThrows(ShimException.class, () -> open("file"));
        assertTrue(file.getMessage().contains("expected a socket or nothing there"), file.getMessage());

        path = directory.resolve("missing/vnf.sock");
        final var missing = assertThrows(ShimException.class, () -> open("missing"));
        assertTrue(missing.getMessage().contains("its directory must exist"), missing.getMessage());
    }
}
