/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.AgentCounters;

/**
 * What there is to say about one flow's handover. Times are the machine's, nanoseconds.
 *
 * @param key forward key
 * @param source name of the source; empty if there is none
 * @param destination name of the destination
 * @param phase where it is
 * @param reason why it did not complete, or null
 * @param startedNs first packet at the controller
 * @param finishedNs end, or 0
 * @param timeline nanoseconds from the start
 * @param controller the controller's counters
 * @param agent the destination's counters
 */
public record FlowView(FlowKey key, String source, String destination, Phase phase, FailureReason reason,
        long startedNs, long finishedNs, Timeline timeline, ControllerCounters controller, AgentCounters agent) {
    /**
     * When what happened, nanoseconds from the start of the flow's handover, if it is not said otherwise; 0 if not yet.
     *
     * @param requestedNs the request came, by the machine's time
     * @param inForceNs the detection entry is in force on all switches, by the machine's time; mostly before the start
     * @param acknowledgedNs all START_HOs acknowledged: phase 2 begins
     * @param drainedNs the source has processed everything
     * @param firstReleaseNs all buffered packets of one direction are with the destination
     * @param releaseFinishedNs all buffered packets are with the destination: phase 3 begins
     * @param importedNs the destination's VNF had the state, as its HSL tells afterwards
     */
    public record Timeline(long requestedNs, long inForceNs, long acknowledgedNs, long drainedNs, long firstReleaseNs,
            long releaseFinishedNs, long importedNs) {
    }
}
