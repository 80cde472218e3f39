/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Dscp;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6Address;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.EtherType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.VlanId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.VlanPcp;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetDestinationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetSourceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetTypeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.EthernetMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Icmpv4MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.IpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.MetadataBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.ProtocolMatchFieldsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.TcpFlagsMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.TunnelBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.VlanMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.ArpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4MatchArbitraryBitMaskBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv6MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.SctpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.vlan.match.fields.VlanIdBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.request.MatchBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.controller.GroupConfig.Attachment;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.FlowMatch.Prefix;

/** What a request may match (northbound contract), and the way on to OpenFlow. */
class MatchReaderTest {
    private static final Attachment SIDE = new Attachment("openflow:1", List.of(1, 4));

    private static MatchBuilder ethType(final int type) {
        return new MatchBuilder().setEthernetMatch(new EthernetMatchBuilder()
            .setEthernetType(new EthernetTypeBuilder().setType(new EtherType(Uint32.valueOf(type))).build())
            .build());
    }

    private static MatchBuilder ip(final int type, final int protocol) {
        return ethType(type).setIpMatch(new IpMatchBuilder().setIpProtocol(Uint8.valueOf(protocol)).build());
    }

    private static PortNumber port(final int number) {
        return new PortNumber(Uint16.valueOf(number));
    }

    private static FlowMatch read(final MatchBuilder builder) {
        return MatchReader.read(builder.build(), "match", SIDE);
    }

    @Test
    void shouldMatchEverythingIfNothingIsGiven() {
        assertEquals(FlowMatch.ANY, read(new MatchBuilder()));
        assertEquals(FlowMatch.ANY, MatchReader.read(null, "match", null));
    }

    @Test
    void shouldReadEveryFieldOfAnIpv4Flow() {
        final var match = ip(0x0800, 6)
            .setInPort(new NodeConnectorId("openflow:1:4"))
            .setLayer3Match(new Ipv4MatchBuilder().setIpv4Source(new Ipv4Prefix("10.1.2.3/8"))
                .setIpv4Destination(new Ipv4Prefix("192.0.2.1/32")).build())
            .setLayer4Match(new TcpMatchBuilder().setTcpSourcePort(port(1000)).setTcpDestinationPort(port(443))
                .build())
            .setVlanMatch(new VlanMatchBuilder().setVlanId(new VlanIdBuilder().setVlanIdPresent(Boolean.TRUE)
                .setVlanId(new VlanId(Uint16.valueOf(100))).build()).build());

        assertEquals(new FlowMatch(4, null, null, 100, 0x0800, 6, new Prefix(false, 0, 0x0A00_0000L, 8),
            new Prefix(false, 0, 0xC000_0201L, 32), 1000, 443), read(match));
    }

    @Test
    void shouldReadEveryFieldOfAnIpv6Flow() {
        final var match = ip(0x86DD, 17)
            .setLayer3Match(new Ipv6MatchBuilder().setIpv6Source(new Ipv6Prefix("2001:db8::1/32"))
                .setIpv6Destination(new Ipv6Prefix("2001:db8::2/128")).build())
            .setLayer4Match(new UdpMatchBuilder().setUdpSourcePort(port(1)).setUdpDestinationPort(port(2)).build());

        assertEquals(new FlowMatch(null, null, null, null, 0x86DD, 17,
            new Prefix(true, 0x2001_0DB8_0000_0000L, 0, 32), new Prefix(true, 0x2001_0DB8_0000_0000L, 2, 128), 1, 2),
            read(match));
    }

    @Test
    void shouldReadMaskedMacAddresses() {
        final var match = new MatchBuilder().setEthernetMatch(new EthernetMatchBuilder()
            .setEthernetSource(new EthernetSourceBuilder().setAddress(new MacAddress("02:00:00:00:00:01"))
                .setMask(new MacAddress("ff:ff:00:00:00:00")).build())
            .setEthernetDestination(new EthernetDestinationBuilder().setAddress(new MacAddress("02:00:00:00:00:02"))
                .build())
            .build());

        assertEquals(new FlowMatch(null, new Masked(0x0200_0000_0000L, 0xFFFF_0000_0000L),
            new Masked(0x0200_0000_0002L, FlowMatch.EXACT_MAC), null, null, null, null, null, null, null),
            read(match));
    }

    @Test
    void shouldReadUntagged() {
        final var match = new MatchBuilder().setVlanMatch(new VlanMatchBuilder().setVlanId(new VlanIdBuilder()
            .setVlanIdPresent(Boolean.FALSE).build()).build());

        assertEquals(FlowKey.UNTAGGED, read(match).vlan());
    }

    @Test
    void shouldLeaveOutPrefixesOfLengthZero() {
        final var match = ethType(0x0800).setLayer3Match(new Ipv4MatchBuilder()
            .setIpv4Source(new Ipv4Prefix("0.0.0.0/0")).build());

        assertEquals(null, read(match).source());
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
            Arguments.of("match/ipv4-source", of(b -> b.setLayer3Match(new Ipv4MatchBuilder()
                .setIpv4Source(new Ipv4Prefix("10.0.0.0/8")).build()))),
            Arguments.of("match/ipv4-destination", ethType(0x86DD).setLayer3Match(new Ipv4MatchBuilder()
                .setIpv4Destination(new Ipv4Prefix("10.0.0.0/8")).build())),
            Arguments.of("match/ipv6-source", ethType(0x0800).setLayer3Match(new Ipv6MatchBuilder()
                .setIpv6Source(new Ipv6Prefix("2001:db8::/32")).build())),
            Arguments.of("match/ipv6-nd-target", ethType(0x86DD).setLayer3Match(new Ipv6MatchBuilder()
                .setIpv6NdTarget(new Ipv6Address("2001:db8::1")).build())),
            Arguments.of("match/ip-match/ip-protocol", of(b -> b.setIpMatch(new IpMatchBuilder()
                .setIpProtocol(Uint8.valueOf(6)).build()))),
            Arguments.of("match/ip-match/ip-dscp", of(b -> b.setIpMatch(new IpMatchBuilder()
                .setIpDscp(new Dscp(Uint8.valueOf(6))).build()))),
            Arguments.of("match/ip-match/ip-ecn", of(b -> b.setIpMatch(new IpMatchBuilder()
                .setIpEcn(Uint8.ONE).build()))),
            Arguments.of("match/tcp-destination-port", ip(0x0800, 17).setLayer4Match(new TcpMatchBuilder()
                .setTcpDestinationPort(port(443)).build())),
            Arguments.of("match/tcp-source-port-mask", ip(0x0800, 6).setLayer4Match(new TcpMatchBuilder()
                .setTcpSourcePort(port(443)).setTcpSourcePortMask(port(0xFF)).build())),
            Arguments.of("match/udp-source-port", of(b -> b.setLayer4Match(new UdpMatchBuilder()
                .setUdpSourcePort(port(443)).build()))),
            Arguments.of("match/sctp-source-port", ip(0x86DD, 6).setLayer4Match(new SctpMatchBuilder()
                .setSctpSourcePort(port(443)).build())),
            Arguments.of("match/in-port", of(b -> b.setInPort(new NodeConnectorId("openflow:1:2")))),
            Arguments.of("match/in-port", of(b -> b.setInPort(new NodeConnectorId("openflow:2:1")))),
            Arguments.of("match/in-port", of(b -> b.setInPort(new NodeConnectorId("openflow:1:LOCAL")))),
            Arguments.of("match/in-phy-port", of(b -> b.setInPhyPort(new NodeConnectorId("openflow:1:1")))),
            Arguments.of("match/metadata", of(b -> b.setMetadata(new MetadataBuilder().setMetadata(Uint64.ONE)
                .build()))),
            Arguments.of("match/tunnel", of(b -> b.setTunnel(new TunnelBuilder().setTunnelId(Uint64.ONE).build()))),
            Arguments.of("match/protocol-match-fields", of(b -> b.setProtocolMatchFields(
                new ProtocolMatchFieldsBuilder().setMplsLabel(Uint32.ONE).build()))),
            Arguments.of("match/icmpv4-match", of(b -> b.setIcmpv4Match(new Icmpv4MatchBuilder()
                .setIcmpv4Type(Uint8.ONE).build()))),
            Arguments.of("match/tcp-flags-match", of(b -> b.setTcpFlagsMatch(new TcpFlagsMatchBuilder()
                .setTcpFlags(Uint16.ONE).build()))),
            Arguments.of("match/arp-op", ethType(0x0806).setLayer3Match(new ArpMatchBuilder().setArpOp(Uint16.ONE)
                .build())),
            Arguments.of("match/ipv4-source-arbitrary-bitmask", ethType(0x0800).setLayer3Match(
                new Ipv4MatchArbitraryBitMaskBuilder().build())),
            Arguments.of("match/vlan-match/vlan-pcp", of(b -> b.setVlanMatch(new VlanMatchBuilder()
                .setVlanPcp(new VlanPcp(Uint8.ONE)).build()))),
            Arguments.of("match/vlan-match/vlan-id/vlan-id", of(b -> b.setVlanMatch(new VlanMatchBuilder()
                .setVlanId(new VlanIdBuilder().setVlanIdPresent(Boolean.TRUE).build()).build()))),
            Arguments.of("match/vlan-match/vlan-id/vlan-id", of(b -> b.setVlanMatch(new VlanMatchBuilder()
                .setVlanId(new VlanIdBuilder().setVlanIdPresent(Boolean.FALSE)
                    .setVlanId(new VlanId(Uint16.TWO)).build()).build()))),
            Arguments.of("match/ethernet-match/ethernet-type/type", ethType(0x8100)),
            Arguments.of("match/ethernet-match/ethernet-type/type", ethType(70_000)));
    }

    private static MatchBuilder of(final Consumer<MatchBuilder> change) {
        final var builder = new MatchBuilder();
        change.accept(builder);
        return builder;
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void shouldRefuseWhatASwitchOrAFlowCannotDoAndNameTheLeaf(final String leaf, final MatchBuilder builder) {
        final var match = builder.build();

        final var refusal = assertThrows(IllegalArgumentException.class,
            () -> MatchReader.read(match, "match", SIDE));

        assertTrue(refusal.getMessage().startsWith(leaf), refusal.getMessage());
    }

    static Stream<MatchBuilder> possible() {
        return Stream.of(new MatchBuilder(), ethType(0x0806), ip(0x0800, 1),
            ethType(0x0800).setLayer3Match(new Ipv4MatchBuilder().setIpv4Source(new Ipv4Prefix("10.0.0.0/8")).build()),
            ethType(0x86DD).setLayer3Match(new Ipv6MatchBuilder()
                .setIpv6Destination(new Ipv6Prefix("2001:db8::/33")).build()),
            ip(0x0800, 6).setLayer4Match(new TcpMatchBuilder().setTcpDestinationPort(port(443)).build()),
            ip(0x86DD, 17).setLayer4Match(new UdpMatchBuilder().setUdpSourcePort(port(53)).build()),
            ip(0x0800, 132).setLayer4Match(new SctpMatchBuilder().setSctpDestinationPort(port(9)).build()),
            of(b -> b.setInPort(new NodeConnectorId("1"))));
    }

    @ParameterizedTest
    @MethodSource("possible")
    void shouldWriteWhatItReads(final MatchBuilder builder) {
        final var once = read(builder);

        final var again = MatchReader.read(MatchWriter.write("openflow:1", once).build(), "match", SIDE);

        assertEquals(once, again);
    }
}
