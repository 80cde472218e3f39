/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Objects;
import org.sharpnfv.sharp.flow.Direction;

/**
 * What is known of an HSL at one of its ports.
 *
 * @param instance the instance's name
 * @param side by which direction's packets it is reached there
 * @param node the switch
 * @param port the port
 * @param silentNs since the last authentic message from there; {@link #NEVER} if there was none
 * @param name what the HSL says its instance is; empty if it has not answered
 * @param version what it says its version is; empty if it has not answered
 * @param roundTripNs of the last {@linkplain ControllerMachine#probeAgents probe}; {@link #NEVER} without an answer
 * @param fullFrameNs the same with the longest frames, there and back
 */
public record AgentView(String instance, Direction side, String node, int port, long silentNs, String name,
        String version, long roundTripNs, long fullFrameNs) {
    /** Longer than everything. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Checks for null. */
    public AgentView {
        Objects.requireNonNull(instance);
        Objects.requireNonNull(side);
        Objects.requireNonNull(node);
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
    }

    /**
     * Whether a probe was answered.
     *
     * @return false also if none was sent
     */
    public boolean isAnswered() {
        return roundTripNs != NEVER;
    }

    /**
     * Whether frames of full length come and go.
     *
     * @return false also if no probe was sent
     */
    public boolean isAnsweredInFull() {
        return fullFrameNs != NEVER;
    }
}
