/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.wire.Overflow;

/** Liveness: when faults and traffic have stopped every handover has ended, and nothing is left over. */
final class EndCheck {
    private static final int EXACT = 6;
    private static final int DETECTION = 5;

    private final Scenario scenario;
    private final Plant plant;
    private final Ledger ledger;
    private final Outcomes outcomes;
    private final boolean cancelled;

    EndCheck(final Scenario scenario, final Plant plant, final Ledger ledger, final Outcomes outcomes,
            final boolean cancelled) {
        this.scenario = scenario;
        this.plant = plant;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.cancelled = cancelled;
    }

    void check() {
        checkRequests();
        checkPackets();
        checkAgents();
        plant.switches().forEach(this::checkEntries);
        checkProtocol();
        checkTotals();
        ledger.suspicions().forEach(suspicion -> {
            // whoever asks for another order at a full buffer gets it
            final boolean asked = scenario.has(Fault.SMALL_BUFFERS) && scenario.overflow == Overflow.REORDER;
            if (!asked && !outcomes.explains(suspicion)) {
                throw new Violation(suspicion.invariant(), suspicion.message()
                    + ", and no failed handover explains it: "
                    + outcomes.told(suspicion.flow()));
            }
        });
    }

    private void checkRequests() {
        final var machine = plant.controller().machine();
        for (final var id : plant.controller().everUsed()) {
            for (final var view : Outcomes.views(machine, id)) {
                if (!view.phase().isFinal() || view.inProgress() != 0) {
                    throw new Violation(Invariant.ENDS, id + " has not ended: " + view.phase() + ", "
                        + view.inProgress()
                        + " flows in progress");
                }
                for (final var flow : view.flows()) {
                    // a flow that was rolled back and has to follow the rules in the end is told to have failed then
                    final boolean leftBehind = flow.phase() == Phase.FAILED
                        && flow.finishedNs() - view.finishedNs() >= 0;
                    if (!leftBehind && flow.finishedNs() - flow.startedNs() > Bounds.handoverNs(scenario)) {
                        throw new Violation(Invariant.ENDS, id + ", " + flow.key() + " took "
                            + (flow.finishedNs() - flow.startedNs()) / 1000 + " us");
                    }
                    if ((flow.phase() == Phase.FAILED || flow.phase() == Phase.ROLLED_BACK) && flow.reason() == null) {
                        throw new Violation(Invariant.ENDS, id + " ended as " + flow.phase() + " without a reason");
                    }
                }
                if (view.failed() > 0 && scenario.isHarmless() || view.rolledBack() > 0 && !scenario.mayRollBack()) {
                    throw new Violation(Invariant.ENDS, id + " ended as " + view.phase() + " because of "
                        + view.reason() + " without a fault");
                }
            }
        }
        for (final var id : plant.controller().requests().keySet()) {
            final var view = machine.view(id);
            if (view == null || !scenario.mayRollBack() && view.phase() != Phase.COMPLETED) {
                throw new Violation(Invariant.ENDS, id + ": expected COMPLETED at the end, found "
                    + (view == null ? "nothing" : view.phase() + " because of " + view.reason()));
            }
        }
    }

    /**
     * Packets that no fault of the run took may be missing only if a buffer was full or a handover failed: and then it
     * was told for that flow.
     */
    private void checkPackets() {
        long missing = 0;
        for (final var track : ledger.tracks()) {
            for (int sequence = 0; sequence < track.accepted; sequence++) {
                if (!track.is(sequence, Track.DELIVERED | Track.DESTROYED)) {
                    missing++;
                    if (scenario.isHarmless() || !outcomes.accountsFor(track.flow)) {
                        throw new Violation(Invariant.LOSS_FREE, track + ": packet " + sequence + " of "
                            + track.accepted + whereabouts(track, sequence) + ", and nobody was told");
                    }
                }
            }
        }
        final long counted = outcomes.countedLost() + plant.controller().machine().protocol().lostPackets();
        if (missing > counted && !scenario.has(Fault.SMALL_BUFFERS) && !scenario.crashes()) {
            throw new Violation(Invariant.LOSS_FREE, missing + " packets are missing, but only " + counted
                + " were counted");
        }
        if (ledger.atController() > outcomes.countedLost()) {
            throw new Violation(Invariant.BOUNDED, ledger.atController() + " packets are still at the controller: "
                + ledger.tracks().stream().filter(Track::isAtController).map(Track::toString).toList());
        }
    }

    private static String whereabouts(final Track track, final int sequence) {
        if (track.is(sequence, Track.PROCESSED)) {
            return " was processed, not delivered";
        }
        if (track.is(sequence, Track.AT_CONTROLLER)) {
            return " is still at the controller";
        }
        return track.is(sequence, Track.DROPPED) ? " was dropped" : " is lost";
    }

    private void checkAgents() {
        for (final var agent : plant.agents()) {
            if (agent.machine().held() != 0 || agent.held() != 0) {
                throw new Violation(Invariant.ENDS, agent.id() + " still holds " + agent.held() + " packets");
            }
            if (agent.machine().flows() != 0) {
                throw new Violation(Invariant.ENDS, agent.id() + " still has " + agent.machine().flows() + " flows");
            }
        }
    }

    private void checkEntries(final SimSwitch node) {
        final var there = new ArrayList<>(node.table().entries());
        there.sort(SwitchTable.BY_PRIORITY);
        for (final var entry : there) {
            final int kind = (int) (entry.cookie() >>> 44) & 0xF;
            if (kind == EXACT && !scenario.mayRollBack() || kind == DETECTION) {
                throw new Violation(Invariant.ENDS, "entry left over: " + entry);
            }
        }
        final var expected = new HashSet<FlowEntry>(plant.controller().machine().expectedEntries(node.node()));
        for (final var entry : there) {
            if (!expected.remove(entry)) {
                throw new Violation(Invariant.ENDS, "entry that the controller does not know of: " + entry);
            }
        }
        if (!expected.isEmpty()) {
            throw new Violation(Invariant.ENDS, "entry missing: " + expected.iterator().next());
        }
    }

    /** What is told over all requests adds up, and is no less than what is told of each of them. */
    private void checkTotals() {
        final var machine = plant.controller().machine();
        final var totals = machine.statistics();
        final long ended = totals.ended().values().stream().flatMap(each -> each.counts().stream())
            .mapToLong(Long::longValue).sum();
        if (totals.detected() != ended || !totals.flows().isEmpty()) {
            throw new Violation(Invariant.ENDS, totals.detected() + " flows were detected and " + ended
                + " handovers have ended, in progress " + totals.flows());
        }
        long held = 0;
        for (final var id : plant.controller().everUsed()) {
            for (final var view : Outcomes.views(machine, id)) {
                held += view.controller().bufferedTotal();
                if (view.controller().bufferedMax() > totals.packets().bufferedMax()) {
                    throw new Violation(Invariant.BOUNDED, id + " held " + view.controller().bufferedMax()
                        + " packets at a time, all together " + totals.packets().bufferedMax());
                }
            }
        }
        if (held > totals.packets().bufferedTotal() || totals.packets().buffered() != 0) {
            throw new Violation(Invariant.BOUNDED, held + " packets were held, all together " + totals.packets());
        }
    }

    private void checkProtocol() {
        final var protocol = plant.controller().machine().protocol();
        if (scenario.faults.isEmpty() && !cancelled && protocol.errors() != 0) {
            throw new Violation(Invariant.NO_EXCEPTION, protocol.errors() + " protocol errors");
        }
    }
}
