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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.controller.Bench.Sent;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Role;

/** VNFs that rewrite headers say which flows belong together (design: section 5). */
class InquiriesTest {
    /** What Host2 answers to what the VNF makes of {@link Bench#FLOW}. */
    private static final FlowKey TRANSLATED = TestFlows.udp(40_000).reversed();

    private final Bench bench = describing();

    private static Bench describing() {
        final var bench = Bench.ready();
        for (final int port : new int[] {11, 12}) {
            bench.receive(INGRESS, port, reply(port));
            bench.receive(EGRESS, port + 10, reply(port));
        }
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", Bench.PRIORITY));
        bench.answerBarriers(bench.outputs());
        bench.pass(Bench.SETTINGS.guardNs());
        bench.outputs();
        return bench;
    }

    private static Message reply(final int port) {
        return new Message.HelloReply(0, "vnf" + (port - 10), "1", Message.HelloReply.DESCRIBES_FLOWS);
    }

    private List<Sent> messages() {
        return bench.messages(bench.outputs());
    }

    private static List<Message.StartHandover> starts(final List<Sent> sent) {
        return sent.stream().map(Sent::message).filter(Message.StartHandover.class::isInstance)
            .map(Message.StartHandover.class::cast).toList();
    }

    private long question() {
        return messages().getFirst().message().handover();
    }

    @Test
    void shouldAskEveryInstanceBeforeAHandoverBegins() {
        bench.detect(INGRESS, FLOW);

        final var sent = messages();
        final var question = new Message.DescribeFlow(sent.getFirst().message().handover(), Direction.FORWARD, FLOW);
        assertEquals(List.of(new Sent(INGRESS, 11, question), new Sent(INGRESS, 12, question)),
            sent.stream().sorted((one, other) -> one.port() - other.port()).toList());
        assertEquals(0, bench.machine.view("r").detected());
    }

    @Test
    void shouldHandOverTheFlowsThatTheVnfNames() {
        bench.detect(INGRESS, FLOW);
        bench.detect(INGRESS, FLOW);
        final long question = question();

        bench.receive(INGRESS, 12, new Message.DescribeFlow(question, Direction.FORWARD, FLOW).unknown());
        assertEquals(List.of(), starts(messages()));
        bench.receive(INGRESS, 11, new Message.FlowDescribed(question, true, FLOW, TRANSLATED));

        final var starts = starts(messages());
        assertTrue(starts.stream().anyMatch(start -> start.role() == Role.SOURCE), starts::toString);
        assertTrue(starts.stream().allMatch(start -> start.forward().equals(FLOW)
            && start.reverse().equals(TRANSLATED)), starts::toString);
        assertEquals(2, bench.machine.view("r").controller().buffered());
    }

    @Test
    void shouldMergeBothDirectionsThatAreAskedAbout() {
        bench.detect(INGRESS, FLOW);
        bench.detect(EGRESS, TRANSLATED);
        final var asked = messages();
        final var forward = asked.stream().filter(sent -> sent.node().equals(INGRESS)).findFirst().orElseThrow();
        final var reverse = asked.stream().filter(sent -> sent.node().equals(EGRESS)).findFirst().orElseThrow();

        bench.receive(EGRESS, 21, new Message.FlowDescribed(reverse.message().handover(), true, FLOW, TRANSLATED));
        bench.receive(INGRESS, 11, new Message.FlowDescribed(forward.message().handover(), true, FLOW, TRANSLATED));

        final var sent = messages();
        assertEquals(1, bench.machine.view("r").detected());
        assertEquals(2, bench.machine.view("r").controller().buffered());
        assertEquals(List.of(new Sent(EGRESS, 21, null), new Sent(INGRESS, 11, null)), sent.stream()
            .filter(each -> each.message() instanceof Message.StartHandover start && start.role() == Role.SOURCE)
            .map(each -> new Sent(each.node(), each.port(), null)).sorted((one, other) -> other.port() - one.port())
            .toList());
    }

    @Test
    void shouldKnowTheOtherDirectionOfAFlowInHandover() {
        bench.detect(INGRESS, FLOW);
        bench.receive(INGRESS, 11, new Message.FlowDescribed(question(), true, FLOW, TRANSLATED));
        bench.outputs();

        bench.detect(EGRESS, TRANSLATED);

        assertEquals(1, bench.machine.view("r").detected());
        assertEquals(2, bench.machine.view("r").controller().buffered());
        assertTrue(messages().stream().noneMatch(sent -> sent.message() instanceof Message.DescribeFlow));
    }

    /** Two flows of which one is the other's swap are two, if a VNF says so. */
    @Test
    void shouldNotTakeTheSwapForTheTranslatedFlow() {
        bench.detect(INGRESS, FLOW);
        bench.receive(INGRESS, 11, new Message.FlowDescribed(question(), true, FLOW, TRANSLATED));
        bench.outputs();

        bench.detect(EGRESS, FLOW.reversed());
        bench.pass(Inquiries.PATIENCE_NS);

        assertEquals(1, bench.machine.view("r").detected());
        assertEquals(1, bench.machine.view("r").controller().buffered());
        assertEquals(1, bench.machine.protocol().strays());
    }

    @Test
    void shouldTakeTheSwapWhenNobodyKnowsTheFlow() {
        bench.detect(EGRESS, FLOW.reversed());
        final var unknown = new Message.DescribeFlow(question(), Direction.REVERSE, FLOW.reversed()).unknown();

        bench.receive(EGRESS, 21, unknown);
        assertEquals(0, bench.machine.view("r").detected());
        bench.receive(EGRESS, 22, unknown);

        assertEquals(1, bench.machine.view("r").detected());
        assertTrue(starts(messages()).stream().allMatch(start -> start.forward().equals(FLOW)
            && start.reverse().equals(FLOW.reversed())));
    }

    @Test
    void shouldAskAgainAndTakeTheSwapWhenNobodyAnswers() {
        bench.detect(INGRESS, FLOW);
        bench.outputs();

        bench.pass(Outstanding.FIRST_NS);
        assertEquals(2, messages().size());
        bench.pass(Inquiries.PATIENCE_NS - Outstanding.FIRST_NS - MS);
        assertEquals(0, bench.machine.view("r").detected());
        bench.pass(MS);

        assertEquals(1, bench.machine.view("r").detected());
        assertEquals(FLOW.reversed(), starts(messages()).getFirst().reverse());
    }

    @Test
    void shouldBelieveNoAnswerThatDoesNotContainTheQuestion() {
        bench.detect(INGRESS, FLOW);
        final long question = question();
        final var other = TestFlows.udp(9);

        bench.receive(INGRESS, 11, new Message.FlowDescribed(question, true, other, TRANSLATED));
        bench.receive(INGRESS, 12, new Message.FlowDescribed(question, true, other, TRANSLATED));

        assertEquals(FLOW, starts(messages()).getFirst().forward());
    }

    @Test
    void shouldSendThePacketsOnWhenTheGroupIsGone() {
        bench.detect(INGRESS, FLOW);
        bench.outputs();

        bench.machine.removeGroup(bench.nowNs, "g");

        assertTrue(bench.outputs().stream().anyMatch(output -> output instanceof ControllerOutput.PacketOut out
            && out.node().equals(INGRESS) && TestFlows.header(out.frame()).matches(FLOW)));
    }

    @Test
    void shouldKeepDetectionOpenWhileItWaits() {
        bench.pass(60 * MS);
        bench.detect(INGRESS, FLOW);
        bench.pass(90 * MS);
        bench.outputs();

        assertEquals(1, bench.count(INGRESS, Cookie.Kind.DETECTION));
    }
}
