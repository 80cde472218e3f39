/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The first bytes of a frame.
 *
 * <pre>
 *   0 destination (6) | 6 source (6) | [ 0x8100 or 0x88A8 (2) | TCI (2) ]... | EtherType (2)
 * </pre>
 */
public final class EthernetHeader {
    /** Without tags. */
    public static final int BYTES = 14;
    public static final int TAG_BYTES = 4;
    public static final int TYPE_VLAN = 0x8100;

    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int ADDRESSES_BYTES = 12;
    private static final int ADDRESSES_TAIL = 8;

    private EthernetHeader() {
        // functions only
    }

    /**
     * What follows the addresses, or -1 when the frame ends before it. Tags are not looked behind: control frames have
     * none, and what is in a tagged frame is its users' own.
     */
    public static int etherType(final MemorySegment memory, final long offset, final int length) {
        return length < BYTES ? -1 : Short.toUnsignedInt(memory.get(NETWORK_SHORT, offset + ADDRESSES_BYTES));
    }

    /** Replaces the destination address by 48 bits. */
    public static void setDestination(final MemorySegment memory, final long offset, final long destination) {
        memory.set(NETWORK_SHORT, offset, (short) (destination >>> 32));
        memory.set(NETWORK_INT, offset + Short.BYTES, (int) destination);
    }

    /**
     * Puts a tag in line by moving the addresses back. Returns the frame's new offset, {@value #TAG_BYTES} before the
     * old one; the caller owns those bytes.
     */
    static long insertTag(final MemorySegment memory, final long offset, final int type, final int control) {
        final long begin = offset - TAG_BYTES;
        final long head = memory.get(JAVA_LONG_UNALIGNED, offset);
        final int tail = memory.get(JAVA_INT_UNALIGNED, offset + ADDRESSES_TAIL);
        memory.set(JAVA_LONG_UNALIGNED, begin, head);
        memory.set(JAVA_INT_UNALIGNED, begin + ADDRESSES_TAIL, tail);
        memory.set(NETWORK_SHORT, begin + ADDRESSES_BYTES, (short) type);
        memory.set(NETWORK_SHORT, begin + ADDRESSES_BYTES + Short.BYTES, (short) control);
        return begin;
    }
}
