/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;

/** Tells the transcript what controller and agents say. */
final class Talk {
    private static final MessageCodec CODEC = new MessageCodec(MessageCodec.ETHER_TYPE);

    private final Transcript transcript;

    Talk(final Transcript transcript) {
        this.transcript = transcript;
    }

    void fromController(final ControllerOutput output) {
        if (transcript.isOn()) {
            switch (output) {
                case ControllerOutput.Install install -> transcript.say("install " + install.entry());
                case ControllerOutput.Remove remove -> transcript.say("remove " + remove.entry());
                case ControllerOutput.PacketOut out -> say("to " + out.node() + " port " + out.port(), out.frame());
                case ControllerOutput.RemoveAll all -> transcript.say(all.toString());
                case ControllerOutput.Barrier barrier -> transcript.say(barrier.toString());
                case ControllerOutput.ReadEntries read -> transcript.say(read.toString());
            }
        }
    }

    void fromAgent(final String agent, final Direction side, final byte[] frame) {
        if (transcript.isOn()) {
            say("from " + agent + " " + side, frame);
        }
    }

    private void say(final String way, final byte[] frame) {
        if (!SimFrame.isControl(frame)) {
            if (!SimFrame.isPlain(frame) || way.startsWith("to ")) {
                transcript.say(way + ": " + SimFrame.text(frame));
            }
        } else if (CODEC.decode(frame) instanceof Decoded.Valid valid) {
            valid.frame().messages().stream()
                .filter(message -> !(message instanceof Message.Hello) && !(message instanceof Message.HelloReply))
                .forEach(message -> transcript.say(way + ": " + message));
        }
    }
}
