/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.sharp.flow.TestFlows.HOST_1;
import static org.sharpnfv.sharp.flow.TestFlows.HOST_2;
import static org.sharpnfv.sharp.flow.TestFlows.hex;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hand-built frames against the keys that they have (design: section 5, "any traffic"). */
class FrameHeaderTest {
    private static final String MACS = "020000000002 020000000001";
    private static final String ADDRESSES_4 = "0a000001 0a000002";
    private static final String ADDRESSES_6 = "20010db8000000000000000000000001 20010db8000000000000000000000002";
    private static final long NET_6 = 0x2001_0DB8_0000_0000L;
    private static final String PORTS = "1388 0007 000c 0000";

    private static final String UDP_4 = MACS + "0800 4500001c 00000000 4011 0000" + ADDRESSES_4 + PORTS;
    private static final String UDP_6 = MACS + "86dd 60000000 0008 11 40" + ADDRESSES_6 + PORTS;
    private static final String ARP =
        MACS + "0806 0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002";

    private static final FlowKey KEY_4 = ip4(EtherType.PROTOCOL_UDP, 5000, 7);
    private static final FlowKey KEY_6 = ip6(EtherType.PROTOCOL_UDP, 5000, 7);

    private static FlowKey ip4(final int protocol, final int sourcePort, final int destinationPort) {
        return new FlowKey(HOST_1, HOST_2, FlowKey.UNTAGGED, EtherType.IPV4, protocol, 0, 0x0A00_0001L, 0,
            0x0A00_0002L, sourcePort, destinationPort);
    }

    private static FlowKey ip6(final int protocol, final int sourcePort, final int destinationPort) {
        return new FlowKey(HOST_1, HOST_2, FlowKey.UNTAGGED, EtherType.IPV6, protocol, NET_6, 1, NET_6, 2, sourcePort,
            destinationPort);
    }

    private static FlowKey ethernet(final int vlan, final int ethType) {
        return new FlowKey(HOST_1, HOST_2, vlan, ethType, FlowKey.ABSENT, 0, 0, 0, 0, FlowKey.ABSENT, FlowKey.ABSENT);
    }

    private static FlowKey key(final String frame) {
        return TestFlows.header(hex(frame)).key();
    }

    static List<String> samples() {
        return List.of(UDP_4, UDP_6, ARP,
            MACS + "8100 0064 " + UDP_4.substring(MACS.length()),
            MACS + "88a8 0064 8100 00c8 " + UDP_4.substring(MACS.length()),
            MACS + "0800 46000020 00000000 4011 0000" + ADDRESSES_4 + "01010101" + PORTS,
            MACS + "0800 4500001c 00002000 4011 0000" + ADDRESSES_4 + PORTS,
            MACS + "86dd 60000000 0028 00 40" + ADDRESSES_6 + "2b 00 000000000000 3c 00 000000000000"
                + "33 01 00000000 00000000 00000000 00000000 11 01 0000 00000000 00000000" + PORTS,
            MACS + "86dd 60000000 0010 2c 40" + ADDRESSES_6 + "11 00 0001 00000000" + PORTS,
            MACS + "0026 4242 03 0000");
    }

    @ParameterizedTest
    @CsvSource({"06, 6", "11, 17", "84, 132"})
    void shouldReadPortsOfTcpUdpAndSctp(final String octet, final int protocol) {
        final String rest = "00000000 50000000 00000000";
        final var v4 = key(MACS + "0800 45000028 00000000 40" + octet + "0000" + ADDRESSES_4 + PORTS + rest);
        final var v6 = key(MACS + "86dd 60000000 0014" + octet + "40" + ADDRESSES_6 + PORTS + rest);

        assertEquals(ip4(protocol, 5000, 7), v4);
        assertEquals(ip6(protocol, 5000, 7), v6);
    }

    @Test
    void shouldHaveNoPortsForIcmp() {
        final var icmp = key(MACS + "0800 4500001c 00000000 4001 0000" + ADDRESSES_4 + "0800 1234 0001 0001");
        final var icmp6 = key(MACS + "86dd 60000000 0008 3a 40" + ADDRESSES_6 + "8000 1234 0001 0001");

        assertEquals(ip4(EtherType.PROTOCOL_ICMP, FlowKey.ABSENT, FlowKey.ABSENT), icmp);
        assertEquals(ip6(EtherType.PROTOCOL_ICMPV6, FlowKey.ABSENT, FlowKey.ABSENT), icmp6);
    }

    @Test
    void shouldReadPortsBehindIpv4Options() {
        final var frame = MACS + "0800 4f000044 00000000 4011 0000" + ADDRESSES_4 + "01".repeat(40) + PORTS;

        assertEquals(KEY_4, key(frame));
    }

    @ParameterizedTest
    @CsvSource({"2000, first", "2001, middle", "0001, last", "1fff, last"})
    void shouldGiveAllFragmentsOfIpv4TheSameKey(final String fragment, final String position) {
        final var frame = MACS + "0800 4500001c 0000" + fragment + "4011 0000" + ADDRESSES_4 + PORTS;

        assertEquals(ip4(EtherType.PROTOCOL_UDP, 0, 0), key(frame), position);
    }

    @Test
    void shouldNotTakeDontFragmentForFragment() {
        assertEquals(KEY_4, key(MACS + "0800 4500001c 00004000 4011 0000" + ADDRESSES_4 + PORTS));
    }

    /** Open vSwitch does not tell the protocol of a later one; a VNF may want to put them together. */
    @ParameterizedTest
    @CsvSource({"11, 0001, first", "11, 0009, middle", "11, 0008, last", "06, 0001, first", "06, 0008, last",
        "84, 0001, first", "84, 0008, last", "3a, 0008, last", "32, 0008, last"})
    void shouldGiveAllFragmentsOfIpv6TheSameKey(final String protocol, final String fragment, final String position) {
        final var frame = MACS + "86dd 60000000 0024 2c 40" + ADDRESSES_6 + protocol + "00" + fragment + "00000000"
            + PORTS + "00".repeat(20);

        assertEquals(ip6(EtherType.PROTOCOL_FRAGMENT, FlowKey.ABSENT, FlowKey.ABSENT), key(frame), position);
    }

    /** Without ports there is nothing in a first fragment by which a switch could tell it from a whole packet. */
    @ParameterizedTest
    @CsvSource({"3a, 58", "32, 50"})
    void shouldKeepTheProtocolOfAFirstFragmentWithoutPorts(final String octet, final int protocol) {
        final var frame = MACS + "86dd 60000000 0010 2c 40" + ADDRESSES_6 + octet + "00 0001 00000000" + PORTS;

        assertEquals(ip6(protocol, FlowKey.ABSENT, FlowKey.ABSENT), key(frame));
    }

    @ParameterizedTest
    @CsvSource({"11, 00000000 0008 0000", "06, 00000007 0000 0000"})
    void shouldTakeForFragmentWhatASwitchCannotTellFromOne(final String protocol, final String transport) {
        final var frame = MACS + "86dd 60000000 0008" + protocol + "40" + ADDRESSES_6 + transport;

        assertEquals(ip6(EtherType.PROTOCOL_FRAGMENT, FlowKey.ABSENT, FlowKey.ABSENT), key(frame));
    }

    @Test
    void shouldReadPortsOfAtomicFragment() {
        final var frame = MACS + "86dd 60000000 0010 2c 40" + ADDRESSES_6 + "11 00 0000 00000000" + PORTS;

        assertEquals(KEY_6, key(frame));
    }

    @Test
    void shouldReadPortsBehindIpv6ExtensionHeaders() {
        final var options = "2b 00 000000000000";
        final var routing = "3c 00 000000000000";
        final var moreOptions = "33 01 00000000 00000000 00000000 0000";
        final var authentication = "11 04 0000 00000000 00000000 000000000000000000000000";
        final var frame = MACS + "86dd 60000000 0040 00 40" + ADDRESSES_6 + options + routing + moreOptions
            + authentication + PORTS;

        assertEquals(KEY_6, key(frame));
    }

    @Test
    void shouldReadPortsBehindAnyNumberOfExtensionHeaders() {
        final var headers = "3c 00 000000000000".repeat(100) + "11 00 000000000000";

        final var key = key(MACS + "86dd 60000000 0330 3c 40" + ADDRESSES_6 + headers + PORTS);

        assertEquals(KEY_6, key);
    }

    @ParameterizedTest
    @CsvSource({"0018, 3c00 000000000000 3c00 000000000000 3c00 000000000000, ends in an extension header",
        "0004, 1100 0000, cut short", "0010, 1101 000000000000 0000000000000000, longer than the packet",
        "0008, 1104 000000000000, longer than the packet"})
    void shouldYieldNoProtocolForExtensionHeadersThatDoNotEnd(final String length, final String headers,
            final String why) {
        final var first = headers.startsWith("1104") ? "33" : "3c";
        final int cut = why.startsWith("longer") ? 1 : 0;
        final var frame = MACS + "86dd 60000000" + length + first + "40" + ADDRESSES_6 + headers;

        final var key = key(cut == 0 ? frame : frame.replace("60000000" + length, "60000000 0008"));

        assertEquals(ip6(0, FlowKey.ABSENT, FlowKey.ABSENT), key, why);
    }

    @Test
    void shouldSeeTheEtherTypeInASnapHeader() {
        final var snap = "0026 aaaa03 000000";
        final var inner = UDP_4.substring(MACS.length());

        assertEquals(KEY_4, key(MACS + snap + inner));
        assertEquals(ethernet(FlowKey.UNTAGGED, 0x88CC), key(MACS + snap + "88cc 0207 0400"));
        assertEquals(ethernet(100, EtherType.ARP), key(MACS + "8100 0064" + snap + "0806 0001"));
        assertEquals(ethernet(FlowKey.UNTAGGED, EtherType.NONE), key(MACS + snap + "05ff 0207 0400"));
        assertEquals(ethernet(FlowKey.UNTAGGED, EtherType.NONE), key(MACS + "0026 aaaa03 00000c" + inner));
        assertEquals(ethernet(FlowKey.UNTAGGED, EtherType.NONE), key(MACS + "0007 aaaa03 000000 08"));
    }

    @Test
    void shouldReadOneVlanTag() {
        final var key = key(MACS + "8100 e064 " + UDP_4.substring(MACS.length()));

        assertEquals(new FlowKey(HOST_1, HOST_2, 100, EtherType.IPV4, EtherType.PROTOCOL_UDP, 0, 0x0A00_0001L, 0,
            0x0A00_0002L, 5000, 7), key);
    }

    @Test
    void shouldSeeInnerTagAsEtherTypeBehindOuterTag() {
        final var key = key(MACS + "88a8 0064 8100 00c8 " + UDP_4.substring(MACS.length()));

        assertEquals(ethernet(100, EtherType.VLAN), key);
    }

    @Test
    void shouldKnowArpAndUnknownEtherTypesByMacPair() {
        assertEquals(ethernet(FlowKey.UNTAGGED, EtherType.ARP), key(ARP));
        assertEquals(ethernet(FlowKey.UNTAGGED, 0x88CC), key(MACS + "88cc 0207 0400"));
    }

    @Test
    void shouldSeeLlcFrameWithoutEtherType() {
        assertEquals(ethernet(FlowKey.UNTAGGED, EtherType.NONE), key(MACS + "0026 4242 03 0000"));
        assertEquals(ethernet(FlowKey.UNTAGGED, EtherType.NONE), key(MACS + "05ff 4242 03 0000"));
        assertEquals(ethernet(FlowKey.UNTAGGED, 0x0600), key(MACS + "0600 4242 03 0000"));
    }

    /** Open vSwitch has zeros there: an exact entry for such a frame must not match whole ones. */
    @Test
    void shouldYieldZerosForHeaderThatLiesAboutItsLength() {
        assertEquals(zeros(EtherType.IPV4), key(UDP_4.replace("4500001c", "4400001c")));
        assertEquals(zeros(EtherType.IPV4), key(UDP_4.replace("4500001c", "450005dc")));
        assertEquals(zeros(EtherType.IPV4), key(UDP_4.replace("4500001c", "45000012")));
        assertEquals(zeros(EtherType.IPV6), key(UDP_6.replace("60000000 0008", "60000000 0108")));
    }

    private static FlowKey zeros(final int ethType) {
        final var base = ethernet(FlowKey.UNTAGGED, ethType);
        return new FlowKey(base.ethSource(), base.ethDestination(), base.vlan(), ethType, 0, 0, 0, 0, 0,
            FlowKey.ABSENT, FlowKey.ABSENT);
    }

    @Test
    void shouldForgetTheFrameBefore() {
        final var header = TestFlows.header(hex(UDP_6));
        final byte[] arp = hex(ARP);

        assertTrue(header.parse(ByteBuffer.wrap(arp), 0, arp.length));

        assertEquals(ethernet(FlowKey.UNTAGGED, EtherType.ARP), header.key());
    }

    @Test
    void shouldYieldZerosForTruncatedHeader() {
        final byte[] frame = hex(UDP_4);

        final var cutInTransport = TestFlows.header(Arrays.copyOf(frame, 14 + 20 + 3)).key();
        final var cutInAddresses = TestFlows.header(Arrays.copyOf(frame, 14 + 19)).key();

        assertEquals(zeros(EtherType.IPV4), cutInTransport);
        assertEquals(zeros(EtherType.IPV4), cutInAddresses);
    }

    @Test
    void shouldYieldZeroPortsForTransportHeaderThatIsTooShort() {
        final var tcp = key(MACS + "0800 4500001c 00000000 4006 0000" + ADDRESSES_4 + PORTS);

        assertEquals(ip4(EtherType.PROTOCOL_TCP, 0, 0), tcp);
    }

    @ParameterizedTest
    @CsvSource({"40, 0", "50, 5000", "60, 5000", "70, 0"})
    void shouldYieldZeroPortsForTcpHeaderThatLiesAboutItsLength(final String length, final int sourcePort) {
        final var tcp = key(MACS + "0800 4500002c 00000000 4006 0000" + ADDRESSES_4 + PORTS + "00000000" + length
            + "000000 00000000 00000000");

        assertEquals(sourcePort, tcp.sourcePort());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadNothingBehindTheEndHoweverShortTheFrame(final String sample) {
        final byte[] frame = hex(sample);
        final var whole = new FrameHeader();
        final var cut = new FrameHeader();
        for (int length = 0; length <= frame.length; length++) {
            final var exactly = ByteBuffer.wrap(Arrays.copyOf(frame, length));

            final boolean parsed = cut.parse(exactly, 0, length);

            assertEquals(length >= FrameHeader.ETHERNET_LENGTH, parsed);
            assertEquals(parsed, whole.parse(ByteBuffer.wrap(frame), 0, length));
            assertEquals(cut.key(), whole.key(), "cut to " + length + " bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadFrameInTheMiddleOfMemory(final String sample) {
        final byte[] frame = hex(sample);
        final var header = new FrameHeader();
        for (final int offset : new int[] {0, 1, 7, 2048}) {
            final var memory = ByteBuffer.allocateDirect(offset + frame.length).put(offset, frame);
            memory.position(memory.capacity());

            assertTrue(header.parse(memory, offset, frame.length));

            assertEquals(TestFlows.header(frame).key(), header.key());
            assertEquals(memory.capacity(), memory.position());
        }
    }

    @Test
    void shouldNeverThrowOnHostileBytes() {
        final var random = new Random(1);
        final var header = new FrameHeader();
        final var seeds = samples().stream().map(TestFlows::hex).toList();
        for (int i = 0; i < 200_000; i++) {
            final byte[] frame = seeds.get(random.nextInt(seeds.size())).clone();
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
            }

            header.parse(ByteBuffer.wrap(frame), 0, frame.length);

            assertEquals(header.hash(), FrameHeader.hash(header.key()));
        }
    }

    @Test
    void shouldAgreeWithItsKey() {
        final var random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            final var key = TestFlows.randomKey(random);
            final var other = TestFlows.randomKey(random);

            final var header = TestFlows.header(TestFlows.frame(key));

            assertEquals(key, header.key());
            assertEquals(FrameHeader.hash(key), header.hash());
            assertTrue(header.matches(key));
            assertEquals(key.equals(other), header.matches(other));
        }
    }

    @Test
    void shouldMatchMarkedFrameApartFromDestination() {
        final byte[] frame = hex("568500010002" + UDP_4.substring(12));

        final var header = TestFlows.header(frame);

        assertEquals(0x5685_0001_0002L, header.ethDestination());
        assertEquals(HOST_1, header.ethSource());
        assertEquals(EtherType.IPV4, header.ethType());
        assertFalse(header.matches(KEY_4));
        assertTrue(header.matchesApartFromDestination(KEY_4));
        assertEquals(KEY_4, header.key(HOST_2));
    }

    @Test
    void shouldSpreadHashesOfNeighbouringFlows() {
        final long different = IntStream.range(0, 10_000)
            .map(port -> FrameHeader.hash(TestFlows.udp(port)) & 0xFFFF).distinct().count();

        // 10,000 balls in 65,536 bins: 9,270 bins hit when thrown well
        assertTrue(different > 9_000, different + " different of 10,000");
        assertNotEquals(FrameHeader.hash(KEY_4), FrameHeader.hash(KEY_4.reversed()));
    }
}
