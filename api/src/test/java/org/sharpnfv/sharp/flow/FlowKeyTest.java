/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowKeyTest {
    private static FlowKey with(final long mac, final int vlan, final int ethType, final int protocol,
            final int port) {
        return new FlowKey(mac, mac, vlan, ethType, protocol, 0, 0, 0, 0, port, port);
    }

    @Test
    void shouldBeItselfWhenReversedTwice() {
        final var random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            final var key = TestFlows.randomKey(random);

            assertEquals(key, key.reversed().reversed());
        }
    }

    @Test
    void shouldExchangeSourceAndDestinationAtEveryLayer() {
        final var key = new FlowKey(1, 2, 3, EtherType.IPV6, EtherType.PROTOCOL_TCP, 4, 5, 6, 7, 8, 9);

        assertEquals(new FlowKey(2, 1, 3, EtherType.IPV6, EtherType.PROTOCOL_TCP, 6, 7, 4, 5, 9, 8), key.reversed());
    }

    @Test
    void shouldAcceptTheEndsOfEachRange() {
        assertEquals(0xFFF, with(0xFFFF_FFFF_FFFFL, 0xFFF, 0xFFFF, 0xFF, 0xFFFF).vlan());
        assertEquals(-1, with(0, FlowKey.UNTAGGED, 0, FlowKey.ABSENT, FlowKey.ABSENT).vlan());
    }

    @ParameterizedTest
    @CsvSource({"0x1000000000000, 0, 0, 0, 0", "-1, 0, 0, 0, 0", "1, -2, 0, 0, 0", "1, 4096, 0, 0, 0",
        "1, 0, -1, 0, 0", "1, 0, 65536, 0, 0", "1, 0, 0, -2, 0", "1, 0, 0, 256, 0", "1, 0, 0, 0, -2",
        "1, 0, 0, 0, 65536"})
    void shouldRefuseFieldsOutOfRange(final long mac, final int vlan, final int ethType, final int protocol,
            final int port) {
        assertThrows(IllegalArgumentException.class, () -> with(mac, vlan, ethType, protocol, port));
    }

    @Test
    void shouldHaveShortForm() {
        assertEquals("udp 10.0.0.1:5000>10.0.0.2:7 02:00:00:00:00:01>02:00:00:00:00:02",
            TestFlows.udp(5000).toString());
        assertEquals("tcp [2001:db8:0:0:0:0:0:1]:1>[2001:db8:0:0:0:0:0:2]:2 "
            + "02:00:00:00:00:01>02:00:00:00:00:02 vlan 7",
            new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, 7, EtherType.IPV6, EtherType.PROTOCOL_TCP,
                0x2001_0DB8_0000_0000L, 1, 0x2001_0DB8_0000_0000L, 2, 1, 2).toString());
        assertEquals("arp 00:00:00:00:00:01>00:00:00:00:00:01",
            with(1, FlowKey.UNTAGGED, EtherType.ARP, FlowKey.ABSENT, FlowKey.ABSENT).toString());
        assertEquals("eth-88cc 00:00:00:00:00:01>00:00:00:00:00:01",
            with(1, FlowKey.UNTAGGED, 0x88CC, FlowKey.ABSENT, FlowKey.ABSENT).toString());
        assertEquals("icmp 0.0.0.0>0.0.0.0 00:00:00:00:00:01>00:00:00:00:00:01",
            with(1, FlowKey.UNTAGGED, EtherType.IPV4, EtherType.PROTOCOL_ICMP, FlowKey.ABSENT).toString());
    }

    @Test
    void shouldHaveNoAddressesIfNotIp() {
        final var arp = with(1, FlowKey.UNTAGGED, EtherType.ARP, FlowKey.ABSENT, FlowKey.ABSENT);

        assertEquals("", arp.sourceAddress());
        assertEquals("", arp.destinationAddress());
    }
}
