/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

/**
 * The exact identity of a flow: every header field that its exact table entry matches, and nothing else. What makes two
 * frames the same flow is decided here alone; {@link FrameHeader} reads it from a frame and {@link FlowMatch#exact}
 * turns it into the table entry.
 *
 * <p>Transport ports of every fragment of an IP datagram are 0, as Open vSwitch sees them in its normal fragment mode,
 * so that first and later fragments travel together. ICMP has no ports here: a reply belongs to its request's flow.
 * Open vSwitch does not see the protocol of a later fragment of IPv6. So all fragments of TCP, UDP and SCTP between two
 * IPv6 addresses are one flow, of protocol {@link EtherType#PROTOCOL_FRAGMENT}, and so are packets without ports, which
 * a switch cannot tell from first fragments. Of protocols that never have ports it is the later fragments only.
 *
 * @param ethSource source MAC address, 48 bits
 * @param ethDestination destination MAC address, 48 bits
 * @param vlan identifier of the outermost VLAN tag, or {@link #UNTAGGED}
 * @param ethType EtherType behind the outermost tag; {@link EtherType#NONE} for 802.3 frames
 * @param ipProtocol IP protocol, or {@link #ABSENT} if the frame is not IP
 * @param sourceHigh upper 64 bits of the IPv6 source address, else 0
 * @param sourceLow lower 64 bits of the source address; an IPv4 address in the lower 32
 * @param destinationHigh as {@code sourceHigh}
 * @param destinationLow as {@code sourceLow}
 * @param sourcePort transport port, or {@link #ABSENT} where the protocol has none
 * @param destinationPort as {@code sourcePort}
 */
public record FlowKey(long ethSource, long ethDestination, int vlan, int ethType, int ipProtocol,
        long sourceHigh, long sourceLow, long destinationHigh, long destinationLow,
        int sourcePort, int destinationPort) {
    /** The value of {@link #vlan()} of a frame without a tag. */
    public static final int UNTAGGED = -1;
    /** The value of a field that the frame does not have. */
    public static final int ABSENT = -1;

    private static final long MAC_MASK = 0xFFFF_FFFF_FFFFL;

    /** Checks the ranges. */
    public FlowKey {
        if ((ethSource & ~MAC_MASK) != 0 || (ethDestination & ~MAC_MASK) != 0) {
            throw new IllegalArgumentException("expected 48-bit MAC addresses, found "
                + Long.toHexString(ethSource) + " and " + Long.toHexString(ethDestination));
        }
        if (vlan < UNTAGGED || vlan > 0xFFF || ethType < 0 || ethType > 0xFFFF || ipProtocol < ABSENT
                || ipProtocol > 0xFF || sourcePort < ABSENT || sourcePort > 0xFFFF || destinationPort < ABSENT
                || destinationPort > 0xFFFF) {
            throw new IllegalArgumentException("flow key field out of range: vlan " + vlan + ", ethType " + ethType
                + ", ipProtocol " + ipProtocol + ", ports " + sourcePort + " and " + destinationPort);
        }
    }

    /**
     * The key of the packets that answer this flow: source and destination exchanged at every layer.
     *
     * @return the swapped key
     */
    public FlowKey reversed() {
        return new FlowKey(ethDestination, ethSource, vlan, ethType, ipProtocol, destinationHigh, destinationLow,
            sourceHigh, sourceLow, destinationPort, sourcePort);
    }

    /**
     * Whether the frame is IPv4 or IPv6.
     *
     * @return true if address fields are meaningful
     */
    public boolean isIp() {
        return ipProtocol != ABSENT;
    }

    /**
     * Whether this is the flow of all fragments between two IPv6 addresses.
     *
     * @return true if its packets differ in their protocols, as a switch sees them
     */
    public boolean isFragments() {
        return ethType == EtherType.IPV6 && ipProtocol == EtherType.PROTOCOL_FRAGMENT;
    }

    /**
     * The source IP address as text.
     *
     * @return the address; empty if the frame is not IP
     */
    public String sourceAddress() {
        return isIp() ? Addresses.ip(ethType, sourceHigh, sourceLow) : "";
    }

    /**
     * The destination IP address as text.
     *
     * @return the address; empty if the frame is not IP
     */
    public String destinationAddress() {
        return isIp() ? Addresses.ip(ethType, destinationHigh, destinationLow) : "";
    }

    /** A short form for logs and for the key of the operational list, e.g. {@code udp 10.0.0.1:5000>10.0.0.2:7 ...}. */
    @Override
    public String toString() {
        final var text = new StringBuilder(96);
        if (isIp()) {
            text.append(switch (ipProtocol) {
                case EtherType.PROTOCOL_ICMP -> "icmp";
                case EtherType.PROTOCOL_TCP -> "tcp";
                case EtherType.PROTOCOL_UDP -> "udp";
                case EtherType.PROTOCOL_ICMPV6 -> "icmp6";
                case EtherType.PROTOCOL_SCTP -> "sctp";
                default -> "ip-" + ipProtocol;
            });
            text.append(' ').append(endpoint(sourceAddress(), sourcePort)).append('>')
                .append(endpoint(destinationAddress(), destinationPort)).append(' ');
        } else if (ethType == EtherType.ARP) {
            text.append("arp ");
        } else {
            text.append("eth-").append(Integer.toHexString(ethType)).append(' ');
        }
        text.append(Addresses.mac(ethSource)).append('>').append(Addresses.mac(ethDestination));
        if (vlan != UNTAGGED) {
            text.append(" vlan ").append(vlan);
        }
        return text.toString();
    }

    private String endpoint(final String address, final int port) {
        if (port == ABSENT) {
            return address;
        }
        return ethType == EtherType.IPV6 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
