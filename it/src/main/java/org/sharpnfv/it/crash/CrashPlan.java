/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.crash;

/**
 * What flows while somebody is killed.
 *
 * @param ratePps packets/s, all flows together
 * @param flows number of flows
 * @param stateDelayMs what a state transfer takes in addition
 */
public record CrashPlan(int ratePps, int flows, long stateDelayMs) {
    /** Length of a frame without frame check sequence. */
    static final int SIZE_BYTES = 200;

    /** Checks the ranges. */
    public CrashPlan {
        if (ratePps < 1 || ratePps > 20_000) {
            throw new IllegalArgumentException("expected 1 to 20000 packets/s, found " + ratePps);
        }
        if (flows < 1 || flows > 1000) {
            throw new IllegalArgumentException("expected 1 to 1000 flows, found " + flows);
        }
        if (stateDelayMs < 0 || stateDelayMs > 8000) {
            throw new IllegalArgumentException("expected a state delay of 0 to 8000 ms, within the deadline of a"
                + " handover, found " + stateDelayMs);
        }
    }

    /** Time between two packets of a flow. */
    long intervalMs() {
        return 1000L * flows / ratePps;
    }
}
