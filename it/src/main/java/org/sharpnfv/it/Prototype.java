/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.util.List;
import java.util.Optional;

/**
 * What the authors' own prototype does in an experiment of ours, medians measured on a machine like the ones that this
 * is developed on: one flow between two instances on Open vSwitch's userspace datapath. The numbers to beat.
 *
 * @param sizeBytes length of a frame
 * @param ratePps packets/s
 * @param stateDelayMs what a state transfer takes in addition
 * @param durationMs median duration of a handover
 * @param maxDelayMs median of the longest round trip in a handover
 * @param controllerBuffered median of the most packets at its controller
 * @param swBuff median of the most packets in its sw_buff
 * @param controllerPackets median of the packets that were copied to its controller
 * @param lost packets lost in all runs
 */
public record Prototype(int sizeBytes, int ratePps, long stateDelayMs, double durationMs, double maxDelayMs,
        int controllerBuffered, int swBuff, int controllerPackets, int lost) {
    private static final List<Prototype> MEASURED = List.of(
        new Prototype(1000, 100, 0, 25, 24, 1, 1, 395, 0),
        new Prototype(1000, 1000, 0, 24, 24, 5, 19, 3962, 0),
        new Prototype(1000, 2000, 0, 32, 34, 11, 35, 7896, 13),
        new Prototype(1000, 3000, 0, 39, 37, 18, 58, 11_861, 0),
        new Prototype(1000, 5000, 0, 50, 56, 26, 120, 19_736, 5),
        new Prototype(1000, 10_000, 0, 277, 180, 89, 716, 23_476, 4330),
        new Prototype(1000, 1000, 100, 128, 125, 5, 110, 4167, 1),
        new Prototype(1000, 1000, 500, 573, 526, 6, 508, 4964, 0),
        new Prototype(1000, 1000, 1000, 1136, 1034, 6, 1011, 5955, 3),
        new Prototype(60, 1000, 0, 23, 23, 6, 18, 3966, 0),
        new Prototype(60, 5000, 0, 69, 56, 37, 112, 19_746, 0));

    /**
     * All that was measured, each with one flow.
     *
     * @return one for each experiment
     */
    public static List<Prototype> measured() {
        return MEASURED;
    }

    /**
     * What it did in the same experiment.
     *
     * @param plan the experiment
     * @return its medians; empty if nobody has measured that
     */
    public static Optional<Prototype> in(final Plan plan) {
        return plan.flows() != 1 ? Optional.empty() : MEASURED.stream().filter(row -> row.ratePps == plan.ratePps()
            && row.sizeBytes == plan.sizeBytes() && row.stateDelayMs == plan.stateDelayMs()).findFirst();
    }

    /**
     * Our median duration as a multiple of the prototype's.
     *
     * @param report ours
     * @return below 1 if ours is shorter
     */
    public double durationRatio(final Report report) {
        return report.medianDurationUs() / 1000 / durationMs;
    }

    /**
     * Our median longest round trip as a multiple of the prototype's.
     *
     * @param report ours
     * @return below 1 if ours is shorter
     */
    public double maxDelayRatio(final Report report) {
        return report.medianMaxDelayUs() / 1000 / maxDelayMs;
    }
}
