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
 * <p>At least 14 bytes before the frame are free, 4 are needed for a tag; the headroom says it in words.
 */
final class ReceiveRing implements PacketRing {
    static final int HEADROOM_BYTES = 16;
    /** Header, address and alignment before a frame: align16(52 + 16) + headroom - 14. */
    static final int OVERHEAD_BYTES = 80 + HEADROOM_BYTES - EthernetHeader.BYTES;

    private static final VarHandle STATUS = JAVA_INT.varHandle().withInvokeExactBehavior();
    /** Read together: each access costs. */
    private static final ValueLayout.OfLong SNAPLEN_AND_MAC = JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt TAG = JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LEN = 4;
    private static final int SNAPLEN = 8;
    private static final int VLAN_TCI = 24;

    private final MemorySegment memory;
    private final int slotBytes;
    private final int slots;
    private final FrameDelivery delivery;
    private int next;
    private int held;

    ReceiveRing(final MemorySegment memory, final int slotBytes, final ShimCounters counters) {
        this.memory = memory;
        this.slotBytes = slotBytes;
        delivery = new FrameDelivery(memory, counters);
        slots = Math.toIntExact(memory.byteSize() / slotBytes);
    }

    @Override
    public int frameBytesMax() {
        return slotBytes - OVERHEAD_BYTES;
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        release();
        // half a ring at most, so that the kernel always has somewhere to write
        final int most = Math.min(limit, slots / 2);
        while (held < most) {
            final long slot = (long) next * slotBytes;
            final int status = (int) STATUS.getAcquire(memory, slot);
            if ((status & FrameDelivery.STATUS_USER) == 0) {
                break;
            }
            next = next + 1 == slots ? 0 : next + 1;
            held++;
            final long captured = memory.get(SNAPLEN_AND_MAC, slot + SNAPLEN);
            final int tag = FrameDelivery.tagged(status) ? memory.get(TAG, slot + VLAN_TCI) : 0;
            delivery.deliver(sink, status, slot + (captured >>> Integer.SIZE & 0xFFFF), (int) captured,
                memory.get(JAVA_INT, slot + LEN), tag & 0xFFFF, tag >>> Short.SIZE);
        }
        return held;
    }

    private void release() {
        int slot = next - held;
        if (slot < 0) {
            slot += slots;
        }
        for (; held > 0; held--) {
            STATUS.setRelease(memory, (long) slot * slotBytes, FrameDelivery.STATUS_KERNEL);
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
    }
}
