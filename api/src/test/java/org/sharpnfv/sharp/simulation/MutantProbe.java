/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import org.sharpnfv.sharp.controller.HandoverMode;

/** What runs inside a mutant's class loader: seeds, until one breaks an invariant. Called by reflection. */
public final class MutantProbe {
    private MutantProbe() {
        // static functions only
    }

    /**
     * Runs seeds.
     *
     * @param first the first
     * @param count how many at most
     * @param durationNs how long at most, nanoseconds
     * @return invariant, seed and message of the first violation; null if there is none
     */
    public static String[] run(final long first, final long count, final long durationNs) {
        final long beganNs = System.nanoTime();
        for (long seed = first; seed < first + count && System.nanoTime() - beganNs < durationNs; seed++) {
            final var failure = Campaign.failure(seed, new Simulation(seed, HandoverMode.SHARP, false));
            if (failure != null) {
                return new String[] {failure.invariant().name(), Long.toString(seed), failure.message()};
            }
        }
        return null;
    }
}
