/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;

/** Words follow from figures. */
class FindingsTest {
    private static final Cell SLOW = new Cell(Mode.SHARP, 1000, 1000, 1000, 1);
    private static final Cell FAST = new Cell(Mode.SHARP, 20_000, 1000, 0, 1);

    private static Findings findings(final Batch... batches) {
        return new Findings(CellSummary.all(List.of(batches), false), List.of(), List.of());
    }

    private static String text(final List<String> lines) {
        return String.join("\n", lines);
    }

    @Test
    void shouldNameAsAGainOnlyWhatIsOne() {
        final var ahead = findings(Example.pair(SLOW, 1_000_000, 5, 0),
            Example.pair(SLOW.in(Mode.OPENNF), 1_010_000, 2000, 0));

        final String gains = text(ahead.gains());
        assertTrue(gains.contains("Packets that wait at the controller: less with SHarP in 1 of 1 cell"), gains);
        assertTrue(gains.contains("5 against 2,000 with opennf, 400 times as much"), gains);
        assertFalse(gains.contains("Duration"), gains);
        final String not = text(ahead.noGains());
        assertTrue(not.contains("Duration of a handover: about the same"), not);
        assertFalse(not.contains("more with SHarP"), not);
    }

    @Test
    void shouldSayWhereItIsBehind() {
        final var behind = findings(Example.pair(Example.SHARP, 20_000, 50, 0),
            Example.pair(Example.SHARP.in(Mode.OPENNF), 5000, 10, 0));

        final String not = text(behind.noGains());
        assertTrue(not.contains("Duration of a handover: more with SHarP in 1 of 1 cell"), not);
        assertTrue(not.contains("20 ms against 5 ms with opennf, 4 times as much"), not);
        assertFalse(text(behind.gains()).contains("Duration"), text(behind.gains()));
    }

    @Test
    void shouldSayWhetherTheControllersBufferGrows() {
        final String gains = text(findings(Example.pair(Example.SHARP, 5000, 4, 0), Example.pair(SLOW, 1_000_000, 5, 0),
            Example.pair(Example.SHARP.in(Mode.OPENNF), 5000, 10, 0),
            Example.pair(SLOW.in(Mode.OPENNF), 1_000_000, 2000, 0)).gains());

        assertTrue(gains.contains("in mode sharp stays as it is: 4 packets, then 5"), gains);
        assertTrue(gains.contains("in mode opennf grows: 10 packets, then 2,000"), gains);
        assertTrue(Findings.isConstant(4, 16));
        assertFalse(Findings.isConstant(4, 17));
    }

    @Test
    void shouldFindTheFirstLossAndItsBottleneck() {
        final var overflow = Example.batch(FAST, Map.of("ovs.rconn_overflow", 40L), Example.sample(false, 1, 1, 40));
        final var socket = Example.batch(FAST.in(Mode.OPENNF), Map.of("vnf1.packet-socket-dropped", 3L),
            Example.sample(false, 1, 1, 3));
        final String limits = text(findings(Example.pair(Example.SHARP, 5000, 4, 0), overflow,
            Example.pair(Example.SHARP.in(Mode.OPENNF), 5000, 4, 0), socket,
            Example.pair(Example.SHARP.in(Mode.NAIVE), 5000, 4, 2),
            Example.pair(FAST.in(Mode.NAIVE), 5000, 4, 20)).limits());

        assertTrue(limits.contains("Mode sharp: the first packet is lost or displaced at 20,000 packets/s"), limits);
        assertTrue(limits.contains("40 lost (40 of them while a handover was under way)"), limits);
        assertTrue(limits.contains("the controller, or its channel to the switches"), limits);
        assertTrue(limits.contains("receive queues that nobody emptied"), limits);
        assertTrue(limits.contains("Mode naive: the first packet is lost or displaced at 1,000 packets/s"), limits);
        assertTrue(limits.contains("what the mode itself loses"), limits);
    }

    @Test
    void shouldSayHowFarItWentWithoutLoss() {
        final String limits = text(findings(Example.pair(Example.SHARP, 5000, 4, 0), Example.pair(FAST, 5000, 4, 0))
            .limits());

        assertTrue(limits.contains("Mode sharp: nothing lost, duplicated or reordered up to 20,000 packets/s"), limits);
    }

    @Test
    void shouldSaySomethingAboutNothing() {
        final var nothing = findings();

        assertEquals(List.of(), nothing.gains());
        assertEquals(List.of(), nothing.noGains());
        assertEquals(List.of(), nothing.limits());
        assertEquals(List.of(), nothing.naive());
        assertEquals(List.of(), nothing.tcp());
        assertEquals(List.of(), nothing.failures());
    }

    @Test
    void shouldListWhatFailed() {
        final var findings = new Findings(CellSummary.all(List.of(Batch.failed("c0ffee", "now", FAST, 1, "no lab")),
            false), List.of(Example.tcp(Mode.SHARP, ""), Example.tcp(Mode.NAIVE, "iperf3: no route")),
            List.of(new TimelineRun("c0ffee", "now", 1, List.of(), ""),
                new TimelineRun("c0ffee", "now", 2, List.of(), "no agent")));

        assertEquals(List.of("sharp, 20000 packets/s, 1000 B, state 0 ms, 1 flow: not measured (no lab)",
            "naive, TCP: iperf3: no route", "timelines: no agent"), findings.failures());
        final String tcp = text(findings.tcp());
        assertTrue(tcp.contains("50 % below its median of 30 Mbit/s") && tcp.contains("3 retransmissions"), tcp);
        assertFalse(tcp.contains("naive"), tcp);
    }
}
