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
import static org.sharpnfv.sharp.controller.Bench.HOST_PORT;
import static org.sharpnfv.sharp.controller.Bench.INGRESS;
import static org.sharpnfv.sharp.controller.Bench.MS;
import static org.sharpnfv.sharp.controller.Bench.VNF_2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.controller.Cookie.Kind;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;

/** A flow that another request leaves to one whose entries are still on their way: its handover has begun by then. */
class OpeningTest {
    private final Bench bench = Bench.ready(Bench.SETTINGS.withAlignedEntries());
    private final Set<Long> held = new HashSet<>();
    private final Set<Direction> released = new HashSet<>();
    private final List<Bench.Sent> said = new ArrayList<>();

    /** The flow goes to vnf2 by one request, and is offered to another one, which has no answer of the switches yet. */
    private void offerTo(final String destination) {
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", Bench.PRIORITY));
        bench.settle();
        bench.pass(Bench.SETTINGS.guardNs());
        bench.detect(INGRESS, FLOW);
        final var beginning = bench.outputs();
        bench.machine.putRequest(bench.nowNs, Bench.request("above", destination, Bench.PRIORITY + 1));
        final var opening = bench.outputs();
        opening.stream().filter(ControllerOutput.Barrier.class::isInstance).forEach(barrier ->
            held.add(((ControllerOutput.Barrier) barrier).token()));
        answer(beginning);
        pass(150);
        assertEquals(1, bench.count(INGRESS, Kind.OFFER), () -> bench.machine.view("r").toString());
        said.clear();
        bench.machine.handlePacketIn(bench.nowNs, INGRESS, HOST_PORT, bench.cookie(INGRESS, Kind.OFFER),
            TestFlows.frame(FLOW));
    }

    private void pass(final int milliseconds) {
        for (int i = 0; i < milliseconds; i++) {
            answer(bench.outputs());
            bench.pass(MS);
        }
    }

    private void answerHeld() {
        held.forEach(token -> bench.machine.handleBarrier(bench.nowNs, token));
        held.clear();
    }

    /** What switches and HSLs say to all that. */
    private void answer(final List<ControllerOutput> outputs) {
        bench.answerBarriers(outputs.stream().filter(output -> !(output instanceof ControllerOutput.Barrier barrier
            && held.contains(barrier.token()))).toList());
        for (final var sent : bench.messages(outputs)) {
            said.add(sent);
            final var side = sent.node().equals(INGRESS) ? Direction.FORWARD : Direction.REVERSE;
            switch (sent.message()) {
                case Message.StartHandover start -> {
                    say(sent, new Message.StartAcknowledged(start.handover(), start.role(), side, 0, start.round()));
                    if (start.role() == Role.SOURCE) {
                        say(sent, new Message.Drained(start.handover(), side));
                    }
                }
                case Message.ReleaseFinished finished -> {
                    released.add(side);
                    say(sent, new Message.ReleaseFinishedAcknowledged(finished.handover(), side));
                    if (released.size() == 2) {
                        released.clear();
                        say(sent, new Message.HandoverFinished(finished.handover(), Outcome.COMPLETED,
                            AgentCounters.NONE, 0));
                    }
                }
                case Message.HandoverEnded ended ->
                    say(sent, new Message.HandoverEndedAcknowledged(ended.handover()));
                default -> assertTrue(sent.message() instanceof Message.DrainedAcknowledged, sent::toString);
            }
        }
    }

    private void say(final Bench.Sent to, final Message message) {
        bench.receive(to.node(), to.port(), message);
    }

    @Test
    void shouldStartTheSilentDirectionEvenIfTheRequestIsWithdrawnBeforeItsEntriesCome() {
        offerTo("vnf2");
        bench.machine.removeRequest(bench.nowNs, "above");

        answerHeld();
        pass(60);

        assertEquals(Set.of(INGRESS, EGRESS), said.stream().filter(sent -> sent.port() == VNF_2.port(Direction.FORWARD)
            || sent.port() == VNF_2.port(Direction.REVERSE)).filter(sent ->
            sent.message() instanceof Message.StartHandover).map(Bench.Sent::node).collect(Collectors.toSet()));
    }

    @Test
    void shouldNotLookForAFlowThatItHasRolledBackBeforeItsEntriesCame() {
        offerTo("vnf1");
        bench.machine.cancel(bench.nowNs, "above");
        pass(150);
        assertEquals(1, bench.machine.view("above").rolledBack());

        answerHeld();
        pass(5);

        assertEquals(0, bench.count(INGRESS, Kind.OFFER));
        assertEquals(1, bench.count(INGRESS, Kind.EXACT), "it stays at vnf2, whatever the request says");
    }
}
