/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;

/**
 * Measures the way to an HSL's port and back: one HELLO in a frame of its own, then as many as fill a frame. Their
 * answers fill frames, too, so that both ways are seen to take them.
 */
final class AgentProbe {
    private String name = "";
    private String version = "";
    private long sentNs;
    private long number;
    private int answers;
    private long roundTripNs = AgentView.NEVER;
    private long fullFrameNs = AgentView.NEVER;

    /**
     * HELLOs go out.
     *
     * @param nowNs the time
     * @param first the number of the one in a frame of its own; those that fill a frame have the next ones
     */
    void begin(final long nowNs, final long first) {
        forget();
        sentNs = nowNs;
        number = first;
    }

    /** What was measured before is no answer to anything that is asked now. */
    void forget() {
        number = 0;
        answers = 0;
        roundTripNs = AgentView.NEVER;
        fullFrameNs = AgentView.NEVER;
    }

    void handle(final long nowNs, final Message.HelloReply reply) {
        name = reply.instance();
        version = reply.version();
        final long index = reply.handover() - number;
        if (number != 0 && index == 0) {
            roundTripNs = nowNs - sentNs;
        } else if (number != 0 && index > 0 && index <= MessageCodec.HELLOS_A_FRAME) {
            answers++;
            if (answers == MessageCodec.HELLOS_A_FRAME) {
                fullFrameNs = nowNs - sentNs;
            }
        }
    }

    AgentView view(final long nowNs, final ControlPort at) {
        return new AgentView(at.instance().id(), at.side(), at.node(), at.port(),
            at.isHeard() ? nowNs - at.heardNs() : AgentView.NEVER, name, version, roundTripNs, fullFrameNs);
    }
}
