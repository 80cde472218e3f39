/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/** When what happened in a flow's handover, nanoseconds from its start. */
final class Milestones {
    private final long startedNs;
    private long acknowledgedNs;
    private long drainedNs;
    private long firstReleaseNs;
    private long releaseFinishedNs;
    private long importedNs;

    Milestones(final long startedNs) {
        this.startedNs = startedNs;
    }

    void acknowledged(final long nowNs) {
        acknowledgedNs = nowNs - startedNs;
    }

    /** Counts the first time. */
    void drained(final long nowNs) {
        if (drainedNs == 0) {
            drainedNs = nowNs - startedNs;
        }
    }

    /** Counts the first time. */
    void released(final long nowNs) {
        if (firstReleaseNs == 0) {
            firstReleaseNs = nowNs - startedNs;
        }
    }

    void releaseFinished(final long nowNs) {
        releaseFinishedNs = nowNs - startedNs;
    }

    void imported(final int afterUs) {
        importedNs = afterUs * 1000L;
    }

    FlowView.Timeline timeline(final Sweep sweep) {
        return new FlowView.Timeline(sweep.requestedNs(), sweep.inForceNs(), acknowledgedNs, drainedNs, firstReleaseNs,
            releaseFinishedNs, importedNs);
    }
}
