/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;
import org.sharpnfv.it.timeline.Timeline;

/**
 * Handovers of one flow in mode sharp, each with its timeline.
 *
 * @param commit of what was measured
 * @param at when, UTC
 * @param round in which turn
 * @param timelines of single handovers
 * @param failure why it could not be measured; empty if it could
 */
record TimelineRun(String commit, String at, int round, List<Timeline> timelines, String failure) {
    /** Copies. */
    TimelineRun {
        timelines = List.copyOf(timelines);
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }
}
