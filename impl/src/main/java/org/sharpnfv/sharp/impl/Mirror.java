/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.sharp.controller.ControllerMachine;

/**
 * Takes snapshots of what has changed in the machine, for the {@link MirrorThread}: at once when a handover enters
 * another phase, else every {@value #INTERVAL_MS} ms, never for a packet. Called in the engine's turn.
 */
final class Mirror implements EngineThread.Observer {
    static final int INTERVAL_MS = 50;

    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);

    private final MirrorThread sink;
    private final RequestLedger ledger;
    private long nextNs;

    Mirror(final MirrorThread sink, final RequestLedger ledger) {
        this.sink = sink;
        this.ledger = ledger;
    }

    @Override
    public void observe(final ControllerMachine machine, final long nowNs) {
        var change = machine.pollChange();
        if (change == null && nextNs - nowNs > 0) {
            return;
        }
        for (; change != null; change = machine.pollChange()) {
            sink.publish(change);
        }
        nextNs = nowNs + INTERVAL_NS;
        final var names = machine.drainTouched();
        if (names.isEmpty()) {
            return;
        }
        final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
        for (final var name : names) {
            ledger.settle(machine, nowNs, name);
            snapshots.put(name, new Snapshot(machine.view(name), machine.handBackView(name), machine.groupView(name)));
        }
        sink.mirror(snapshots);
    }

    @Override
    public long nextNs() {
        return nextNs;
    }
}
