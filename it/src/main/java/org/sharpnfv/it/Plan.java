/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.time.Duration;
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
 * @param mode how flows are moved
 */
public record Plan(String name, int ratePps, int sizeBytes, int flows, int handovers, long stateDelayMs,
        int detectionIdleS, Mode mode) {
    /** Each has a socket at the generator. */
    public static final int FLOWS_MAX = 10_000;

    /** Checks the ranges. */
    public Plan {
        if (ratePps < 1 || ratePps > 20_000) {
            throw new IllegalArgumentException("expected 1 to 20000 packets/s, found " + ratePps);
        }
        if (sizeBytes < Payload.FRAME_MIN || sizeBytes > Payload.FRAME_MAX) {
            throw new IllegalArgumentException("expected frames of " + Payload.FRAME_MIN + " to " + Payload.FRAME_MAX
                + " bytes, found " + sizeBytes);
        }
        if (flows < 1 || flows > FLOWS_MAX) {
            throw new IllegalArgumentException("expected 1 to " + FLOWS_MAX + " flows, found " + flows);
        }
        if (handovers < 0 || handovers > 1000 || stateDelayMs < 0 || stateDelayMs > 60_000) {
            throw new IllegalArgumentException("expected 0 to 1000 handovers and a state delay of 0 to 60000 ms, found "
                + handovers + " and " + stateDelayMs);
        }
    }

    /**
     * An experiment in SHarP's own mode.
     *
     * @param name prefix of its requests' ids
     * @param ratePps packets/s, all flows together
     * @param sizeBytes length of a frame without frame check sequence
     * @param flows number of flows
     * @param handovers how many, there and back in turn
     * @param stateDelayMs what a state transfer takes in addition
     * @param detectionIdleS idle timeout of the detection entry, seconds
     */
    public Plan(final String name, final int ratePps, final int sizeBytes, final int flows, final int handovers,
            final long stateDelayMs, final int detectionIdleS) {
        this(name, ratePps, sizeBytes, flows, handovers, stateDelayMs, detectionIdleS, Mode.SHARP);
    }

    /** Whether flows are so many that the controller's default bounds would be reached, not the machine's. */
    private boolean areMany() {
        return flows >= 100;
    }

    /**
     * Time in which each flow shows a packet.
     *
     * @return the time between two packets of a flow
     */
    public Duration interval() {
        return Duration.ofMillis(Math.ceilDiv(1000L * flows, ratePps));
    }

    /**
     * Without a new flow for so long, all have been found: twice the time in which each shows a packet.
     *
     * @return the request's detection-idle-timeout, seconds
     */
    public int idleS() {
        return Math.max(detectionIdleS, Math.ceilDiv(2 * flows, ratePps));
    }

    /**
     * Detection goes on as long as there are new flows, however slow the controller is.
     *
     * @return the request's detection-hard-timeout, seconds
     */
    int hardS() {
        return 10 + 10 * idleS();
    }

    /**
     * A state that takes longer than the default deadline is no failure here, nor is a flow behind thousands of others.
     *
     * @return the request's deadline, milliseconds
     */
    long deadlineMs() {
        return 10_000 + stateDelayMs + 5L * flows;
    }

    /**
     * Room for some seconds of both directions where all flows come at once, or where all packets wait at the
     * controller until the state has moved.
     *
     * @return the request's controller-buffer-limit, packets
     */
    int controllerBufferLimit() {
        final long waiting = mode == Mode.OPENNF ? 2L * ratePps * stateDelayMs / 1000 : 0;
        return (int) ((areMany() || mode == Mode.OPENNF ? 10_000 + 20L * ratePps : 10_000) + waiting);
    }

    /**
     * How long a handover of all flows may take before it counts as stuck.
     *
     * @return the time from the REST call
     */
    public Duration moveLimit() {
        return Duration.ofSeconds(30L + hardS()).plusMillis(deadlineMs());
    }
}
