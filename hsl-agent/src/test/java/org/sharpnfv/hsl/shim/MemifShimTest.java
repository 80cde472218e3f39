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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
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

/** A client of our own: what testpmd does not do. */
@Timeout(60)
class MemifShimTest {
    @TempDir
    private Path directory;

    private final Libc libc = new Libc();
    private final Counters counters = new Counters();
    private Path path;
    private MemifShim shim;

    @BeforeEach
    void open() throws Exception {
        path = directory.resolve("memif.sock");
        shim = MemifShim.open(libc, path + "/5", ShimOptions.DEFAULT, ShimCounters.in(counters, "shim"));
    }

    @AfterEach
    void close() {
        shim.close();
    }

    private MemifClient client() throws Exception {
        return new MemifClient(path);
    }

    private MemifClient connected() throws Exception {
        final var client = client();
        assertEquals(List.of(MemifMessage.HELLO, MemifMessage.ACK, MemifMessage.ACK, MemifMessage.ACK, MemifMessage.ACK,
            MemifMessage.CONNECTED), client.handshake(shim, 5));
        return client;
    }

    @Test
    void shouldCarryFramesInBothDirectionsRoundTheRings() throws Exception {
        try (var client = connected()) {
            // further than the 16 bits of head and tail reach
            for (int i = 0; i < 70_000; i++) {
                client.send(Frames.plain(i, 60), MemifClient.BUFFER_BYTES);
                final var frames = new Frames();
                assertEquals(1, shim.poll(frames::take, 64));
                Frames.send(shim, Frames.plain(i, 61));
                final byte[] received = client.receive();
                if (i % 1000 == 0 || i > 65_000) {
                    assertArrayEquals(Frames.plain(i, 60), frames.await(shim, 1).getFirst());
                    assertArrayEquals(Frames.plain(i, 61), received);
                }
            }
            assertEquals(70_000, shim.counters().receivedFrames().value());
            assertEquals(70_000, shim.counters().sentFrames().value());
        }
    }

    @Test
    void shouldPutFramesOfManyBuffersTogether() throws Exception {
        try (var client = connected()) {
            client.send(Frames.plain(1, 1514), 400);
            Frames.send(shim, Frames.plain(2, 3000), Frames.plain(3, 100));

            assertArrayEquals(Frames.plain(1, 1514), new Frames().await(shim, 1).getFirst());
            assertArrayEquals(Frames.plain(2, 3000), client.receive());
            assertArrayEquals(Frames.plain(3, 100), client.receive());
            assertNull(client.receive());
        }
    }

    @Test
    void shouldGiveSlotsBackOnlyWithTheNextPoll() throws Exception {
        try (var client = connected()) {
            client.send(Frames.plain(1, 60), MemifClient.BUFFER_BYTES);

            shim.poll((memory, offset, length) -> assertEquals(0, client.tail(0)), 64);

            assertEquals(0, client.tail(0), "the frame may still be on its way out");
            shim.poll(new Frames()::take, 64);
            assertEquals(1, client.tail(0));
        }
    }

    @Test
    void shouldWakeAndBeWoken() throws Exception {
        try (var client = connected()) {
            final var readable = new PollSet(libc, LinuxAbi.POLLIN, shim.fd());
            client.send(Frames.plain(1, 60), MemifClient.BUFFER_BYTES);
            assertEquals(1, shim.poll(new Frames()::take, 64));
            assertTrue(client.interruptsMasked(), "busy");
            assertEquals(0, shim.poll(new Frames()::take, 64));
            assertTrue(client.interruptsMasked(), "looks again soon");
            assertTrue(shim.rest());
            assertFalse(client.interruptsMasked(), "about to sleep");
            assertEquals(0, readable.await(0));

            client.send(Frames.plain(2, 60), MemifClient.BUFFER_BYTES);
            client.interrupt();

            assertEquals(1, readable.await(2_000_000_000L));
            assertEquals(1, shim.poll(new Frames()::take, 64));
            assertEquals(0, shim.poll(new Frames()::take, 64));
            assertTrue(shim.rest());
            assertEquals(0, readable.await(0), "the interrupt must not wake us again");
            Frames.send(shim, Frames.plain(3, 60));
            assertTrue(client.interrupted());
        }
    }

    @Test
    void shouldNotRestWhileAFrameWaits() throws Exception {
        try (var client = connected()) {
            client.send(Frames.plain(1, 60), MemifClient.BUFFER_BYTES);
            assertEquals(1, shim.poll(new Frames()::take, 64));
            assertEquals(0, shim.poll(new Frames()::take, 64));
            // finds interrupts masked, so it does not interrupt
            client.send(Frames.plain(2, 60), MemifClient.BUFFER_BYTES);

            assertFalse(shim.rest());

            assertEquals(1, shim.poll(new Frames()::take, 64));
            assertEquals(0, shim.poll(new Frames()::take, 64));
            assertTrue(shim.rest());
        }
    }

    @Test
    void shouldHearThatTheClientHasGoneWithoutResting() throws Exception {
        connected().close();

        for (int i = 0; i < 3000; i++) {
            shim.poll(new Frames()::take, 64);
        }

        Frames.send(shim, Frames.plain(1, 60));
        assertEquals(1, shim.counters().sendDroppedDown().value());
    }

    @Test
    void shouldCountWhatAClientThatHasGoneWasNotShown() throws Exception {
        try (var client = connected()) {
            final byte[] frame = Frames.plain(1, 60);
            shim.send(MemorySegment.ofArray(frame), 0, frame.length);
            client.setHead(0, MemifClient.SLOTS + 1);

            assertNull(client.hear(shim));
        }

        assertEquals(0, shim.counters().sentFrames().value());
        assertEquals(1, shim.counters().sendDroppedDown().value());
    }

    @Test
    void shouldCountWhatAClientThatDoesNotReadLeaves() throws Exception {
        try (var client = connected()) {
            for (int i = 0; i < 100; i++) {
                Frames.send(shim, Frames.plain(i, 60));
            }

            assertEquals(MemifClient.SLOTS, shim.counters().sentFrames().value());
            assertEquals(100 - MemifClient.SLOTS, shim.counters().sendDroppedBusy().value());
            assertTrue(shim.counters().sendRetries().value() < 20);
            assertArrayEquals(Frames.plain(0, 60), client.receive());
            Frames.send(shim, Frames.plain(100, 60));
            assertEquals(MemifClient.SLOTS + 1, shim.counters().sentFrames().value());
        }
    }

    @Test
    void shouldDropDescriptorsThatCannotBeAndGoOn() throws Exception {
        try (var client = connected()) {
            final int[][] wrong = {
                // region, length, offset
                {1, 60, 1024}, {0, 60, Integer.MAX_VALUE}, {0, -1, 1024}, {0, 13, 1024}, {0, 1 << 20, 0}, {0, 60, -60}
            };
            for (final int[] each : wrong) {
                client.descriptor(0, client.head(0), 0, each[0], each[1], each[2]);
                client.setHead(0, client.head(0) + 1);
                assertEquals(1, shim.poll(new Frames()::take, 64));
            }
            client.descriptor(0, client.head(0), MemifRing.DESCRIPTOR_NEXT, 0, 60, 1024);
            client.setHead(0, client.head(0) + 1);
            assertEquals(1, shim.poll(new Frames()::take, 64), "a chain without an end");
            assertEquals(wrong.length + 1, shim.counters().receiveDroppedMalformed().value());

            client.send(Frames.plain(1, 60), MemifClient.BUFFER_BYTES);
            assertArrayEquals(Frames.plain(1, 60), new Frames().await(shim, 1).getFirst());
        }
    }

    @Test
    void shouldEndTheSessionOfAHeadThatCannotBe() throws Exception {
        try (var client = connected()) {
            client.setHead(0, MemifClient.SLOTS + 1);

            assertNull(client.hear(shim));
            assertEquals(1, shim.counters().receiveDroppedMalformed().value());
            Frames.send(shim, Frames.plain(1, 60));
            assertEquals(1, shim.counters().sendDroppedDown().value());
        }
    }

    @Test
    void shouldEndTheSessionOfBuffersThatCannotBe() throws Exception {
        try (var client = connected()) {
            client.descriptor(1, 0, 0, 3, 2048, 0);

            Frames.send(shim, Frames.plain(1, 60));

            assertEquals(1, shim.counters().sendDroppedDown().value());
            assertNull(client.hear(shim));
        }
    }

    @Test
    void shouldTakeWhatAClientLeftInTheRing() throws Exception {
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, shim.fd());
        try (var client = connected()) {
            client.send(Frames.plain(1, 60), MemifClient.BUFFER_BYTES);
        }

        assertArrayEquals(Frames.plain(1, 60), new Frames().await(shim, 1).getFirst());
        assertFalse(shim.rest(), "the client has gone");
        assertEquals(0, shim.poll(new Frames()::take, 64));
        Frames.send(shim, Frames.plain(2, 60));
        assertEquals(1, shim.counters().sendDroppedDown().value());
        assertEquals(0, readable.await(0), "the closed connection must not wake us again");
        try (var client = connected()) {
            Frames.send(shim, Frames.plain(3, 60));
            assertArrayEquals(Frames.plain(3, 60), client.receive());
        }
    }

    @Test
    void shouldPreferTheNewerClient() throws Exception {
        try (var older = connected()) {
            older.send(Frames.plain(1, 60), MemifClient.BUFFER_BYTES);
            try (var newer = client()) {
                shim.tend();
                newer.handshake(shim, 5);
                Frames.send(shim, Frames.plain(2, 60));

                assertArrayEquals(Frames.plain(2, 60), newer.receive());
                assertNull(older.hear(shim));
                assertEquals(1, shim.counters().receiveDroppedMalformed().value(), "what the older one had sent");
            }
        }
    }

    private static long descriptorsOf(final Path file) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(each -> file.toString().equals(target(each))).count();
        }
    }

    /** Others of this process may come and go meanwhile. */
    private static String target(final Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void shouldCloseWhatComesWithAMessageThatCannotBe() throws Exception {
        final Path file = Files.createFile(directory.toRealPath().resolve("file"));
        try (var client = client()) {
            client.hear(shim);
            final int descriptor = libc.open(file.toString(), 0);
            client.sayTooLittle(descriptor);
            assertNull(client.hear(shim));
            assertEquals(1, descriptorsOf(file), "our own");
            libc.close(descriptor);
        }
    }

    @Test
    void shouldSayWhyItRefuses() throws Exception {
        try (var client = client()) {
            client.hear(shim);
            client.say(MemifMessage.init(MemifMessage.VERSION, 6, 0), -1);
            final var refusal = client.hear(shim);
            assertEquals(MemifMessage.DISCONNECT, refusal.type());
            assertEquals("expected interface id 5, found 6; correct id= or --vnf memif:PATH/ID", refusal.reason());
            assertNull(client.hear(shim));
        }
        try (var client = client()) {
            client.hear(shim);
            client.say(MemifMessage.init(3 << 8, 5, 0), -1);
            assertEquals("expected memif version 512, found 768", client.hear(shim).reason());
        }
        try (var client = client()) {
            client.hear(shim);
            client.say(MemifMessage.init(MemifMessage.VERSION, 5, 0), -1);
            client.hear(shim);
            client.addRegion(1 << 30);
            assertTrue(client.hear(shim).reason()
                .startsWith("expected a region as large as its file, found 1073741824"));
        }
        try (var client = client()) {
            client.hear(shim);
            client.say(MemifMessage.init(MemifMessage.VERSION, 5, 0), -1);
            client.hear(shim);
            final int file = libc.open("/proc/self/exe", 0);
            client.addRegion(100, file);
            libc.close(file);
            assertEquals("expected memory sealed against shrinking, found other; no zero-copy=yes",
                client.hear(shim).reason());
        }
        try (var client = client()) {
            client.hear(shim);
            client.say(MemifMessage.connect("x"), -1);
            assertEquals("expected INIT first, found message 6", client.hear(shim).reason());
        }
    }
}
