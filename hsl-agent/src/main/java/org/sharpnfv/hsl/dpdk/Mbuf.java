/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/** The fields of a {@code struct rte_mbuf} at a place of a pool's memory. */
public final class Mbuf {
    private Mbuf() {
        // functions only
    }

    /** Where its frame begins, as an address. */
    public static long dataAddress(final MemorySegment memory, final long mbuf) {
        return memory.get(JAVA_LONG, mbuf + DpdkAbi.MBUF_BUF_ADDR)
            + Short.toUnsignedInt(memory.get(JAVA_SHORT, mbuf + DpdkAbi.MBUF_DATA_OFF));
    }

    public static int length(final MemorySegment memory, final long mbuf) {
        return memory.get(JAVA_INT, mbuf + DpdkAbi.MBUF_PKT_LEN);
    }

    /** Whether the frame is in more than one mbuf. */
    public static boolean isChained(final MemorySegment memory, final long mbuf) {
        return memory.get(JAVA_SHORT, mbuf + DpdkAbi.MBUF_NB_SEGS) != 1;
    }

    /** Whether the driver took a tag out of the frame. */
    public static boolean isTagStripped(final long flags) {
        return (flags & DpdkAbi.RX_VLAN_STRIPPED) != 0;
    }

    /** Whether the packet's checksum is not filled in. */
    public static boolean isChecksumMissing(final long flags) {
        return (flags & DpdkAbi.RX_L4_CHECKSUM_NONE) == DpdkAbi.RX_L4_CHECKSUM_NONE;
    }

    public static long flags(final MemorySegment memory, final long mbuf) {
        return memory.get(JAVA_LONG, mbuf + DpdkAbi.MBUF_OL_FLAGS);
    }

    /** The control information of the tag that was taken out. */
    public static int tagControl(final MemorySegment memory, final long mbuf) {
        return Short.toUnsignedInt(memory.get(JAVA_SHORT, mbuf + DpdkAbi.MBUF_VLAN_TCI));
    }

    /** Where the room for a frame begins: the headroom is left free. */
    static long roomBegin(final long mbuf) {
        return mbuf + DpdkAbi.MBUF_BYTES + DpdkAbi.HEADROOM_BYTES;
    }

    /** Makes it a frame to be sent, at a place of the buffer behind it, with nothing for the device to do. */
    static void setFrame(final MemorySegment memory, final long mbuf, final long offset, final int length) {
        memory.set(JAVA_SHORT, mbuf + DpdkAbi.MBUF_DATA_OFF, (short) (offset - mbuf - DpdkAbi.MBUF_BYTES));
        memory.set(JAVA_LONG, mbuf + DpdkAbi.MBUF_OL_FLAGS, 0L);
        memory.set(JAVA_INT, mbuf + DpdkAbi.MBUF_PKT_LEN, length);
        memory.set(JAVA_SHORT, mbuf + DpdkAbi.MBUF_DATA_LEN, (short) length);
        memory.set(JAVA_LONG, mbuf + DpdkAbi.MBUF_TX_OFFLOAD, 0L);
    }

    /** Somebody else has it, too: it goes back to the pool when both have freed it. */
    static void share(final MemorySegment memory, final long mbuf) {
        memory.set(JAVA_SHORT, mbuf + DpdkAbi.MBUF_REFCNT,
            (short) (memory.get(JAVA_SHORT, mbuf + DpdkAbi.MBUF_REFCNT) + 1));
    }
}
