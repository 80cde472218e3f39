/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.MacAddressFilter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Layer3Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Layer4Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.VlanMatch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv6Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.SctpMatch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatch;
import org.sharpnfv.sharp.controller.GroupConfig.Attachment;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.FlowMatch.Prefix;

/**
 * Reads a request's match. Refused, with a message that begins with the leaf, is what a switch cannot do (OpenFlow
 * 1.3.5, 7.2.3.8: prerequisites) and what is no property of a flow: a match on a TOS byte, say, would tear a flow
 * apart.
 */
final class MatchReader {
    private static final String NO_PROPERTY = "is no property by which a flow can be told; leave it out";

    private final Match match;
    private final String container;
    private @Nullable Integer ethType;
    private @Nullable Integer ipProtocol;
    private @Nullable Prefix source;
    private @Nullable Prefix destination;
    private @Nullable Integer sourcePort;
    private @Nullable Integer destinationPort;

    private MatchReader(final Match match, final String container) {
        this.match = match;
        this.container = container;
    }

    /**
     * Reads a match.
     *
     * @param match the match, or null
     * @param container its name, for messages
     * @param side where its packets enter, or null if that is not to be checked
     * @return what it says
     * @throws IllegalArgumentException if it cannot be done
     */
    static FlowMatch read(final @Nullable Match match, final String container, final @Nullable Attachment side) {
        return match == null ? FlowMatch.ANY : new MatchReader(match, container).read(side);
    }

    private FlowMatch read(final @Nullable Attachment side) {
        refuseOthers();
        final var inPort = readInPort(side);
        final var ethernet = match.getEthernetMatch();
        if (ethernet != null && ethernet.getEthernetType() != null) {
            final long type = ethernet.getEthernetType().requireType().getValue().toJava();
            if (type < EtherType.NONE || type > 0xFFFF || type == EtherType.VLAN || type == EtherType.SERVICE_VLAN) {
                throw refusal("ethernet-match/ethernet-type/type", "expected an EtherType behind any VLAN tag, 0x05FF "
                    + "to 0xFFFF, found " + type);
            }
            ethType = (int) type;
        }
        final var vlan = readVlan(match.getVlanMatch());
        final var ip = match.getIpMatch();
        if (ip != null && ip.getIpProtocol() != null) {
            if (!isIp()) {
                throw refusal("ip-match/ip-protocol", "needs ethernet-match/ethernet-type/type 2048 (IPv4) or 34525 "
                    + "(IPv6)");
            }
            ipProtocol = ip.getIpProtocol().intValue();
        }
        readLayer3(match.getLayer3Match());
        readLayer4(match.getLayer4Match());
        return new FlowMatch(inPort,
            ethernet == null ? null : masked(ethernet.getEthernetSource(), "ethernet-source"),
            ethernet == null ? null : masked(ethernet.getEthernetDestination(), "ethernet-destination"),
            vlan, ethType, ipProtocol, source, destination, sourcePort, destinationPort);
    }

    private boolean isIp() {
        return ethType != null && (ethType == EtherType.IPV4 || ethType == EtherType.IPV6);
    }

    private void refuseOthers() {
        refuse(match.getInPhyPort(), "in-phy-port");
        refuse(match.getPacketTypeMatch(), "packet-type-match");
        refuse(match.getMetadata(), "metadata");
        refuse(match.getTunnel(), "tunnel");
        refuse(match.getIcmpv4Match(), "icmpv4-match");
        refuse(match.getIcmpv6Match(), "icmpv6-match");
        refuse(match.getProtocolMatchFields(), "protocol-match-fields");
        refuse(match.getTcpFlagsMatch(), "tcp-flags-match");
        if (match.getVlanMatch() != null) {
            refuse(match.getVlanMatch().getVlanPcp(), "vlan-match/vlan-pcp");
        }
        final var ip = match.getIpMatch();
        if (ip != null) {
            refuse(ip.getIpDscp(), "ip-match/ip-dscp");
            refuse(ip.getIpEcn(), "ip-match/ip-ecn");
            if (ip.getIpProto() != null) {
                throw refusal("ip-match/ip-proto", "use ethernet-match/ethernet-type/type, 2048 (IPv4) or 34525 "
                    + "(IPv6)");
            }
        }
    }

    private void refuse(final @Nullable Object value, final String leaf) {
        if (value != null) {
            throw refusal(leaf, NO_PROPERTY);
        }
    }

    private IllegalArgumentException refusal(final String leaf, final String reason) {
        return new IllegalArgumentException(container + '/' + leaf + ": " + reason);
    }

    private @Nullable Integer readInPort(final @Nullable Attachment side) {
        if (match.getInPort() == null) {
            return null;
        }
        final var name = match.getInPort().getValue();
        final int port = Inventory.portNumber(name);
        final var node = Inventory.nodeName(name);
        if (side != null && (!node.isEmpty() && !node.equals(side.node()) || !side.ports().contains(port))) {
            throw refusal("in-port", "expected one of the ports " + side.ports() + " of " + side.node()
                + ", where the group's packets enter, found '" + name + "'");
        }
        return port;
    }

    private @Nullable Masked masked(final @Nullable MacAddressFilter filter, final String leaf) {
        if (filter == null) {
            return null;
        }
        if (filter.getAddress() == null) {
            throw refusal("ethernet-match/" + leaf + "/address", "expected an address, found none");
        }
        final long mask = filter.getMask() == null ? FlowMatch.EXACT_MAC : bits(filter.getMask());
        return mask == 0 ? null : new Masked(bits(filter.getAddress()), mask);
    }

    private static long bits(final MacAddress address) {
        return Addresses.mac(address.getValue());
    }

    private @Nullable Integer readVlan(final @Nullable VlanMatch vlan) {
        final var id = vlan == null ? null : vlan.getVlanId();
        if (id == null) {
            return null;
        }
        final int number = id.getVlanId() == null ? 0 : id.getVlanId().getValue().toJava();
        if (id.getVlanIdPresent() == null ? number == 0 : !id.getVlanIdPresent()) {
            if (number != 0) {
                throw refusal("vlan-match/vlan-id/vlan-id", "expected none, because vlan-id-present is false, found "
                    + number);
            }
            return FlowKey.UNTAGGED;
        }
        if (id.getVlanId() == null || number > 4095) {
            // 0, with vlan-id-present, is a priority tag
            throw refusal("vlan-match/vlan-id/vlan-id", "expected 0 to 4095, found "
                + (id.getVlanId() == null ? "none" : number));
        }
        return number;
    }

    private void readLayer3(final @Nullable Layer3Match layer3) {
        switch (layer3) {
            case null -> {
                // matches everything
            }
            case Ipv4Match ipv4 -> {
                source = prefix(ipv4.getIpv4Source() == null ? null : ipv4.getIpv4Source().getValue(), "ipv4-source",
                    EtherType.IPV4);
                destination = prefix(ipv4.getIpv4Destination() == null ? null : ipv4.getIpv4Destination().getValue(),
                    "ipv4-destination", EtherType.IPV4);
            }
            case Ipv6Match ipv6 -> {
                refuse(ipv6.getIpv6NdTarget(), "ipv6-nd-target");
                refuse(ipv6.getIpv6NdSll(), "ipv6-nd-sll");
                refuse(ipv6.getIpv6NdTll(), "ipv6-nd-tll");
                refuse(ipv6.getIpv6Label(), "ipv6-label");
                refuse(ipv6.getIpv6ExtHeader(), "ipv6-ext-header");
                source = prefix(ipv6.getIpv6Source() == null ? null : ipv6.getIpv6Source().getValue(), "ipv6-source",
                    EtherType.IPV6);
                destination = prefix(ipv6.getIpv6Destination() == null ? null : ipv6.getIpv6Destination().getValue(),
                    "ipv6-destination", EtherType.IPV6);
            }
            default -> throw refusal(leafOf(layer3), leafOf(layer3).contains("bitmask")
                ? "expected a prefix, ipv4-source or ipv6-source and so on, no other masks" : NO_PROPERTY);
        }
    }

    private static String leafOf(final Layer3Match layer3) {
        return switch (layer3.implementedInterface().getSimpleName()) {
            case "ArpMatch" -> "arp-op, arp-source-transport-address and others";
            case "TunnelIpv4Match" -> "tunnel-ipv4-source, tunnel-ipv4-destination";
            case "Ipv4MatchArbitraryBitMask" -> "ipv4-source-arbitrary-bitmask, ipv4-destination-arbitrary-bitmask";
            case "Ipv6MatchArbitraryBitMask" -> "ipv6-source-arbitrary-bitmask, ipv6-destination-arbitrary-bitmask";
            default -> "layer-3-match";
        };
    }

    private @Nullable Prefix prefix(final @Nullable String text, final String leaf, final int requiredType) {
        if (text == null) {
            return null;
        }
        final boolean v6 = requiredType == EtherType.IPV6;
        if (ethType == null || ethType != requiredType) {
            throw refusal(leaf, "needs ethernet-match/ethernet-type/type " + requiredType + (v6 ? " (IPv6)" : " (IPv4)")
                + (ethType == null ? "" : ", found " + ethType));
        }
        final int slash = text.indexOf('/');
        final int length = Integer.parseInt(text, slash + 1, text.length(), 10);
        final var bytes = ByteBuffer.wrap(Addresses.ip(text.substring(0, slash)));
        if (bytes.remaining() != (v6 ? 16 : 4)) {
            throw refusal(leaf, "expected an IPv" + (v6 ? '6' : '4') + " prefix, found '" + text + "'");
        }
        if (length == 0) {
            return null;
        }
        return v6 ? new Prefix(true, bytes.getLong(), bytes.getLong(), length)
            : new Prefix(false, 0, bytes.getInt() & 0xFFFF_FFFFL, length);
    }

    private void readLayer4(final @Nullable Layer4Match layer4) {
        switch (layer4) {
            case null -> {
                // matches everything
            }
            case TcpMatch tcp -> {
                refuseMask(tcp.getTcpSourcePortMask(), "tcp-source-port-mask");
                refuseMask(tcp.getTcpDestinationPortMask(), "tcp-destination-port-mask");
                sourcePort = port(tcp.getTcpSourcePort(), "tcp-source-port", EtherType.PROTOCOL_TCP);
                destinationPort = port(tcp.getTcpDestinationPort(), "tcp-destination-port", EtherType.PROTOCOL_TCP);
            }
            case UdpMatch udp -> {
                refuseMask(udp.getUdpSourcePortMask(), "udp-source-port-mask");
                refuseMask(udp.getUdpDestinationPortMask(), "udp-destination-port-mask");
                sourcePort = port(udp.getUdpSourcePort(), "udp-source-port", EtherType.PROTOCOL_UDP);
                destinationPort = port(udp.getUdpDestinationPort(), "udp-destination-port", EtherType.PROTOCOL_UDP);
            }
            case SctpMatch sctp -> {
                sourcePort = port(sctp.getSctpSourcePort(), "sctp-source-port", EtherType.PROTOCOL_SCTP);
                destinationPort = port(sctp.getSctpDestinationPort(), "sctp-destination-port",
                    EtherType.PROTOCOL_SCTP);
            }
            default -> throw refusal("layer-4-match", NO_PROPERTY);
        }
    }

    private void refuseMask(final @Nullable PortNumber mask, final String leaf) {
        if (mask != null) {
            throw refusal(leaf, "OpenFlow 1.3 has no masks on ports; leave it out");
        }
    }

    private @Nullable Integer port(final @Nullable PortNumber port, final String leaf, final int requiredProtocol) {
        if (port == null) {
            return null;
        }
        if (ipProtocol == null || ipProtocol != requiredProtocol) {
            throw refusal(leaf, "needs ip-match/ip-protocol " + requiredProtocol
                + (ipProtocol == null ? "" : ", found " + ipProtocol));
        }
        return port.getValue().toJava();
    }
}
