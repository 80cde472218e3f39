/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.traffic.DelaySeries.Window;

/**
 * One handover of an experiment.
 *
 * @param id the request
 * @param handBack whether it was the hand-back after the request's deletion
 * @param view how the operational datastore showed it at the end
 * @param window from just before the REST call to just after its end was seen
 */
public record Outcome(String id, boolean handBack, HandoverView view, Window window) {
    /**
     * Whether all flows are where the request, or its deletion, wants them.
     *
     * @return true if so
     */
    public boolean isCompleted() {
        return view.phase().equals(handBack ? "rolled-back" : "completed") && view.flows("rolled-back") == 0
            && view.flows("failed") == 0;
    }
}
