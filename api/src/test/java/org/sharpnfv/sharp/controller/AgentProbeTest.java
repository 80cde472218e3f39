/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.ControlLink;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;

/** The controller asks each HSL on both of its sides, with a short frame and with a long one. */
class AgentProbeTest {
    private final Bench bench = Bench.ready();

    /** The frames to each port, e.g. "openflow:1 11". */
    private Map<String, List<byte[]>> probe() {
        bench.machine.probeAgents(bench.nowNs, "g");
        final var frames = new HashMap<String, List<byte[]>>();
        for (final var output : bench.outputs()) {
            if (output instanceof ControllerOutput.PacketOut out) {
                frames.computeIfAbsent(out.node() + ' ' + out.port(), any -> new ArrayList<>()).add(out.frame());
            }
        }
        return frames;
    }

    private void answer(final String node, final int port, final byte[] frame) {
        final var valid = (Decoded.Valid) bench.codec.decode(frame);
        valid.frame().messages().forEach(message -> bench.receive(node, port,
            new Message.HelloReply(message.handover(), "vnf1", "1.2", 0)));
    }

    private AgentView view(final String instance, final Direction side) {
        return bench.machine.agentViews(bench.nowNs, "g").stream()
            .filter(view -> view.instance().equals(instance) && view.side() == side).findFirst().orElseThrow();
    }

    @Test
    void shouldSendAShortFrameAndALongOneToEachPort() {
        final var frames = probe();

        assertEquals(4, frames.size());
        assertTrue(frames.values().stream().allMatch(both -> both.size() == 2
            && both.getFirst().length == bench.frame(Bench.INGRESS, new Message.Hello(1)).length
            && both.getLast().length == MessageCodec.FULL_OF_HELLOS), frames.toString());
        assertTrue(MessageCodec.FULL_OF_HELLOS > MessageCodec.MAX_FRAME - 12);
    }

    /** So that the way back is seen to take long frames, too. */
    @ParameterizedTest
    @CsvSource({"4, 5", "64, 255", "300, 300"})
    void shouldFillFramesWithAnswers(final int name, final int version) {
        final var link = new ControlLink(bench.codec, ControlKey.NONE, new Channel(true, Direction.FORWARD), 1);
        final var reply = new Message.HelloReply(1, "n".repeat(name), "v".repeat(version), 0);
        for (int i = 0; i < MessageCodec.HELLOS_A_FRAME; i++) {
            link.add(reply);
        }

        final var lengths = new ArrayList<Integer>();
        for (byte[] frame = link.poll(); frame != null; frame = link.poll()) {
            lengths.add(frame.length);
            assertTrue(bench.codec.decode(frame) instanceof Decoded.Valid);
        }
        lengths.removeLast();
        final int longest = 12 + 1 + 2 + Math.min(name, 255) + 2 + Math.min(version, 255);
        assertFalse(lengths.isEmpty());
        assertTrue(lengths.stream().allMatch(length -> length <= MessageCodec.MAX_FRAME
            && length > MessageCodec.MAX_FRAME - longest), lengths.toString());
    }

    @Test
    void shouldMeasureBothRoundTrips() {
        final var frames = probe().get("openflow:1 11");

        bench.pass(2 * Bench.MS);
        answer(Bench.INGRESS, 11, frames.getFirst());
        bench.pass(Bench.MS);
        answer(Bench.INGRESS, 11, frames.getLast());
        bench.pass(7 * Bench.MS);

        assertEquals(new AgentView("vnf1", Direction.FORWARD, Bench.INGRESS, 11, 7 * Bench.MS, "vnf1", "1.2",
            2 * Bench.MS, 3 * Bench.MS), view("vnf1", Direction.FORWARD));
        assertEquals(new AgentView("vnf1", Direction.REVERSE, Bench.EGRESS, 21, AgentView.NEVER, "", "",
            AgentView.NEVER, AgentView.NEVER), view("vnf1", Direction.REVERSE));
    }

    /** A link that takes short frames only. */
    @Test
    void shouldTellThatALongFrameWasNotAnswered() {
        final var frames = probe().get("openflow:1 11");

        answer(Bench.INGRESS, 11, frames.getFirst());

        final var view = view("vnf1", Direction.FORWARD);
        assertTrue(view.isAnswered());
        assertFalse(view.isAnsweredInFull());
    }

    @Test
    void shouldForgetAnswersToAnEarlierProbe() {
        final var early = probe().get("openflow:1 11");
        answer(Bench.INGRESS, 11, early.getFirst());
        answer(Bench.INGRESS, 11, early.getLast());
        assertTrue(view("vnf1", Direction.FORWARD).isAnsweredInFull());

        probe();
        early.forEach(frame -> answer(Bench.INGRESS, 11, frame));

        final var view = view("vnf1", Direction.FORWARD);
        assertFalse(view.isAnswered() || view.isAnsweredInFull());
        assertEquals("1.2", view.version());
    }

    @Test
    void shouldNotAskBehindASwitchThatIsGone() {
        probe().get("openflow:2 22").forEach(frame -> answer(Bench.EGRESS, 22, frame));
        assertTrue(view("vnf2", Direction.REVERSE).isAnsweredInFull());

        bench.machine.handleSwitchDisconnected(bench.nowNs, Bench.EGRESS);
        final var frames = probe();

        assertEquals(List.of("openflow:1 11", "openflow:1 12"), frames.keySet().stream().sorted().toList());
        assertFalse(view("vnf2", Direction.REVERSE).isAnswered());
    }

    @Test
    void shouldKnowItsGroups() {
        assertEquals(List.of(Bench.group(List.of(Bench.HOST_PORT))), bench.machine.groups());
        assertTrue(bench.machine.agentViews(bench.nowNs, "none").isEmpty());
    }
}
