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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.LinuxAbi;

class UnixSeqpacketShimTest extends UnixShimContract {
    UnixSeqpacketShimTest() {
        super(UnixSeqpacketShim::open, LinuxAbi.SOCK_SEQPACKET);
    }

    @Override
    byte[] written(final byte[] frame) {
        return frame;
    }

    @Override
    byte[] read(final UnixPeer vnf, final byte[] frame) throws ErrnoException {
        return vnf.receive();
    }

    @Test
    void shouldCarryEachFrameAsAMessage() throws Exception {
        try (var vnf = connect()) {
            Frames.send(shim(), Frames.plain(1, 60), Frames.tagged("8100602a", 2, 1518));
            vnf.send(Frames.plain(3, 2048));
            vnf.send(Frames.plain(4, 14));

            assertArrayEquals(Frames.plain(1, 60), vnf.receive());
            assertArrayEquals(Frames.tagged("8100602a", 2, 1518), vnf.receive());
            final List<byte[]> received = new Frames().await(shim(), 2);
            assertEquals(2, received.size());
            assertArrayEquals(Frames.plain(3, 2048), received.get(0));
            assertArrayEquals(Frames.plain(4, 14), received.get(1));
            assertEquals(2, shim().counters().sentFrames().value());
            assertEquals(60 + 1518, shim().counters().sentBytes().value());
        }
    }

    @Test
    void shouldTakeManyMessagesInOneCall() throws Exception {
        try (var vnf = connect()) {
            for (int i = 0; i < 100; i++) {
                vnf.send(Frames.plain(i, 100));
            }
            final var frames = new Frames();

            assertEquals(64, shim().poll(frames::take, 64));
            assertEquals(36, shim().poll(frames::take, 64));

            for (int i = 0; i < 100; i++) {
                assertArrayEquals(Frames.plain(i, 100), frames.await(shim(), 100).get(i));
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

            assertArrayEquals(Frames.plain(2, 100), new Frames().await(shim(), 1).getFirst());
            assertEquals(1, shim().counters().receiveDroppedTruncated().value());
            assertEquals(1, shim().counters().receiveDroppedMalformed().value());
        }
    }

    @Test
    void shouldCountWhatAVnfThatDoesNotReadLeaves() throws Exception {
        try (var vnf = connect()) {
            final int sent = sendUntilManyAreDropped();

            for (int i = 0; i < shim().counters().sentFrames().value(); i++) {
                assertArrayEquals(Frames.plain(i, 1500), vnf.receive());
            }
            assertEquals(sent, shim().counters().sentFrames().value() + shim().counters().sendDroppedBusy().value());
        }
    }
}
