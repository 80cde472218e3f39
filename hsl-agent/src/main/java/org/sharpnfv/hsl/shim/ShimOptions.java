/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.sharpnfv.hsl.dpdk.Eal;

/**
 * How shims are built.
 *
 * @param ringBytes size of a receive ring
 * @param slotBytes size of one slot of a ring, a power of two; 0 chooses the smallest that takes the interface's MTU
 * @param socketBufferBytes asked for as send and receive buffer of a socket
 * @param sendBatchFrames frames of one system call
 * @param qdiscBypass whether frames are sent past the interface's queueing discipline
 * @param ring how AF_PACKET hands over what it received
 * @param xdp where the program of AF_XDP runs
 * @param dpdkEal options for DPDK's start
 */
public record ShimOptions(int ringBytes, int slotBytes, int socketBufferBytes, int sendBatchFrames,
        boolean qdiscBypass, RingVersion ring, XdpMode xdp, String dpdkEal) {
    public static final int SLOT_BYTES_MIN = 2048;
    public static final int SLOT_BYTES_MAX = 65536;
    /** For frames of 1500 bytes of payload, whatever the MTU says. */
    private static final int SPREAD_SLOT_BYTES_MIN = 1728;
    /** A ring of fewer slots could not hold a batch while the next one arrives. */
    public static final int RING_SLOTS_MIN = 128;

    public static final ShimOptions DEFAULT = new ShimOptions(16 << 20, 0, 8 << 20, 64, false);

    /** With the way of AF_XDP that suits the interface, and DPDK as it starts anywhere. */
    public ShimOptions(final int ringBytes, final int slotBytes, final int socketBufferBytes,
            final int sendBatchFrames, final boolean qdiscBypass, final RingVersion ring) {
        this(ringBytes, slotBytes, socketBufferBytes, sendBatchFrames, qdiscBypass, ring, XdpMode.AUTO,
            Eal.DEFAULT_OPTIONS);
    }

    /** With the ring of lowest latency. */
    public ShimOptions(final int ringBytes, final int slotBytes, final int socketBufferBytes,
            final int sendBatchFrames, final boolean qdiscBypass) {
        this(ringBytes, slotBytes, socketBufferBytes, sendBatchFrames, qdiscBypass, RingVersion.V2);
    }

    public ShimOptions {
        if (slotBytes != 0 && (slotBytes < SLOT_BYTES_MIN || slotBytes > SLOT_BYTES_MAX
                || Integer.bitCount(slotBytes) != 1)) {
            throw new IllegalArgumentException("expected a slot of 0 or a power of two from " + SLOT_BYTES_MIN
                + " to " + SLOT_BYTES_MAX + " bytes, found " + slotBytes);
        }
        final int ringBytesMin = RING_SLOTS_MIN * Math.max(slotBytes, SLOT_BYTES_MIN);
        if (ringBytes < ringBytesMin) {
            throw new IllegalArgumentException("expected a ring of at least " + ringBytesMin + " bytes ("
                + RING_SLOTS_MIN + " slots), found " + ringBytes);
        }
        if (socketBufferBytes < 1 || sendBatchFrames < 1 || sendBatchFrames > 1024) {
            throw new IllegalArgumentException("expected a socket buffer above 0 and a batch of 1 to 1024, found "
                + socketBufferBytes + " and " + sendBatchFrames);
        }
        Eal.checkOptions(dpdkEal);
    }

    /** The slot for frames with a payload of up to {@code mtu} bytes and with what the kernel puts first. */
    int slotBytesFor(final int mtu, final int overheadBytes) {
        return slotBytes != 0 ? slotBytes
            : Math.clamp(Integer.highestOneBit(neededBytes(mtu, overheadBytes) - 1) << 1, SLOT_BYTES_MIN,
                SLOT_BYTES_MAX);
    }

    /** The same for a ring whose slots need not be a power of two: see {@link ReceiveRing#spreadSlotBytes}. */
    int spreadSlotBytesFor(final int mtu, final int overheadBytes) {
        return slotBytes != 0 ? slotBytes
            : Math.clamp(ReceiveRing.spreadSlotBytes(neededBytes(mtu, overheadBytes)), SPREAD_SLOT_BYTES_MIN,
                SLOT_BYTES_MAX);
    }

    private static int neededBytes(final int mtu, final int overheadBytes) {
        return mtu + EthernetHeader.BYTES + 2 * EthernetHeader.TAG_BYTES + overheadBytes;
    }

    /** The longest frame of a side of the VNF behind a network interface with this MTU. */
    int frameBytesMaxBehind(final int mtu) {
        return slotBytesFor(mtu, 0);
    }
}
