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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.sharpnfv.sharp.flow.FlowMatch;

/**
 * What SHarP should have on each switch. While a switch is gone the book goes on; when it is back, it gets what it
 * should have, loses what it should not, and barriers that are waited for are asked again.
 */
final class SwitchBook {
    /** Most removals that are remembered for a switch that is gone; beyond, all of a kind go and come back. */
    static final int MAX_MISSED = 20_000;

    /** Packets that may wait for a switch that is gone. */
    static final int MAX_PARKED = 16_384;

    private static final List<Cookie.Kind> LASTING = List.of(Cookie.Kind.CLASSIFIER, Cookie.Kind.LEARNING,
        Cookie.Kind.DEFAULT, Cookie.Kind.FORWARDING, Cookie.Kind.DETECTION);

    private static final Comparator<FlowEntry> BACKWARDS = Comparator.comparingInt(FlowEntry::table)
        .thenComparingInt(FlowEntry::priority).reversed();

    private final int cookiePrefix;
    private final int incarnation;
    private final ArrayDeque<ControllerOutput> outputs;
    private final Map<String, Page> pages = new HashMap<>();
    private final Set<Page> asking = new LinkedHashSet<>();
    private final Map<Long, PendingBarrier> barriers = new LinkedHashMap<>();
    private long nextBarrier = 1;

    private record PendingBarrier(String node, List<LongConsumer> actions) {
    }

    private record EntryIdentity(int table, int priority, Long metadata, FlowMatch match) {
        static EntryIdentity of(final FlowEntry entry) {
            return new EntryIdentity(entry.table(), entry.priority(), entry.metadata(), entry.match());
        }
    }

    /** A removal, and the first barrier that can be behind it. */
    private record Removal(FlowEntry entry, long barrier) {
    }

    private static final class Page {
        final String node;
        boolean connected;
        long connectedNs;
        boolean known;
        boolean lastingToRemove;
        boolean exactToRemove;
        final Map<EntryIdentity, FlowEntry> expected = new LinkedHashMap<>();
        boolean sweepNeeded;
        boolean restoring;
        boolean restoreAgain;
        /** Removals of which no barrier has told yet that the switch has done them: repeated when it is back. */
        final ArrayDeque<Removal> removals = new ArrayDeque<>();
        final ArrayDeque<ControllerOutput> parked = new ArrayDeque<>();
        List<LongConsumer> awaiting = new ArrayList<>();

        Page(final String node) {
            this.node = node;
        }
    }

    SwitchBook(final int cookiePrefix, final int incarnation, final ArrayDeque<ControllerOutput> outputs) {
        this.cookiePrefix = cookiePrefix;
        this.incarnation = incarnation;
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
        page.removals.add(new Removal(entry, nextBarrier));
        if (page.removals.size() > MAX_MISSED) {
            page.removals.clear();
            page.sweepNeeded = true;
        }
        if (page.connected) {
            outputs.add(new ControllerOutput.Remove(entry));
        }
    }

    /** The switch has removed an entry by itself. */
    void forget(final FlowEntry entry) {
        page(entry.node()).expected.remove(EntryIdentity.of(entry));
    }

    /**
     * Somebody else has removed an entry that should be there: he may have removed more, of which no switch tells, so
     * all are put again. The removals of one stroke are told one by one; while all are being put, another one means
     * only that they are put once more.
     */
    void restore(final String node, final long cookie) {
        final var page = page(node);
        if (!page.connected || page.expected.values().stream().noneMatch(entry -> entry.cookie() == cookie)) {
            return;
        }
        if (page.restoring) {
            page.restoreAgain = true;
        } else {
            putBack(page);
        }
    }

    private void putBack(final Page page) {
        page.restoring = true;
        installAll(page);
        barrier(page.node, nowNs -> {
            page.restoring = false;
            if (page.restoreAgain) {
                page.restoreAgain = false;
                putBack(page);
            }
        });
    }

    /** What sends packets on to other entries comes last: until then the switch has nothing that is only half right. */
    private void installAll(final Page page) {
        page.expected.values().stream().sorted(BACKWARDS).forEach(entry ->
            outputs.add(new ControllerOutput.Install(entry)));
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

    /** Calls an action when the switch has done everything so far. What is asked in one cycle shares one barrier. */
    void barrier(final String node, final LongConsumer action) {
        final var page = page(node);
        page.awaiting.add(action);
        asking.add(page);
    }

    /** The end of a cycle. */
    void flush() {
        for (final var page : asking) {
            final long token = nextBarrier++;
            barriers.put(token, new PendingBarrier(page.node, page.awaiting));
            page.awaiting = new ArrayList<>();
            if (page.connected) {
                outputs.add(new ControllerOutput.Barrier(page.node, token));
            }
        }
        asking.clear();
    }

    void handleBarrier(final long nowNs, final long token) {
        final var pending = barriers.remove(token);
        if (pending != null) {
            final var removals = page(pending.node()).removals;
            while (!removals.isEmpty() && removals.getFirst().barrier() <= token) {
                removals.removeFirst();
            }
            pending.actions().forEach(action -> action.accept(nowNs));
        }
    }

    /** Sends a packet of a user, now or when the switch is back; false if it is lost because too many wait. */
    boolean packetOut(final String node, final int port, final byte[] frame) {
        final var page = page(node);
        if (!page.connected && page.parked.size() >= MAX_PARKED) {
            return false;
        }
        (page.connected ? outputs : page.parked).add(new ControllerOutput.PacketOut(node, port, frame));
        return true;
    }

    /** Removes what controllers of before have left, apart from exact entries; now or when the switch is back. */
    void removeLastingOfOthers(final String node) {
        page(node).lastingToRemove = true;
        removeOfOthers(page(node));
    }

    /** Removes exact entries that controllers of before have left; now or when the switch is back. */
    void removeExactOfOthers(final String node) {
        page(node).exactToRemove = true;
        removeOfOthers(page(node));
    }

    private void removeOfOthers(final Page page) {
        if (page.connected && page.lastingToRemove) {
            page.lastingToRemove = false;
            LASTING.forEach(kind -> removeOfOthers(page.node, kind));
        }
        if (page.connected && page.exactToRemove) {
            page.exactToRemove = false;
            removeOfOthers(page.node, Cookie.Kind.EXACT);
            removeOfOthers(page.node, Cookie.Kind.OFFER);
        }
    }

    private void removeOfOthers(final String node, final Cookie.Kind kind) {
        final long ours = Cookie.of(cookiePrefix, kind, incarnation, 0);
        for (int i = 0; i < Cookie.INCARNATION_BITS; i++) {
            // whoever differs from this one does so in some bit
            final long bit = Cookie.incarnationBit(i);
            outputs.add(new ControllerOutput.RemoveAll(node, (ours ^ bit) & (Cookie.KIND_MASK | bit),
                Cookie.KIND_MASK | bit));
        }
    }

    /** Returns whether this is the first time. */
    boolean handleConnected(final long nowNs, final String node) {
        final var page = page(node);
        final boolean first = !page.known;
        page.connected = true;
        page.connectedNs = nowNs;
        page.known = true;
        if (page.sweepNeeded) {
            // too much to remember
            page.sweepNeeded = false;
            for (final var kind : List.of(Cookie.Kind.DETECTION, Cookie.Kind.EXACT, Cookie.Kind.OFFER)) {
                outputs.add(new ControllerOutput.RemoveAll(node, Cookie.of(cookiePrefix, kind, 0, 0),
                    Cookie.KIND_MASK));
            }
        }
        installAll(page);
        // and what makes way for others goes when those are there
        page.removals.stream().map(Removal::entry)
            .filter(entry -> !page.expected.containsKey(EntryIdentity.of(entry)))
            .forEach(entry -> outputs.add(new ControllerOutput.Remove(entry)));
        barriers.forEach((token, pending) -> {
            if (pending.node().equals(node)) {
                outputs.add(new ControllerOutput.Barrier(node, token));
            }
        });
        outputs.addAll(page.parked);
        page.parked.clear();
        removeOfOthers(page);
        return first;
    }

    void handleDisconnected(final String node) {
        page(node).connected = false;
    }

    boolean isConnected(final String node) {
        return page(node).connected;
    }

    /** How long a switch has been connected, nanoseconds; 0 if it is not. */
    long connectedForNs(final long nowNs, final String node) {
        final var page = page(node);
        return page.connected ? nowNs - page.connectedNs : 0;
    }

    List<FlowEntry> expected(final String node) {
        return List.copyOf(page(node).expected.values());
    }

    private Page page(final String node) {
        return pages.computeIfAbsent(node, Page::new);
    }
}
