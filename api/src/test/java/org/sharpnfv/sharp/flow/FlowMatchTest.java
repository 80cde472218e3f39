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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.FlowMatch.Prefix;

/** Properties that hold for all matches, tried with seeded random ones. */
class FlowMatchTest {
    private static final int TRIES = 50_000;

    /** A match that is wider than a key by some fields. */
    private static FlowMatch around(final FlowKey key, final Random random) {
        final var exact = FlowMatch.exact(key);
        return new FlowMatch(null, some(masked(key.ethSource(), random), random),
            some(masked(key.ethDestination(), random), random), some(exact.vlan(), random),
            some(exact.ethType(), random), some(exact.ipProtocol(), random),
            some(prefix(exact.source(), random), random), some(prefix(exact.destination(), random), random),
            some(exact.sourcePort(), random), some(exact.destinationPort(), random));
    }

    private static <T> T some(final T field, final Random random) {
        return random.nextBoolean() ? field : null;
    }

    private static Masked masked(final long mac, final Random random) {
        return new Masked(mac, random.nextBoolean() ? FlowMatch.EXACT_MAC : random.nextLong() & FlowMatch.EXACT_MAC);
    }

    private static Prefix prefix(final Prefix exact, final Random random) {
        return exact == null ? null
            : new Prefix(exact.v6(), exact.high(), exact.low(), random.nextInt(exact.length() + 1));
    }

    @Test
    void shouldMatchExactlyTheFlowOfAnExactMatch() {
        final var random = new Random(4);
        int equal = 0;
        for (int i = 0; i < TRIES; i++) {
            final var key = TestFlows.randomKey(random);
            final var other = TestFlows.randomKey(random);

            final var match = FlowMatch.exact(key);

            assertTrue(match.matches(key));
            assertEquals(key.equals(other), match.matches(other), () -> key + " and " + other);
            assertEquals(key.equals(other), match.overlaps(FlowMatch.exact(other)), () -> key + " and " + other);
            equal += key.equals(other) ? 1 : 0;
        }
        assertTrue(equal > 10, "only " + equal + " pairs were equal");
    }

    @Test
    void shouldMatchAnythingWithoutFields() {
        final var random = new Random(5);
        for (int i = 0; i < TRIES; i++) {
            assertTrue(FlowMatch.ANY.matches(TestFlows.randomKey(random)));
        }
    }

    @Test
    void shouldMatchReversedFlowsWhenReversed() {
        final var random = new Random(6);
        for (int i = 0; i < TRIES; i++) {
            final var match = around(TestFlows.randomKey(random), random);
            final var key = TestFlows.randomKey(random);

            assertEquals(match.matches(key), match.reversed().matches(key.reversed()));
            assertEquals(match, match.reversed().reversed());
        }
    }

    @Test
    void shouldLeaveOutInputPortWhenReversed() {
        final var match = new FlowMatch(3, null, null, null, null, null, null, null, 1, 2);

        assertNull(match.reversed().inPort());
        assertEquals(2, match.reversed().sourcePort());
        assertEquals(1, match.reversed().destinationPort());
    }

    @Test
    void shouldOverlapSymmetrically() {
        final var random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            final var one = around(TestFlows.randomKey(random), random);
            final var other = around(TestFlows.randomKey(random), random);

            assertEquals(one.overlaps(other), other.overlaps(one), () -> one + " and " + other);
        }
    }

    @Test
    void shouldOverlapWheneverSomeFlowMatchesBoth() {
        final var random = new Random(8);
        int common = 0;
        for (int i = 0; i < TRIES; i++) {
            final var key = TestFlows.randomKey(random);
            final var one = around(key, random);
            final var other = around(random.nextBoolean() ? key : TestFlows.randomKey(random), random);
            assertTrue(one.matches(key), () -> one + " and " + key);

            if (other.matches(key)) {
                common++;
                assertTrue(one.overlaps(other), () -> one + " and " + other);
            }
        }
        assertTrue(common > TRIES / 4, "only " + common + " tries had a flow in common");
    }

    @Test
    void shouldNotOverlapWhenInputPortsDiffer() {
        final var port1 = new FlowMatch(1, null, null, null, null, null, null, null, null, null);
        final var port2 = new FlowMatch(2, null, null, null, null, null, null, null, null, null);

        assertFalse(port1.overlaps(port2));
        assertTrue(port1.overlaps(port1));
        assertTrue(port1.overlaps(FlowMatch.ANY));
    }

    @Test
    void shouldCompareOnlyMaskedBitsOfMacAddress() {
        final var multicast = new Masked(0x0100_0000_0000L, 0x0100_0000_0000L);
        final var vendor = new Masked(0x0200_0012_3456L, 0xFFFF_FF00_0000L);

        assertTrue(multicast.matches(0x3333_0000_0001L));
        assertFalse(multicast.matches(TestFlows.HOST_1));
        assertEquals(0x0200_0000_0000L, vendor.value());
        assertTrue(vendor.matches(TestFlows.HOST_1));
        assertFalse(vendor.overlaps(multicast));
        assertTrue(vendor.overlaps(new Masked(1, 1)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0x00000000", "1, 0x80000000", "8, 0xff000000", "31, 0xfffffffe", "32, 0xffffffff"})
    void shouldKeepUpperBitsOfIpv4Prefix(final int length, final long expected) {
        final var prefix = new Prefix(false, -1, -1, length);

        assertEquals(expected, prefix.low());
        assertEquals(0, prefix.high());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0x8000000000000000, 0", "63, 0xfffffffffffffffe, 0", "64, 0xffffffffffffffff, 0",
        "65, 0xffffffffffffffff, 0x8000000000000000", "127, 0xffffffffffffffff, 0xfffffffffffffffe",
        "128, 0xffffffffffffffff, 0xffffffffffffffff"})
    void shouldKeepUpperBitsOfIpv6Prefix(final int length, final String high, final String low) {
        final var prefix = new Prefix(true, -1, -1, length);

        assertEquals(high.equals("0") ? 0 : Long.parseUnsignedLong(high.substring(2), 16), prefix.high());
        assertEquals(low.equals("0") ? 0 : Long.parseUnsignedLong(low.substring(2), 16), prefix.low());
    }

    @ParameterizedTest
    @CsvSource({"false, -1", "false, 33", "true, -1", "true, 129"})
    void shouldRefusePrefixLengthOutOfRange(final boolean v6, final int length) {
        assertThrows(IllegalArgumentException.class, () -> new Prefix(v6, 0, 0, length));
    }

    @Test
    void shouldNotMixIpVersionsInPrefixes() {
        final var all4 = new FlowMatch(null, null, null, null, null, null, new Prefix(false, 0, 0, 0), null, null,
            null);
        final var all6 = new FlowMatch(null, null, null, null, null, null, new Prefix(true, 0, 0, 0), null, null,
            null);

        assertTrue(all4.matches(TestFlows.udp(1)));
        assertFalse(all6.matches(TestFlows.udp(1)));
        assertFalse(all4.overlaps(all6));
    }
}
