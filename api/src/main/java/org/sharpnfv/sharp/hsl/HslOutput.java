/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.Outcome;

/** What an {@link HslMachine} wants done. Outputs are to be done in their order. */
public sealed interface HslOutput {
    /**
     * Send a frame to the network.
     *
     * @param side the side on which to send it
     * @param frame a control message
     */
    record Send(Direction side, byte[] frame) implements HslOutput {
    }

    /**
     * Send a MARKER into the VNF, behind the data that this side has passed on so far.
     *
     * @param side the side of the VNF on which packets of this direction enter it
     * @param frame the frame
     */
    record SendMarker(Direction side, byte[] frame) implements HslOutput {
    }

    /**
     * Ask the VNF which flows belong together; {@link HslMachine#handleFlowDescribed} takes the answer.
     *
     * @param question names the question in the answer
     * @param direction direction of the packet that was seen
     * @param key its key
     */
    record AskVnf(long question, Direction direction, FlowKey key) implements HslOutput {
    }

    /** What the VNF is told, on the control channel and by the hook. */
    enum Instruction {
        /** Stop processing the flow and send its state to the peer. */
        EXPORT_STATE,
        /** Expect the flow's state from the peer. */
        IMPORT_STATE,
        /** Stop processing the flow and give its state to the HSL: {@link HslMachine#handleStateGiven}. */
        GET_STATE,
        /** Take up the flow's state, which comes with this. */
        PUT_STATE,
        /** Take up the state again that was exported: a roll-back. */
        RESTORE_STATE,
        /** The handover is over; a source may forget its copy, see the outcome. */
        HANDOVER_FINISHED
    }

    /**
     * Tell the VNF.
     *
     * @param instruction what it is to do
     * @param handover names the attempt in the answer
     * @param forward key of the flow's forward packets
     * @param reverse key of its reverse packets
     * @param directions mask of the directions in handover
     * @param peer the other instance; empty if there is none
     * @param peerAddress its management address; empty if unknown
     * @param marker identity of the MARKER that was sent behind the data, or 0
     * @param outcome only with {@link Instruction#HANDOVER_FINISHED}, else null
     * @param state only with {@link Instruction#PUT_STATE}, else null
     */
    record TellVnf(Instruction instruction, long handover, FlowKey forward, FlowKey reverse, int directions,
            String peer, String peerAddress, long marker, @Nullable Outcome outcome, byte @Nullable [] state)
            implements HslOutput {
    }
}
