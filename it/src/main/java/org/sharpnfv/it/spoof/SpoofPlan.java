/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

/**
 * How an attack goes.
 *
 * @param frames frames that attackers send at least
 * @param attackPps frames/s of each attacker
 * @param handovers handovers there and back that run meanwhile, at least
 * @param ratePps packets/s of the honest stream
 * @param flows its flows
 * @param inside whether attackers on the VNF hosts' links themselves follow
 */
public record SpoofPlan(long frames, int attackPps, int handovers, int ratePps, int flows, boolean inside) {
    /** Length of a frame without frame check sequence, the attackers' packets included: they look alike. */
    static final int SIZE_BYTES = 200;

    /** Checks the ranges. */
    public SpoofPlan {
        if (frames < 0 || frames > 10_000_000) {
            throw new IllegalArgumentException("expected 0 to 10000000 forged frames, found " + frames);
        }
        if (attackPps < 10 || attackPps > 20_000) {
            throw new IllegalArgumentException("expected 10 to 20000 forged frames/s, found " + attackPps);
        }
        if (handovers < 1 || handovers > 1000) {
            throw new IllegalArgumentException("expected 1 to 1000 handovers, found " + handovers);
        }
        if (ratePps < 1 || ratePps > 20_000 || flows < 1 || flows > 1000) {
            throw new IllegalArgumentException("expected 1 to 20000 packets/s of 1 to 1000 flows, found " + ratePps
                + " and " + flows);
        }
    }
}
