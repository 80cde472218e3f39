/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.sharpnfv.sharp.flow.Direction;

/**
 * Flows without a gate, remembered until any gate may have come: while handovers run nearly all frames are of such
 * flows, and to read a frame's header and look its key up costs several times as much as to see that it is like one
 * before.
 *
 * <p>For plain frames only: untagged, IPv4 without options, no fragment, long enough for every transport's ports. All
 * bytes that a flow's key is made of are compared:
 *
 * <pre>
 *  0 destination (6) | 6 source (6) | 12 type (2) | 14 version (1) | 23 protocol (1) | 26 addresses (8) | 34 ports (4)
 * </pre>
 *
 * <p>A power of two of places; of two flows with the same place the last one is remembered.
 */
final class PassingFlows {
    private static final ValueLayout.OfLong LONG =
        ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LOG2 = 10;
    private static final int WORDS = 4;
    private static final int HASH_SHIFT = Long.SIZE - LOG2;
    private static final long HASH = 0x9E37_79B9_7F4A_7C15L;

    private static final int TCP = 6;
    private static final int ETHERNET_BYTES = 14;
    private static final int IP_BYTES = 20;
    /** In the upper half of this byte; a key has no ports if it cannot be. */
    private static final int TCP_HEADER_LENGTH = ETHERNET_BYTES + IP_BYTES + 12;
    /** Of an IPv4 packet with the longest header that ports are read from, TCP's. */
    private static final int PACKET_BYTES_MIN = 40;
    private static final int FRAME_BYTES_MIN = ETHERNET_BYTES + PACKET_BYTES_MIN;
    /** EtherType, version and header length, in the upper half of the bytes from 8 on. */
    private static final long PLAIN = 0x45_0008L << Integer.SIZE;
    private static final long PLAIN_BITS = 0xFF_FFFFL << Integer.SIZE;
    /** Without the type of service. */
    private static final long KEY_BITS = -1L >>> Byte.SIZE;
    /** In the bytes from 16 on: length, identification, more-fragments and offset, time to live, protocol. */
    private static final long FRAGMENT_BITS = 0xFF3FL << Integer.SIZE;
    private static final int PROTOCOL_SHIFT = 56;
    /** Above ports (32), a bit that is set, the side (1) and the protocol (8). */
    private static final int GENERATION_SHIFT = 42;
    private static final long GENERATION_MAX = -1L >>> GENERATION_SHIFT;

    private final long[] places = new long[WORDS << LOG2];
    private boolean empty = true;
    /** What was remembered with another number is forgotten. */
    private long generation;
    private long addresses;
    private long first;
    private long second;
    private long rest;
    private int place;

    /**
     * Whether a frame from a side belongs to a flow that is remembered. If it says no, {@link #remember} may follow for
     * the same frame.
     */
    boolean has(final Direction side, final MemorySegment memory, final long offset, final int length) {
        if (!read(side, memory, offset, length)) {
            return false;
        }
        return places[place] == first && places[place + 1] == second && places[place + 2] == addresses
            && places[place + 3] == rest;
    }

    /** Whether it is a frame of the plain kind, which is then the one at hand. */
    private boolean read(final Direction side, final MemorySegment memory, final long offset, final int length) {
        place = -1;
        if (length < FRAME_BYTES_MIN) {
            return false;
        }
        second = memory.get(LONG, offset + 8);
        final long middle = memory.get(LONG, offset + 16);
        final int packetBytes = Short.reverseBytes((short) middle) & 0xFFFF;
        if ((second & PLAIN_BITS) != PLAIN || (middle & FRAGMENT_BITS) != 0 || packetBytes < PACKET_BYTES_MIN
                || packetBytes > length - ETHERNET_BYTES) {
            return false;
        }
        final long protocol = middle >>> PROTOCOL_SHIFT;
        if (protocol == TCP && !hasPorts(memory.get(ValueLayout.JAVA_BYTE, offset + TCP_HEADER_LENGTH), packetBytes)) {
            return false;
        }
        second &= KEY_BITS;
        first = memory.get(LONG, offset);
        addresses = memory.get(LONG, offset + 26);
        final long ports = Integer.toUnsignedLong(memory.get(INT, offset + 34));
        // one bit more, so that no frame is like an empty place
        rest = generation << GENERATION_SHIFT | protocol << Integer.SIZE + 2
            | (side.ordinal() << 1 | 1L) << Integer.SIZE | ports;
        place = (int) ((addresses * HASH + rest) * HASH >>> HASH_SHIFT) * WORDS;
        return true;
    }

    private static boolean hasPorts(final byte tcpLength, final int packetBytes) {
        final int bytes = (tcpLength >>> 4 & 0xF) * Integer.BYTES;
        return bytes >= PACKET_BYTES_MIN - IP_BYTES && bytes <= packetBytes - IP_BYTES;
    }

    /** Remembers the flow of the frame that was asked for last, which has no gate. */
    void remember() {
        if (place >= 0) {
            places[place] = first;
            places[place + 1] = second;
            places[place + 2] = addresses;
            places[place + 3] = rest;
            empty = false;
        }
    }

    /** To be called whenever there may be gates that were not there before. */
    void forget() {
        if (!empty) {
            empty = true;
            generation = generation + 1 & GENERATION_MAX;
            if (generation == 0) {
                Arrays.fill(places, 0);
            }
        }
    }
}
