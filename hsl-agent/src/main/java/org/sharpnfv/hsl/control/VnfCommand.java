/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the agent tells its VNF.
 *
 * @param type what to do
 * @param handover identity of the handover, a number in decimal, to be repeated in the answer
 * @param flow the exact flow as its forward packets show it
 * @param reverseFlow the same flow as its reverse packets show it
 * @param direction which of them are handed over
 * @param peer the other instance
 * @param marker identity of the marker frame that was sent into the VNF behind the flow's data; 0 for none
 * @param rollback with {@link Type#IMPORT_STATE}: nothing comes from the peer, the VNF takes up its own copy again
 * @param outcome with {@link Type#HANDOVER_FINISHED}: completed, rolled-back or failed
 * @param state with {@link Type#PUT_STATE}: all of it
 */
public record VnfCommand(Type type, String handover, FlowFacts flow, FlowFacts reverseFlow, FlowDirection direction,
        Peer peer, long marker, boolean rollback, @Nullable String outcome, byte @Nullable [] state) {
    /** What the VNF has to do. */
    public enum Type {
        /** Say which flows belong together with this one. */
        DESCRIBE_FLOW,
        /** Send the flow's state to the peer; no packet of the flow comes any more. */
        EXPORT_STATE,
        /** Take the flow's state from the peer, or take up again what was exported; packets come after the answer. */
        IMPORT_STATE,
        /** Give the flow's state to the agent; no packet of the flow comes any more. OpenNF's getPerflow. */
        GET_STATE,
        /** Take up the flow's state, which comes with this; packets come after the answer. OpenNF's putPerflow. */
        PUT_STATE,
        /** For information: nothing is waited for. */
        HANDOVER_FINISHED;

        /** As it is written in JSON and in the hook's environment. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The event that says this command failed, so that nobody waits for its answer. */
    public VnfEvent failed(final String reason) {
        return type == Type.DESCRIBE_FLOW ? new VnfEvent.FlowDescribed(handover, List.of())
            : new VnfEvent.StateFailed(handover, reason);
    }

    /** Whether the VNF owes an answer. */
    public boolean expectsAnswer() {
        return switch (type) {
            case DESCRIBE_FLOW, EXPORT_STATE, IMPORT_STATE, GET_STATE, PUT_STATE -> true;
            case HANDOVER_FINISHED -> false;
        };
    }
}
