/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * Packets that came before it is known what a controller of before had begun with their flows: HSLs report attempts,
 * entries tell where flows are.
 */
final class EarlyPackets {
    /** Most that wait; a flow of which one more comes waits no longer. */
    static final int MAX = 65_536;

    /** A packet by an entry that sends flows here. */
    record Packet(PortUse use, Cookie.Kind kind, long cookie, byte[] frame) {
    }

    /** A packet that an HSL has sent back. */
    record Returned(PortUse use, byte[] frame) {
    }

    private record Key(Group group, FlowKey flow) {
    }

    private final Map<Key, List<Packet>> byFlow = new LinkedHashMap<>();
    private final List<Returned> returned = new ArrayList<>();
    private int count;

    boolean isFull() {
        return count >= MAX;
    }

    void add(final FlowKey flow, final Packet packet) {
        byFlow.computeIfAbsent(new Key(packet.use().group(), flow), any -> new ArrayList<>()).add(packet);
        count++;
    }

    void add(final Returned packet) {
        returned.add(packet);
        count++;
    }

    /** Those of one flow, in order. */
    List<Packet> take(final Group group, final FlowKey flow) {
        final var packets = byFlow.remove(new Key(group, flow));
        count -= packets == null ? 0 : packets.size();
        return packets == null ? List.of() : packets;
    }

    /** All, flow by flow. */
    List<Packet> takeAll() {
        final var all = byFlow.values().stream().flatMap(List::stream).toList();
        byFlow.clear();
        count = returned.size();
        return all;
    }

    /** Those that fit, in order. */
    List<Returned> takeReturned(final Predicate<Returned> fits) {
        final var taken = returned.stream().filter(fits).toList();
        returned.removeAll(taken);
        count -= taken.size();
        return taken;
    }
}
