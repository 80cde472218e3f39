/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

/** Flow keys from a seeded source, and frames that have a given key; for the tests of all packages. */
public final class TestFlows {
    /** MAC address of a host on the ingress side. */
    public static final long HOST_1 = 0x0200_0000_0001L;
    /** MAC address of a host on the egress side. */
    public static final long HOST_2 = 0x0200_0000_0002L;

    private TestFlows() {
        // static functions only
    }

    /**
     * A UDP flow from 10.0.0.1 to port 7 of 10.0.0.2.
     *
     * @param sourcePort its source port
     * @return its key
     */
    public static FlowKey udp(final int sourcePort) {
        return new FlowKey(HOST_1, HOST_2, FlowKey.UNTAGGED, EtherType.IPV4, EtherType.PROTOCOL_UDP, 0, 0x0A00_0001L,
            0, 0x0A00_0002L, sourcePort, 7);
    }

    /**
     * A key that a whole frame can have. Few values for each field, so that two keys are often alike.
     *
     * @param random the source
     * @return a key
     */
    public static FlowKey randomKey(final Random random) {
        final long ethSource = HOST_1 + random.nextInt(3);
        final long ethDestination = HOST_1 + random.nextInt(3);
        final int vlan = random.nextInt(3) - 1;
        final int kind = random.nextInt(5);
        if (kind == 0) {
            return new FlowKey(ethSource, ethDestination, vlan, random.nextBoolean() ? EtherType.ARP : EtherType.NONE,
                FlowKey.ABSENT, 0, 0, 0, 0, FlowKey.ABSENT, FlowKey.ABSENT);
        }
        final boolean v6 = random.nextBoolean();
        final int[] protocols = {EtherType.PROTOCOL_TCP, EtherType.PROTOCOL_UDP, EtherType.PROTOCOL_SCTP,
            v6 ? EtherType.PROTOCOL_ICMPV6 : EtherType.PROTOCOL_ICMP, v6 ? EtherType.PROTOCOL_FRAGMENT : 50, 50};
        final int protocol = protocols[random.nextInt(protocols.length)];
        final boolean ports = EtherType.hasPorts(protocol);
        return new FlowKey(ethSource, ethDestination, vlan, v6 ? EtherType.IPV6 : EtherType.IPV4, protocol,
            v6 ? 0x2001_0DB8_0000_0000L + random.nextInt(2) : 0, 0x0A00_0001L + random.nextInt(2),
            v6 ? 0x2001_0DB8_0000_0000L + random.nextInt(2) : 0, 0x0A00_0001L + random.nextInt(2),
            ports ? 1 + random.nextInt(2) : FlowKey.ABSENT, ports ? random.nextInt(2) : FlowKey.ABSENT);
    }

    /**
     * A frame of a flow.
     *
     * @param key the flow
     * @return a frame, 100 bytes
     */
    public static byte[] frame(final FlowKey key) {
        final var frame = ByteBuffer.allocate(100);
        putMac(frame, key.ethDestination());
        putMac(frame, key.ethSource());
        if (key.vlan() != FlowKey.UNTAGGED) {
            frame.putShort((short) EtherType.VLAN).putShort((short) key.vlan());
        }
        frame.putShort((short) (key.ethType() == EtherType.NONE ? 80 : key.ethType()));
        if (key.ethType() == EtherType.IPV4) {
            frame.put((byte) 0x45).put((byte) 0).putShort((short) 60).putInt(0).put((byte) 64)
                .put((byte) key.ipProtocol()).putShort((short) 0).putInt((int) key.sourceLow())
                .putInt((int) key.destinationLow());
        } else if (key.ethType() == EtherType.IPV6) {
            frame.putInt(0x6000_0000).putShort((short) 20).put((byte) key.ipProtocol()).put((byte) 64)
                .putLong(key.sourceHigh()).putLong(key.sourceLow())
                .putLong(key.destinationHigh()).putLong(key.destinationLow());
        }
        if (key.sourcePort() != FlowKey.ABSENT) {
            frame.putShort((short) key.sourcePort()).putShort((short) key.destinationPort());
            if (key.ipProtocol() == EtherType.PROTOCOL_TCP) {
                frame.putLong(0).put((byte) 0x50);
            }
        } else if (key.isFragments()) {
            frame.put((byte) EtherType.PROTOCOL_UDP).put((byte) 0).putShort((short) 0x0008);
        }
        return frame.array();
    }

    private static void putMac(final ByteBuffer frame, final long mac) {
        frame.putShort((short) (mac >>> 32)).putInt((int) mac);
    }

    /**
     * Bytes from their hexadecimal form.
     *
     * @param text the form, with spaces for the reader
     * @return the bytes
     */
    public static byte[] hex(final String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /**
     * The header of a frame.
     *
     * @param frame the frame
     * @return its header
     */
    public static FrameHeader header(final byte[] frame) {
        final var header = new FrameHeader();
        if (!header.parse(ByteBuffer.wrap(frame), 0, frame.length)) {
            throw new IllegalArgumentException("expected a frame, found " + frame.length + " bytes");
        }
        return header;
    }
}
