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
import static org.sharpnfv.sharp.controller.Bench.INGRESS;
import static org.sharpnfv.sharp.controller.Bench.VNF_1;
import static org.sharpnfv.sharp.controller.Bench.VNF_2;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Message.StartAcknowledged;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The two ways to move a flow that SHarP is measured against (PROTOCOL.md, section 19). */
class BaselineTest {
    private static final FlowKey FLOW = TestFlows.udp(5000);

    private long attempt;

    private Bench detected(final HandoverMode mode) {
        final var bench = Bench.ready();
        final var plain = Bench.request("r", "vnf2", Bench.PRIORITY);
        bench.machine.putRequest(bench.nowNs, new RequestConfig(plain.id(), plain.group(), plain.destination(),
            plain.priority(), plain.match(), plain.reverseMatch(), plain.directions(), mode, plain.idleNs(),
            plain.hardNs(), plain.deadlineNs(), false, true, plain.overflow(), 1000, 500));
        bench.answerBarriers(bench.outputs());
        bench.pass(Bench.SETTINGS.guardNs());
        bench.outputs();
        bench.detect(INGRESS, FLOW);
        bench.detect(EGRESS, FLOW.reversed());
        return bench;
    }

    private void acknowledge(final Bench bench) {
        for (final var direction : Direction.values()) {
            final var node = direction == Direction.FORWARD ? INGRESS : EGRESS;
            bench.receive(node, VNF_1.port(direction), new StartAcknowledged(attempt, Role.SOURCE, direction, 0, 1));
            bench.receive(node, VNF_2.port(direction),
                new StartAcknowledged(attempt, Role.DESTINATION, direction, 0, 0));
        }
    }

    private static FlowView flow(final Bench bench) {
        return bench.machine.view("r").flows().getFirst();
    }

    private static long exactEntries(final Bench bench) {
        return bench.count(INGRESS, Cookie.Kind.EXACT) + bench.count(EGRESS, Cookie.Kind.EXACT);
    }

    private void begin(final Bench bench, final StateTransfer expected) {
        final var starts = bench.messages(bench.outputs()).stream().map(Bench.Sent::message)
            .filter(Message.StartHandover.class::isInstance).map(Message.StartHandover.class::cast).toList();
        assertEquals(List.of(expected), starts.stream().map(Message.StartHandover::transfer).distinct().toList());
        attempt = starts.getFirst().handover();
    }

    @Test
    void shouldKeepPacketsAtTheControllerUntilTheStateHasComeThroughIt() {
        final var bench = detected(HandoverMode.OPENNF);
        begin(bench, StateTransfer.RELAY);
        acknowledge(bench);
        assertEquals(Phase.BUFFERING, flow(bench).phase());
        bench.detect(INGRESS, FLOW);
        assertEquals(3, bench.machine.view("r").controller().buffered());
        bench.outputs();

        final var part = new Message.State(attempt, 0, 1, new byte[] {1});
        bench.receive(INGRESS, VNF_1.ingressPort(), part);
        bench.receive(INGRESS, VNF_2.ingressPort(), new Message.StateAcknowledged(attempt, 1, 1));
        assertEquals(List.of(new Bench.Sent(INGRESS, VNF_2.ingressPort(), part),
            new Bench.Sent(INGRESS, VNF_1.ingressPort(), new Message.StateAcknowledged(attempt, 1, 1))),
            bench.messages(bench.outputs()));
        assertEquals(0, exactEntries(bench));

        bench.receive(INGRESS, VNF_2.ingressPort(), new Message.StateImported(attempt));

        assertEquals(0, bench.machine.view("r").controller().buffered());
        assertEquals(2, exactEntries(bench));
    }

    @Test
    void shouldTellTheSourceOfEachSixteenthPartOnly() {
        final var bench = detected(HandoverMode.OPENNF);
        begin(bench, StateTransfer.RELAY);
        acknowledge(bench);
        bench.outputs();

        for (int arrived = 1; arrived <= 40; arrived++) {
            bench.receive(INGRESS, VNF_2.ingressPort(), new Message.StateAcknowledged(attempt, arrived, 40));
        }

        assertEquals(List.of(16, 32, 40), bench.messages(bench.outputs()).stream()
            .map(sent -> ((Message.StateAcknowledged) sent.message()).arrived()).toList());
    }

    @Test
    void shouldRollBackAnOpenNfHandoverWhoseStateDoesNotArrive() {
        final var bench = detected(HandoverMode.OPENNF);
        begin(bench, StateTransfer.RELAY);
        acknowledge(bench);

        bench.pass(Bench.request("r", "vnf2", 1).deadlineNs());

        assertEquals(Phase.ROLLING_BACK, flow(bench).phase());
        assertEquals(FailureReason.DEADLINE_EXCEEDED, flow(bench).reason());
    }

    @Test
    void shouldRewriteEntriesAtOnceInANaiveHandover() {
        final var bench = detected(HandoverMode.NAIVE);
        assertEquals(2, exactEntries(bench));
        assertEquals(0, bench.machine.view("r").controller().buffered());
        begin(bench, StateTransfer.UNGUARDED);
        acknowledge(bench);
        bench.machine.cancel(bench.nowNs, "r");
        assertEquals(Phase.BUFFERING, flow(bench).phase());

        bench.receive(INGRESS, VNF_2.ingressPort(),
            new Message.HandoverFinished(attempt, Outcome.COMPLETED, AgentCounters.NONE, 1));

        assertEquals(1, bench.machine.view("r").completed());
    }

    @Test
    void shouldFailANaiveHandoverWhoseStateDoesNotArrive() {
        final var bench = detected(HandoverMode.NAIVE);
        begin(bench, StateTransfer.UNGUARDED);
        acknowledge(bench);

        bench.receive(INGRESS, VNF_2.ingressPort(), new Message.StateFailed(attempt, "no"));

        assertEquals(1, bench.machine.view("r").failed());
        assertTrue(bench.machine.view("r").rolledBack() == 0, "nothing to roll back");
    }
}
