/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    private static final long START_NS = 123_456_789_012L;
    private static final long SECOND_NS = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 100, 1000, 1999, 2001, 7777, 20_000})
    void shouldKeepTheRateOverAnHour(final long ratePps) {
        final var pacer = new Pacer(ratePps, START_NS);

        assertEquals(3600 * ratePps + 1, pacer.due(START_NS + 3600 * SECOND_NS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 100, 1000, 7777, 20_000})
    void shouldHaveAPacketDueAtItsTime(final long ratePps) {
        final var pacer = new Pacer(ratePps, START_NS);

        for (long packet = 0; packet < 3 * ratePps; packet++) {
            final long due = pacer.due(pacer.dueNs(packet));
            // rounding down to whole nanoseconds may make it due one nanosecond later
            assertTrue(due == packet + 1 || pacer.due(pacer.dueNs(packet) + 1) == packet + 1);
        }
    }

    @Test
    void shouldSendEachPacketAtItsOwnTimeAtLowRates() {
        final var pacer = new Pacer(1000, 0);

        assertEquals(5_000_000, pacer.nextLookNs(5, 4_000_123));
    }

    @Test
    void shouldSendInTicksAtHighRates() {
        final var pacer = new Pacer(10_000, 0);

        assertEquals(1_500_000, pacer.nextLookNs(11, 1_000_000));
        assertEquals(12, pacer.burst());
    }

    @Test
    void shouldOweNothingBeforeTheStart() {
        assertEquals(0, new Pacer(1000, 10).due(9));
        assertEquals(1, new Pacer(1000, 10).due(10));
    }
}
