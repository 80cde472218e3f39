/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.List;
import org.sharpnfv.sharp.wire.AgentCounters;

/**
 * What there is to say about a request's handover, or about its flows being handed back.
 *
 * @param phase where it is
 * @param reason why a flow did not complete, or null
 * @param message the same in words, or empty
 * @param requestedNs when it was asked for
 * @param finishedNs end, or 0
 * @param durationNs from the first packet at the controller to the end of the last flow's handover; 0 before the first
 *     one ended
 * @param detected flows found
 * @param inProgress flows in handover
 * @param completed flows handed over
 * @param rolledBack flows rolled back
 * @param failed flows that failed
 * @param controller the controller's counters, all flows
 * @param agent the agents' counters: maxima of one flow, sums otherwise
 * @param flows flows: those in progress and failed always, finished ones up to a limit; or, where it is said so, only
 *     some or none
 */
public record SweepView(Phase phase, FailureReason reason, String message, long requestedNs, long finishedNs,
        long durationNs, int detected, int inProgress, int completed, int rolledBack, int failed,
        ControllerCounters controller, AgentCounters agent, List<FlowView> flows) {
    /** Copies. */
    public SweepView {
        flows = List.copyOf(flows);
    }

    /** The same with other flows. */
    SweepView with(final List<FlowView> others) {
        return new SweepView(phase, reason, message, requestedNs, finishedNs, durationNs, detected, inProgress,
            completed, rolledBack, failed, controller, agent, others);
    }
}
