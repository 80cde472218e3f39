/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;

/** What is the same for a frame of AF_PACKET whatever the ring: counters, and the tag that comes beside it. */
final class FrameDelivery {
    static final int STATUS_KERNEL = 0;
    static final int STATUS_USER = 1;

    private static final int STATUS_CSUMNOTREADY = 1 << 3;
    private static final int STATUS_VLAN_VALID = 1 << 4;
    private static final int STATUS_VLAN_TPID_VALID = 1 << 6;

    private final MemorySegment memory;
    private final ShimCounters counters;

    FrameDelivery(final MemorySegment memory, final ShimCounters counters) {
        this.memory = memory;
        this.counters = counters;
    }

    /** Whether a tag was taken out. */
    static boolean tagged(final int status) {
        return (status & STATUS_VLAN_VALID) != 0;
    }

    /**
     * Hands out a frame.
     *
     * @param status its bits
     * @param at where it begins
     * @param captured bytes that are here
     * @param total bytes that it had
     * @param tagControl control information of a tag that was taken out
     * @param tagType its EtherType
     */
    void deliver(final FrameSink sink, final int status, final long at, final int captured, final int total,
            final int tagControl, final int tagType) {
        if (captured != total) {
            counters.receiveDroppedTruncated().increment();
            return;
        }
        if ((status & STATUS_CSUMNOTREADY) != 0) {
            counters.receiveChecksumMissing().increment();
        }
        long offset = at;
        int length = captured;
        if (tagged(status)) {
            final int type = (status & STATUS_VLAN_TPID_VALID) == 0 ? EthernetHeader.TYPE_VLAN : tagType;
            offset = EthernetHeader.insertTag(memory, offset, type, tagControl);
            length += EthernetHeader.TAG_BYTES;
        }
        counters.receivedFrames().increment();
        counters.receivedBytes().add(length);
        sink.frame(memory, offset, length);
    }
}
