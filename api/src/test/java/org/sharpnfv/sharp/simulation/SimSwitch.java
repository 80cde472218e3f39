/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FrameHeader;

/**
 * A switch with flow tables and, like Open vSwitch, a datapath cache that goes on using an old decision for a flow for
 * a while after the table changed and the barrier was answered. The change is atomic for each flow.
 */
final class SimSwitch {
    private final Clock clock;
    private final Random random;
    private final String node;
    private final long staleNs;
    private final Network network;
    private final List<FlowEntry> entries = new ArrayList<>();
    private final Map<Long, Cached> cache = new HashMap<>();
    private final List<Long> changedNs = new ArrayList<>();

    /** What a switch reaches. */
    interface Network {
        void packetIn(String node, int port, long cookie, byte[] frame);

        void output(String node, int port, byte[] frame);

        void barrierReply(String node, long token);
    }

    private static final class Cached {
        int version;
        long staleUntilNs;
        List<Decision> decisions;
    }

    private record Decision(Action action, long cookie) {
    }

    SimSwitch(final Clock clock, final Random random, final String node, final long staleNs, final Network network) {
        this.clock = clock;
        this.random = random;
        this.node = node;
        this.staleNs = staleNs;
        this.network = network;
    }

    List<FlowEntry> entries() {
        return entries;
    }

    void handle(final ControllerOutput output) {
        switch (output) {
            case ControllerOutput.Install install -> {
                remove(install.entry());
                entries.add(install.entry());
                change();
            }
            case ControllerOutput.Remove remove -> {
                remove(remove.entry());
                change();
            }
            case ControllerOutput.RemoveAll all -> {
                entries.removeIf(entry -> ((entry.cookie() ^ all.cookie()) & all.mask()) == 0);
                change();
            }
            case ControllerOutput.Barrier barrier -> network.barrierReply(node, barrier.token());
            case ControllerOutput.PacketOut out -> network.output(node, out.port(), out.frame());
        }
    }

    private void remove(final FlowEntry gone) {
        entries.removeIf(entry -> entry.table() == gone.table() && entry.priority() == gone.priority()
            && java.util.Objects.equals(entry.metadata(), gone.metadata()) && entry.match().equals(gone.match()));
    }

    private void change() {
        changedNs.add(clock.nowNs());
    }

    /** A packet has come in. */
    void receive(final int port, final byte[] frame) {
        final var header = new FrameHeader();
        header.parse(ByteBuffer.wrap(frame), 0, frame.length);
        final long flow = (long) port << 32 | header.hash() & 0xFFFF_FFFFL;
        final var cached = cache.computeIfAbsent(flow, key -> new Cached());
        if (cached.decisions == null) {
            decide(cached, port, header);
        } else if (cached.version != changedNs.size()) {
            if (cached.staleUntilNs == 0) {
                cached.staleUntilNs = changedNs.get(cached.version) + (long) (random.nextDouble() * staleNs);
            }
            if (clock.nowNs() >= cached.staleUntilNs) {
                decide(cached, port, header);
            }
        }
        for (final var decision : cached.decisions) {
            switch (decision.action()) {
                case Action.Output output -> network.output(node, output.port(), frame.clone());
                case Action.ToController controller ->
                    network.packetIn(node, port, decision.cookie(), frame.clone());
                case Action.Goto table -> throw new IllegalStateException("a goto is resolved in the tables");
            }
        }
    }

    private void decide(final Cached cached, final int port, final FrameHeader header) {
        cached.version = changedNs.size();
        cached.staleUntilNs = 0;
        cached.decisions = new ArrayList<>();
        int table = 0;
        Long metadata = null;
        while (table >= 0) {
            FlowEntry best = null;
            for (final var entry : entries) {
                if (entry.table() == table && (best == null || entry.priority() > best.priority())
                        && (entry.metadata() == null || entry.metadata().equals(metadata))
                        && matches(entry.match(), port, header)) {
                    best = entry;
                }
            }
            table = -1;
            if (best != null) {
                for (final var action : best.actions()) {
                    if (action instanceof Action.Goto next) {
                        table = next.table();
                        metadata = next.metadata();
                    } else {
                        cached.decisions.add(new Decision(action, best.cookie()));
                    }
                }
            }
        }
    }

    private static boolean matches(final FlowMatch match, final int port, final FrameHeader header) {
        return (match.inPort() == null || match.inPort() == port) && match.matches(header.key());
    }
}
