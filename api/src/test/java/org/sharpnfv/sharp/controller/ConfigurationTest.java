/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.sharp.controller.Cookie.Kind;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.Overflow;

/** What the records of the configuration refuse, and the small parts that hold no protocol. */
class ConfigurationTest {
    private static RequestConfig request(final int priority, final int directions) {
        return new RequestConfig("r", "g", "vnf2", priority, FlowMatch.ANY, FlowMatch.ANY, directions,
            HandoverMode.SHARP, 1, 1, 1, false, true, Overflow.FAIL, 1, 1);
    }

    private static ControllerSettings settings(final int classifier, final int steering, final int classifierPriority,
            final int steeringPriority) {
        return new ControllerSettings(classifier, steering, classifierPriority, steeringPriority, 0x5350, 0x88B5, 1, 1,
            1, 1, 1, 1, 1, 0, false, false);
    }

    private static FlowKey priorityTagged(final FlowKey key) {
        return new FlowKey(key.ethSource(), key.ethDestination(), 0, key.ethType(), key.ipProtocol(), key.sourceHigh(),
            key.sourceLow(), key.destinationHigh(), key.destinationLow(), key.sourcePort(), key.destinationPort());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "-1, 3", "10001, 3", "1, 0", "1, 4"})
    void shouldRefuseRequestOutOfRange(final int priority, final int directions) {
        assertThrows(IllegalArgumentException.class, () -> request(priority, directions));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 40000, 100", "1, 1, 40000, 100", "0, 255, 40000, 100", "0, 1, -1, 100", "0, 1, 65501, 100",
        "0, 1, 40000, -1", "0, 1, 40000, 45533"})
    void shouldRefuseSettingsThatLeaveNoRoom(final int classifier, final int steering, final int classifierPriority,
            final int steeringPriority) {
        assertThrows(IllegalArgumentException.class, () ->
            settings(classifier, steering, classifierPriority, steeringPriority));
    }

    @Test
    void shouldPutExactEntriesAboveEveryRequest() {
        final var highest = settings(0, 1, 40_000, 45_532);

        assertEquals(65_535, highest.exactPriority(TestFlows.udp(1)));
        assertTrue(highest.exactPriority(priorityTagged(TestFlows.udp(1)))
            > 45_532 + 2 * RequestConfig.MAX_PRIORITY + 1);
    }

    @Test
    void shouldRefuseSideWithoutPort() {
        final List<Integer> none = List.of();

        assertThrows(IllegalArgumentException.class, () -> new GroupConfig.Attachment("openflow:1", none));
    }

    @Test
    void shouldRefuseUnknownDefaultInstance() {
        final var side = new GroupConfig.Attachment("openflow:1", List.of(1));
        final var instances = List.of(new Instance("vnf1", 2, 2, ""));

        assertThrows(IllegalArgumentException.class, () -> new GroupConfig("g", side, side, "vnf2", instances));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldKnowItsCookies(final Kind kind) {
        final long cookie = Cookie.of(0x5350, kind, 0xFF, 0xF_FFFF_FFFFL);

        assertEquals(kind, Cookie.kind(0x5350, cookie));
        assertEquals(0xF_FFFF_FFFFL, Cookie.identity(cookie));
        assertEquals(0xFF, Cookie.incarnation(cookie));
        assertEquals(Kind.FOREIGN, Cookie.kind(0x5351, cookie));
        assertEquals(0x5350L << 48 | (long) kind.ordinal() << 44, cookie & Cookie.KIND_MASK);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 0x5350_F000_0000_0000L, 0x2B00_0000_0000_0001L})
    void shouldTakeOtherCookiesForForeign(final long cookie) {
        assertEquals(Kind.FOREIGN, Cookie.kind(0x5350, cookie));
    }

    @Test
    void shouldRunTimersInTheirOrderUnlessCancelled() {
        final var random = new Random(14);
        final var timers = new Timers();
        final var run = new ArrayList<Long>();
        for (int i = 0; i < 1_000; i++) {
            final long dueNs = Long.MAX_VALUE - 500 + random.nextInt(1_000);
            final var timer = timers.at(dueNs, nowNs -> run.add(dueNs));
            if (i % 3 == 0) {
                timer.cancel();
            }
        }

        timers.run(Long.MAX_VALUE - 501);
        assertEquals(List.of(), run);
        timers.run(Long.MIN_VALUE + 1_000);

        assertEquals(666, run.size());
        for (int i = 1; i < run.size(); i++) {
            assertTrue(run.get(i) - run.get(i - 1) >= 0);
        }
        assertEquals(Long.MAX_VALUE, timers.nextNs());
    }

    @Test
    void shouldNotUseSlotAgainSoon() {
        final var slots = new Slots();
        final var seen = new HashSet<Integer>();

        while (!slots.isFull()) {
            assertTrue(seen.add(slots.allocate()));
        }

        assertEquals(Slots.SLOTS, seen.size());
        assertThrows(IllegalStateException.class, slots::allocate);
    }
}
