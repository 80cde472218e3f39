/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerMachine.StateChange;
import org.sharpnfv.sharp.controller.JournalNote;

/**
 * Takes from the machine what is new, for the {@link MirrorThread}: {@value #SETTLE_MS} ms after a handover has entered
 * another phase, else every {@value #INTERVAL_MS} ms, and as long as the datastore is at work not at all, so that what
 * changes meanwhile is taken once. The datastore takes some milliseconds of a processor for each write, which is time
 * that a handover in progress needs itself: one that is over sooner is written once. Called in the engine's turn, it
 * takes no longer than what is new since.
 */
final class Mirror implements EngineThread.Observer {
    static final int INTERVAL_MS = 50;
    /** From a change of state to the write; most handovers of a single flow are over by then. */
    static final int SETTLE_MS = 30;
    /** State changes that may wait to be published; the oldest go first, and leave a gap in the numbers. */
    static final int MAX_CHANGES = 10_000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);
    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(SETTLE_MS);
    private static final long MAX_INTERVAL_NS = TimeUnit.SECONDS.toNanos(3);
    /** Writing may take one part in so many of the time: with thousands of flows the packets need the processor. */
    private static final int SHARE = 15;

    /** Where it goes. */
    interface Sink {
        /**
         * Whether it takes news at once. If it does not, the engine is woken when it does.
         *
         * @return false while the datastore is at work
         */
        boolean isReady();

        /**
         * How long the last news took.
         *
         * @return nanoseconds
         */
        long costNs();

        /**
         * Names of which something was lost since the last call: they have to be told anew.
         *
         * @return the names
         */
        List<String> drainLost();

        /**
         * Writes and publishes. The sink must be ready.
         *
         * @param news what
         */
        void take(News news);
    }

    private final Sink sink;
    private final RequestLedger ledger;
    private final Consumer<JournalNote> journal;
    private final ArrayDeque<StateChange> changes = new ArrayDeque<>();
    private long forgotten;
    private long nextNs;
    /** When the oldest change of state is to be told. */
    private long settledNs = NEVER;
    /** When to look at a sink again that was at work, if it does not call before. */
    private long againNs;

    Mirror(final Sink sink, final RequestLedger ledger, final Consumer<JournalNote> journal) {
        this.sink = sink;
        this.ledger = ledger;
        this.journal = journal;
    }

    @Override
    public void observe(final ControllerMachine machine, final long nowNs) {
        for (var note = machine.pollNote(); note != null; note = machine.pollNote()) {
            journal.accept(note);
        }
        for (var change = machine.pollChange(); change != null; change = machine.pollChange()) {
            if (changes.size() >= MAX_CHANGES) {
                changes.removeFirst();
                forgotten++;
            }
            changes.add(change);
        }
        if (!changes.isEmpty() && settledNs == NEVER) {
            settledNs = nowNs + SETTLE_NS;
        }
        if (dueNs() - nowNs > 0) {
            return;
        }
        if (!sink.isReady()) {
            againNs = nowNs + INTERVAL_NS;
            return;
        }
        nextNs = nowNs + Math.clamp((SHARE - 1) * sink.costNs(), INTERVAL_NS, MAX_INTERVAL_NS);
        sink.drainLost().forEach(machine::restate);
        final var names = machine.drainTouched();
        if (names.isEmpty() && changes.isEmpty()) {
            return;
        }
        final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
        for (final var name : names) {
            ledger.settle(machine, nowNs, name);
            snapshots.put(name, new Snapshot(machine.pollUpdate(name), machine.pollHandBackUpdate(name),
                machine.groupView(name)));
        }
        sink.take(new News(forgotten, List.copyOf(changes), snapshots));
        changes.clear();
        forgotten = 0;
        settledNs = NEVER;
    }

    private long dueNs() {
        return settledNs == NEVER ? nextNs : settledNs;
    }

    @Override
    public long nextNs() {
        return Math.max(dueNs(), againNs);
    }
}
