/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.util.Locale;

/** Types of control messages, by the names that the protocol has for them. */
public enum MessageType {
    /** Asks whether an HSL is there. */
    HELLO,
    /** It is there. */
    HELLO_REPLY,
    /** Asks for a part in a handover. */
    START_HO,
    /** It takes it. */
    START_HO_ACK,
    /** The source's VNF has processed all that it got. */
    DRAINED,
    /** That was heard. */
    DRAINED_ACK,
    /** The flow comes by its new entry. */
    FIRST_UNMARKED,
    /** Marked packets may pass: nothing older comes. */
    START_RELEASE,
    /** Behind the marked packets: no more of them come. */
    RELEASE_FINISHED,
    /** That was heard. */
    RELEASE_FINISHED_ACK,
    /** The VNF could not export or import the state. */
    STATE_FAILED,
    /** The flow passes transparently at the destination. */
    HANDOVER_FINISHED,
    /** The handover is over, this is how. */
    HANDOVER_ENDED,
    /** That was heard. */
    HANDOVER_ENDED_ACK,
    /** What an HSL knows of a flow, told to a controller that has started anew. */
    FLOW_REPORT,
    /** The answer to a frame of a version that its receiver does not speak. */
    UNSUPPORTED_VERSION,
    /** Asks what a flow looks like on both sides of a VNF. */
    DESCRIBE_FLOW,
    /** This is what. */
    FLOW_DESCRIBED,
    /** A part of a state that goes through the controller. */
    STATE,
    /** That came. */
    STATE_ACK,
    /** All of it is in the VNF. */
    STATE_IMPORTED;

    /**
     * The type of a message.
     *
     * @param message the message
     * @return its type
     */
    public static MessageType of(final Message message) {
        return switch (message) {
            case Message.Hello m -> HELLO;
            case Message.HelloReply m -> HELLO_REPLY;
            case Message.StartHandover m -> START_HO;
            case Message.StartAcknowledged m -> START_HO_ACK;
            case Message.Drained m -> DRAINED;
            case Message.DrainedAcknowledged m -> DRAINED_ACK;
            case Message.FirstUnmarked m -> FIRST_UNMARKED;
            case Message.StartRelease m -> START_RELEASE;
            case Message.ReleaseFinished m -> RELEASE_FINISHED;
            case Message.ReleaseFinishedAcknowledged m -> RELEASE_FINISHED_ACK;
            case Message.StateFailed m -> STATE_FAILED;
            case Message.HandoverFinished m -> HANDOVER_FINISHED;
            case Message.HandoverEnded m -> HANDOVER_ENDED;
            case Message.HandoverEndedAcknowledged m -> HANDOVER_ENDED_ACK;
            case Message.FlowReport m -> FLOW_REPORT;
            case Message.UnsupportedVersion m -> UNSUPPORTED_VERSION;
            case Message.DescribeFlow m -> DESCRIBE_FLOW;
            case Message.FlowDescribed m -> FLOW_DESCRIBED;
            case Message.State m -> STATE;
            case Message.StateAcknowledged m -> STATE_ACK;
            case Message.StateImported m -> STATE_IMPORTED;
        };
    }

    /**
     * As it is written in names of counters.
     *
     * @return for example {@code hello-reply}
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
