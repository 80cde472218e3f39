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

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.LinuxAbi;

/** The paper's Fig. 2a. */
class UnixStreamShimTest extends UnixShimContract {
    UnixStreamShimTest() {
        super(UnixStreamShim::open, LinuxAbi.SOCK_STREAM);
    }

    @Override
    byte[] written(final byte[] frame) {
        return UnixPeer.prefixed(frame);
    }

    @Override
    byte[] read(final UnixPeer vnf, final byte[] frame) throws ErrnoException {
        return vnf.receive(written(frame).length);
    }

    @Test
    void shouldTakeManyFramesFromOneWrite() throws Exception {
        try (var vnf = connect()) {
            vnf.send(UnixPeer.prefixed(Frames.plain(1, 60), Frames.plain(2, 1514), Frames.tagged("8100602a", 3, 1518)));

            final List<byte[]> received = new Frames().await(shim(), 3);

            assertEquals(3, received.size());
            assertArrayEquals(Frames.plain(1, 60), received.get(0));
            assertArrayEquals(Frames.plain(2, 1514), received.get(1));
            assertArrayEquals(Frames.tagged("8100602a", 3, 1518), received.get(2));
            assertEquals(3, shim().counters().receivedFrames().value());
        }
    }

    @Test
    void shouldPutTogetherAFrameThatComesByteByByte() throws Exception {
        try (var vnf = connect()) {
            final var frames = new Frames();
            for (final byte each : UnixPeer.prefixed(Frames.plain(1, 60), Frames.plain(2, 61))) {
                vnf.send(new byte[] {each});
                shim().poll(frames::take, 64);
            }

            final List<byte[]> received = frames.await(shim(), 2);

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

            assertEquals(2, shim().poll(frames::take, 2));
            assertEquals(1, shim().poll(frames::take, 2));
            assertEquals(0, shim().poll(frames::take, 2));

            assertArrayEquals(Frames.plain(3, 60), frames.await(shim(), 3).get(2));
        }
    }

    @Test
    void shouldWriteEachFrameBehindItsLength() throws Exception {
        try (var vnf = connect()) {
            final byte[] expected = UnixPeer.prefixed(Frames.plain(1, 60), Frames.plain(2, 1514));

            Frames.send(shim(), Frames.plain(1, 60), Frames.plain(2, 1514));

            assertArrayEquals(expected, vnf.receive(expected.length));
            assertEquals(2, shim().counters().sentFrames().value());
            assertEquals(60 + 1514, shim().counters().sentBytes().value());
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
                Frames.send(shim(), Frames.numbered(i));
                shim().poll(frames::take, 64);
            }
            final List<byte[]> received = frames.await(shim(), 20_000);

            Frames.assertNumbered(20_000, received);
            shim().close();
            echo.join();
        }
    }

    @Test
    void shouldCountTheHalfFrameOfAnOlderConnection() throws Exception {
        try (var older = connect()) {
            older.send(Arrays.copyOf(UnixPeer.prefixed(Frames.plain(1, 60)), 30));
            shim().poll(new Frames()::take, 64);
            try (var newer = connect()) {
                newer.send(UnixPeer.prefixed(Frames.plain(2, 60)));

                assertArrayEquals(Frames.plain(2, 60), new Frames().await(shim(), 1).getFirst());
                assertEquals(0, older.receive().length, "the older one is closed");
                assertEquals(1, shim().counters().receiveDroppedMalformed().value());
            }
        }
    }

    @Test
    void shouldEndAConnectionWithALengthThatCannotBe() throws Exception {
        for (final int length : new int[] {13, 0, -1, 2049, Integer.MAX_VALUE}) {
            final long before = shim().counters().receiveDroppedMalformed().value();
            try (var vnf = connect()) {
                vnf.send(UnixPeer.prefixed(Frames.plain(1, 60)));
                vnf.send(ByteBuffer.allocate(100).putInt(length).array());

                assertEquals(1, new Frames().await(shim(), 2).size());
                assertEquals(0, vnf.receive().length);
                assertEquals(before + 1, shim().counters().receiveDroppedMalformed().value());
            }
        }
    }

    /** A VNF that hangs costs a few milliseconds once; when it reads again, it finds whole frames. */
    @Test
    void shouldDropWholeFramesWhenTheVnfDoesNotRead() throws Exception {
        try (var vnf = connect()) {
            final int sent = sendUntilManyAreDropped();

            long taken = 0;
            final long whole = shim().counters().sentFrames().value();
            while (taken < whole) {
                assertReceived(vnf, Frames.plain((int) taken, 1500));
                taken++;
            }
            // the rest of one that had begun, then new ones
            final var last = Frames.plain(sent, 777);
            Frames.send(shim(), last);
            final boolean begun = shim().counters().sentFrames().value() == whole + 2;
            if (begun) {
                assertReceived(vnf, Frames.plain((int) taken, 1500));
            }
            assertReceived(vnf, last);
            final var counters = shim().counters();
            assertEquals(sent + 1, counters.sentFrames().value() + counters.sendDroppedBusy().value());
        }
    }
}
