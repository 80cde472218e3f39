/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.sharpnfv.sharp.flow.FlowMatch;

/**
 * What SHarP should have on each switch. While a switch is gone the book goes on; when it is back, it gets what it
 * should have, loses what it should not, and barriers that are waited for are asked again.
 */
final class SwitchBook {
    /** Most removals that are remembered for a switch that is gone; beyond, all of a kind go and come back. */
    static final int MAX_MISSED = 20_000;

    private final int cookiePrefix;
    private final ArrayDeque<ControllerOutput> outputs;
    private final Map<String, Page> pages = new HashMap<>();
    private final Map<Long, PendingBarrier> barriers = new LinkedHashMap<>();
    private long nextBarrier = 1;

    private record PendingBarrier(String node, LongConsumer action) {
    }

    private record EntryIdentity(int table, int priority, Long metadata, FlowMatch match) {
        static EntryIdentity of(final FlowEntry entry) {
            return new EntryIdentity(entry.table(), entry.priority(), entry.metadata(), entry.match());
        }
    }

    private static final class Page {
        boolean connected;
        boolean known;
        final Map<EntryIdentity, FlowEntry> expected = new LinkedHashMap<>();
        boolean sweepNeeded;
        final List<FlowEntry> missedRemovals = new ArrayList<>();
    }

    SwitchBook(final int cookiePrefix, final ArrayDeque<ControllerOutput> outputs) {
        this.cookiePrefix = cookiePrefix;
        this.outputs = outputs;
    }

    void install(final FlowEntry entry) {
        final var page = page(entry.node());
        page.expected.put(EntryIdentity.of(entry), entry);
        if (page.connected) {
            outputs.add(new ControllerOutput.Install(entry));
        }
    }

    void remove(final FlowEntry entry) {
        final var page = page(entry.node());
        page.expected.remove(EntryIdentity.of(entry));
        if (page.connected) {
            outputs.add(new ControllerOutput.Remove(entry));
        } else {
            page.missedRemovals.add(entry);
            if (page.missedRemovals.size() > MAX_MISSED) {
                page.missedRemovals.clear();
                page.sweepNeeded = true;
            }
        }
    }

    /** The switch has removed an entry by itself. */
    void forget(final FlowEntry entry) {
        page(entry.node()).expected.remove(EntryIdentity.of(entry));
    }

    /** Removes whatever has one of two metadata values: everything that a group has in the steering table. */
    void removeByMetadata(final long one, final long other) {
        for (final var page : pages.values()) {
            for (final var entry : List.copyOf(page.expected.values())) {
                if (entry.metadata() != null && (entry.metadata() == one || entry.metadata() == other)) {
                    remove(entry);
                }
            }
        }
    }

    void barrier(final String node, final LongConsumer action) {
        final long token = nextBarrier++;
        barriers.put(token, new PendingBarrier(node, action));
        if (isConnected(node)) {
            outputs.add(new ControllerOutput.Barrier(node, token));
        }
    }

    void handleBarrier(final long nowNs, final long token) {
        final var pending = barriers.remove(token);
        if (pending != null) {
            pending.action().accept(nowNs);
        }
    }

    void handleConnected(final String node) {
        final var page = page(node);
        page.connected = true;
        if (!page.known || page.sweepNeeded) {
            // what a controller of before left there for a moment only, or too much to remember
            page.known = true;
            page.sweepNeeded = false;
            for (final var kind : List.of(Cookie.Kind.DETECTION, Cookie.Kind.EXACT)) {
                outputs.add(new ControllerOutput.RemoveAll(node, Cookie.of(cookiePrefix, kind, 0), Cookie.KIND_MASK));
            }
        }
        page.missedRemovals.forEach(entry -> outputs.add(new ControllerOutput.Remove(entry)));
        page.missedRemovals.clear();
        page.expected.values().forEach(entry -> outputs.add(new ControllerOutput.Install(entry)));
        barriers.forEach((token, pending) -> {
            if (pending.node().equals(node)) {
                outputs.add(new ControllerOutput.Barrier(node, token));
            }
        });
    }

    void handleDisconnected(final String node) {
        page(node).connected = false;
    }

    boolean isConnected(final String node) {
        return page(node).connected;
    }

    List<FlowEntry> expected(final String node) {
        return List.copyOf(page(node).expected.values());
    }

    private Page page(final String node) {
        return pages.computeIfAbsent(node, name -> new Page());
    }
}
