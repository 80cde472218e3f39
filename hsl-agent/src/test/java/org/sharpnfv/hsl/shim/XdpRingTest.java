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

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.hsl.stats.Counters;

/** The arithmetic of the rings of AF_XDP on plain memory; the test plays the kernel's part. */
class XdpRingTest {
    private static final XdpRing.Offsets OFFSETS = new XdpRing.Offsets(0, 64, 128, 68);
    private static final int CHUNK_BYTES = 2048;
    private static final int RECEIVE_CHUNKS = 8;
    private static final int SEND_CHUNKS = 4;

    private final ShimCounters counters = ShimCounters.in(new Counters(), "x");
    private final XdpMemory umem = new XdpMemory(
        Arena.ofAuto().allocate((RECEIVE_CHUNKS + SEND_CHUNKS) * CHUNK_BYTES, 4096), CHUNK_BYTES, RECEIVE_CHUNKS,
        SEND_CHUNKS);
    private final XdpRing fill = ring(RECEIVE_CHUNKS, XdpRing.ADDRESS_BYTES);
    private final XdpRing received = ring(RECEIVE_CHUNKS, XdpRing.DESCRIPTOR_BYTES);
    private final XdpRing send = ring(SEND_CHUNKS, XdpRing.DESCRIPTOR_BYTES);
    private final XdpRing completed = ring(SEND_CHUNKS, XdpRing.ADDRESS_BYTES);
    private final XdpReceiver receiver = new XdpReceiver(umem, fill, received, counters);
    private final XdpSender sender = new XdpSender(umem, send, completed, counters);
    private int deliveries;

    private static XdpRing ring(final int size, final int entryBytes) {
        return new XdpRing(Arena.ofAuto().allocate(OFFSETS.bytes(size, entryBytes), Long.BYTES), OFFSETS, size,
            entryBytes);
    }

    /** The kernel takes an empty chunk and puts a frame of this number into it; false if it has none. */
    private boolean deliver(final int number, final int length) {
        final int chunk = fill.consumerAcquire();
        if (chunk == fill.producerAcquire()) {
            return false;
        }
        final long address = fill.address(chunk) + XdpMemory.HEADROOM_BYTES;
        fill.setConsumerRelease(chunk + 1);
        umem.memory().set(ValueLayout.JAVA_INT_UNALIGNED, address, number);
        final int entry = received.producerAcquire();
        received.putDescriptor(entry, address, length);
        received.setProducerRelease(entry + 1);
        deliveries++;
        return true;
    }

    private List<Integer> poll(final int limit) {
        final var numbers = new ArrayList<Integer>();
        final int frames = receiver.poll((memory, offset, length) ->
            numbers.add(memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset)), limit);
        assertEquals(frames, numbers.size());
        return numbers;
    }

    @Test
    void shouldRunThroughTheRingsManyTimesWithoutLosingAChunk() {
        int next = 0;
        int number = 0;
        for (int round = 0; round < 1000; round++) {
            for (int i = 0; i < 1 + round % RECEIVE_CHUNKS && deliver(number, 60); i++) {
                number++;
            }
            for (final int found : poll(1 + round % 5)) {
                assertEquals(next, found);
                next++;
            }
        }
        List<Integer> rest;
        do {
            rest = poll(64);
            next += rest.size();
        } while (!rest.isEmpty());

        assertEquals(deliveries, next);
        assertEquals(deliveries, counters.receivedFrames().value());
        assertEquals(60L * deliveries, counters.receivedBytes().value());
        final Set<Long> chunks = new HashSet<>();
        for (int index = fill.consumerAcquire(); index != fill.producerAcquire(); index++) {
            chunks.add(fill.address(index));
        }
        assertEquals(RECEIVE_CHUNKS, chunks.size(), "each chunk is the kernel's again, once");
    }

    @Test
    void shouldKeepAFrameUntilTheNextPollAndLeaveHalfOfTheChunksToTheKernel() {
        for (int i = 0; i < RECEIVE_CHUNKS; i++) {
            assertTrue(deliver(i, 100));
        }
        assertFalse(deliver(8, 100), "no chunk is empty");

        assertEquals(List.of(0, 1, 2, 3), poll(64));
        assertFalse(deliver(8, 100), "what is handed out is not given back yet");
        assertEquals(List.of(4, 5, 6, 7), poll(64));
        assertTrue(deliver(8, 100));

        assertEquals(List.of(8), poll(64));
        assertEquals(List.of(), poll(64));
    }

    /** Indexes are 32 bits and run over. */
    @ParameterizedTest
    @ValueSource(ints = {-3, Integer.MAX_VALUE - 2, 0})
    void shouldFindTheSameEntryWhereTheIndexRunsOver(final int start) {
        for (int i = 0; i < 2 * SEND_CHUNKS; i++) {
            send.putDescriptor(start + i, 1000 + i, i);
            assertEquals(1000 + i, send.address(start + i + SEND_CHUNKS));
            assertEquals(i, send.length(start + i - SEND_CHUNKS));
        }
    }

    private boolean add(final int number, final int length) {
        final MemorySegment frame = Arena.ofAuto().allocate(length + 8L);
        frame.set(ValueLayout.JAVA_INT_UNALIGNED, 8, number);
        return sender.add(frame, 8, length);
    }

    /** The kernel takes what it is shown and says so; returns the frames' numbers. */
    private List<Integer> take(final int most) {
        final var numbers = new ArrayList<Integer>();
        int index = send.consumerAcquire();
        while (index != send.producerAcquire() && numbers.size() < most) {
            numbers.add(umem.memory().get(ValueLayout.JAVA_INT_UNALIGNED, send.address(index)));
            index++;
        }
        send.setConsumerRelease(index);
        return numbers;
    }

    private void complete(final int frames) {
        for (int i = 0; i < frames; i++) {
            final int index = completed.producerAcquire();
            completed.putAddress(index, send.address(index));
            completed.setProducerRelease(index + 1);
        }
    }

    @Test
    void shouldSendInOrderThroughManyRounds() {
        int next = 0;
        int number = 0;
        for (int round = 0; round < 1000; round++) {
            while (add(number, 60 + number % 1000)) {
                number++;
            }
            sender.publish(3);
            assertTrue(sender.waiting() <= 3);
            final List<Integer> taken = take(1 + round % 4);
            sender.countTaken();
            for (final int found : taken) {
                assertEquals(next, found);
                next++;
            }
            complete(taken.size());
        }

        assertEquals(next, counters.sentFrames().value());
        assertEquals(1, number - next, "four chunks, three of which come back in each round");
        assertTrue(next > 1000);
    }

    @Test
    void shouldRefuseAFrameUntilAChunkComesBack() {
        for (int i = 0; i < SEND_CHUNKS; i++) {
            assertTrue(add(i, 60));
        }
        assertFalse(add(4, 60));
        sender.publish(SEND_CHUNKS);
        assertEquals(List.of(0, 1, 2, 3), take(64));
        sender.countTaken();
        assertFalse(sender.isPending());
        assertFalse(add(4, 60), "taken, but not yet sent");

        complete(1);

        assertTrue(add(4, 60));
        assertFalse(add(5, 60));
    }

    @Test
    void shouldTakeBackWhatTheKernelHasNotTaken() {
        add(0, 60);
        sender.publish(64);
        take(1);
        sender.countTaken();
        add(1, 60);
        add(2, 60);
        sender.publish(1);

        assertEquals(2, sender.retract());

        assertFalse(sender.isPending());
        assertEquals(List.of(), take(64));
        complete(1);
        for (int i = 3; i < 3 + SEND_CHUNKS; i++) {
            assertTrue(add(i, 60));
        }
        sender.publish(64);
        assertEquals(List.of(3, 4, 5, 6), take(64));
        assertEquals(1, counters.sentFrames().value());
    }

    @Test
    void shouldNotCountADroppedFrameAsSent() {
        add(0, 100);
        add(1, 70);
        add(2, 60);
        sender.publish(64);
        take(2);

        sender.countDropped();
        sender.countTaken();

        assertEquals(1, counters.sentFrames().value());
        assertEquals(100, counters.sentBytes().value());
        assertEquals(1, counters.sendDroppedBusy().value());
        take(1);
        sender.countTaken();
        assertEquals(2, counters.sentFrames().value());
        assertEquals(160, counters.sentBytes().value());
    }

    @Test
    void shouldRefuseSizesThatAreNoPowersOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> ring(3, XdpRing.ADDRESS_BYTES));
        assertThrows(IllegalArgumentException.class,
            () -> new XdpMemory(umem.memory(), CHUNK_BYTES, RECEIVE_CHUNKS, 2 * SEND_CHUNKS));
    }

    /** As an assembler writes it, for a map with descriptor 7. */
    @Test
    void shouldWriteTheProgramOfSixInstructions() {
        final byte[] code = XdpProgram.code(7).toArray(ValueLayout.JAVA_BYTE);

        assertArrayEquals(Frames.hex("6112100000000000" + "1811000007000000" + "0000000000000000"
            + "b703000002000000" + "8500000033000000" + "9500000000000000"), code);
    }
}
