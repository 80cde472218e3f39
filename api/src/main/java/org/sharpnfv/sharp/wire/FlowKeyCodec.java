/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.nio.ByteBuffer;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * Flow keys in messages.
 *
 * <pre>
 *  bytes
 *      6  destination MAC address
 *      6  source MAC address
 *      2  VLAN identifier, 0xFFFF untagged
 *      2  EtherType
 *      2  IP protocol, 0xFFFF none
 *      1  which fields follow: 1 IPv4 addresses, 2 IPv6 addresses, 4 ports
 *   0, 8 or 32  source address, destination address
 *      0 or 4  source port, destination port
 * </pre>
 */
final class FlowKeyCodec {
    /** Of a key with IPv6 addresses and ports. */
    static final int MAX_LENGTH = 19 + 32 + 4;

    private static final int V4 = 1;
    private static final int V6 = 2;
    private static final int PORTS = 4;

    private FlowKeyCodec() {
        // static functions only
    }

    static void put(final ByteBuffer out, final FlowKey key) {
        final boolean wide = (key.sourceHigh() | key.destinationHigh()) != 0 || key.ethType() == EtherType.IPV6;
        final boolean narrow = !wide && (key.sourceLow() | key.destinationLow()) != 0;
        final boolean ports = key.sourcePort() != FlowKey.ABSENT;
        out.putShort((short) (key.ethDestination() >>> 32)).putInt((int) key.ethDestination())
            .putShort((short) (key.ethSource() >>> 32)).putInt((int) key.ethSource())
            .putShort((short) key.vlan()).putShort((short) key.ethType()).putShort((short) key.ipProtocol())
            .put((byte) ((wide ? V6 : 0) | (narrow ? V4 : 0) | (ports ? PORTS : 0)));
        if (wide) {
            out.putLong(key.sourceHigh()).putLong(key.sourceLow())
                .putLong(key.destinationHigh()).putLong(key.destinationLow());
        } else if (narrow) {
            out.putInt((int) key.sourceLow()).putInt((int) key.destinationLow());
        }
        if (ports) {
            out.putShort((short) key.sourcePort()).putShort((short) key.destinationPort());
        }
    }

    static FlowKey get(final ByteBuffer in) {
        final long destination = mac(in);
        final long source = mac(in);
        final int vlan = in.getShort();
        final int ethType = in.getShort() & 0xFFFF;
        final int protocol = in.getShort();
        final int fields = in.get();
        long sourceHigh = 0;
        long sourceLow = 0;
        long destinationHigh = 0;
        long destinationLow = 0;
        if ((fields & V6) != 0) {
            sourceHigh = in.getLong();
            sourceLow = in.getLong();
            destinationHigh = in.getLong();
            destinationLow = in.getLong();
        } else if ((fields & V4) != 0) {
            sourceLow = in.getInt() & 0xFFFF_FFFFL;
            destinationLow = in.getInt() & 0xFFFF_FFFFL;
        }
        final boolean ports = (fields & PORTS) != 0;
        return new FlowKey(source, destination, vlan, ethType, protocol, sourceHigh, sourceLow, destinationHigh,
            destinationLow, ports ? in.getShort() & 0xFFFF : FlowKey.ABSENT,
            ports ? in.getShort() & 0xFFFF : FlowKey.ABSENT);
    }

    private static long mac(final ByteBuffer in) {
        return (in.getShort() & 0xFFFFL) << 32 | in.getInt() & 0xFFFF_FFFFL;
    }
}
