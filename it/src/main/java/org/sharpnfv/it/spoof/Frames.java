/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.nio.ByteBuffer;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

/** Frames as a host may make them. */
final class Frames {
    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int TAG_BYTES = 4;
    private static final int ADDRESSES = 12;
    private static final int TAG_TYPE = 0x8100;
    private static final int VLAN = 7;
    private static final int TTL = 64;

    private Frames() {
    }

    /** A UDP packet of a flow, whole and right but for its destination address; the payload is nobody's. */
    static byte[] udp(final FlowKey key, final long ethDestination, final int length) {
        final var frame = ByteBuffer.allocate(length);
        putMac(frame, ethDestination);
        putMac(frame, key.ethSource());
        frame.putShort((short) EtherType.IPV4);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (length - ETHERNET)).putInt(0).put((byte) TTL)
            .put((byte) key.ipProtocol()).putShort((short) 0).putInt((int) key.sourceLow())
            .putInt((int) key.destinationLow());
        frame.putShort(ETHERNET + 10, (short) checksum(frame));
        // no UDP checksum, as IPv4 allows
        frame.putShort((short) key.sourcePort()).putShort((short) key.destinationPort())
            .putShort((short) (length - ETHERNET - IPV4)).putShort((short) 0);
        while (frame.hasRemaining()) {
            frame.put((byte) 0xEE);
        }
        return frame.array();
    }

    private static int checksum(final ByteBuffer frame) {
        int sum = 0;
        for (int at = ETHERNET; at < ETHERNET + IPV4; at += 2) {
            sum += frame.getShort(at) & 0xFFFF;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return ~sum & 0xFFFF;
    }

    /** The frame with tags put in line. */
    static byte[] tagged(final byte[] frame, final int tags) {
        final var out = ByteBuffer.allocate(frame.length + tags * TAG_BYTES);
        out.put(frame, 0, ADDRESSES);
        for (int i = 0; i < tags; i++) {
            out.putShort((short) TAG_TYPE).putShort((short) VLAN);
        }
        return out.put(frame, ADDRESSES, frame.length - ADDRESSES).array();
    }

    private static void putMac(final ByteBuffer out, final long mac) {
        out.putShort((short) (mac >>> 32)).putInt((int) mac);
    }
}
