/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.nio.ByteBuffer;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.EtherType;

/**
 * The kinds of frames that must cross a handover (design: section 5, "any traffic"), between two hosts that only exist
 * as addresses: no kernel answers. Each kind is one flow in each direction; fragments of a datagram belong to one flow,
 * but Open vSwitch does not keep the order of first and later ones.
 */
public enum FrameKind {
    /** TCP over IPv4. */
    TCP_4(EtherType.IPV4, EtherType.PROTOCOL_TCP, Fragment.NONE),
    /** UDP over IPv4. */
    UDP_4(EtherType.IPV4, EtherType.PROTOCOL_UDP, Fragment.NONE),
    /** SCTP over IPv4. */
    SCTP_4(EtherType.IPV4, EtherType.PROTOCOL_SCTP, Fragment.NONE),
    /** ICMP echo. */
    ICMP_4(EtherType.IPV4, EtherType.PROTOCOL_ICMP, Fragment.NONE),
    /** A protocol without ports. */
    ESP_4(EtherType.IPV4, 50, Fragment.NONE),
    /** First fragments of UDP datagrams. */
    FIRST_4(EtherType.IPV4, EtherType.PROTOCOL_UDP, Fragment.FIRST),
    /** Second and last fragments of the same datagrams, of the same flow. */
    LATER_4(EtherType.IPV4, EtherType.PROTOCOL_UDP, Fragment.LATER),
    /** TCP over IPv6. */
    TCP_6(EtherType.IPV6, EtherType.PROTOCOL_TCP, Fragment.NONE),
    /** UDP over IPv6. */
    UDP_6(EtherType.IPV6, EtherType.PROTOCOL_UDP, Fragment.NONE),
    /** SCTP over IPv6. */
    SCTP_6(EtherType.IPV6, EtherType.PROTOCOL_SCTP, Fragment.NONE),
    /** ICMPv6 echo. */
    ICMP_6(EtherType.IPV6, EtherType.PROTOCOL_ICMPV6, Fragment.NONE),
    /** First fragments of UDP datagrams. */
    FIRST_6(EtherType.IPV6, EtherType.PROTOCOL_UDP, Fragment.FIRST),
    /** Second and last fragments of the same datagrams, of the same flow. */
    LATER_6(EtherType.IPV6, EtherType.PROTOCOL_UDP, Fragment.LATER),
    /** Neighbour solicitations to the group of an address. */
    ND_MULTICAST(EtherType.IPV6, EtherType.PROTOCOL_ICMPV6, Fragment.NONE),
    /** ARP to everybody. */
    ARP_BROADCAST(EtherType.ARP),
    /** ARP to one host. */
    ARP(EtherType.ARP),
    /** An EtherType that nobody knows. */
    UNKNOWN_TYPE(0x9E5A),
    /** A frame with a length and an LLC header. */
    LLC(EtherType.NONE),
    /** An EtherType in a SNAP header. */
    SNAP(0x809B),
    /** UDP with a VLAN tag. */
    VLAN(EtherType.IPV4, EtherType.PROTOCOL_UDP, Fragment.NONE),
    /** UDP with a priority tag, VLAN identifier 0. */
    VLAN_0(EtherType.IPV4, EtherType.PROTOCOL_UDP, Fragment.NONE),
    /** UDP with a service tag and a customer tag. */
    VLAN_2(EtherType.IPV4, EtherType.PROTOCOL_UDP, Fragment.NONE);

    private enum Fragment { NONE, FIRST, LATER }

    private static final int BYTES = 200;
    /** Of a second fragment, in units of eight bytes. */
    private static final int LATER_OFFSET = 18;
    private static final int ETHERNET_BYTES = 14;
    private static final int IPV6_BYTES = 40;
    private static final long HOST_1 = Addresses.mac("0a:00:00:00:01:01");
    private static final long HOST_2 = Addresses.mac("0a:00:00:00:02:02");
    private static final long EVERYBODY = Addresses.mac("ff:ff:ff:ff:ff:ff");
    private static final long NEIGHBOURS = Addresses.mac("33:33:ff:00:00:07");

    private final int ethType;
    private final int protocol;
    private final Fragment fragment;

    FrameKind(final int ethType) {
        this(ethType, 0, Fragment.NONE);
    }

    FrameKind(final int ethType, final int protocol, final Fragment fragment) {
        this.ethType = ethType;
        this.protocol = protocol;
        this.fragment = fragment;
    }

    /**
     * Whether other frames of the same flow are numbered by themselves.
     *
     * @return true if numbers say nothing about the flow's order
     */
    public boolean isFragment() {
        return fragment != Fragment.NONE;
    }

    /**
     * A frame.
     *
     * @param direction which way it goes
     * @param number its number
     * @return the frame, longer than the shortest that Ethernet allows
     */
    public byte[] frame(final Direction direction, final long number) {
        final var frame = ByteBuffer.allocate(BYTES);
        final boolean forward = direction == Direction.FORWARD;
        mac(frame, destination(forward));
        mac(frame, forward ? HOST_1 : HOST_2);
        switch (this) {
            case VLAN -> tag(frame, EtherType.VLAN, 100);
            case VLAN_0 -> tag(frame, EtherType.VLAN, 5 << 13);
            case VLAN_2 -> {
                tag(frame, EtherType.SERVICE_VLAN, 200);
                tag(frame, EtherType.VLAN, 300);
            }
            case LLC -> frame.putShort((short) (BYTES - ETHERNET_BYTES)).putInt(0x4242_0300);
            case SNAP -> frame.putShort((short) (BYTES - ETHERNET_BYTES)).putInt(0xAAAA_0300)
                .putShort((short) 0);
            default -> {
                // nothing between the addresses and the EtherType
            }
        }
        if (ethType != EtherType.NONE) {
            frame.putShort((short) ethType);
        }
        switch (ethType) {
            case EtherType.IPV4 -> ipv4(frame, forward, number);
            case EtherType.IPV6 -> ipv6(frame, forward, number);
            case EtherType.ARP -> frame.putLong(0x0001_0800_0604_0001L);
            default -> {
                // nothing that anybody would understand
            }
        }
        frame.position(BYTES - FrameTrailer.BYTES);
        FrameTrailer.write(frame, this, direction, number);
        return frame.array();
    }

    private long destination(final boolean forward) {
        return switch (this) {
            case ARP_BROADCAST -> EVERYBODY;
            case ND_MULTICAST -> NEIGHBOURS;
            default -> forward ? HOST_2 : HOST_1;
        };
    }

    private static void mac(final ByteBuffer frame, final long address) {
        frame.putShort((short) (address >>> 32)).putInt((int) address);
    }

    private static void tag(final ByteBuffer frame, final int type, final int control) {
        frame.putShort((short) type).putShort((short) control);
    }

    private void ipv4(final ByteBuffer frame, final boolean forward, final long number) {
        final int position = frame.position();
        final int flags = switch (fragment) {
            case NONE -> 0x4000;
            case FIRST -> 0x2000;
            case LATER -> LATER_OFFSET;
        };
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (BYTES - position))
            .putShort((short) number).putShort((short) flags).put((byte) 64).put((byte) protocol)
            .putShort((short) 0).putInt(forward ? 0x0A09_0001 : 0x0A09_0002)
            .putInt(forward ? 0x0A09_0002 : 0x0A09_0001);
        if (fragment != Fragment.LATER) {
            transport(frame, forward);
        }
    }

    private void ipv6(final ByteBuffer frame, final boolean forward, final long number) {
        final int length = BYTES - frame.position() - IPV6_BYTES;
        frame.putInt(0x6000_0000).putShort((short) length)
            .put((byte) (fragment == Fragment.NONE ? protocol : EtherType.PROTOCOL_FRAGMENT)).put((byte) 64);
        address(frame, forward ? 1 : 2);
        if (this == ND_MULTICAST) {
            frame.putLong(0xFF02_0000_0000_0000L).putLong(0x0000_0001_FF00_0007L);
        } else {
            address(frame, forward ? 2 : 1);
        }
        if (fragment != Fragment.NONE) {
            frame.put((byte) protocol).put((byte) 0)
                .putShort((short) (fragment == Fragment.FIRST ? 1 : LATER_OFFSET << 3)).putInt((int) number);
        }
        if (fragment != Fragment.LATER) {
            transport(frame, forward);
        }
    }

    private static void address(final ByteBuffer frame, final long host) {
        frame.putLong(0xFD00_0009_0000_0000L).putLong(host);
    }

    private void transport(final ByteBuffer frame, final boolean forward) {
        final int own = 4000 + ordinal();
        switch (protocol) {
            case EtherType.PROTOCOL_TCP, EtherType.PROTOCOL_UDP, EtherType.PROTOCOL_SCTP -> {
                frame.putShort((short) (forward ? own : 7)).putShort((short) (forward ? 7 : own));
                if (protocol == EtherType.PROTOCOL_TCP) {
                    frame.putLong(0).putInt(0x5010_2000).putInt(0);
                } else {
                    frame.putLong(0);
                }
            }
            case EtherType.PROTOCOL_ICMP -> frame.put((byte) (forward ? 8 : 0));
            case EtherType.PROTOCOL_ICMPV6 -> frame.put((byte) (this == ND_MULTICAST ? 135 : forward ? 128 : 129));
            default -> {
                // no header of which anybody knows more
            }
        }
    }
}
