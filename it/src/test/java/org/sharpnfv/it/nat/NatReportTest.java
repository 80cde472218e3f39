/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.nat.MovesByHand.Order;
import org.sharpnfv.it.rest.HandoverView;

class NatReportTest {
    private static final NatPlan PLAN = new NatPlan(20, 2, 500, 20);
    private static final TrialResult GOOD = new TrialResult(20, 0, new TcpCounters(0, 3, 3, 0), 40.04, 120.06, 5000,
        0, 2, List.of());
    private static final TrialResult BAD = new TrialResult(20, 7, new TcpCounters(9, 3, 30, 1), 40, 8000, 5000, 240, 2,
        List.of("receiving: Connection reset"));

    @Test
    void shouldPutBothMovesSideBySide() {
        final var json = new NatReport(PLAN, GOOD, List.of(), Map.of(), List.of(), Map.of())
            .beside(Map.of(Order.MOVE_THEN_SWITCH, BAD, Order.SWITCH_THEN_MOVE, BAD, Order.COPY_THEN_SWITCH, GOOD))
            .toJson();

        assertEquals(0, json.get("broken").getAsInt());
        assertEquals(0, json.get("retransmission_timeouts").getAsLong());
        assertEquals(120.1, json.get("max_stall_ms").getAsDouble());
        final var without = json.getAsJsonObject("without_sharp");
        assertEquals("move-then-switch", without.get("order").getAsString());
        assertEquals(20, without.get("connections").getAsInt());
        assertEquals(7, without.get("broken").getAsInt());
        assertEquals(9, without.get("retransmission_timeouts").getAsLong());
        assertEquals(2, without.getAsJsonArray("other_orders").size());
        assertEquals(0, json.getAsJsonArray("complaints").size());
    }

    @Test
    void shouldComplainOfEveryHarmWithSharp() {
        final var view = new HandoverView(JsonParser.parseString(
            "{\"agent\":{\"lost-packets\":\"1\",\"reordered-packets\":\"2\"}}").getAsJsonObject());
        final var report = new NatReport(PLAN, BAD, List.of(view), Map.of("ovs.rconn_overflow", 5L),
            List.of("nat-1: failed"), Map.of());

        assertEquals(List.of("nat-1: failed", "expected 0 broken connections, found 7",
            "expected 0 retransmission time-outs, found 9", "expected 0 packets lost, found 1",
            "expected 0 packets reordered, found 2", "expected 0 packets unknown to a NAT, found 240",
            "drop counter ovs.rconn_overflow: 5"), report.complaints());
        assertTrue(report.toText().contains("Connection reset"), report::toText);
    }
}
