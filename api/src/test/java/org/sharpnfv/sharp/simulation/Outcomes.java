/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.FailureReason;
import org.sharpnfv.sharp.controller.FlowView;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.SweepView;

/** What the northbound was told about each handover: how it ended, and what it counted. */
final class Outcomes {
    /** Packets of a failed handover may be out of order until they have passed. */
    private static final long AFTERMATH_NS = 200_000_000L;
    /** What a controller that starts anew needs for a flow in handover. */
    private static final long RESUMED_NS = 5_000_000_000L;
    /** For one whose request is gone: two attempts of 5 s, of which no request tells the end. */
    private static final long ORPHANED_NS = 12_000_000_000L;

    private final Map<Integer, List<Told>> byFlow = new HashMap<>();
    private final List<Told> unlisted = new ArrayList<>();
    private int completed;
    private int failed;
    private int rolledBack;
    private long countedLost;

    /** One handover of one flow. */
    private record Told(long fromNs, long toNs, boolean disturbed, String text) {
    }

    /** The handovers of a request have ended. */
    void add(final SweepView view) {
        countedLost += view.controller().lost() + view.agent().lost();
        completed += view.completed();
        failed += view.failed();
        rolledBack += view.rolledBack();
    }

    /** What was told about single flows. */
    void addFlows(final SweepView view) {
        for (final var flow : view.flows()) {
            if (flow.finishedNs() != 0 && (flow.phase() != Phase.COMPLETED || flow.reason() != null
                    || flow.agent().reordered() > 0
                    || flow.agent().lost() > 0 || flow.controller().lost() > 0)) {
                // what passes an agent that has just started meets a VNF that may have given its state away
                final boolean disturbed = flow.phase() == Phase.FAILED || flow.reason() != null
                    && flow.phase() == Phase.COMPLETED || flow.reason() == FailureReason.AGENT_RESTARTED
                    || flow.agent().reordered() > 0;
                told(flow, disturbed);
            }
        }
    }

    private void told(final FlowView view, final boolean disturbed) {
        byFlow.computeIfAbsent(flow(view), key -> new ArrayList<>()).add(new Told(view.startedNs(),
            view.finishedNs(), disturbed, view.phase() + " because of " + view.reason()));
    }

    String told(final int flow) {
        return byFlow.getOrDefault(flow, List.of()).toString();
    }

    /** A request of the same name has taken the place of one that ended: what is known of its flows is lost. */
    void addUnlisted(final SweepView view) {
        if (view.failed() > 0 || view.reason() != null || view.controller().lost() + view.agent().lost() > 0) {
            unlisted.add(new Told(view.requestedNs(), view.finishedNs(), true, view.phase() + ", no longer listed"));
        }
    }

    static int flow(final FlowView view) {
        return view.key().sourcePort() - SimFrame.FIRST_PORT;
    }

    /** The controller dies: what it had in hand may suffer. */
    void interrupt(final ControllerMachine machine, final Iterable<String> requests, final long nowNs) {
        for (final var id : requests) {
            final long excusedNs = machine.handBackView(id) == null ? RESUMED_NS : ORPHANED_NS;
            for (final var view : views(machine, id)) {
                countedLost += view.controller().lost() + view.agent().lost();
                for (final var flow : view.flows()) {
                    if (flow.finishedNs() == 0
                            || flow.phase() == Phase.FAILED && nowNs - flow.finishedNs() <= AFTERMATH_NS) {
                        byFlow.computeIfAbsent(flow(flow), key -> new ArrayList<>()).add(new Told(flow.startedNs(),
                            nowNs + excusedNs, true, "the controller died"));
                    }
                }
            }
        }
        countedLost += machine.protocol().lostPackets();
    }

    static List<SweepView> views(final ControllerMachine machine, final String id) {
        final var views = new ArrayList<SweepView>();
        final var take = machine.view(id);
        final var back = machine.handBackView(id);
        if (take != null) {
            views.add(take);
        }
        if (back != null) {
            views.add(back);
        }
        return views;
    }

    /** Whether a handover of the flow at that time has ended as failed, or counted packets out of order. */
    boolean explains(final Ledger.Suspicion suspicion) {
        final var all = Stream.concat(byFlow.getOrDefault(suspicion.flow(), List.of()).stream(), unlisted.stream())
            .toList();
        return all.stream().anyMatch(told -> told.disturbed && told.fromNs - suspicion.atNs() <= 0
            && suspicion.sinceNs() - aftermathNs(told, all) <= 0);
    }

    /** When packets of a failed handover have passed: not while the next one holds them. */
    private static long aftermathNs(final Told failed, final List<Told> all) {
        long untilNs = failed.toNs + AFTERMATH_NS;
        for (final var next : all) {
            if (next.fromNs - failed.toNs >= 0 && next.fromNs - untilNs <= 0) {
                untilNs = Math.max(untilNs, next.toNs + AFTERMATH_NS);
            }
        }
        return untilNs;
    }

    /** Whether it was told that the flow has lost packets, or that its handover did not go as it should. */
    boolean accountsFor(final int flow) {
        return byFlow.containsKey(flow) || !unlisted.isEmpty();
    }

    int completed() {
        return completed;
    }

    int failed() {
        return failed;
    }

    int rolledBack() {
        return rolledBack;
    }

    /** Packets that controller and agents have counted as lost. */
    long countedLost() {
        return countedLost;
    }
}
