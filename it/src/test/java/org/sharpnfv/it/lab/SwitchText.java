/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * What Open vSwitch writes of a packet, e.g. {@code udp6,in_port=1,dl_vlan=5,dl_src=...,nw_frag=first,tp_src=7}, as the
 * key that the packet has: what the switch matches, see {@link FlowKey}.
 */
final class SwitchText {
    private static final Map<String, int[]> NAMES = Map.ofEntries(
        Map.entry("ip", new int[] {EtherType.IPV4, FlowKey.ABSENT}),
        Map.entry("icmp", new int[] {EtherType.IPV4, EtherType.PROTOCOL_ICMP}),
        Map.entry("igmp", new int[] {EtherType.IPV4, 2}),
        Map.entry("tcp", new int[] {EtherType.IPV4, EtherType.PROTOCOL_TCP}),
        Map.entry("udp", new int[] {EtherType.IPV4, EtherType.PROTOCOL_UDP}),
        Map.entry("sctp", new int[] {EtherType.IPV4, EtherType.PROTOCOL_SCTP}),
        Map.entry("ipv6", new int[] {EtherType.IPV6, FlowKey.ABSENT}),
        Map.entry("icmp6", new int[] {EtherType.IPV6, EtherType.PROTOCOL_ICMPV6}),
        Map.entry("tcp6", new int[] {EtherType.IPV6, EtherType.PROTOCOL_TCP}),
        Map.entry("udp6", new int[] {EtherType.IPV6, EtherType.PROTOCOL_UDP}),
        Map.entry("sctp6", new int[] {EtherType.IPV6, EtherType.PROTOCOL_SCTP}),
        Map.entry("arp", new int[] {EtherType.ARP, FlowKey.ABSENT}),
        Map.entry("rarp", new int[] {0x8035, FlowKey.ABSENT}),
        Map.entry("mpls", new int[] {0x8847, FlowKey.ABSENT}),
        Map.entry("mplsm", new int[] {0x8848, FlowKey.ABSENT}));

    private final Map<String, String> fields = new HashMap<>();
    private int ethType = FlowKey.ABSENT;
    private int protocol = FlowKey.ABSENT;

    private SwitchText(final String text) {
        for (final var word : text.strip().split(",", -1)) {
            final int equals = word.indexOf('=');
            if (equals >= 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (NAMES.containsKey(word)) {
                ethType = NAMES.get(word)[0];
                protocol = NAMES.get(word)[1];
            } else {
                throw new LabException("unknown word '" + word + "' in " + text);
            }
        }
        ethType = number("dl_type", ethType);
        if (isIp()) {
            protocol = number("nw_proto", protocol == FlowKey.ABSENT ? 0 : protocol);
        }
    }

    /**
     * The key.
     *
     * @param text a line of {@code ovs-ofctl parse-pcap}, or behind {@code Flow:} in a trace
     */
    static FlowKey key(final String text) {
        return new SwitchText(text).toKey();
    }

    /** A switch that is not limited to one tag, as {@code parse-pcap} is not, has looked behind the second. */
    static boolean hasTwoTags(final String text) {
        return text.contains("dl_vlan1=");
    }

    private boolean isIp() {
        return ethType == EtherType.IPV4 || ethType == EtherType.IPV6;
    }

    private int number(final String name, final int absent) {
        final String text = fields.get(name);
        return text == null ? absent : Integer.decode(text);
    }

    private FlowKey toKey() {
        int sourcePort = FlowKey.ABSENT;
        int destinationPort = FlowKey.ABSENT;
        if (isIp() && EtherType.hasPorts(protocol)) {
            final boolean fragment = !"no".equals(fields.get("nw_frag"));
            sourcePort = fragment ? 0 : number("tp_src", 0);
            destinationPort = fragment ? 0 : number("tp_dst", 0);
            if (ethType == EtherType.IPV6 && sourcePort == 0 && destinationPort == 0) {
                protocol = EtherType.PROTOCOL_FRAGMENT;
                sourcePort = FlowKey.ABSENT;
                destinationPort = FlowKey.ABSENT;
            }
        }
        final boolean v6 = ethType == EtherType.IPV6;
        final var source = address(v6 ? "ipv6_src" : "nw_src");
        final var destination = address(v6 ? "ipv6_dst" : "nw_dst");
        return new FlowKey(Addresses.mac(fields.get("dl_src")), Addresses.mac(fields.get("dl_dst")),
            number("dl_vlan", FlowKey.UNTAGGED), ethType, isIp() ? protocol : FlowKey.ABSENT, source[0], source[1],
            destination[0], destination[1], sourcePort, destinationPort);
    }

    private long[] address(final String name) {
        if (!isIp()) {
            return new long[2];
        }
        final var bytes = ByteBuffer.wrap(Addresses.ip(fields.get(name)));
        return bytes.remaining() == 4 ? new long[] {0, bytes.getInt() & 0xFFFF_FFFFL}
            : new long[] {bytes.getLong(), bytes.getLong()};
    }
}
