/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import java.nio.ByteBuffer;

/**
 * Reads the flow key from a frame, without allocating: one instance is filled again for each frame. The tag of a VLAN
 * is expected in line, network byte order throughout. Fields of an IP or transport header that is cut short or lies
 * about its length are 0, which is how Open vSwitch reads such a frame; hostile bytes never make this throw.
 */
public final class FrameHeader {
    /** Length of an Ethernet header without a tag, bytes. */
    public static final int ETHERNET_LENGTH = 14;

    private static final int IPV4_LENGTH = 20;
    private static final int IPV6_LENGTH = 40;
    private static final int TCP_LENGTH = 20;
    private static final int SCTP_LENGTH = 12;
    private static final int UDP_LENGTH = 8;
    /** In IPv4 more-fragments and offset, in IPv6 offset, reserved bits and more-fragments. */
    private static final int FRAGMENT_BITS_4 = 0x3FFF;
    private static final int FRAGMENT_BITS_6 = 0xFFFF;
    private static final int OFFSET_BITS_6 = 0xFFF8;
    /** The first six bytes of an LLC header (802.2) with a SNAP header that holds an EtherType. */
    private static final long SNAP = 0xAAAA_0300_0000L;
    private static final int SNAP_LENGTH = 8;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;

    private long ethSource;
    private long ethDestination;
    private int vlan;
    private int ethType;
    private int ipProtocol;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort;
    private int destinationPort;

    /** A reader that has read nothing yet. */
    public FrameHeader() {
        // all fields are filled by parse
    }

    /**
     * Reads a frame.
     *
     * @param buffer the memory, big endian; position and limit are not used or changed
     * @param offset where the frame begins
     * @param length bytes of the frame
     * @return false if it is shorter than an Ethernet header
     */
    public boolean parse(final ByteBuffer buffer, final int offset, final int length) {
        clear();
        if (length < ETHERNET_LENGTH) {
            return false;
        }
        ethDestination = buffer.getLong(offset) >>> 16;
        ethSource = buffer.getLong(offset + 4) & 0xFFFF_FFFF_FFFFL;
        final int end = offset + length;
        int at = offset + 12;
        int type = buffer.getShort(at) & 0xFFFF;
        at += 2;
        if ((type == EtherType.VLAN || type == EtherType.SERVICE_VLAN) && at + 4 <= end) {
            vlan = buffer.getShort(at) & 0xFFF;
            type = buffer.getShort(at + 2) & 0xFFFF;
            at += 4;
        }
        if (type < EtherType.FIRST) {
            type = EtherType.NONE;
            if (at + SNAP_LENGTH <= end && buffer.getLong(at) >>> 16 == SNAP) {
                final int inner = buffer.getShort(at + 6) & 0xFFFF;
                type = inner < EtherType.FIRST ? EtherType.NONE : inner;
                at += SNAP_LENGTH;
            }
        }
        ethType = type;
        if (type == EtherType.IPV4) {
            parseIpv4(buffer, at, end);
        } else if (type == EtherType.IPV6) {
            parseIpv6(buffer, at, end);
        }
        return true;
    }

    private void clear() {
        ethSource = 0;
        ethDestination = 0;
        vlan = FlowKey.UNTAGGED;
        ethType = EtherType.NONE;
        ipProtocol = FlowKey.ABSENT;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        sourcePort = FlowKey.ABSENT;
        destinationPort = FlowKey.ABSENT;
    }

    private void parseIpv4(final ByteBuffer buffer, final int at, final int end) {
        ipProtocol = 0;
        if (at + IPV4_LENGTH > end) {
            return;
        }
        final int headerLength = (buffer.get(at) & 0xF) * 4;
        final int packetLength = buffer.getShort(at + 2) & 0xFFFF;
        if (headerLength < IPV4_LENGTH || packetLength < headerLength || at + packetLength > end) {
            return;
        }
        ipProtocol = buffer.get(at + 9) & 0xFF;
        sourceLow = buffer.getInt(at + 12) & 0xFFFF_FFFFL;
        destinationLow = buffer.getInt(at + 16) & 0xFFFF_FFFFL;
        final boolean fragment = (buffer.getShort(at + 6) & FRAGMENT_BITS_4) != 0;
        parsePorts(buffer, at + headerLength, at + packetLength, fragment);
    }

    private void parseIpv6(final ByteBuffer buffer, final int at, final int end) {
        ipProtocol = 0;
        if (at + IPV6_LENGTH > end) {
            return;
        }
        final int payloadLength = buffer.getShort(at + 4) & 0xFFFF;
        if (at + IPV6_LENGTH + payloadLength > end) {
            return;
        }
        sourceHigh = buffer.getLong(at + 8);
        sourceLow = buffer.getLong(at + 16);
        destinationHigh = buffer.getLong(at + 24);
        destinationLow = buffer.getLong(at + 32);
        parseExtensions(buffer, at + IPV6_LENGTH, at + IPV6_LENGTH + payloadLength, buffer.get(at + 6) & 0xFF);
        if (sourcePort == 0 && destinationPort == 0) {
            // a first fragment, or what a switch cannot tell from one
            ipProtocol = EtherType.PROTOCOL_FRAGMENT;
            sourcePort = FlowKey.ABSENT;
            destinationPort = FlowKey.ABSENT;
        }
    }

    /** Each header has eight bytes or more, so that the length of the packet bounds their number. */
    private void parseExtensions(final ByteBuffer buffer, final int begin, final int end, final int first) {
        int next = first;
        int at = begin;
        boolean fragment = false;
        while (isExtension(next)) {
            if (at + 8 > end) {
                return;
            }
            final int kind = next;
            next = buffer.get(at) & 0xFF;
            if (kind == EtherType.PROTOCOL_FRAGMENT) {
                final int bits = buffer.getShort(at + 2);
                if ((bits & OFFSET_BITS_6) != 0) {
                    ipProtocol = EtherType.PROTOCOL_FRAGMENT;
                    return;
                }
                fragment |= (bits & FRAGMENT_BITS_6) != 0;
                at += 8;
            } else {
                final int units = buffer.get(at + 1) & 0xFF;
                at += kind == AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
            }
            if (at > end) {
                return;
            }
        }
        ipProtocol = next;
        parsePorts(buffer, at, end, fragment);
    }

    private static boolean isExtension(final int next) {
        return next == HOP_BY_HOP || next == ROUTING || next == EtherType.PROTOCOL_FRAGMENT || next == AUTHENTICATION
            || next == DESTINATION_OPTIONS;
    }

    private void parsePorts(final ByteBuffer buffer, final int at, final int end, final boolean fragment) {
        if (!EtherType.hasPorts(ipProtocol)) {
            return;
        }
        sourcePort = 0;
        destinationPort = 0;
        if (!fragment && isWhole(buffer, at, end)) {
            sourcePort = buffer.getShort(at) & 0xFFFF;
            destinationPort = buffer.getShort(at + 2) & 0xFFFF;
        }
    }

    private boolean isWhole(final ByteBuffer buffer, final int at, final int end) {
        return switch (ipProtocol) {
            case EtherType.PROTOCOL_TCP -> {
                if (at + TCP_LENGTH > end) {
                    yield false;
                }
                final int headerLength = (buffer.get(at + 12) >>> 4 & 0xF) * 4;
                yield headerLength >= TCP_LENGTH && at + headerLength <= end;
            }
            case EtherType.PROTOCOL_SCTP -> at + SCTP_LENGTH <= end;
            default -> at + UDP_LENGTH <= end;
        };
    }

    /**
     * Destination MAC address of the frame that was parsed last.
     *
     * @return 48 bits
     */
    public long ethDestination() {
        return ethDestination;
    }

    /**
     * EtherType of the frame that was parsed last, behind the outermost tag.
     *
     * @return 16 bits
     */
    public int ethType() {
        return ethType;
    }

    /**
     * Source MAC address of the frame that was parsed last.
     *
     * @return 48 bits
     */
    public long ethSource() {
        return ethSource;
    }

    /**
     * The key of the frame that was parsed last.
     *
     * @return a new key
     */
    public FlowKey key() {
        return key(ethDestination);
    }

    /**
     * The key that the frame had before its destination address was replaced.
     *
     * @param destination the original destination MAC address
     * @return a new key
     */
    public FlowKey key(final long destination) {
        return new FlowKey(ethSource, destination, vlan, ethType, ipProtocol, sourceHigh, sourceLow, destinationHigh,
            destinationLow, sourcePort, destinationPort);
    }

    /**
     * Whether the frame belongs to a flow.
     *
     * @param key the flow
     * @return true if all fields agree
     */
    public boolean matches(final FlowKey key) {
        return ethDestination == key.ethDestination() && matchesApartFromDestination(key);
    }

    /**
     * Whether the frame belongs to a flow, the destination MAC address aside (it carries the mark).
     *
     * @param key the flow
     * @return true if all other fields agree
     */
    public boolean matchesApartFromDestination(final FlowKey key) {
        return ethSource == key.ethSource() && vlan == key.vlan() && ethType == key.ethType()
            && ipProtocol == key.ipProtocol() && sourceLow == key.sourceLow()
            && destinationLow == key.destinationLow() && sourcePort == key.sourcePort()
            && destinationPort == key.destinationPort() && sourceHigh == key.sourceHigh()
            && destinationHigh == key.destinationHigh();
    }

    /**
     * A well-mixed hash of the fields, equal to {@link #hash(FlowKey)} of the frame's key.
     *
     * @return the hash
     */
    public int hash() {
        return mix(ethSource, ethDestination, vlan, ethType, ipProtocol, sourceHigh ^ sourceLow,
            destinationHigh ^ destinationLow, sourcePort, destinationPort);
    }

    /**
     * The hash of a key.
     *
     * @param key the key
     * @return the hash
     */
    public static int hash(final FlowKey key) {
        return mix(key.ethSource(), key.ethDestination(), key.vlan(), key.ethType(), key.ipProtocol(),
            key.sourceHigh() ^ key.sourceLow(), key.destinationHigh() ^ key.destinationLow(), key.sourcePort(),
            key.destinationPort());
    }

    private static int mix(final long ethSource, final long ethDestination, final int vlan, final int ethType,
            final int ipProtocol, final long source, final long destination, final int sourcePort,
            final int destinationPort) {
        long hash = ethSource * 0x9E37_79B9_7F4A_7C15L + ethDestination;
        hash = (hash ^ hash >>> 29) * 0xBF58_476D_1CE4_E5B9L + source;
        hash = (hash ^ hash >>> 32) * 0x94D0_49BB_1331_11EBL + destination;
        hash = (hash ^ hash >>> 29) * 0x9E37_79B9_7F4A_7C15L
            + ((long) sourcePort << 32 ^ (long) destinationPort << 16 ^ ethType ^ (long) ipProtocol << 48
                ^ (long) vlan << 20);
        hash = (hash ^ hash >>> 32) * 0xBF58_476D_1CE4_E5B9L;
        return (int) (hash ^ hash >>> 32);
    }
}
