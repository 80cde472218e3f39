/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.util.Arrays;
import java.util.Objects;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * A control message; a frame carries several, of any flows. Each is idempotent: whoever sends one repeats it until it
 * is acknowledged, whoever gets one twice answers twice and acts once. {@code handover} names one attempt to hand over
 * one flow and is never used again.
 */
public sealed interface Message {
    /**
     * The attempt that the message belongs to.
     *
     * @return the identity; of a {@link Hello} and its reply the number that connects the two
     */
    long handover();

    /**
     * Controller to HSL: asks whether it is there.
     *
     * @param handover connects the reply
     */
    record Hello(long handover) implements Message {
    }

    /**
     * HSL to controller: the answer to {@link Hello}.
     *
     * @param handover of the question
     * @param instance the HSL's own name, {@code --id}
     * @param version the agent's version
     * @param capabilities what it can do, a mask of 8 bits: {@link #DESCRIBES_FLOWS}
     */
    record HelloReply(long handover, String instance, String version, int capabilities) implements Message {
        /** Its VNF rewrites headers and says which flows belong together. */
        public static final int DESCRIBES_FLOWS = 1;

        /** Checks for null. */
        public HelloReply {
            Objects.requireNonNull(instance);
            Objects.requireNonNull(version);
        }
    }

    /**
     * START_HO, controller to HSL, behind the data of the port that it is sent to (paper: III-C, Fig. 3a).
     *
     * @param handover the attempt
     * @param role what the receiver is to be
     * @param directions mask of {@link Direction#bit()}: those that are handed over
     * @param transfer what happens to the state
     * @param slot names the flow in marks, 16 bits
     * @param forward key of the forward packets
     * @param reverse key of the reverse packets
     * @param peer the other instance's name; empty if there is none
     * @param peerAddress the other instance's management address; empty if unknown
     * @param bufferLimit packets that the flow's buffers may hold
     * @param overflow what to do at that bound
     * @param deadlineMs milliseconds after which an HSL that hears nothing more lets the packets pass by itself
     * @param round names this sending in the acknowledgement: what was sent back before that is older than this sending
     */
    record StartHandover(long handover, Role role, int directions, StateTransfer transfer, int slot, FlowKey forward,
            FlowKey reverse, String peer, String peerAddress, int bufferLimit, Overflow overflow, int deadlineMs,
            int round) implements Message {
        /** Checks ranges. */
        public StartHandover {
            if (directions < 1 || directions > 3 || slot < 0 || slot > 0xFFFF || bufferLimit < 0 || deadlineMs < 0
                    || round < 0 || round > 0xFF) {
                throw new IllegalArgumentException("expected a direction mask of 1 to 3, a 16-bit slot, a limit, a "
                    + "deadline and an 8-bit round, found " + directions + ", " + slot + ", " + bufferLimit + ", "
                    + deadlineMs + ", " + round);
            }
        }

        /**
         * The key of a direction's packets.
         *
         * @param direction the direction
         * @return the key
         */
        public FlowKey key(final Direction direction) {
            return direction == Direction.FORWARD ? forward : reverse;
        }
    }

    /**
     * HSL to controller, on the side on which START_HO arrived.
     *
     * @param handover the attempt
     * @param role the receiver's role
     * @param direction the side
     * @param returned packets of that direction that were buffered here and have been sent back before this message
     * @param round of the START_HO that is acknowledged
     */
    record StartAcknowledged(long handover, Role role, Direction direction, int returned, int round)
            implements Message {
    }

    /**
     * Source's HSL to controller: the VNF has processed everything that it got, and what it sent has left on this side.
     *
     * @param handover the attempt
     * @param direction the side on which the message is sent
     */
    record Drained(long handover, Direction direction) implements Message {
    }

    /**
     * Controller to HSL: {@link Drained} has arrived.
     *
     * @param handover the attempt
     * @param direction the side
     */
    record DrainedAcknowledged(long handover, Direction direction) implements Message {
    }

    /**
     * Destination's HSL to controller: the first packet of the flow that the switch itself sent here has arrived.
     * Follows, on the switch's channel to the controller, every packet that the switch sent there before.
     *
     * @param handover the attempt
     * @param direction the packet's direction
     */
    record FirstUnmarked(long handover, Direction direction) implements Message {
    }

    /**
     * START_RELEASE, controller to destination's HSL: nothing older than the marked packets is to come any more, so
     * that they may pass, each as it comes, once the state is there. What the switch itself sends still waits.
     *
     * @param handover the attempt
     * @param direction the direction
     */
    record StartRelease(long handover, Direction direction) implements Message {
    }

    /**
     * RELEASE_FINISHED, controller to destination's HSL, behind the marked packets.
     *
     * @param handover the attempt
     * @param direction the direction
     * @param count marked packets that were sent before this message
     * @param stateless whether to release without waiting for the state (the source is dead, or time is up)
     */
    record ReleaseFinished(long handover, Direction direction, int count, boolean stateless) implements Message {
    }

    /**
     * HSL to controller: {@link ReleaseFinished} has arrived.
     *
     * @param handover the attempt
     * @param direction the direction
     */
    record ReleaseFinishedAcknowledged(long handover, Direction direction) implements Message {
    }

    /**
     * A part of the flow's state, source's HSL to destination's; the controller passes it on (OpenNF: getPerflow and
     * putPerflow). Only with {@link StateTransfer#RELAY}.
     *
     * @param handover the attempt
     * @param number of the part, from 0
     * @param parts how many there are, at least 1
     * @param octets {@value #PART_LENGTH} at most, and as many but in the last part
     */
    record State(long handover, int number, int parts, byte[] octets) implements Message {
        /** Octets in a part. */
        public static final int PART_LENGTH = MessageCodec.STATE_PART;

        /** Most parts of a state. */
        public static final int MAX_PARTS = 65_536;

        /** Checks ranges. */
        public State {
            if (number < 0 || number >= parts || parts > MAX_PARTS || octets.length > PART_LENGTH) {
                throw new IllegalArgumentException("expected one of at most " + MAX_PARTS + " parts with at most "
                    + PART_LENGTH + " octets, found part " + number + " of " + parts + " with " + octets.length);
            }
        }

        @Override
        public boolean equals(final Object other) {
            return other instanceof State state && handover == state.handover && number == state.number
                && parts == state.parts && Arrays.equals(octets, state.octets);
        }

        @Override
        public int hashCode() {
            return Objects.hash(handover, number, parts, Arrays.hashCode(octets));
        }

        @Override
        public String toString() {
            return "State[handover=" + handover + ", number=" + number + ", parts=" + parts + ", octets="
                + octets.length + "]";
        }
    }

    /**
     * Destination's HSL to source's, through the controller: parts of the state have arrived.
     *
     * @param handover the attempt
     * @param arrived parts without a gap
     * @param parts how many there are
     */
    record StateAcknowledged(long handover, int arrived, int parts) implements Message {
        /** Checks ranges. */
        public StateAcknowledged {
            if (arrived < 0 || arrived > parts || parts > State.MAX_PARTS) {
                throw new IllegalArgumentException("expected up to " + State.MAX_PARTS + " parts, found " + arrived
                    + " of " + parts);
            }
        }
    }

    /**
     * Destination's HSL to controller: all parts are there, and the VNF has taken up the state.
     *
     * @param handover the attempt
     */
    record StateImported(long handover) implements Message {
    }

    /**
     * HSL to controller: export or import failed.
     *
     * @param handover the attempt
     * @param reason in words, from the VNF
     */
    record StateFailed(long handover, String reason) implements Message {
    }

    /**
     * HANDOVER_FINISHED, destination's HSL to controller: the flow passes transparently.
     *
     * @param handover the attempt
     * @param outcome completed, or failed if packets were lost or the buffer overflowed
     * @param counters what was counted
     * @param importedUs microseconds from START_HO to the VNF's word that the state is there
     */
    record HandoverFinished(long handover, Outcome outcome, AgentCounters counters, int importedUs)
            implements Message {
    }

    /**
     * Controller to HSL of either role: the handover is over.
     *
     * @param handover the attempt
     * @param outcome how it ended
     */
    record HandoverEnded(long handover, Outcome outcome) implements Message {
    }

    /**
     * HSL to controller: {@link HandoverEnded} has arrived.
     *
     * @param handover the attempt
     */
    record HandoverEndedAcknowledged(long handover) implements Message {
    }

    /**
     * HSL to a controller that has started anew: an attempt of the controller of before that has not ended here.
     * Repeated until HANDOVER_ENDED of the attempt or a START_HO that takes its place arrives.
     *
     * @param handover the attempt
     * @param role the HSL's role
     * @param directions mask of {@link Direction#bit()}: those that are handed over
     * @param transfer what happens to the state
     * @param progress mask of {@link #STATE_MOVES}, {@link #ARRIVED} and {@link #FINISHED}
     * @param slot names the flow in marks
     * @param forward key of the forward packets
     * @param reverse key of the reverse packets
     * @param peer the other instance's name; empty if there is none
     */
    record FlowReport(long handover, Role role, int directions, StateTransfer transfer, int progress, int slot,
            FlowKey forward, FlowKey reverse, String peer) implements Message {
        /** The source's VNF was told to export, or the destination's has said that the state is there. */
        public static final int STATE_MOVES = 1;
        /** START_HO has arrived on all sides. */
        public static final int ARRIVED = 2;
        /** The destination has released everything: packets pass. */
        public static final int FINISHED = 4;

        /** Checks ranges. */
        public FlowReport {
            if (directions < 1 || directions > 3 || slot < 0 || slot > 0xFFFF || progress < 0 || progress > 0xFF) {
                throw new IllegalArgumentException("expected a direction mask of 1 to 3, a 16-bit slot and 8 bits of "
                    + "progress, found " + directions + ", " + slot + ", " + progress);
            }
        }

        /**
         * Whether the VNF was told to give the state away, or has it.
         *
         * @return true if so
         */
        public boolean movesState() {
            return (progress & STATE_MOVES) != 0;
        }

        /**
         * Whether the destination has released everything.
         *
         * @return true if so
         */
        public boolean isFinished() {
            return role == Role.DESTINATION && (progress & FINISHED) != 0;
        }
    }

    /**
     * Controller to HSL: a packet has come of a flow that is in no handover, and it is asked which packets answer it,
     * or are answered by it.
     *
     * @param handover connects the answer
     * @param direction the packet's direction
     * @param key its key, as it comes from the switch
     */
    record DescribeFlow(long handover, Direction direction, FlowKey key) implements Message {
        /**
         * The answer of somebody who does not know the flow: its swap.
         *
         * @return the answer
         */
        public FlowDescribed unknown() {
            final var swap = key.reversed();
            return direction == Direction.FORWARD ? new FlowDescribed(handover, false, key, swap)
                : new FlowDescribed(handover, false, swap, key);
        }
    }

    /**
     * HSL to controller: the answer to {@link DescribeFlow}.
     *
     * @param handover of the question
     * @param known whether the VNF knows the flow; else the keys are each other's swap
     * @param forward key of the forward packets, as they come from the ingress switch
     * @param reverse key of the reverse packets, as they come from the egress switch
     */
    record FlowDescribed(long handover, boolean known, FlowKey forward, FlowKey reverse) implements Message {
        /**
         * The key of a direction's packets.
         *
         * @param direction the direction
         * @return the key
         */
        public FlowKey key(final Direction direction) {
            return direction == Direction.FORWARD ? forward : reverse;
        }
    }

    /**
     * Either way: the answer to a frame of a version that the receiver does not speak.
     *
     * @param handover 0
     * @param found the version of that frame
     * @param lowest version that is spoken
     * @param highest version that is spoken
     */
    record UnsupportedVersion(long handover, int found, int lowest, int highest) implements Message {
    }
}
