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
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.wire.Overflow;

/**
 * A handover request: a steering rule that stays in force until it is withdrawn (paper: III-C).
 *
 * @param id its name
 * @param group name of the group
 * @param destination name of the destination instance
 * @param priority r, from 1 to {@link #MAX_PRIORITY}
 * @param match forward packets of the flows
 * @param reverseMatch reverse packets of the flows
 * @param directions mask of the directions that are handed over
 * @param mode how they are moved
 * @param idleNs the detection window closes when no new packet was seen for so long, nanoseconds
 * @param hardNs the detection window closes after so long in any case, nanoseconds
 * @param deadlineNs for each flow's handover, nanoseconds
 * @param continueWithoutState if the source is silent: go on without state, instead of rolling back
 * @param rollBack if the handover fails: roll back, instead of releasing at the destination
 * @param overflow what to do when a buffer is full
 * @param controllerBufferLimit packets that the controller may buffer for this request
 * @param agentBufferLimit packets that the destination may buffer for one flow
 */
public record RequestConfig(String id, String group, String destination, int priority, FlowMatch match,
        FlowMatch reverseMatch, int directions, HandoverMode mode, long idleNs, long hardNs, long deadlineNs,
        boolean continueWithoutState, boolean rollBack, Overflow overflow, int controllerBufferLimit,
        int agentBufferLimit) {
    /** The highest priority of a request: 2r + 1 stays below the priority of exact entries. */
    public static final int MAX_PRIORITY = 10_000;

    /** Checks ranges. */
    public RequestConfig {
        Objects.requireNonNull(match);
        Objects.requireNonNull(reverseMatch);
        if (priority < 1 || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority: expected 1 to " + MAX_PRIORITY + ", found " + priority);
        }
        if (directions < 1 || directions > 3) {
            throw new IllegalArgumentException("direction: expected a mask of 1 to 3, found " + directions);
        }
    }

    /**
     * The match of a direction's packets.
     *
     * @param direction the direction
     * @return the match
     */
    public FlowMatch match(final Direction direction) {
        return direction == Direction.FORWARD ? match : reverseMatch;
    }
}
