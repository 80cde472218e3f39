/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;

/** What honest control frames have told a listener: more than an attacker outside can ever know. */
final class Knowledge {
    private static final int STARTS_MAX = 256;

    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final List<Message.StartHandover> starts = new ArrayList<>();
    private final Map<Channel, ControlFrame> latest = new HashMap<>();

    /** A frame was heard on a channel. */
    synchronized void learn(final Channel channel, final byte[] octets) {
        if (!(codec.decode(octets) instanceof Decoded.Valid(var frame))) {
            return;
        }
        latest.put(channel, frame);
        for (var message : frame.messages()) {
            if (message instanceof Message.StartHandover start) {
                starts.add(start);
                if (starts.size() > STARTS_MAX) {
                    starts.removeFirst();
                }
            }
        }
    }

    /** One of the latest handovers, preferably the last. */
    synchronized Optional<Message.StartHandover> start(final Random random) {
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        final int back = random.nextBoolean() ? 0 : random.nextInt(starts.size());
        return Optional.of(starts.get(starts.size() - 1 - back));
    }

    /** The latest frame of a channel: its sessions are right, and its sequence is the one to go on from. */
    synchronized ControlFrame latest(final Channel channel) {
        return latest.getOrDefault(channel, new ControlFrame(1, 0, 0, List.of()));
    }
}
