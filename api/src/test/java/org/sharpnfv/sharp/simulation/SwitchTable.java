/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FrameHeader;

/** A switch's flow tables: entries for one flow by hash, the few others by priority. */
final class SwitchTable {
    private final Map<Identity, FlowEntry> all = new HashMap<>();
    private final Map<Identity, FlowEntry> exact = new HashMap<>();
    private final List<FlowEntry> others = new ArrayList<>();
    private int most;

    private record Identity(int table, int priority, Long metadata, FlowMatch match) {
        static Identity of(final FlowEntry entry) {
            return new Identity(entry.table(), entry.priority(), entry.metadata(), entry.match());
        }
    }

    /** An action and the cookie of the entry that it is from. */
    record Decision(Action action, long cookie) {
    }

    List<FlowEntry> entries() {
        return List.copyOf(all.values());
    }

    /** The most entries at a time. */
    int most() {
        return most;
    }

    void clear() {
        all.clear();
        exact.clear();
        others.clear();
    }

    void install(final FlowEntry entry) {
        remove(entry);
        final var identity = Identity.of(entry);
        all.put(identity, entry);
        if (isExact(entry.match())) {
            exact.put(flow(entry), entry);
        } else {
            int at = 0;
            while (at < others.size() && others.get(at).priority() >= entry.priority()) {
                at++;
            }
            others.add(at, entry);
        }
        most = Math.max(most, all.size());
    }

    void remove(final FlowEntry gone) {
        final var identity = Identity.of(gone);
        final var there = all.remove(identity);
        if (there != null && !exact.remove(flow(there), there)) {
            others.removeIf(entry -> Identity.of(entry).equals(identity));
        }
    }

    /** All of SHarP's entries for one flow have the same priority. */
    private static Identity flow(final FlowEntry entry) {
        return new Identity(entry.table(), 0, entry.metadata(), entry.match());
    }

    void removeAll(final long cookie, final long mask) {
        entries().stream().filter(entry -> ((entry.cookie() ^ cookie) & mask) == 0).forEach(this::remove);
    }

    private static boolean isExact(final FlowMatch match) {
        return match.ethSource() != null && match.ethDestination() != null && match.sourcePort() != null;
    }

    /** Where a packet goes, and by which entries. */
    List<Decision> decide(final int port, final FrameHeader header) {
        final var decisions = new ArrayList<Decision>(2);
        final var key = header.key();
        int table = 0;
        Long metadata = null;
        while (table >= 0) {
            final var entry = best(table, metadata, port, key);
            table = -1;
            if (entry != null) {
                for (final var action : entry.actions()) {
                    if (action instanceof Action.Goto next) {
                        table = next.table();
                        metadata = next.metadata();
                    } else {
                        decisions.add(new Decision(action, entry.cookie()));
                    }
                }
            }
        }
        return decisions;
    }

    private FlowEntry best(final int table, final Long metadata, final int port, final FlowKey key) {
        FlowEntry best = null;
        if (metadata != null && !exact.isEmpty()) {
            final var match = FlowMatch.exact(key);
            best = exact.get(new Identity(table, 0, metadata, match));
        }
        for (final var entry : others) {
            if (best != null && best.priority() >= entry.priority()) {
                return best;
            }
            if (entry.table() == table && (entry.metadata() == null || entry.metadata().equals(metadata))
                    && (entry.match().inPort() == null || entry.match().inPort() == port)
                    && entry.match().matches(key)) {
                return entry;
            }
        }
        return best;
    }

    /** For messages. */
    static final Comparator<FlowEntry> BY_PRIORITY = Comparator.comparingInt(FlowEntry::table)
        .thenComparing(Comparator.comparingInt(FlowEntry::priority).reversed());
}
