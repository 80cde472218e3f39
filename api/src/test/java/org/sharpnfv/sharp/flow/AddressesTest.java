/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @Test
    void shouldReadWhatItWrites() {
        final var random = new Random(9);
        for (int i = 0; i < 10_000; i++) {
            final long mac = random.nextLong() & FlowMatch.EXACT_MAC;
            final long high = random.nextLong();
            final long low = random.nextLong();

            assertEquals(mac, Addresses.mac(Addresses.mac(mac)));
            assertArrayEquals(ByteBuffer.allocate(4).putInt((int) low).array(),
                Addresses.ip(Addresses.ip(EtherType.IPV4, 0, low & 0xFFFF_FFFFL)));
            assertArrayEquals(ByteBuffer.allocate(16).putLong(high).putLong(low).array(),
                Addresses.ip(Addresses.ip(EtherType.IPV6, high, low)));
        }
    }

    @Test
    void shouldWriteMacAddressInLowerCase() {
        assertEquals("02:00:00:00:00:0a", Addresses.mac(0x0200_0000_000AL));
        assertEquals(0x0200_0000_000AL, Addresses.mac("02:00:00:00:00:0A"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02:00:00:00:00", "02:00:00:00:00:0a:00", "02-00-00-00-00-0a", "2:0:0:0:0:a",
        "02:00:00:00:00:0g", " 02:00:00:00:00:0a", "0200:0000:000a"})
    void shouldRefuseWhatIsNoMacAddress(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Addresses.mac(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10", "10.0.0.1/8", "1::2::3", "2001:db8::1%eth0", "::g"})
    void shouldRefuseWhatIsNoIpAddress(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Addresses.ip(text));
    }

    @Test
    void shouldReadCompressedIpv6Address() {
        assertArrayEquals(ByteBuffer.allocate(16).putLong(0x2001_0DB8_0000_0000L).putLong(1).array(),
            Addresses.ip("2001:db8::1"));
    }
}
