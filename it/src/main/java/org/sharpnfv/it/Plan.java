/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import org.sharpnfv.it.traffic.Payload;

/**
 * What an experiment does.
 *
 * @param name prefix of its requests' ids
 * @param ratePps packets/s, all flows together
 * @param sizeBytes length of a frame without frame check sequence
 * @param flows number of flows
 * @param handovers how many, there and back in turn
 * @param stateDelayMs what a state transfer takes in addition
 * @param detectionIdleS idle timeout of the detection entry, seconds
 */
public record Plan(String name, int ratePps, int sizeBytes, int flows, int handovers, long stateDelayMs,
        int detectionIdleS) {
    /** Checks the ranges. */
    public Plan {
        if (ratePps < 1 || ratePps > 20_000) {
            throw new IllegalArgumentException("expected 1 to 20000 packets/s, found " + ratePps);
        }
        if (sizeBytes < Payload.FRAME_MIN || sizeBytes > Payload.FRAME_MAX) {
            throw new IllegalArgumentException("expected frames of " + Payload.FRAME_MIN + " to " + Payload.FRAME_MAX
                + " bytes, found " + sizeBytes);
        }
        if (flows < 1 || flows > 1000) {
            throw new IllegalArgumentException("expected 1 to 1000 flows, found " + flows);
        }
        if (handovers < 0 || handovers > 1000 || stateDelayMs < 0 || stateDelayMs > 60_000) {
            throw new IllegalArgumentException("expected 0 to 1000 handovers and a state delay of 0 to 60000 ms, found "
                + handovers + " and " + stateDelayMs);
        }
    }
}
