/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.sharp.controller.Bench.EGRESS;
import static org.sharpnfv.sharp.controller.Bench.FLOW;
import static org.sharpnfv.sharp.controller.Bench.INGRESS;
import static org.sharpnfv.sharp.controller.Bench.MS;
import static org.sharpnfv.sharp.controller.Bench.PRIORITY;
import static org.sharpnfv.sharp.controller.Bench.VNF_1;
import static org.sharpnfv.sharp.controller.Bench.VNF_2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;

/** Directions in which nothing is seen, and HSLs that say nothing. */
class SilenceTest {
    private static final long ATTEMPT = 1001;

    private final Bench bench = Bench.ready();

    private static String node(final Direction direction) {
        return direction == Direction.FORWARD ? INGRESS : EGRESS;
    }

    private void request(final long deadlineNs, final Overflow overflow, final int controllerLimit) {
        final var usual = Bench.request("r", "vnf2", PRIORITY);
        bench.machine.putRequest(bench.nowNs, new RequestConfig(usual.id(), usual.group(), usual.destination(),
            usual.priority(), usual.match(), usual.reverseMatch(), usual.directions(), usual.mode(), usual.idleNs(),
            usual.hardNs(), deadlineNs, false, true, overflow, controllerLimit, 500));
        bench.answerBarriers(bench.outputs());
        bench.pass(Bench.SETTINGS.guardNs());
        bench.outputs();
    }

    /** Both HSLs have acknowledged, the exact entries are in force, nothing is left at the source. */
    private void buffer() {
        bench.detect(INGRESS, FLOW);
        for (final var direction : Direction.values()) {
            bench.receive(node(direction), VNF_1.port(direction), new Message.StartAcknowledged(ATTEMPT, Role.SOURCE,
                direction, 0, direction == Direction.FORWARD ? 1 : 0));
            bench.receive(node(direction), VNF_2.port(direction),
                new Message.StartAcknowledged(ATTEMPT, Role.DESTINATION, direction, 0, 0));
        }
        for (final var direction : Direction.values()) {
            bench.receive(node(direction), VNF_1.port(direction), new Message.Drained(ATTEMPT, direction));
        }
        bench.settle();
    }

    private long sent(final Class<? extends Message> type) {
        return bench.messages(bench.settle()).stream().filter(sent -> type.isInstance(sent.message())
            && sent.node().equals(EGRESS) && sent.port() == VNF_2.port(Direction.REVERSE)).count();
    }

    /** The deadline leaves a silent direction a quarter of its time, and never less than START_HO waits. */
    @ParameterizedTest(name = "deadline {0} ms: {1} ms")
    @CsvSource({"10000, 100", "401, 100", "200, 50", "120, 30", "60, 20"})
    void shouldCloseASilentDirectionSoonEnoughForTheDeadline(final int deadlineMs, final int silenceMs) {
        request(deadlineMs * MS, Overflow.FAIL, 1000);
        buffer();

        bench.pass(silenceMs * MS / 2 - 1);
        assertEquals(0, sent(Message.StartHandover.class));
        bench.pass(1);
        assertEquals(1, sent(Message.StartHandover.class), "the probe");
        bench.receive(EGRESS, VNF_2.port(Direction.REVERSE),
            new Message.StartAcknowledged(ATTEMPT, Role.DESTINATION, Direction.REVERSE, 0, FlowHandover.PROBE_ROUND));
        bench.pass(silenceMs * MS / 2 - 1);
        assertEquals(0, sent(Message.ReleaseFinished.class));
        bench.pass(1);

        assertEquals(1, sent(Message.ReleaseFinished.class));
    }

    /** An HSL that takes itself for the source of another attempt sent them back as fast as they came (seed 266555). */
    @Test
    void shouldNotSendPacketsToAndFroIfThereIsNoRoomAndTheDestinationSendsThemBack() {
        request(10_000 * MS, Overflow.REORDER, 1);
        bench.detect(INGRESS, FLOW);
        bench.outputs();
        bench.detect(INGRESS, FLOW);
        assertEquals(2, packetsToDestination(), "no room: what waits goes to the destination");

        sendBack();
        assertEquals(0, packetsToDestination(), "there is room");
        sendBack();
        assertEquals(0, packetsToDestination());
        bench.pass(Outstanding.FIRST_NS);

        assertEquals(1, packetsToDestination());
    }

    /** The destination knows of the attempt by then: without a mark the packet would tell of the next epoch. */
    @Test
    void shouldMarkWhatHasWaitedIfTheHandoverHasGoneOn() {
        request(10_000 * MS, Overflow.REORDER, 1);
        bench.detect(INGRESS, FLOW);
        bench.outputs();
        sendBack();
        assertEquals(0, packetsToDestination(), "no room");
        buffer();
        bench.pass(Outstanding.FIRST_NS);

        final var marks = bench.outputs().stream().filter(ControllerOutput.PacketOut.class::isInstance)
            .map(ControllerOutput.PacketOut.class::cast).map(out -> TestFlows.header(out.frame()))
            .filter(header -> header.ethType() == 0x0800).map(header -> header.ethDestination()).toList();
        assertEquals(1, marks.size());
        assertTrue(Mark.belongsTo(marks.getFirst(), ATTEMPT, 0) && Mark.late(marks.getFirst()));
    }

    private void sendBack() {
        final byte[] frame = TestFlows.frame(FLOW);
        Mark.write(frame, Mark.of(true, ATTEMPT, 1, 0));
        bench.machine.handlePacketIn(bench.nowNs, INGRESS, VNF_2.port(Direction.FORWARD),
            bench.cookie(INGRESS, Cookie.Kind.CLASSIFIER), frame);
    }

    private long packetsToDestination() {
        return bench.outputs().stream().filter(output -> output instanceof ControllerOutput.PacketOut out
            && out.port() == VNF_2.port(Direction.FORWARD)
            && TestFlows.header(out.frame()).ethType() == 0x0800).count();
    }
}
