/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * Translates addresses and ports of UDP over IPv4: to the outside every flow comes from one address, with a port of its
 * own. Each instance prefers other ports, so that a mapping that was not moved with its flow shows at once. Used with
 * the lock of the {@link FlowTable} held.
 */
final class Translation {
    private static final int PORTS_FROM = 1024;
    private static final int PORTS_END = 65_536;
    private static final int ADDRESS_OFFSET_SOURCE = 12;
    private static final int ADDRESS_OFFSET_DESTINATION = 16;
    private static final int IP_CHECKSUM = 10;
    private static final int UDP_CHECKSUM = 6;
    private static final int ETHERNET_BYTES = 14;

    private final int address;
    private final int offset;
    private final Map<FlowKey, FlowKey> forwardByReverse = new HashMap<>();
    private final Set<Integer> used = new HashSet<>();

    Translation(final int address, final int offset) {
        this.address = address;
        this.offset = offset;
    }

    /** Whether packets of a flow are changed. */
    static boolean applies(final FlowKey key) {
        return key.ethType() == EtherType.IPV4 && key.ipProtocol() == EtherType.PROTOCOL_UDP
            && key.vlan() == FlowKey.UNTAGGED && (key.sourcePort() != 0 || key.destinationPort() != 0);
    }

    /** Whether a packet from outside is for a mapping. */
    boolean isInward(final FlowKey reverse) {
        return applies(reverse) && (int) reverse.destinationLow() == address;
    }

    /** A port for a new flow. */
    int choose(final FlowKey forward) {
        int port = forward.sourcePort() + offset;
        do {
            port = port >= PORTS_END ? PORTS_FROM : port;
        } while (!used.add(port++));
        return port - 1;
    }

    /** What the answers to a flow look like outside. */
    FlowKey reverseKey(final FlowKey forward, final int port) {
        return new FlowKey(forward.ethDestination(), forward.ethSource(), forward.vlan(), forward.ethType(),
            forward.ipProtocol(), 0, forward.destinationLow(), 0, address & 0xFFFF_FFFFL, forward.destinationPort(),
            port);
    }

    void know(final FlowKey forward, final int port) {
        used.add(port);
        forwardByReverse.put(reverseKey(forward, port), forward);
    }

    void forget(final FlowKey forward, final int port) {
        used.remove(port);
        forwardByReverse.remove(reverseKey(forward, port));
    }

    @Nullable FlowKey forwardOf(final FlowKey reverse) {
        return forwardByReverse.get(reverse);
    }

    /** Makes a forward packet come from outside's view of its flow. */
    void outward(final ByteBuffer memory, final int frame, final int port) {
        rewrite(memory, frame, ADDRESS_OFFSET_SOURCE, address, 0, port);
    }

    /** Makes a reverse packet go to where its flow comes from. */
    static void inward(final ByteBuffer memory, final int frame, final FlowKey forward) {
        rewrite(memory, frame, ADDRESS_OFFSET_DESTINATION, (int) forward.sourceLow(), 2, forward.sourcePort());
    }

    private static void rewrite(final ByteBuffer memory, final int frame, final int addressOffset,
            final int newAddress, final int portOffset, final int newPort) {
        final int ip = frame + ETHERNET_BYTES;
        final int udp = ip + (memory.get(ip) & 0xF) * 4;
        final int oldAddress = memory.getInt(ip + addressOffset);
        final int oldPort = memory.getShort(udp + portOffset) & 0xFFFF;
        adjust(memory, ip + IP_CHECKSUM, oldAddress, newAddress);
        if (memory.getShort(udp + UDP_CHECKSUM) != 0) {
            adjust(memory, udp + UDP_CHECKSUM, oldAddress, newAddress);
            adjust(memory, udp + UDP_CHECKSUM, oldPort, newPort);
        }
        memory.putInt(ip + addressOffset, newAddress);
        memory.putShort(udp + portOffset, (short) newPort);
    }

    /** Updates an Internet checksum for 32 bits that change (RFC 1624, equation 3). */
    private static void adjust(final ByteBuffer memory, final int at, final int before, final int after) {
        long sum = ~memory.getShort(at) & 0xFFFF;
        sum += ~(before >>> 16) & 0xFFFF;
        sum += ~before & 0xFFFF;
        sum += (after >>> 16) + (after & 0xFFFF);
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        memory.putShort(at, (short) ~sum);
    }
}
