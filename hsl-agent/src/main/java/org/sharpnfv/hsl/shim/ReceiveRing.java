/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The TPACKET_V2 receive ring: slots shared with the kernel, each owned by the side its status says.
 *
 * <pre>
 *  tpacket2_hdr: 0 status | 4 len | 8 snaplen | 12 mac (2) | 14 net (2) | ... | 24 vlan_tci (2) | 26 vlan_tpid (2)
 *  a slot: header (32) | sockaddr_ll (20) | free | headroom | frame, at mac | ... to the end of the slot
 * </pre>
 *
 * <p>The headroom before the frame is free, 4 bytes of it are needed for a tag.
 */
final class ReceiveRing implements PacketRing {
    /** With it a frame begins at a cache line: a short one and its slot's header take two lines, not three. */
    static final int HEADROOM_BYTES = 62;
    /** Header, address and alignment before a frame: align16(52 + 16) + headroom - 14. */
    static final int OVERHEAD_BYTES = 80 + HEADROOM_BYTES - EthernetHeader.BYTES;
    private static final int CACHE_LINE_BYTES = 64;

    private static final VarHandle STATUS = JAVA_INT.varHandle().withInvokeExactBehavior();
    /** Read together: each access costs. */
    private static final ValueLayout.OfLong SNAPLEN_AND_MAC = JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt TAG = JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LEN = 4;
    private static final int SNAPLEN = 8;
    private static final int VLAN_TCI = 24;

    private final MemorySegment memory;
    private final int blockBytes;
    private final int slotBytes;
    /** Half a ring at most is handed out, so that the kernel always has somewhere to write. */
    private final int most;
    private final FrameDelivery delivery;
    private long next;
    /** The first of those that are handed out. */
    private long oldest;
    private int held;

    ReceiveRing(final MemorySegment memory, final int blockBytes, final int slotBytes, final ShimCounters counters) {
        this.memory = memory;
        this.blockBytes = blockBytes;
        this.slotBytes = slotBytes;
        delivery = new FrameDelivery(memory, counters);
        most = Math.toIntExact(memory.byteSize() / blockBytes * (blockBytes / slotBytes)) / 2;
    }

    /**
     * A slot of at least as many bytes, in an odd number of cache lines. All headers of a ring whose slots are a power
     * of two share a few sets of the processor's cache, and push each other out of it.
     */
    static int spreadSlotBytes(final int bytes) {
        return (Math.ceilDiv(bytes, CACHE_LINE_BYTES) | 1) * CACHE_LINE_BYTES;
    }

    /** The slot behind one; what is left of a block holds none. */
    private long behind(final long slot) {
        long behind = slot + slotBytes;
        if ((behind & blockBytes - 1) + slotBytes > blockBytes) {
            behind = (behind | blockBytes - 1) + 1;
        }
        return behind == memory.byteSize() ? 0 : behind;
    }

    @Override
    public int frameBytesMax() {
        return slotBytes - OVERHEAD_BYTES;
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        release();
        final int end = Math.min(limit, most);
        while (held < end) {
            final long slot = next;
            final int status = (int) STATUS.getAcquire(memory, slot);
            if ((status & FrameDelivery.STATUS_USER) == 0) {
                break;
            }
            next = behind(next);
            held++;
            final long captured = memory.get(SNAPLEN_AND_MAC, slot + SNAPLEN);
            final int tag = FrameDelivery.tagged(status) ? memory.get(TAG, slot + VLAN_TCI) : 0;
            delivery.deliver(sink, status, slot + (captured >>> Integer.SIZE & 0xFFFF), (int) captured,
                memory.get(JAVA_INT, slot + LEN), tag & 0xFFFF, tag >>> Short.SIZE);
        }
        return held;
    }

    private void release() {
        for (; held > 0; held--) {
            STATUS.setRelease(memory, oldest, FrameDelivery.STATUS_KERNEL);
            oldest = behind(oldest);
        }
    }
}
