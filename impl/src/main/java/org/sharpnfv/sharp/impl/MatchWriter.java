/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.EtherType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.VlanId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetDestinationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetSourceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetTypeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.EthernetMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.IpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Layer3Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Layer4Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.VlanMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv6MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.SctpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.vlan.match.fields.VlanIdBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.FlowMatch.Prefix;

/**
 * Turns a {@link FlowMatch} into OpenDaylight's. The prerequisites of OpenFlow (1.3.5, 7.2.3.8) are the caller's: who
 * matches addresses also matches the EtherType, who matches ports also the protocol. What a flow has of more than one
 * look is the caller's, too: {@link FlowMatch#onSwitch()}.
 */
final class MatchWriter {
    private MatchWriter() {
        // static functions only
    }

    static MatchBuilder write(final String node, final FlowMatch match) {
        final var builder = new MatchBuilder();
        if (match.inPort() != null) {
            builder.setInPort(Inventory.portId(node, match.inPort()));
        }
        writeEthernet(match, builder);
        if (match.vlan() != null) {
            // openflowplugin makes "any tag" of identifier 0
            final boolean tagged = match.vlan() != FlowKey.UNTAGGED;
            builder.setVlanMatch(new VlanMatchBuilder().setVlanId(new VlanIdBuilder()
                .setVlanIdPresent(tagged)
                .setVlanId(new VlanId(Uint16.valueOf(tagged ? match.vlan() : 0)))
                .build()).build());
        }
        if (match.ipProtocol() != null) {
            builder.setIpMatch(new IpMatchBuilder().setIpProtocol(Uint8.valueOf(match.ipProtocol())).build());
        }
        if (match.source() != null || match.destination() != null) {
            builder.setLayer3Match(layer3(match.source(), match.destination()));
        }
        if (match.sourcePort() != null || match.destinationPort() != null) {
            builder.setLayer4Match(layer4(match));
        }
        return builder;
    }

    private static void writeEthernet(final FlowMatch match, final MatchBuilder builder) {
        if (match.ethSource() == null && match.ethDestination() == null && match.ethType() == null) {
            return;
        }
        final var ethernet = new EthernetMatchBuilder();
        if (match.ethSource() != null) {
            ethernet.setEthernetSource(new EthernetSourceBuilder()
                .setAddress(mac(match.ethSource().value())).setMask(mask(match.ethSource())).build());
        }
        if (match.ethDestination() != null) {
            ethernet.setEthernetDestination(new EthernetDestinationBuilder()
                .setAddress(mac(match.ethDestination().value())).setMask(mask(match.ethDestination())).build());
        }
        if (match.ethType() != null) {
            ethernet.setEthernetType(new EthernetTypeBuilder()
                .setType(new EtherType(Uint32.valueOf(match.ethType()))).build());
        }
        builder.setEthernetMatch(ethernet.build());
    }

    private static MacAddress mac(final long address) {
        return new MacAddress(Addresses.mac(address));
    }

    private static @Nullable MacAddress mask(final Masked masked) {
        return masked.mask() == FlowMatch.EXACT_MAC ? null : mac(masked.mask());
    }

    private static Layer3Match layer3(final @Nullable Prefix source, final @Nullable Prefix destination) {
        final boolean v6 = source == null ? destination.v6() : source.v6();
        if (v6) {
            return new Ipv6MatchBuilder()
                .setIpv6Source(source == null ? null : new Ipv6Prefix(text(source)))
                .setIpv6Destination(destination == null ? null : new Ipv6Prefix(text(destination)))
                .build();
        }
        return new Ipv4MatchBuilder()
            .setIpv4Source(source == null ? null : new Ipv4Prefix(text(source)))
            .setIpv4Destination(destination == null ? null : new Ipv4Prefix(text(destination)))
            .build();
    }

    private static String text(final Prefix prefix) {
        return Addresses.ip(prefix.v6() ? org.sharpnfv.sharp.flow.EtherType.IPV6
            : org.sharpnfv.sharp.flow.EtherType.IPV4, prefix.high(), prefix.low()) + '/' + prefix.length();
    }

    private static Layer4Match layer4(final FlowMatch match) {
        final var source = port(match.sourcePort());
        final var destination = port(match.destinationPort());
        final int protocol = match.ipProtocol() == null ? FlowKey.ABSENT : match.ipProtocol();
        return switch (protocol) {
            case org.sharpnfv.sharp.flow.EtherType.PROTOCOL_TCP ->
                new TcpMatchBuilder().setTcpSourcePort(source).setTcpDestinationPort(destination).build();
            case org.sharpnfv.sharp.flow.EtherType.PROTOCOL_UDP ->
                new UdpMatchBuilder().setUdpSourcePort(source).setUdpDestinationPort(destination).build();
            case org.sharpnfv.sharp.flow.EtherType.PROTOCOL_SCTP ->
                new SctpMatchBuilder().setSctpSourcePort(source).setSctpDestinationPort(destination).build();
            default -> throw new IllegalArgumentException("ports: expected the IP protocol of TCP, UDP or SCTP, found "
                + protocol);
        };
    }

    private static @Nullable PortNumber port(final @Nullable Integer port) {
        return port == null ? null : new PortNumber(Uint16.valueOf(port));
    }
}
