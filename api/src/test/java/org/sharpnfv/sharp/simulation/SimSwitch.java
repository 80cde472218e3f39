/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.FrameHeader;

/**
 * A switch with flow tables and, like Open vSwitch, a datapath cache that goes on using an old decision for a flow for
 * a while after the table changed and the barrier was answered. The change is atomic for each flow.
 */
final class SimSwitch {
    private final Clock clock;
    private final Dice dice;
    private final String node;
    private final long staleNs;
    private final Network network;
    private final SwitchTable table = new SwitchTable();
    private final FrameHeader header = new FrameHeader();
    private final Map<Long, Cached> cache = new HashMap<>();
    private long[] changedNs = new long[64];
    private int changes;
    private boolean down;

    /** What a switch reaches. */
    interface Network {
        void packetIn(String node, int port, long cookie, byte[] frame);

        void output(String node, int port, byte[] frame);

        void barrierReply(String node, long token);

        void entriesReply(String node, List<FlowEntry> all);

        /** A switch that is off gets a packet, or an entry drops it. */
        void dropped(String node, byte[] frame, boolean off);
    }

    private static final class Cached {
        int version;
        long staleUntilNs;
        List<SwitchTable.Decision> decisions;
    }

    SimSwitch(final Clock clock, final Dice dice, final String node, final long staleNs, final Network network) {
        this.clock = clock;
        this.dice = dice;
        this.node = node;
        this.staleNs = staleNs;
        this.network = network;
    }

    SwitchTable table() {
        return table;
    }

    String node() {
        return node;
    }

    boolean isDown() {
        return down;
    }

    /** The switch dies; its tables are gone. */
    void crash() {
        down = true;
        table.clear();
        cache.clear();
        changes = 0;
    }

    void restart() {
        down = false;
    }

    void handle(final ControllerOutput output) {
        switch (output) {
            case ControllerOutput.Install install -> {
                table.install(install.entry());
                change();
            }
            case ControllerOutput.Remove remove -> {
                table.remove(remove.entry());
                change();
            }
            case ControllerOutput.RemoveAll all -> {
                table.removeAll(all.cookie(), all.mask());
                change();
            }
            case ControllerOutput.Barrier barrier -> network.barrierReply(node, barrier.token());
            case ControllerOutput.ReadEntries read -> network.entriesReply(node, List.copyOf(table.entries()));
            case ControllerOutput.PacketOut out -> network.output(node, out.port(), out.frame());
        }
    }

    private void change() {
        if (changes == changedNs.length) {
            changedNs = java.util.Arrays.copyOf(changedNs, changes * 2);
        }
        changedNs[changes++] = clock.nowNs();
    }

    /** A packet has come in. */
    void receive(final int port, final byte[] frame) {
        if (down) {
            network.dropped(node, frame, true);
            return;
        }
        final var cached = cache.computeIfAbsent(cacheKey(port, frame), key -> new Cached());
        if (cached.decisions == null) {
            decide(cached, port, frame);
        } else if (cached.version != changes) {
            if (cached.staleUntilNs == 0) {
                cached.staleUntilNs = changedNs[cached.version] + dice.upTo(staleNs);
            }
            if (clock.nowNs() >= cached.staleUntilNs) {
                decide(cached, port, frame);
            }
        }
        final var decisions = cached.decisions;
        if (decisions.isEmpty()) {
            network.dropped(node, frame, false);
        }
        for (int i = 0; i < decisions.size(); i++) {
            final var decision = decisions.get(i);
            final byte[] copy = i == 0 ? frame : frame.clone();
            switch (decision.action()) {
                case Action.Output output -> network.output(node, output.port(), copy);
                case Action.ToController controller -> network.packetIn(node, port, decision.cookie(), copy);
                case Action.Goto next -> throw new IllegalStateException("a goto is resolved in the tables");
            }
        }
    }

    /** Port, and what the entries can tell apart: control frames, marks, flows. */
    private static long cacheKey(final int port, final byte[] frame) {
        final long what;
        if (SimFrame.isControl(frame)) {
            what = -1;
        } else {
            what = SimFrame.isPlain(frame) ? SimFrame.track(frame) : -2;
        }
        return (long) port << 32 | what & 0xFFFF_FFFFL;
    }

    private void decide(final Cached cached, final int port, final byte[] frame) {
        header.parse(ByteBuffer.wrap(frame), 0, frame.length);
        cached.version = changes;
        cached.staleUntilNs = 0;
        cached.decisions = table.decide(port, header);
    }
}
