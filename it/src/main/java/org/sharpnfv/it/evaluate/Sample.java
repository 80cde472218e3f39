/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import org.sharpnfv.it.Load;
import org.sharpnfv.it.Outcome;

/**
 * One handover.
 *
 * @param handBack whether it was the hand-back after the request's deletion
 * @param completed whether all its flows are where they were wanted
 * @param phase its end; any other phase if it was stuck there
 * @param failure why it did not complete; empty if it did
 * @param flowsMoved flows that are where they were wanted
 * @param durationUs from the first packet at the controller to the last flow's end
 * @param maxDelayUs the longest round trip of a packet that was sent meanwhile
 * @param lost packets lost from just before the request until all was quiet again
 * @param duplicated packets duplicated meanwhile
 * @param reordered packets reordered meanwhile
 * @param controllerBufferedMax most packets at the controller at one time
 * @param controllerBufferedTotal all packets that waited at the controller
 * @param ctrlBuffMax most packets in the destination's ctrl_buff
 * @param swBuffMax most packets in the destination's sw_buff
 * @param packetIns messages to the controller
 * @param packetOuts messages from the controller
 * @param entriesMax most entries of SHarP on one switch
 * @param controllerCpuMs the controller's processor time
 */
record Sample(boolean handBack, boolean completed, String phase, String failure, long flowsMoved, long durationUs,
        double maxDelayUs, long lost, long duplicated, long reordered, long controllerBufferedMax,
        long controllerBufferedTotal, long ctrlBuffMax, long swBuffMax, long packetIns, long packetOuts,
        long entriesMax, long controllerCpuMs) {
    static Sample of(final Outcome outcome, final double maxDelayUs, final Load load, final Toll toll) {
        final var view = outcome.view();
        return new Sample(outcome.handBack(), outcome.isCompleted(), view.phase(), view.failure(),
            view.flows("completed"), view.durationUs(), maxDelayUs, toll.lost(), toll.duplicated(), toll.reordered(),
            view.controller("buffered-packets-max"), view.controller("buffered-packets-total"),
            view.agent("ctrl-buff-max"), view.agent("sw-buff-max"), view.controller("packet-ins"),
            view.controller("packet-outs"), load.entriesMax(), load.cpuMs());
    }

    /** The paper's VNF buffer. */
    long agentBufferedMax() {
        return ctrlBuffMax + swBuffMax;
    }

    /** What the controller handles. */
    long controllerPackets() {
        return packetIns + packetOuts;
    }
}
