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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** What a controller does with what one before it has left, and with HSLs that start anew (design: failure table). */
class TakeoverTest {
    private static final int SLOT = 7;
    private static final long OLD = 77;

    private static Message.FlowReport report(final Role role, final String peer, final StateTransfer transfer) {
        return new Message.FlowReport(OLD, role, 3, transfer, 3, SLOT, Bench.FLOW, Bench.FLOW.reversed(), peer);
    }

    private static Bench restored(final boolean settled) {
        final var bench = new Bench();
        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(Bench.HOST_PORT)));
        bench.machine.restoreRequest(bench.nowNs, Bench.request("r", "vnf2", Bench.PRIORITY),
            settled ? Set.of() : null);
        bench.connect();
        bench.answerBarriers(bench.outputs());
        return bench;
    }

    private static Set<Cookie.Kind> removed(final List<ControllerOutput> outputs, final int incarnation) {
        return outputs.stream().filter(ControllerOutput.RemoveAll.class::isInstance)
            .map(ControllerOutput.RemoveAll.class::cast)
            .flatMap(all -> java.util.Arrays.stream(Cookie.Kind.values()).filter(kind -> kind != Cookie.Kind.FOREIGN)
                .filter(kind -> ((Cookie.of(0x5350, kind, incarnation, 99) ^ all.cookie()) & all.mask()) == 0))
            .collect(Collectors.toSet());
    }

    @Test
    void shouldRemoveEntriesOfOtherIncarnationsOnlyAndAfterAWhile() {
        final var bench = Bench.ready();
        assertEquals(Set.of(), removed(bench.outputs(), 3));

        bench.pass(ControllerMachine.TAKEOVER_NS);

        final var outputs = bench.outputs();
        for (int incarnation = 1; incarnation < 256; incarnation++) {
            assertEquals(7, removed(outputs, incarnation).size(), "incarnation " + incarnation);
        }
        assertEquals(Set.of(), removed(outputs, 0), "its own");
    }

    /** The ingress switch's entry of a controller of before that has the flow at a port. */
    private static FlowEntry remnant(final List<ControllerOutput> outputs, final int port) {
        final var metadata = Bench.installed(outputs).stream().filter(entry -> entry.node().equals(Bench.INGRESS)
            && Cookie.kind(Bench.SETTINGS.cookiePrefix(), entry.cookie()) == Cookie.Kind.FORWARDING)
            .findFirst().orElseThrow().metadata();
        return new FlowEntry(Bench.INGRESS, Bench.SETTINGS.steeringTable(), Bench.SETTINGS.exactPriority(Bench.FLOW),
            Cookie.of(Bench.SETTINGS.cookiePrefix(), Cookie.Kind.EXACT, 200, OLD), metadata,
            FlowMatch.exact(Bench.FLOW), List.of(new FlowEntry.Action.Output(port)), 0, 0, false);
    }

    private static Bench inherited(final boolean settled, final int port) {
        final var bench = new Bench();
        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(Bench.HOST_PORT)));
        bench.machine.restoreRequest(bench.nowNs, Bench.request("r", "vnf2", Bench.PRIORITY),
            settled ? Set.of() : null);
        bench.connect();
        final var outputs = bench.outputs();
        bench.remnants.add(remnant(outputs, port));
        bench.answerBarriers(outputs);
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.settle();
        return bench;
    }

    private static void passWindow(final Bench bench) {
        for (int i = 0; i < 10; i++) {
            bench.settle();
            bench.pass(ControllerMachine.TAKEOVER_NS / 2);
        }
        bench.settle();
    }

    @Test
    void shouldLeaveAFlowThatWasHandedOverWhereItIs() {
        final var bench = inherited(false, Bench.VNF_2.ingressPort());
        assertEquals(1, bench.count(Bench.INGRESS, Cookie.Kind.EXACT), "while flows are looked for");

        passWindow(bench);

        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.EXACT), "when the request has all that it matches");
        assertEquals(0, bench.machine.view("r").detected());
    }

    @Test
    void shouldOfferAFlowThatWasNotHandedOver() {
        final var bench = inherited(false, Bench.VNF_1.ingressPort());

        assertEquals(1, bench.count(Bench.INGRESS, Cookie.Kind.OFFER));
        bench.detect(Bench.INGRESS, Bench.FLOW);
        assertEquals(1, bench.machine.view("r").detected());
        assertEquals("vnf1", bench.machine.view("r").flows().getFirst().source());
    }

    @Test
    void shouldLeaveAFlowThatWasRolledBackWithItsSource() {
        final var bench = inherited(true, Bench.VNF_1.ingressPort());

        passWindow(bench);

        assertEquals(1, bench.count(Bench.INGRESS, Cookie.Kind.EXACT));
        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.OFFER));
    }

    @Test
    void shouldRemoveWhatSettledRequestsNeedNoLonger() {
        final var bench = inherited(true, Bench.VNF_2.ingressPort());

        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.EXACT));
    }

    /** Where a flow is found by a request that still looks, above one that was settled. */
    private static String source(final Set<String> behind) {
        final var bench = new Bench();
        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(Bench.HOST_PORT)));
        bench.machine.restoreRequest(bench.nowNs, Bench.request("looking", "vnf2", Bench.PRIORITY + 1), null);
        bench.machine.restoreRequest(bench.nowNs, Bench.request("settled", "vnf2", Bench.PRIORITY), behind);
        bench.connect();
        bench.settle();
        bench.detect(Bench.INGRESS, Bench.FLOW);
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.settle();
        return bench.machine.view("looking").flows().getFirst().source();
    }

    @Test
    void shouldFindAFlowWhereASettledRequestHadIt() {
        assertEquals("vnf2", source(Set.of()));
    }

    @Test
    void shouldNotTakeAFlowForMovedThatWasHiddenFromASettledRequest() {
        assertEquals("vnf1", source(Set.of("looking")));
    }

    @Test
    void shouldNoteWhichRequestsHideFlowsFromASettledOne() {
        final var bench = Bench.ready();
        final long idleNs = Bench.request("later", "vnf2", 1).idleNs();
        bench.machine.putRequest(bench.nowNs, new RequestConfig("r", "g", "vnf2", Bench.PRIORITY, FlowMatch.ANY,
            FlowMatch.ANY, 3, HandoverMode.SHARP, 3 * idleNs, 4 * idleNs, 20 * idleNs, false, true, Overflow.FAIL,
            1000, 500));
        bench.machine.putRequest(bench.nowNs, Bench.request("later", "vnf2", Bench.PRIORITY + 1));
        for (int i = 0; i < 50; i++) {
            bench.settle();
            bench.pass(idleNs / 10);
        }

        assertEquals(Set.of("r"), bench.notes.stream().filter(note -> note.request().equals("later")).findFirst()
            .orElseThrow().behind());
        assertEquals(Set.of(), bench.notes.stream().filter(note -> note.request().equals("r")).findFirst()
            .orElseThrow().behind());

        bench.machine.removeRequest(bench.nowNs, "r");
        for (int i = 0; i < 50; i++) {
            bench.settle();
            bench.pass(idleNs / 10);
        }
        assertEquals(Map.of("later", Set.of()), bench.notes.stream().filter(JournalNote::handedBack).findFirst()
            .orElseThrow().others(), "the next request of that name has hidden nothing from it");
    }

    @Test
    void shouldNotLetTheSwitchOvertakeTheEarlyPacketsOfAnOffer() {
        final var bench = new Bench();
        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(Bench.HOST_PORT)));
        bench.machine.restoreRequest(bench.nowNs, Bench.request("r", "vnf2", Bench.PRIORITY), null);
        bench.connect();
        final var outputs = bench.outputs();
        final var exact = remnant(outputs, Bench.VNF_2.ingressPort());
        bench.remnants.add(new FlowEntry(exact.node(), exact.table(), exact.priority(),
            Cookie.of(Bench.SETTINGS.cookiePrefix(), Cookie.Kind.OFFER, 200, Bench.VNF_2.ingressPort()),
            exact.metadata(), exact.match(), List.of(new FlowEntry.Action.ToController(0xFFFF)), 6, 6, false));
        bench.answerBarriers(outputs);
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.settle();

        assertEquals(1, bench.count(Bench.INGRESS, Cookie.Kind.OFFER));
        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.EXACT));
    }

    @Test
    void shouldNotCloseTheWindowBeforeThatIsNoted() {
        final var bench = Bench.detecting();
        bench.writesJournal = false;
        passWindow(bench);

        assertEquals(List.of(new JournalNote(1, "r", false, Set.of(), Map.of())), bench.notes);
        assertEquals(1, bench.count(Bench.INGRESS, Cookie.Kind.DETECTION));
        bench.machine.handleNoted(bench.nowNs, 1);
        bench.settle();

        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.DETECTION));
        assertEquals(Phase.COMPLETED, bench.machine.view("r").phase());
    }

    @Test
    void shouldGoOnWithAReportedAttempt() {
        final var bench = restored(true);

        bench.receive(Bench.INGRESS, 11, report(Role.SOURCE, "vnf2", StateTransfer.MOVE));

        final var sent = bench.messages(bench.settle());
        assertEquals(4, sent.stream().filter(each -> each.message() instanceof Message.StartHandover start
            && start.handover() == OLD && start.slot() == SLOT).count(), sent::toString);
        assertEquals(1, bench.machine.view("r").inProgress());
        assertEquals(FailureReason.CONTROLLER_RESTARTED, bench.machine.view("r").flows().getFirst().reason());
    }

    /** An instance that has finished a reported attempt gets what has come since then by another one. */
    private static void follow(final Bench bench, final Instance where) {
        for (int i = 0; i < 100; i++) {
            for (final var sent : bench.messages(bench.settle())) {
                final var side = sent.node().equals(Bench.INGRESS) ? Direction.FORWARD : Direction.REVERSE;
                if (sent.message() instanceof Message.StartHandover start && start.handover() != OLD) {
                    assertEquals(where.port(side), sent.port());
                    assertEquals(StateTransfer.NONE, start.transfer());
                    bench.receive(sent.node(), sent.port(), new Message.StartAcknowledged(start.handover(),
                        Role.DESTINATION, side, 0, start.round()));
                } else if (sent.message() instanceof Message.ReleaseFinished release && side == Direction.REVERSE) {
                    bench.receive(Bench.INGRESS, where.ingressPort(), new Message.HandoverFinished(release.handover(),
                        Outcome.COMPLETED, AgentCounters.NONE, 1));
                }
            }
            bench.pass(Bench.SETTINGS.silenceNs() / 4);
        }
        bench.settle();
    }

    @Test
    void shouldEndAReportedAttemptAsItsHslSays() {
        final var bench = restored(true);
        bench.receive(Bench.INGRESS, 12, report(Role.DESTINATION, "vnf1", StateTransfer.MOVE));
        bench.receive(Bench.INGRESS, 12, new Message.HandoverFinished(OLD, Outcome.COMPLETED, AgentCounters.NONE, 1));
        follow(bench, Bench.VNF_2);

        final var view = bench.machine.view("r");

        assertEquals(Phase.COMPLETED, view.phase());
        assertEquals(FailureReason.CONTROLLER_RESTARTED, view.reason());
        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.EXACT));
    }

    @Test
    void shouldOnlyLearnOfAFinishedAttempt() {
        final var bench = restored(false);
        bench.receive(Bench.INGRESS, 12, new Message.FlowReport(OLD, Role.DESTINATION, 3, StateTransfer.MOVE,
            Message.FlowReport.ARRIVED | Message.FlowReport.FINISHED, SLOT, Bench.FLOW, Bench.FLOW.reversed(), "vnf1"));
        bench.receive(Bench.INGRESS, 11, report(Role.SOURCE, "vnf2", StateTransfer.MOVE));

        final var sent = bench.messages(bench.settle());
        assertEquals(2, sent.stream().filter(each -> each.message().equals(
            new Message.HandoverEnded(OLD, Outcome.COMPLETED))).count(), sent::toString);
        assertEquals(0, bench.machine.view("r").inProgress());
    }

    @Test
    void shouldLetNothingOvertakeWhatHasComeForAFinishedAttempt() {
        final var bench = restored(false);
        bench.receive(Bench.INGRESS, 11, report(Role.SOURCE, "vnf2", StateTransfer.MOVE));
        bench.detect(Bench.INGRESS, Bench.FLOW);
        bench.receive(Bench.INGRESS, 12, new Message.FlowReport(OLD, Role.DESTINATION, 3, StateTransfer.MOVE,
            Message.FlowReport.ARRIVED | Message.FlowReport.FINISHED, SLOT, Bench.FLOW, Bench.FLOW.reversed(), "vnf1"));

        final var outputs = bench.settle();

        assertTrue(Bench.installed(outputs).stream().filter(entry -> Cookie.kind(Bench.SETTINGS.cookiePrefix(),
            entry.cookie()) == Cookie.Kind.EXACT).allMatch(entry ->
                entry.actions().getFirst() instanceof FlowEntry.Action.ToController), outputs::toString);
        assertEquals(1, bench.machine.view("r").controller().buffered());
        follow(bench, Bench.VNF_2);
        assertEquals(Phase.COMPLETED, bench.machine.view("r").flows().getFirst().phase());
    }

    /** An attempt that both HSLs acknowledge and the destination finishes. */
    private static void finish(final Bench bench) {
        for (final var node : List.of(Bench.INGRESS, Bench.EGRESS)) {
            final var side = node.equals(Bench.INGRESS) ? Direction.FORWARD : Direction.REVERSE;
            bench.receive(node, Bench.VNF_2.port(side), new Message.StartAcknowledged(OLD, Role.DESTINATION, side, 0,
                0));
            bench.receive(node, Bench.VNF_1.port(side), new Message.StartAcknowledged(OLD, Role.SOURCE, side, 0, 0));
            bench.receive(node, Bench.VNF_1.port(side), new Message.Drained(OLD, side));
        }
        bench.settle();
        bench.receive(Bench.INGRESS, 12, new Message.HandoverFinished(OLD, Outcome.COMPLETED, AgentCounters.NONE, 1));
        bench.settle();
    }

    @Test
    void shouldNotVouchForAnAttemptOfWhichItsDestinationSaysNothing() {
        final var bench = restored(true);
        bench.receive(Bench.INGRESS, 11, report(Role.SOURCE, "vnf2", StateTransfer.MOVE));
        bench.settle();

        finish(bench);

        assertEquals(Phase.FAILED, bench.machine.view("r").flows().getFirst().phase());
    }

    @Test
    void shouldVouchForAnAttemptThatBothHaveReported() {
        final var bench = restored(true);
        bench.receive(Bench.INGRESS, 11, report(Role.SOURCE, "vnf2", StateTransfer.MOVE));
        bench.receive(Bench.INGRESS, 12, report(Role.DESTINATION, "vnf1", StateTransfer.MOVE));
        bench.settle();

        finish(bench);

        assertEquals(Phase.COMPLETED, bench.machine.view("r").flows().getFirst().phase());
    }

    @Test
    void shouldBelieveTheLaterOfTwoAttempts() {
        final var bench = restored(true);
        bench.receive(Bench.INGRESS, 12, report(Role.SOURCE, "vnf1", StateTransfer.MOVE));
        assertEquals(Phase.ROLLING_BACK, bench.machine.view("r").flows().getFirst().phase());

        bench.receive(Bench.INGRESS, 12, new Message.FlowReport(OLD + 1, Role.DESTINATION, 3, StateTransfer.MOVE,
            Message.FlowReport.ARRIVED | Message.FlowReport.FINISHED, SLOT, Bench.FLOW, Bench.FLOW.reversed(), "vnf1"));
        follow(bench, Bench.VNF_2);

        assertEquals(Phase.COMPLETED, bench.machine.view("r").flows().getFirst().phase());
        assertEquals(0, bench.machine.view("r").inProgress());
    }

    @Test
    void shouldKeepAFlowAtItsSourceWhoseRollBackWasReported() {
        final var bench = restored(true);
        bench.receive(Bench.INGRESS, 11, report(Role.DESTINATION, "vnf2", StateTransfer.RESTORE));
        bench.receive(Bench.INGRESS, 11, new Message.HandoverFinished(OLD, Outcome.COMPLETED, AgentCounters.NONE, 1));
        follow(bench, Bench.VNF_1);

        assertEquals(1, bench.count(Bench.INGRESS, Cookie.Kind.EXACT));
        assertEquals(1, bench.machine.view("r").rolledBack());
    }

    @Test
    void shouldFinishTheHandBackOfARequestThatIsGone() {
        final var bench = Bench.ready();
        bench.receive(Bench.INGRESS, 11, report(Role.DESTINATION, "vnf2", StateTransfer.MOVE));
        assertTrue(bench.messages(bench.settle()).stream().anyMatch(each ->
            each.message() instanceof Message.StartHandover start && start.handover() == OLD));

        bench.receive(Bench.INGRESS, 11, new Message.HandoverFinished(OLD, Outcome.COMPLETED, AgentCounters.NONE, 1));
        follow(bench, Bench.VNF_1);

        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.EXACT));
        assertEquals(null, bench.machine.pollChange());
    }

    @Test
    void shouldHoldPacketsOfUnknownFlowsUntilHslsCanHaveReported() {
        final var bench = restored(false);
        bench.detect(Bench.INGRESS, Bench.FLOW);
        assertEquals(0, bench.machine.view("r").detected());

        bench.receive(Bench.INGRESS, 11, report(Role.SOURCE, "vnf2", StateTransfer.MOVE));

        assertEquals(1, bench.machine.view("r").detected());
        assertEquals(1, bench.machine.view("r").controller().buffered());
    }

    @Test
    void shouldBeginHandoversThatNobodyHasReported() {
        final var bench = restored(false);
        bench.detect(Bench.INGRESS, Bench.FLOW);
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.settle();

        assertEquals(1, bench.machine.view("r").detected());
        assertEquals(1, bench.machine.view("r").controller().buffered());
    }

    @Test
    void shouldNotWaitForWhatASwitchThatIsGoneWouldTell() {
        final var bench = restored(false);
        bench.detect(Bench.INGRESS, Bench.FLOW);
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.machine.handleEntries(bench.nowNs, Bench.INGRESS, List.of());
        assertEquals(0, bench.machine.view("r").detected(), "the other switch may know the flow");

        bench.machine.handleSwitchDisconnected(bench.nowNs, Bench.EGRESS);

        assertEquals(1, bench.machine.view("r").detected());
    }

    /** An HSL starts anew: its frames name another session. */
    private static void restart(final Bench bench, final int port) {
        final byte[] frame = bench.codec.encode(new ControlFrame(Bench.HSL_SESSION + 1, Bench.SESSION, 1,
            List.of(new Message.HelloReply(0, "x", "1", 0))), new Channel(true, Direction.FORWARD), ControlKey.NONE);
        bench.machine.handlePacketIn(bench.nowNs, Bench.INGRESS, port, bench.cookie(Bench.INGRESS,
            Cookie.Kind.CLASSIFIER), frame);
    }

    @Test
    void shouldRollBackWhenDestinationsHslStartsAnew() {
        final var bench = Bench.detecting();
        bench.receive(Bench.INGRESS, 12, new Message.HelloReply(0, "vnf2", "1", 0));
        bench.detect(Bench.INGRESS, Bench.FLOW);
        bench.settle();

        restart(bench, 12);

        final var flow = bench.machine.view("r").flows().getFirst();
        assertEquals(Phase.ROLLING_BACK, flow.phase());
        assertEquals(FailureReason.AGENT_RESTARTED, flow.reason());
    }

    @Test
    void shouldNotMindAnHslOfAnotherInstanceThatStartsAnew() {
        final var bench = Bench.detecting();
        bench.receive(Bench.INGRESS, 11, new Message.HelloReply(0, "vnf1", "1", 0));
        restart(bench, 11);
        bench.detect(Bench.INGRESS, Bench.FLOW);

        assertEquals(Phase.DETECTION, bench.machine.view("r").flows().getFirst().phase());
    }

    @Test
    void shouldSendPacketsForADisconnectedSwitchWhenItIsBack() {
        final var bench = Bench.detecting();
        bench.machine.handleSwitchDisconnected(bench.nowNs, Bench.INGRESS);
        bench.machine.packetOut(Bench.INGRESS, 12, TestFlows.frame(Bench.FLOW), null);
        assertEquals(List.of(), bench.outputs());

        bench.machine.handleSwitchConnected(bench.nowNs, Bench.INGRESS);

        assertTrue(bench.outputs().stream().anyMatch(output -> output instanceof ControllerOutput.PacketOut out
            && TestFlows.header(out.frame()).key().equals(Bench.FLOW)));
    }
}
