/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The TPACKET_V3 receive ring: blocks of frames shared with the kernel, each block owned by the side its status says.
 *
 * <pre>
 *  tpacket_block_desc (48): 0 version | 4 private | 8 status | 12 packets | 16 offset of the first | 20 length | ...
 *  tpacket3_hdr (48): 0 offset of the next | 4 sec | 8 nsec | 12 snaplen | 16 len | 20 status | 24 mac (2) | 26 net (2)
 *                     | 28 rxhash | 32 vlan_tci | 36 vlan_tpid (2) | ...
 *  a frame: header (48) | sockaddr_ll (20) | free | headroom | frame, at mac
 * </pre>
 *
 * <p>As in {@link ReceiveRing} there is room for a tag before a frame.
 */
final class BlockRing implements PacketRing {
    static final int HEADROOM_BYTES = 16;
    /** The block's header, and before its only frame: align16(68 + 16) + headroom. */
    static final int OVERHEAD_BYTES = 48 + 96 + HEADROOM_BYTES;

    private static final VarHandle STATUS = JAVA_INT.varHandle().withInvokeExactBehavior();
    private static final int BLOCK_STATUS = 8;
    private static final int BLOCK_PACKETS = 12;
    private static final int BLOCK_FIRST = 16;
    private static final int SNAPLEN = 12;
    private static final int LEN = 16;
    private static final int PACKET_STATUS = 20;
    private static final int MAC = 24;
    private static final int VLAN_TCI = 32;
    private static final int VLAN_TPID = 36;

    private final MemorySegment memory;
    private final int blockBytes;
    private final int blocks;
    private final FrameDelivery delivery;
    /** The block that frames are taken from, or that comes next. */
    private int block;
    /** Frames of the block that are not handed out yet; 0 before its status was looked at. */
    private int remaining;
    private long packet;
    /** Blocks before {@link #block} that are handed out whole. */
    private int held;

    BlockRing(final MemorySegment memory, final int blockBytes, final ShimCounters counters) {
        this.memory = memory;
        this.blockBytes = blockBytes;
        blocks = Math.toIntExact(memory.byteSize() / blockBytes);
        delivery = new FrameDelivery(memory, counters);
    }

    @Override
    public int frameBytesMax() {
        return blockBytes - OVERHEAD_BYTES;
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        release();
        int taken = 0;
        while (taken < limit && (remaining > 0 || open())) {
            final long header = packet;
            packet += Integer.toUnsignedLong(memory.get(JAVA_INT, header));
            remaining--;
            if (remaining == 0) {
                finish();
            }
            taken++;
            delivery.deliver(sink, memory.get(JAVA_INT, header + PACKET_STATUS),
                header + Short.toUnsignedInt(memory.get(JAVA_SHORT, header + MAC)),
                memory.get(JAVA_INT, header + SNAPLEN), memory.get(JAVA_INT, header + LEN),
                memory.get(JAVA_SHORT, header + VLAN_TCI), memory.get(JAVA_SHORT, header + VLAN_TPID));
        }
        return taken;
    }

    /** Begins with the next block, unless it is the kernel's or half the ring is in use. */
    private boolean open() {
        while (held < blocks / 2) {
            final long begin = (long) block * blockBytes;
            final int status = (int) STATUS.getAcquire(memory, begin + BLOCK_STATUS);
            if ((status & FrameDelivery.STATUS_USER) == 0) {
                return false;
            }
            remaining = memory.get(JAVA_INT, begin + BLOCK_PACKETS);
            packet = begin + memory.get(JAVA_INT, begin + BLOCK_FIRST);
            if (remaining > 0) {
                return true;
            }
            finish();
        }
        return false;
    }

    private void finish() {
        held++;
        block = block + 1 == blocks ? 0 : block + 1;
    }

    private void release() {
        int each = block - held;
        if (each < 0) {
            each += blocks;
        }
        for (; held > 0; held--) {
            STATUS.setRelease(memory, (long) each * blockBytes + BLOCK_STATUS, FrameDelivery.STATUS_KERNEL);
            each = each + 1 == blocks ? 0 : each + 1;
        }
    }
}
