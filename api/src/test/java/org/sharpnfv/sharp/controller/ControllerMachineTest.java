/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.sharp.controller.Bench.EGRESS;
import static org.sharpnfv.sharp.controller.Bench.FLOW;
import static org.sharpnfv.sharp.controller.Bench.HOST_PORT;
import static org.sharpnfv.sharp.controller.Bench.INGRESS;
import static org.sharpnfv.sharp.controller.Bench.MS;
import static org.sharpnfv.sharp.controller.Bench.PRIORITY;
import static org.sharpnfv.sharp.controller.Bench.SETTINGS;
import static org.sharpnfv.sharp.controller.Bench.VNF_1;
import static org.sharpnfv.sharp.controller.Bench.VNF_2;
import static org.sharpnfv.sharp.controller.Bench.installed;
import static org.sharpnfv.sharp.controller.Bench.removed;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.sharp.controller.Cookie.Kind;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.ControlLink;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Message.StartAcknowledged;
import org.sharpnfv.sharp.wire.Message.StartHandover;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The controller at its edge: configuration, packet-ins, barrier replies and time in, outputs out (paper: III-C). */
class ControllerMachineTest {
    private static final long ATTEMPT = 1001;
    /** Of the group "g": FNV-1a of its name, folded to forty bits. */
    private static final long GROUP_NUMBER = 0x4C_86AE_8AFCL;
    /** The round of a START_HO to the source that went on a guess, or to a destination. */
    private static final int GUESSED = 0;
    /** The round of the START_HO to the source that went behind evidence. */
    private static final int PROVEN = 1;
    private static final int CLASSIFIER = SETTINGS.classifierPriority();
    private static final int STEERING = SETTINGS.steeringPriority();
    private static final List<Action> TO_CONTROLLER = List.of(new Action.ToController(0xFFFF));

    private static FlowEntry classifier(final String node, final int priority, final Kind kind, final int port,
            final Masked ethSource, final Masked ethDestination, final Integer ethType, final List<Action> actions) {
        return new FlowEntry(node, SETTINGS.classifierTable(), CLASSIFIER + priority,
            Cookie.of(SETTINGS.cookiePrefix(), kind, 0, GROUP_NUMBER), null,
            new FlowMatch(port, ethSource, ethDestination, null, ethType, null, null, null, null, null), actions, 0, 0,
            false);
    }

    private static long metadata(final Direction direction) {
        return 0x5350_0000_0000_0000L | GROUP_NUMBER << 1 | direction.ordinal();
    }

    private static List<FlowEntry> ofInstance(final String node, final int port, final List<Action> toHosts) {
        return List.of(
            classifier(node, 5, Kind.CLASSIFIER, port, null, null, SETTINGS.etherType(), TO_CONTROLLER),
            classifier(node, 4, Kind.CLASSIFIER, port, null, new Masked(0x5680_0000_0000L, 0xFF80_0000_0000L), null,
                TO_CONTROLLER),
            classifier(node, 1, Kind.CLASSIFIER, port, null, null, null, toHosts));
    }

    private static List<FlowEntry> ofHostPort(final String node, final int port, final List<Action> actions) {
        return List.of(classifier(node, 5, Kind.CLASSIFIER, port, null, null, SETTINGS.etherType(), List.of()),
            classifier(node, 1, Kind.LEARNING, port, null, null, null, actions));
    }

    private static FlowEntry ofDefault(final String node, final Direction direction, final int port) {
        return new FlowEntry(node, SETTINGS.steeringTable(), STEERING, Cookie.of(SETTINGS.cookiePrefix(),
            Kind.DEFAULT, 0, GROUP_NUMBER), metadata(direction), FlowMatch.ANY, List.of(new Action.Output(port)), 0, 0,
            true);
    }

    private static StartHandover start(final Role role, final Instance peer, final int round) {
        return new StartHandover(ATTEMPT, role, 3, StateTransfer.MOVE, 1, FLOW, FLOW.reversed(), peer.id(),
            peer.managementAddress(), 500, Overflow.FAIL, 2_000, round);
    }

    private static Bench.Sent sent(final String node, final int port, final Message message) {
        return new Bench.Sent(node, port, message);
    }

    private static void probeBack(final Bench bench, final Direction direction) {
        bench.receive(direction == Direction.FORWARD ? INGRESS : EGRESS, VNF_2.port(direction),
            new StartAcknowledged(ATTEMPT, Role.DESTINATION, direction, 0, FlowHandover.PROBE_ROUND));
    }

    /** Nothing is seen of directions: silence, the probe comes back, silence again. */
    private static void silence(final Bench bench, final Direction... directions) {
        bench.pass(SETTINGS.silenceNs() / 2);
        for (final var direction : directions) {
            probeBack(bench, direction);
        }
        bench.pass(SETTINGS.silenceNs() / 2);
    }

    /** Both instances acknowledge START_HO on both sides; only of the forward direction a packet was seen. */
    private static void acknowledge(final Bench bench) {
        acknowledge(bench, PROVEN, GUESSED);
    }

    private static void acknowledge(final Bench bench, final int... sourceRounds) {
        for (final var direction : Direction.values()) {
            final var node = direction == Direction.FORWARD ? INGRESS : EGRESS;
            acknowledgeSource(bench, direction, sourceRounds[direction.ordinal()]);
            bench.receive(node, VNF_2.port(direction),
                new StartAcknowledged(ATTEMPT, Role.DESTINATION, direction, 0, 0));
        }
    }

    private static void acknowledgeSource(final Bench bench, final Direction direction, final int round) {
        bench.receive(direction == Direction.FORWARD ? INGRESS : EGRESS, VNF_1.port(direction),
            new StartAcknowledged(ATTEMPT, Role.SOURCE, direction, 0, round));
    }

    private static void drained(final Bench bench) {
        bench.receive(INGRESS, VNF_1.ingressPort(), new Message.Drained(ATTEMPT, Direction.FORWARD));
        bench.receive(EGRESS, VNF_1.egressPort(), new Message.Drained(ATTEMPT, Direction.REVERSE));
    }

    // --- entries of a group ---

    @Test
    void shouldInstallEntriesOfGroup() {
        final var bench = new Bench();
        bench.connect();
        bench.outputs();

        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(HOST_PORT)));

        final var expected = Stream.of(
            ofInstance(INGRESS, 11, List.of(new Action.Output(HOST_PORT))),
            ofInstance(INGRESS, 12, List.of(new Action.Output(HOST_PORT))),
            ofHostPort(INGRESS, HOST_PORT, List.of(new Action.Goto(1, metadata(Direction.FORWARD)))),
            List.of(ofDefault(INGRESS, Direction.FORWARD, 11)),
            ofInstance(EGRESS, 21, List.of(new Action.Output(HOST_PORT))),
            ofInstance(EGRESS, 22, List.of(new Action.Output(HOST_PORT))),
            ofHostPort(EGRESS, HOST_PORT, List.of(new Action.Goto(1, metadata(Direction.REVERSE)))),
            List.of(ofDefault(EGRESS, Direction.REVERSE, 21))).flatMap(List::stream).toList();
        assertEquals(expected, installed(bench.outputs()));
    }

    @Test
    void shouldInstallEntriesOfGroupWithSeveralHostPorts() {
        final var bench = new Bench();
        bench.connect();
        bench.outputs();

        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(1, 2)));

        final var toHosts = List.<Action>of(new Action.Output(1), new Action.Output(2));
        final var learning = List.<Action>of(new Action.ToController(128),
            new Action.Goto(1, metadata(Direction.FORWARD)));
        final var expected = Stream.of(ofInstance(INGRESS, 11, toHosts), ofInstance(INGRESS, 12, toHosts),
            ofHostPort(INGRESS, 1, learning), ofHostPort(INGRESS, 2, learning),
            List.of(ofDefault(INGRESS, Direction.FORWARD, 11))).flatMap(List::stream).toList();
        assertEquals(expected, installed(bench.outputs()).stream().filter(entry -> entry.node().equals(INGRESS))
            .toList());
    }

    @Test
    void shouldChangeNothingWhenTheSameGroupComesAgain() {
        final var bench = Bench.ready();

        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(HOST_PORT)));

        assertEquals(List.of(), bench.outputs());
    }

    @Test
    void shouldRemovePermanentEntriesWithGroup() {
        final var bench = Bench.ready();
        final var before = new HashSet<>(bench.machine.expectedEntries(INGRESS));
        before.addAll(bench.machine.expectedEntries(EGRESS));

        bench.machine.removeGroup(bench.nowNs, "g");

        assertEquals(before, new HashSet<>(removed(bench.outputs())));
        assertEquals(List.of(), bench.machine.expectedEntries(INGRESS));
        assertEquals(List.of(), bench.machine.expectedEntries(EGRESS));
        assertNull(bench.machine.groupView("g"));
    }

    @Test
    void shouldRemoveEntriesOfRequestsWithGroup() {
        final var bench = Bench.detecting();

        bench.machine.removeGroup(bench.nowNs, "g");

        assertEquals(List.of(), bench.machine.expectedEntries(INGRESS));
        assertEquals(List.of(), bench.machine.expectedEntries(EGRESS));
        assertNull(bench.machine.view("r"));
    }

    // --- entries that somebody else has removed ---

    /** Found beside openflowplugin's applications: some remove all entries, and no switch disconnects. */
    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"DEFAULT", "FORWARDING"})
    void shouldPutAllEntriesAgainWhenSomebodyElseHasRemovedThem(final Kind kind) {
        final var bench = Bench.detecting();
        bench.settle();

        bench.machine.handleFlowRemoved(INGRESS, bench.cookie(INGRESS, kind), null, null);
        final var first = bench.outputs();
        bench.machine.handleFlowRemoved(INGRESS, bench.cookie(INGRESS, Kind.DEFAULT), null, null);
        bench.machine.handleFlowRemoved(INGRESS, bench.cookie(INGRESS, Kind.FORWARDING), null, null);
        final var meanwhile = bench.outputs();
        bench.answerBarriers(first);
        final var again = bench.outputs();
        bench.answerBarriers(again);

        final var expected = new HashSet<>(bench.machine.expectedEntries(INGRESS));
        assertEquals(expected, new HashSet<>(installed(first)));
        assertEquals(List.of(), installed(meanwhile), "those of one stroke");
        assertEquals(expected, new HashSet<>(installed(again)), "once more, in case it was another stroke");
        assertEquals(List.of(), bench.outputs());
    }

    /** What was removed first is of a request that has gone meanwhile; what was removed then still has to be there. */
    @Test
    void shouldPutEntriesOnceMoreAlthoughTheFirstIsNotWantedAnyMore() {
        final var bench = Bench.detecting();
        bench.settle();
        final long forwarding = bench.cookie(INGRESS, Kind.FORWARDING);

        bench.machine.handleFlowRemoved(INGRESS, forwarding, null, null);
        final var first = bench.outputs();
        bench.machine.handleFlowRemoved(INGRESS, bench.cookie(INGRESS, Kind.DEFAULT), null, null);
        bench.machine.removeRequest(bench.nowNs, "r");
        bench.settle();
        assertTrue(bench.machine.expectedEntries(INGRESS).stream().noneMatch(entry -> entry.cookie() == forwarding));
        bench.outputs();
        bench.answerBarriers(first);

        assertEquals(new HashSet<>(bench.machine.expectedEntries(INGRESS)), new HashSet<>(installed(bench.outputs())));
    }

    @Test
    void shouldNotPutAgainWhatItHasRemovedItself() {
        final var bench = Bench.detecting();
        final long forwarding = bench.cookie(INGRESS, Kind.FORWARDING);
        final long byDefault = bench.cookie(INGRESS, Kind.DEFAULT);
        bench.machine.removeGroup(bench.nowNs, "g");
        bench.settle();

        bench.machine.handleFlowRemoved(INGRESS, forwarding, null, null);
        bench.machine.handleFlowRemoved(INGRESS, byDefault, null, null);

        assertEquals(List.of(), bench.outputs());
    }

    @Test
    void shouldWaitForASwitchThatLostEntriesAndItsConnection() {
        final var bench = Bench.ready();
        final long byDefault = bench.cookie(INGRESS, Kind.DEFAULT);
        bench.machine.handleSwitchDisconnected(bench.nowNs, INGRESS);
        bench.outputs();

        bench.machine.handleFlowRemoved(INGRESS, byDefault, null, null);

        assertEquals(List.of(), installed(bench.outputs()));
    }

    // --- requests ---

    @Test
    void shouldInstallDetectionThenForwardingThenBarrierOnBothSwitches() {
        final var bench = Bench.ready();

        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY));

        final var outputs = bench.outputs();
        assertEquals(6, outputs.size());
        for (final var direction : Direction.values()) {
            final var node = direction == Direction.FORWARD ? INGRESS : EGRESS;
            final var ofNode = outputs.stream().filter(output -> output.node().equals(node)).toList();
            final var entries = installed(ofNode);
            assertEquals(STEERING + 2 * PRIORITY + 1, entries.get(0).priority());
            assertEquals(TO_CONTROLLER, entries.get(0).actions());
            assertTrue(entries.get(0).notifyRemoval());
            assertTrue(entries.get(0).idleSeconds() > 0 && entries.get(0).hardSeconds() > 0);
            assertEquals(metadata(direction), entries.get(0).metadata());
            assertEquals(STEERING + 2 * PRIORITY, entries.get(1).priority());
            assertEquals(List.of(new Action.Output(VNF_2.port(direction))), entries.get(1).actions());
            assertEquals(0, entries.get(1).idleSeconds() + entries.get(1).hardSeconds());
            assertEquals(metadata(direction), entries.get(1).metadata());
            assertTrue(ofNode.get(2) instanceof ControllerOutput.Barrier);
        }
        assertEquals(Phase.DETECTION, bench.machine.view("r").phase());
    }

    @Test
    void shouldKeepRequestUntilItsGroupIsThere() {
        final var bench = new Bench();
        bench.connect();
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY));
        assertEquals(0, installed(bench.outputs()).size());

        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(HOST_PORT)));

        assertEquals(1, bench.count(INGRESS, Kind.DETECTION));
        assertEquals(1, bench.count(EGRESS, Kind.FORWARDING));
    }

    @Test
    void shouldCloseTheWindowAlthoughNewFlowsDoNotCease() {
        final var bench = Bench.detecting();
        for (int i = 0; i < 30 && bench.count(Bench.INGRESS, Cookie.Kind.DETECTION) > 0; i++) {
            // nobody acknowledges: all are on their way to start
            bench.detect(Bench.INGRESS, TestFlows.udp(6_000 + i));
            bench.pass(20 * Bench.MS);
            bench.settle();
        }

        assertEquals(0, bench.count(Bench.INGRESS, Cookie.Kind.DETECTION));
        assertTrue(bench.machine.view("r").inProgress() > 10);
        assertEquals(bench.machine.view("r").inProgress(), bench.count(Bench.INGRESS, Cookie.Kind.EXACT));
    }

    @Test
    void shouldCompleteRequestWithoutFlowsWhenWindowCloses() {
        final var bench = Bench.detecting();

        bench.pass(100 * MS);
        final var outputs = bench.settle();

        assertEquals(2, removed(outputs).size());
        assertEquals(0, bench.count(INGRESS, Kind.DETECTION));
        assertEquals(1, bench.count(INGRESS, Kind.FORWARDING));
        assertEquals(Phase.COMPLETED, bench.machine.view("r").phase());
    }

    /** After a restart of the controller: the entries are those that the sweep left. */
    @Test
    void shouldRestoreRequestWithoutSweeping() {
        final var swept = Bench.detecting();
        swept.pass(100 * MS);
        swept.settle();
        final var bench = Bench.ready();

        bench.machine.restoreRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY), Set.of());

        final var outputs = bench.outputs();
        assertEquals(2, outputs.size());
        final var entries = installed(outputs);
        for (final var direction : Direction.values()) {
            final var entry = entries.get(direction.ordinal());
            assertEquals(direction == Direction.FORWARD ? INGRESS : EGRESS, entry.node());
            assertEquals(STEERING + 2 * PRIORITY, entry.priority());
            assertEquals(Kind.FORWARDING, Cookie.kind(SETTINGS.cookiePrefix(), entry.cookie()));
            assertEquals(List.of(new Action.Output(VNF_2.port(direction))), entry.actions());
            assertEquals(new HashSet<>(swept.machine.expectedEntries(entry.node())),
                new HashSet<>(bench.machine.expectedEntries(entry.node())));
        }
        assertEquals(Phase.COMPLETED, bench.machine.view("r").phase());
        assertEquals(0, bench.machine.view("r").detected());
        bench.pass(400 * MS);
        assertEquals(List.of(), bench.outputs());
    }

    @Test
    void shouldPutDetectionEntryBackThatSwitchGaveUp() {
        final var bench = Bench.detecting();

        bench.machine.handleFlowRemoved(INGRESS, bench.cookie(INGRESS, Kind.DETECTION), null, null);

        assertEquals(List.of(STEERING + 2 * PRIORITY + 1),
            installed(bench.outputs()).stream().map(FlowEntry::priority).toList());
    }

    // --- the handover of a flow ---

    @Test
    void shouldStartHandoverWithFirstPacketBehindData() {
        final var bench = Bench.ready();
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY));
        bench.outputs();

        bench.detect(INGRESS, FLOW);

        assertEquals(List.of(sent(INGRESS, 12, start(Role.DESTINATION, VNF_1, 0)),
            sent(EGRESS, 22, start(Role.DESTINATION, VNF_1, 0)), sent(INGRESS, 11, start(Role.SOURCE, VNF_2, PROVEN))),
            bench.messages(bench.outputs()));
        assertEquals(1, bench.machine.view("r").detected());
        assertEquals(1, bench.machine.view("r").controller().buffered());
    }

    @Test
    void shouldStartSilentDirectionOnlyAfterBarrierAndGuardTime() {
        final var bench = Bench.ready();
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY));
        final var barriers = bench.outputs();
        bench.detect(INGRESS, FLOW);
        bench.outputs();
        final var silent = sent(EGRESS, 21, start(Role.SOURCE, VNF_2, GUESSED));

        bench.pass(10 * MS);
        assertFalse(bench.messages(bench.outputs()).contains(silent));
        bench.answerBarriers(barriers);
        bench.pass(SETTINGS.guardNs() - 1);
        assertFalse(bench.messages(bench.outputs()).contains(silent));
        bench.pass(1);

        assertTrue(bench.messages(bench.outputs()).contains(silent));
    }

    @Test
    void shouldStartSilentDirectionWithItsOwnFirstPacket() {
        final var bench = Bench.ready();
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY));
        bench.outputs();
        bench.detect(INGRESS, FLOW);
        bench.outputs();

        bench.detect(EGRESS, FLOW.reversed());

        assertEquals(List.of(sent(EGRESS, 21, start(Role.SOURCE, VNF_2, PROVEN))), bench.messages(bench.outputs()));
        assertEquals(1, bench.machine.view("r").detected());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendSecondStartBehindEvidenceIfFirstWasAGuess(final boolean seenByDestination) {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        final var guess = sent(EGRESS, 21, start(Role.SOURCE, VNF_2, GUESSED));
        final var proof = sent(EGRESS, 21, start(Role.SOURCE, VNF_2, PROVEN));
        assertEquals(List.of(guess), toSourceOnFarSide(bench));

        for (int packet = 0; packet < 2; packet++) {
            if (seenByDestination) {
                bench.receive(EGRESS, 22, new Message.FirstUnmarked(ATTEMPT, Direction.REVERSE));
            } else {
                bench.detect(EGRESS, FLOW.reversed());
            }
            assertEquals(packet == 0 ? List.of(proof) : List.of(), bench.messages(bench.outputs()));
        }

        acknowledgeSource(bench, Direction.REVERSE, GUESSED);
        bench.pass(Outstanding.FIRST_NS);
        assertEquals(List.of(proof), toSourceOnFarSide(bench));
        acknowledgeSource(bench, Direction.REVERSE, PROVEN);
        bench.pass(2 * Outstanding.FIRST_NS);
        assertEquals(List.of(), toSourceOnFarSide(bench));
    }

    private static List<Bench.Sent> toSourceOnFarSide(final Bench bench) {
        return bench.messages(bench.outputs()).stream().filter(message -> message.port() == 21).toList();
    }

    @Test
    void shouldStartBothDirectionsAtOnceLongAfterTheBarrier() {
        final var bench = Bench.detecting();

        bench.detect(EGRESS, FLOW.reversed());

        assertEquals(4, bench.messages(bench.outputs()).size());
    }

    @Test
    void shouldRepeatStartUntilAcknowledged() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        bench.outputs();

        bench.receive(INGRESS, 12, new StartAcknowledged(ATTEMPT, Role.DESTINATION, Direction.FORWARD, 0, 0));
        bench.pass(Outstanding.FIRST_NS);

        assertEquals(List.of(sent(EGRESS, 22, start(Role.DESTINATION, VNF_1, 0)),
            sent(INGRESS, 11, start(Role.SOURCE, VNF_2, PROVEN)), sent(EGRESS, 21, start(Role.SOURCE, VNF_2, GUESSED))),
            bench.messages(bench.outputs()));
    }

    @Test
    void shouldRedirectAndReleaseMarkedInOrderWhenAllAcknowledged() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        bench.detect(INGRESS, FLOW);
        bench.outputs();

        acknowledge(bench);

        final var outputs = bench.outputs();
        assertEquals(List.of(List.of(new Action.Output(12)), List.of(new Action.Output(22))),
            installed(outputs).stream().map(FlowEntry::actions).toList());
        assertEquals(List.of(FlowMatch.exact(FLOW), FlowMatch.exact(FLOW.reversed())),
            installed(outputs).stream().map(FlowEntry::match).toList());
        assertEquals(List.of(SETTINGS.exactPriority(FLOW), SETTINGS.exactPriority(FLOW)),
            installed(outputs).stream().map(FlowEntry::priority).toList());
        final var released = outputs.stream().filter(ControllerOutput.PacketOut.class::isInstance)
            .map(ControllerOutput.PacketOut.class::cast).toList();
        assertEquals(List.of(Mark.of(false, ATTEMPT, 1, 0), Mark.of(false, ATTEMPT, 1, 0)),
            released.stream().map(out -> TestFlows.header(out.frame()).ethDestination()).toList());
        assertTrue(released.stream().allMatch(out -> out.node().equals(INGRESS) && out.port() == 12));
        assertEquals(0, bench.machine.view("r").controller().buffered());
        assertEquals(2, bench.machine.view("r").controller().bufferedMax());
        assertEquals(Phase.BUFFERING, bench.machine.view("r").phase());
    }

    @Test
    void shouldSendLatePacketsFromSourceOnWithLateMark() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        bench.answerBarriers(bench.outputs());
        drained(bench);
        bench.pass(SETTINGS.silenceNs());
        bench.outputs();
        final byte[] late = TestFlows.frame(FLOW);
        Mark.write(late, Mark.of(true, ATTEMPT, 1, 0));

        bench.machine.handlePacketIn(bench.nowNs, INGRESS, 11, bench.cookie(INGRESS, Kind.CLASSIFIER), late);

        final var out = (ControllerOutput.PacketOut) bench.outputs().getFirst();
        assertEquals(12, out.port());
        assertTrue(Mark.late(TestFlows.header(out.frame()).ethDestination()));
        assertTrue(Mark.belongsTo(TestFlows.header(out.frame()).ethDestination(), ATTEMPT, 0));
    }

    /** A switch may use the entry to the controller for longer than a direction was silent. */
    @Test
    void shouldSendWhatTheSwitchStillSendsBehindReleaseFinishedOnBehindTheOthers() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        bench.answerBarriers(bench.outputs());
        bench.receive(INGRESS, 12, new Message.FirstUnmarked(ATTEMPT, Direction.FORWARD));
        drained(bench);
        assertEquals(1, sentOf(bench, Message.ReleaseFinished.class).size());

        bench.detect(INGRESS, FLOW);

        final var out = (ControllerOutput.PacketOut) bench.outputs().getFirst();
        assertEquals(12, out.port());
        assertEquals(Mark.of(false, ATTEMPT, 1, 0), TestFlows.header(out.frame()).ethDestination());
    }

    @Test
    void shouldSendReleaseFinishedOnlyWhenDrainedAndEpochOver() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        final var outputs = bench.outputs();

        drained(bench);
        bench.receive(INGRESS, 12, new Message.FirstUnmarked(ATTEMPT, Direction.FORWARD));
        assertEquals(List.of(), bench.messages(bench.outputs()));
        bench.answerBarriers(outputs);
        assertEquals(List.of(sent(INGRESS, 12, new Message.ReleaseFinished(ATTEMPT, Direction.FORWARD, 1, false))),
            bench.messages(bench.outputs()));
        bench.receive(INGRESS, 12, new Message.ReleaseFinishedAcknowledged(ATTEMPT, Direction.FORWARD));
        bench.pass(SETTINGS.silenceNs() / 2);
        assertEquals(List.of(sent(EGRESS, 22, start(Role.DESTINATION, VNF_1, FlowHandover.PROBE_ROUND))),
            withoutDrainedAcknowledged(bench));
        probeBack(bench, Direction.REVERSE);
        bench.pass(SETTINGS.silenceNs() / 2 - 1);
        assertEquals(List.of(), bench.messages(bench.outputs()));
        bench.pass(1);

        assertEquals(List.of(sent(EGRESS, 22, new Message.ReleaseFinished(ATTEMPT, Direction.REVERSE, 0, false))),
            bench.messages(bench.outputs()));
        assertEquals(Phase.RELEASE, bench.machine.view("r").phase());
    }

    @Test
    void shouldAcknowledgeDrainedIfTheHandoverTakesItsTimeAndEachRepetitionAtOnce() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        bench.outputs();
        final var forward = sent(INGRESS, 11, new Message.DrainedAcknowledged(ATTEMPT, Direction.FORWARD));

        drained(bench);
        bench.pass(SETTINGS.acknowledgeWithinNs() - 1);
        assertEquals(List.of(), bench.messages(bench.outputs()));
        bench.pass(1);
        assertEquals(List.of(forward, sent(EGRESS, 21, new Message.DrainedAcknowledged(ATTEMPT, Direction.REVERSE))),
            bench.messages(bench.outputs()));
        bench.receive(INGRESS, 11, new Message.Drained(ATTEMPT, Direction.FORWARD));

        assertEquals(List.of(forward), bench.messages(bench.outputs()));
    }

    @Test
    void shouldNotAcknowledgeDrainedIfTheHandoverEndsBefore() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        bench.answerBarriers(bench.outputs());
        bench.receive(INGRESS, 12, new Message.FirstUnmarked(ATTEMPT, Direction.FORWARD));
        bench.receive(EGRESS, 22, new Message.FirstUnmarked(ATTEMPT, Direction.REVERSE));
        drained(bench);
        bench.receive(INGRESS, 12, new Message.HandoverFinished(ATTEMPT, Outcome.COMPLETED, AgentCounters.NONE, 10));
        bench.outputs();

        bench.pass(SETTINGS.acknowledgeWithinNs());

        assertEquals(List.of(), sentOf(bench, Message.DrainedAcknowledged.class));
    }

    /** The destination's packets must not overtake on the far side what the source still works on. */
    @Test
    void shouldNotSendReleaseFinishedBeforeSourceIsDrainedOnBothSides() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        bench.answerBarriers(bench.outputs());
        bench.receive(INGRESS, 12, new Message.FirstUnmarked(ATTEMPT, Direction.FORWARD));
        silence(bench, Direction.REVERSE);
        bench.receive(INGRESS, 11, new Message.Drained(ATTEMPT, Direction.FORWARD));
        assertEquals(List.of(), sentOf(bench, Message.ReleaseFinished.class));

        bench.receive(EGRESS, 21, new Message.Drained(ATTEMPT, Direction.REVERSE));

        assertEquals(2, sentOf(bench, Message.ReleaseFinished.class).size());
    }

    /** What the source gives back late must be here before RELEASE_FINISHED: a guess does not say that it is. */
    @Test
    void shouldNotCloseEpochBeforeProvenStartIsAcknowledged() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench, GUESSED, GUESSED);
        bench.answerBarriers(bench.outputs());
        drained(bench);
        bench.receive(INGRESS, 12, new Message.FirstUnmarked(ATTEMPT, Direction.FORWARD));
        bench.receive(EGRESS, 22, new Message.FirstUnmarked(ATTEMPT, Direction.REVERSE));
        bench.pass(SETTINGS.silenceNs());
        assertEquals(List.of(), sentOf(bench, Message.ReleaseFinished.class));

        acknowledgeSource(bench, Direction.FORWARD, PROVEN);
        assertEquals(List.of(sent(INGRESS, 12, new Message.ReleaseFinished(ATTEMPT, Direction.FORWARD, 1, false))),
            sentOf(bench, Message.ReleaseFinished.class));
        bench.receive(INGRESS, 12, new Message.ReleaseFinishedAcknowledged(ATTEMPT, Direction.FORWARD));
        acknowledgeSource(bench, Direction.REVERSE, GUESSED);
        bench.pass(SETTINGS.silenceNs());
        assertEquals(List.of(), sentOf(bench, Message.ReleaseFinished.class));
        assertEquals(Phase.BUFFERING, bench.machine.view("r").phase());
        acknowledgeSource(bench, Direction.REVERSE, PROVEN);

        assertEquals(List.of(sent(EGRESS, 22, new Message.ReleaseFinished(ATTEMPT, Direction.REVERSE, 0, false))),
            sentOf(bench, Message.ReleaseFinished.class));
        assertEquals(Phase.RELEASE, bench.machine.view("r").phase());
        assertEquals(0, bench.machine.protocol().errors());
    }

    private static List<Bench.Sent> withoutDrainedAcknowledged(final Bench bench) {
        return bench.messages(bench.outputs()).stream().filter(message ->
            !(message.message() instanceof Message.DrainedAcknowledged)).toList();
    }

    private static List<Bench.Sent> sentOf(final Bench bench, final Class<? extends Message> type) {
        return bench.messages(bench.outputs()).stream().filter(sent -> type.isInstance(sent.message())).toList();
    }

    @Test
    void shouldTellTheDestinationOfTheEndAlsoIfTheSourceIsToldAgain() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        bench.answerBarriers(bench.outputs());
        drained(bench);
        bench.pass(SETTINGS.silenceNs());
        bench.receive(INGRESS, 12, new Message.HandoverFinished(ATTEMPT, Outcome.COMPLETED, AgentCounters.NONE, 10));
        bench.outputs();

        bench.machine.tellEnd(bench.nowNs, ATTEMPT, INGRESS, Bench.VNF_1, Direction.FORWARD, Outcome.COMPLETED, null);
        bench.receive(INGRESS, 11, new Message.HandoverEndedAcknowledged(ATTEMPT));

        assertTrue(bench.messages(bench.outputs()).contains(
            sent(INGRESS, 12, new Message.HandoverEnded(ATTEMPT, Outcome.COMPLETED))));
    }

    @Test
    void shouldCompleteAndLeaveOnlyTheForwardingEntry() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        acknowledge(bench);
        bench.answerBarriers(bench.outputs());
        drained(bench);
        bench.pass(20 * MS);
        bench.outputs();

        bench.receive(INGRESS, 12, new Message.HandoverFinished(ATTEMPT, Outcome.COMPLETED,
            new AgentCounters(1, 2, 0, 0, 0), 10));
        final var ended = new Message.HandoverEnded(ATTEMPT, Outcome.COMPLETED);
        assertEquals(List.of(sent(INGRESS, 11, ended)), bench.messages(bench.outputs()), "the source first");
        bench.receive(INGRESS, 12, new Message.HandoverFinished(ATTEMPT, Outcome.COMPLETED, AgentCounters.NONE, 10));
        assertEquals(List.of(), bench.messages(bench.outputs()));
        bench.receive(INGRESS, 11, new Message.HandoverEndedAcknowledged(ATTEMPT));
        assertEquals(List.of(sent(INGRESS, 12, ended)), bench.messages(bench.outputs()), "then the destination");
        bench.receive(INGRESS, 12, new Message.HandoverEndedAcknowledged(ATTEMPT));
        bench.pass(400 * MS);
        final var outputs = bench.settle();

        assertEquals(List.of(), bench.messages(outputs));
        for (final var node : List.of(INGRESS, EGRESS)) {
            assertEquals(0, bench.count(node, Kind.EXACT));
            assertEquals(0, bench.count(node, Kind.DETECTION));
            assertEquals(1, bench.count(node, Kind.FORWARDING));
        }
        final var view = bench.machine.view("r");
        assertEquals(Phase.COMPLETED, view.phase());
        assertEquals(1, view.completed());
        // from the first packet at the controller, not from the request
        assertEquals(20 * MS, view.durationNs());
        assertEquals(2, view.agent().swBuffMax());
        assertEquals(0, bench.machine.protocol().errors());
    }

    @Test
    void shouldGiveHslsTheirTimeAfterSwitchHasConnectedAgain() {
        final var bench = Bench.detecting();
        bench.machine.handleSwitchDisconnected(bench.nowNs, EGRESS);
        bench.detect(INGRESS, FLOW);
        bench.pass(SETTINGS.acknowledgeNs() - 2 * MS);

        bench.machine.handleSwitchConnected(bench.nowNs, EGRESS);
        bench.pass(SETTINGS.acknowledgeNs() - MS);
        assertNull(bench.machine.view("r").flows().getFirst().reason());

        bench.pass(MS);
        assertEquals(FailureReason.DESTINATION_SILENT, bench.machine.view("r").flows().getFirst().reason());
    }

    @Test
    void shouldRollBackWhenDestinationIsSilent() {
        final var bench = Bench.detecting();
        bench.detect(INGRESS, FLOW);
        bench.outputs();

        bench.pass(SETTINGS.acknowledgeNs());

        final var outputs = bench.outputs();
        assertEquals(Phase.ROLLING_BACK, bench.machine.view("r").flows().getFirst().phase());
        assertEquals(FailureReason.DESTINATION_SILENT, bench.machine.view("r").flows().getFirst().reason());
        assertEquals(2, installed(outputs).stream().map(FlowEntry::match).distinct().count());
        assertTrue(bench.messages(outputs).stream().anyMatch(message -> message.port() == 11
            && message.message() instanceof StartHandover again && again.role() == Role.DESTINATION
            && again.transfer() == StateTransfer.RESTORE && again.handover() == ATTEMPT + 1));
    }

    @Test
    void shouldGoOnWithoutStateWhenSourceIsSilentIfRequestSaysSo() {
        final var bench = Bench.ready();
        final var config = Bench.request("r", "vnf2", PRIORITY);
        bench.machine.putRequest(bench.nowNs, new RequestConfig(config.id(), config.group(), config.destination(),
            config.priority(), config.match(), config.reverseMatch(), config.directions(),
            config.mode(), config.idleNs(), config.hardNs(), config.deadlineNs(), true, true, Overflow.FAIL, 1000,
            500));
        bench.settle();
        bench.detect(INGRESS, FLOW);
        bench.receive(INGRESS, 12, new StartAcknowledged(ATTEMPT, Role.DESTINATION, Direction.FORWARD, 0, 0));
        bench.receive(EGRESS, 22, new StartAcknowledged(ATTEMPT, Role.DESTINATION, Direction.REVERSE, 0, 0));

        bench.pass(SETTINGS.acknowledgeNs());
        bench.settle();
        silence(bench, Direction.FORWARD, Direction.REVERSE);

        assertTrue(bench.messages(bench.outputs()).contains(sent(INGRESS, 12,
            new Message.ReleaseFinished(ATTEMPT, Direction.FORWARD, 1, true))));
    }

    @Test
    void shouldLeaveFlowWhereItIsWhenItIsThereAlready() {
        final var bench = Bench.ready();
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf1", PRIORITY));
        bench.settle();

        bench.detect(INGRESS, FLOW);

        final var messages = bench.messages(bench.outputs());
        assertEquals(List.of(11), messages.stream().map(Bench.Sent::port).toList());
        bench.receive(INGRESS, 11, new StartAcknowledged(ATTEMPT, Role.DESTINATION, Direction.FORWARD, 0, 0));
        bench.pass(SETTINGS.guardNs());
        bench.pass(SETTINGS.startSilenceNs() - 1);
        assertEquals(List.of(), bench.messages(bench.outputs()));
        bench.pass(1);
        messages.addAll(bench.messages(bench.outputs()));
        assertEquals(List.of(11, 21), messages.stream().map(Bench.Sent::port).toList());
        assertTrue(messages.stream().allMatch(message -> message.message() instanceof StartHandover start
            && start.role() == Role.DESTINATION && start.transfer() == StateTransfer.NONE));
    }

    @Test
    void shouldHandBackWhenRequestIsWithdrawn() {
        final var bench = Bench.detecting();
        bench.pass(100 * MS);
        bench.settle();

        bench.machine.removeRequest(bench.nowNs, "r");

        final var outputs = bench.outputs();
        assertEquals(2, installed(outputs).size());
        assertEquals(2, removed(outputs).size());
        assertEquals(0, bench.count(INGRESS, Kind.FORWARDING));
        assertEquals(1, bench.count(INGRESS, Kind.DETECTION));
        assertEquals(Phase.ROLLING_BACK, bench.machine.handBackView("r").phase());
    }

    // --- switches ---

    @Test
    void shouldOrderNothingFromSwitchThatIsNotThere() {
        final var bench = new Bench();

        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(HOST_PORT)));
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY));

        assertEquals(List.of(), bench.outputs());
        assertFalse(bench.machine.groupView("g").switchesConnected());
    }

    @Test
    void shouldInstallEverythingExpectedAndRepeatBarriersWhenSwitchConnects() {
        final var bench = new Bench();
        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(HOST_PORT)));
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", PRIORITY));

        bench.machine.handleSwitchConnected(bench.nowNs, INGRESS);

        final var outputs = bench.outputs();
        assertEquals(Set.copyOf(bench.machine.expectedEntries(INGRESS)), Set.copyOf(installed(outputs)));
        assertEquals(11, installed(outputs).size());
        final var tables = installed(outputs).stream().map(FlowEntry::table).toList();
        assertEquals(tables.stream().sorted(Comparator.reverseOrder()).toList(), tables, "nothing leads to nowhere");
        assertEquals(1, outputs.stream().filter(ControllerOutput.Barrier.class::isInstance).count());
        assertTrue(outputs.stream().allMatch(output -> output.node().equals(INGRESS)));
    }

    @Test
    void shouldMakeUpForWhatSwitchMissedWhenItConnectsAgain() {
        final var bench = Bench.detecting();
        bench.machine.handleSwitchDisconnected(bench.nowNs, INGRESS);
        bench.pass(100 * MS);
        final var away = bench.outputs();
        assertTrue(away.stream().noneMatch(output -> output.node().equals(INGRESS)));
        bench.answerBarriers(away);
        assertEquals(Phase.DETECTION, bench.machine.view("r").phase());

        bench.machine.handleSwitchConnected(bench.nowNs, INGRESS);

        final var outputs = bench.outputs();
        assertTrue(outputs.stream().noneMatch(ControllerOutput.RemoveAll.class::isInstance));
        assertEquals(Set.copyOf(bench.machine.expectedEntries(INGRESS)), Set.copyOf(installed(outputs)));
        bench.answerBarriers(outputs);
        for (int i = 0; i < 10; i++) {
            bench.pass(100 * MS);
            bench.settle();
        }
        assertEquals(Phase.COMPLETED, bench.machine.view("r").phase());
        assertEquals(0, bench.count(INGRESS, Kind.DETECTION));
    }

    // --- hosts ---

    private static Bench withTwoHostPorts() {
        final var bench = new Bench();
        bench.connect();
        bench.machine.putGroup(bench.nowNs, Bench.group(List.of(1, 2)));
        bench.outputs();
        return bench;
    }

    private static void learn(final Bench bench, final int port) {
        bench.machine.handlePacketIn(bench.nowNs, INGRESS, port, bench.cookie(INGRESS, Kind.LEARNING),
            TestFlows.frame(FLOW));
    }

    private static List<FlowEntry> known(final int port) {
        final var host = new Masked(TestFlows.HOST_1, FlowMatch.EXACT_MAC);
        final var base = classifier(INGRESS, 2, Kind.LEARNING, port, host, null, null,
            List.of(new Action.Goto(1, metadata(Direction.FORWARD))));
        return List.of(
            classifier(INGRESS, 2, Kind.CLASSIFIER, 11, null, host, null, List.of(new Action.Output(port))),
            classifier(INGRESS, 2, Kind.CLASSIFIER, 12, null, host, null, List.of(new Action.Output(port))),
            new FlowEntry(base.node(), base.table(), base.priority(), base.cookie(), null, base.match(),
                base.actions(), 300, 0, true));
    }

    @Test
    void shouldLearnOnWhichPortHostIs() {
        final var bench = withTwoHostPorts();

        learn(bench, 2);
        assertEquals(known(2), installed(bench.outputs()));
        learn(bench, 2);

        assertEquals(List.of(), bench.outputs());
    }

    @Test
    void shouldFollowHostThatMoves() {
        final var bench = withTwoHostPorts();
        learn(bench, 2);
        bench.outputs();

        learn(bench, 1);

        final var outputs = bench.outputs();
        assertEquals(List.of(known(2).getLast()), removed(outputs));
        assertEquals(known(1), installed(outputs));
    }

    @Test
    void shouldForgetHostWhoseEntryTimedOut() {
        final var bench = withTwoHostPorts();
        final var before = bench.machine.expectedEntries(INGRESS);
        learn(bench, 2);
        bench.outputs();

        bench.machine.handleFlowRemoved(INGRESS, known(2).getLast().cookie(), 2, TestFlows.HOST_1);

        assertEquals(known(2).subList(0, 2).stream().map(FlowEntry::match).toList(),
            removed(bench.outputs()).stream().map(FlowEntry::match).toList());
        assertEquals(before, bench.machine.expectedEntries(INGRESS));
    }

    @Test
    void shouldRemoveEntriesOfKnownHostsWithGroup() {
        final var bench = withTwoHostPorts();
        learn(bench, 2);
        bench.outputs();

        bench.machine.removeGroup(bench.nowNs, "g");

        assertTrue(removed(bench.outputs()).containsAll(known(2)));
        assertEquals(List.of(), bench.machine.expectedEntries(INGRESS));
    }

    @Test
    void shouldLearnNoMoreHostsThanItsBound() {
        final var bench = withTwoHostPorts();
        final long cookie = bench.cookie(INGRESS, Kind.LEARNING);
        for (int i = 0; i <= HostLearning.MAX_HOSTS; i++) {
            final byte[] frame = TestFlows.frame(FLOW);
            frame[10] = (byte) (i >>> 8);
            frame[11] = (byte) i;
            bench.machine.handlePacketIn(bench.nowNs, INGRESS, 2, cookie, frame);
        }

        assertEquals(3 * HostLearning.MAX_HOSTS, installed(bench.outputs()).size());
    }

    @Test
    void shouldNotLearnMulticastSource() {
        final var bench = withTwoHostPorts();
        final byte[] frame = TestFlows.frame(FLOW);
        frame[6] = 1;

        bench.machine.handlePacketIn(bench.nowNs, INGRESS, 2, bench.cookie(INGRESS, Kind.LEARNING), frame);

        assertEquals(List.of(), bench.outputs());
    }

    // --- what is not expected ---

    @Test
    void shouldIgnorePacketsOfForeignEntries() {
        final var bench = Bench.detecting();

        bench.machine.handlePacketIn(bench.nowNs, INGRESS, HOST_PORT, 0x2B00_0000_0000_0001L, TestFlows.frame(FLOW));
        bench.machine.handleFlowRemoved(INGRESS, 0x2B00_0000_0000_0001L, HOST_PORT, TestFlows.HOST_1);
        bench.machine.handleBarrier(bench.nowNs, 999);

        assertEquals(List.of(), bench.outputs());
        assertEquals(0, bench.machine.protocol().strays());
        assertEquals(0, bench.machine.view("r").detected());
    }

    @Test
    void shouldSendStragglerOfUnknownEntryWhereItsFlowGoes() {
        final var bench = Bench.detecting();

        bench.machine.handlePacketIn(bench.nowNs, INGRESS, HOST_PORT,
            Cookie.of(SETTINGS.cookiePrefix(), Kind.EXACT, 0, 999), TestFlows.frame(FLOW));

        final var out = (ControllerOutput.PacketOut) bench.outputs().getFirst();
        assertEquals(12, out.port());
        assertEquals(FLOW, TestFlows.header(out.frame()).key());
        assertEquals(1, bench.machine.protocol().strays());
    }

    @Test
    void shouldSendPacketOnToAHostWhoseAddressLooksLikeALateMark() {
        final var bench = Bench.detecting();
        final byte[] frame = TestFlows.frame(FLOW.reversed());
        Mark.write(frame, Mark.LATE_VALUE | 0x12_3456_789AL);
        // before that it might be one of a handover that an HSL has yet to report
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.settle();

        bench.machine.handlePacketIn(bench.nowNs, INGRESS, 11, bench.cookie(INGRESS, Kind.CLASSIFIER), frame.clone());

        final var out = (ControllerOutput.PacketOut) bench.outputs().getFirst();
        assertEquals(HOST_PORT, out.port());
        assertArrayEquals(frame, out.frame());
    }

    @Test
    void shouldCountPacketsOfUnknownPortsAndFramesTooShort() {
        final var bench = Bench.detecting();

        bench.machine.handlePacketIn(bench.nowNs, INGRESS, 99, bench.cookie(INGRESS, Kind.DETECTION),
            TestFlows.frame(FLOW));
        bench.machine.handlePacketIn(bench.nowNs, INGRESS, HOST_PORT, bench.cookie(INGRESS, Kind.DETECTION),
            new byte[13]);

        assertEquals(List.of(), bench.outputs());
        assertEquals(2, bench.machine.protocol().strays());
    }

    @Test
    void shouldCountMalformedControlMessages() {
        final var bench = Bench.ready();
        final byte[] frame = bench.frame(INGRESS, new Message.Hello(1));
        frame[15] = 99;
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.outputs();

        bench.machine.handlePacketIn(bench.nowNs, INGRESS, 11, bench.cookie(INGRESS, Kind.CLASSIFIER), frame);
        bench.receive(INGRESS, 11, new Message.StartAcknowledged(5, Role.SOURCE, Direction.FORWARD, 0, 0));
        bench.receive(INGRESS, 11, new Message.Hello(1));

        assertEquals(1, bench.machine.protocol().refused(ControlLink.Refusal.MALFORMED));
        assertEquals(2, bench.machine.protocol().errors());
        assertEquals(List.of(), bench.outputs());
    }

    @Test
    void shouldLetHslOfAnEarlierLifeComeToRest() {
        final var bench = Bench.ready();
        bench.pass(ControllerMachine.TAKEOVER_NS);
        bench.outputs();

        bench.receive(EGRESS, 22, new Message.Drained(5, Direction.REVERSE));

        assertEquals(List.of(sent(EGRESS, 22, new Message.HandoverEnded(5, Outcome.FAILED))),
            bench.messages(bench.outputs()));
    }

    // --- agents ---

    @Test
    void shouldAskEveryInstanceOnBothSides() {
        final var bench = Bench.ready();

        bench.pass(SETTINGS.helloNs());

        assertEquals(List.of(11, 21, 12, 22), bench.outputs().stream()
            .filter(ControllerOutput.PacketOut.class::isInstance)
            .map(output -> ((ControllerOutput.PacketOut) output).port()).toList());
    }

    @Test
    void shouldHoldAgentForUpOnlyWhileItAnswersOnBothSides() {
        final var bench = Bench.ready();
        bench.machine.drainTouched();

        bench.receive(INGRESS, 11, new Message.HelloReply(0, "vnf1", "1.2", 0));
        assertFalse(bench.machine.groupView("g").instances().get("vnf1").agentUp());
        bench.receive(EGRESS, 21, new Message.HelloReply(0, "vnf1", "1.2", 0));

        final var up = bench.machine.groupView("g");
        assertTrue(up.switchesConnected());
        assertEquals(new GroupView.InstanceView(true, "1.2"), up.instances().get("vnf1"));
        assertEquals(new GroupView.InstanceView(false, ""), up.instances().get("vnf2"));
        assertTrue(bench.machine.drainTouched().contains("g"));
        bench.pass(3 * SETTINGS.helloNs());
        assertEquals(new GroupView.InstanceView(false, "1.2"), bench.machine.groupView("g").instances().get("vnf1"));
        assertTrue(bench.machine.drainTouched().contains("g"));
    }
}
