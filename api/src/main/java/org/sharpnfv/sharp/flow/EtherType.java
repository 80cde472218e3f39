/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

/** The EtherTypes and IP protocol numbers that a flow key knows by name (IEEE 802, IANA). */
public final class EtherType {
    /** Internet Protocol version 4. */
    public static final int IPV4 = 0x0800;
    /** Address Resolution Protocol. */
    public static final int ARP = 0x0806;
    /** Customer VLAN tag (802.1Q). */
    public static final int VLAN = 0x8100;
    /** Service VLAN tag (802.1ad). */
    public static final int SERVICE_VLAN = 0x88A8;
    /** Internet Protocol version 6. */
    public static final int IPV6 = 0x86DD;
    /** Values below are a length (802.3), not a type. */
    public static final int FIRST = 0x0600;
    /** What OpenFlow matches for a frame without an EtherType (OpenFlow 1.3.5, A.2.3.7). */
    public static final int NONE = 0x05FF;

    /** ICMP. */
    public static final int PROTOCOL_ICMP = 1;
    /** TCP. */
    public static final int PROTOCOL_TCP = 6;
    /** UDP. */
    public static final int PROTOCOL_UDP = 17;
    /** The fragment header of IPv6; in a key any fragment, see {@link FlowKey}. */
    public static final int PROTOCOL_FRAGMENT = 44;
    /** ICMPv6. */
    public static final int PROTOCOL_ICMPV6 = 58;
    /** SCTP. */
    public static final int PROTOCOL_SCTP = 132;

    private EtherType() {
        // constants only
    }

    /**
     * Whether OpenFlow can match transport ports of an IP protocol.
     *
     * @param protocol an IP protocol number
     * @return true for TCP, UDP and SCTP
     */
    public static boolean hasPorts(final int protocol) {
        return protocol == PROTOCOL_TCP || protocol == PROTOCOL_UDP || protocol == PROTOCOL_SCTP;
    }
}
