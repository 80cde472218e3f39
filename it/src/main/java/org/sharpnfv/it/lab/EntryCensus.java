/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many of SHarP's entries the switches have at most: they tell of each change, so that no peak is too short. */
public final class EntryCensus implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** One switch. */
    private record Watched(ChildProcess monitor, EntryTally tally) {
        void listen() {
            monitor.heard().forEach(tally::note);
        }
    }

    private final Sandbox sandbox;
    private final List<Watched> switches = new ArrayList<>();

    private EntryCensus(final Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Begins, and returns when all switches tell what they have: from then on they tell of each change. */
    static EntryCensus begin(final Sandbox sandbox, final OpenVSwitch ovs) {
        final var census = new EntryCensus(sandbox);
        for (String bridge : ovs.bridges()) {
            census.switches.add(new Watched(ovs.monitor(sandbox, bridge), new EntryTally()));
        }
        for (var each : census.switches) {
            each.tally().note(each.monitor().hear(START_LIMIT));
        }
        return census;
    }

    /**
     * The most entries that one of the switches has had since the begin.
     *
     * @return the number
     */
    public int most() {
        switches.forEach(Watched::listen);
        return switches.stream().mapToInt(each -> each.tally().most()).max().orElse(0);
    }

    /** Ends it. */
    @Override
    public void close() {
        switches.forEach(each -> sandbox.stop(each.monitor()));
    }
}
