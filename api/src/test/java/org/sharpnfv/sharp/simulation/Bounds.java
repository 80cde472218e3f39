/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import org.sharpnfv.sharp.controller.HandoverMode;

/** The bounds that invariants 4 to 6 name, with what they allow on top of what is configured. */
final class Bounds {
    /** Packets that arrive while a buffer that has overflowed is being released. */
    static final int RELEASE_SLACK = 4_096;
    /** How long an event may be late, nanoseconds. */
    static final long SLACK_NS = 5_000_000L;

    private Bounds() {
        // static functions only
    }

    /** How long a packet may be at the controller: round trips, guard and silence; with OpenNF the state transfer. */
    static long atControllerNs(final Scenario scenario) {
        final long roundTripNs = 6 * scenario.controlDelayNs + 2_000_000L;
        long quietNs = 6 * roundTripNs + 2 * scenario.staleNs + scenario.settings.guardNs()
            + 2 * scenario.settings.startSilenceNs();
        if (scenario.mode == HandoverMode.OPENNF) {
            quietNs += scenario.stateNs + 4 * scenario.vnfWordNs + 10_000_000L;
        }
        if (scenario.isHarmless()) {
            // one that comes too late for the replay window is repeated, the later the more flows there are
            return quietNs + (scenario.has(Fault.CONTROL_DELAY) ? 4 * DELAYED_NS + scenario.flows * REPEATED_NS : 0);
        }
        // repeated until acknowledged, and once more on the way back
        return quietNs + 2 * (scenario.settings.acknowledgeNs() + scenario.deadlineNs)
            + (scenario.crashes() ? 20_000_000_000L : 0) + SLACK_NS;
    }

    /** How much may happen in a run: retries are bounded, packets do not go to and fro. */
    static long events(final long packets) {
        return 200_000 + 200 * packets;
    }

    /** By how much a control message may be late. */
    static final long DELAYED_NS = 12_000_000L;

    /** What each flow adds to the time after which a control message is repeated. */
    private static final long REPEATED_NS = 500_000L;

    /** How long the handover of a flow may take: its deadline, that of the roll-back, and the release without order. */
    static long handoverNs(final Scenario scenario) {
        return 2 * scenario.deadlineNs + 2 * scenario.settings.acknowledgeNs()
            + (scenario.crashes() ? 12_000_000_000L : 0) + SLACK_NS;
    }
}
