/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.VnfKind;
import org.sharpnfv.it.nat.MovesByHand.Order;

/** The Linux kernel's NAT, unmodified, with live TCP connections; {@code it/vnf-nat} says it with more of them. */
class VnfNatIT {
    private static final NatPlan PLAN = new NatPlan(5, 2, 500, 20);

    private final Progress progress = new Progress(Console.out(), false);

    @Test
    void shouldMoveLiveConnectionsThroughTheKernelsNat() {
        check(VnfNat.withSharp(PLAN, VnfKind.KERNEL_NAT, progress));
    }

    @Test
    void shouldMoveLiveConnectionsThroughTheKernelsNatByAHook() {
        check(VnfNat.withSharp(new NatPlan(3, 2, 500, 20), VnfKind.KERNEL_NAT_BY_HOOK, progress));
    }

    @Test
    void shouldMoveLiveConnectionsThroughTheKernelsFirewall() {
        check(VnfNat.withSharp(PLAN, VnfKind.KERNEL_FIREWALL, progress));
    }

    /** Else the tests above would see nothing. */
    @Test
    void shouldSeeThatConnectionsSufferWithoutSharp() {
        final var result = VnfNat.byHand(PLAN, VnfKind.KERNEL_NAT, EnumSet.of(Order.MOVE_THEN_SWITCH), progress)
            .get(Order.MOVE_THEN_SWITCH);

        assertTrue(result.broken() + result.counters().timeouts() > 0, result::toString);
    }

    private static void check(final NatReport report) {
        Console.out().print(report.toText());

        assertAll(
            () -> assertEquals(0, report.result().broken(), report::toText),
            () -> assertTrue(report.result().bytes() > 0, report::toText),
            // all flows moved, and their state was where they were and nowhere else
            () -> assertEquals(List.of(), report.found(), report::toText),
            () -> assertEquals(0, report.result().invalid(), report::toText),
            () -> assertEquals(Map.of(), packetInDrops(report), report::toText));
    }

    /** Packet-ins that a switch or the controller has dropped, and packets that an agent has. */
    private static Map<String, Long> packetInDrops(final NatReport report) {
        final var found = new TreeMap<>(report.drops());
        found.keySet().removeIf(name -> !name.startsWith("ovs.") && !name.startsWith("controller.")
            && !name.contains(".agent."));
        return found;
    }
}
