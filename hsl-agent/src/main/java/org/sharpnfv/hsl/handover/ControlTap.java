/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.handover;

import java.util.concurrent.atomic.AtomicLongArray;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.MessageType;

/**
 * Reads along what the machine and the controller say: counts messages by type, notes when the controller was heard,
 * and gives them to the {@link HandoverLog}. Looks at control frames only, which are few.
 */
public final class ControlTap {
    private static final int TYPES = MessageType.values().length;
    private static final long NEVER = Long.MIN_VALUE;

    private final MessageCodec codec;
    private final HandoverLog log;
    private final Counter[] received;
    private final Counter[] sent;
    private final AtomicLongArray heardNs = new AtomicLongArray(2);
    /** The machine's own, known from what it sends: before that nobody can address it. */
    private volatile long ownSession;

    public ControlTap(final MessageCodec codec, final HandoverLog log, final Counters counters) {
        this.codec = codec;
        this.log = log;
        received = counters("control-received.", counters);
        sent = counters("control-sent.", counters);
        heardNs.set(0, NEVER);
        heardNs.set(1, NEVER);
    }

    private static Counter[] counters(final String prefix, final Counters counters) {
        final var made = new Counter[TYPES];
        for (final var type : MessageType.values()) {
            made[type.ordinal()] = counters.counter(prefix + type.text());
        }
        return made;
    }

    /** A control frame has come that the machine did not refuse. */
    public void received(final long nowNs, final Direction side, final byte[] frame) {
        if (codec.decode(frame) instanceof MessageCodec.Decoded.Valid valid) {
            heardNs.setOpaque(side.ordinal(), nowNs);
            if (counts(valid.frame())) {
                for (final var message : valid.frame().messages()) {
                    received[MessageType.of(message).ordinal()].increment();
                    log.received(nowNs, side, message);
                }
            }
        }
    }

    /** Of a controller that has started anew the first frame counts, but only what it says in greeting. */
    private boolean counts(final ControlFrame frame) {
        return frame.toSession() == ownSession
            || frame.toSession() == 0 && frame.messages().stream().allMatch(ControlTap::isGreeting);
    }

    private static boolean isGreeting(final Message message) {
        return message instanceof Message.Hello || message instanceof Message.UnsupportedVersion;
    }

    /** The machine sends a control frame. */
    public void sent(final long nowNs, final Direction side, final byte[] frame) {
        if (codec.decode(frame) instanceof MessageCodec.Decoded.Valid valid) {
            ownSession = valid.frame().fromSession();
            for (final var message : valid.frame().messages()) {
                sent[MessageType.of(message).ordinal()].increment();
                log.sent(nowNs, side, message);
            }
        }
    }

    /** For any thread: how long nothing was heard of the controller on a side; {@link Long#MAX_VALUE} if never. */
    public long silenceNs(final Direction side, final long nowNs) {
        final long last = heardNs.getOpaque(side.ordinal());
        return last == NEVER ? Long.MAX_VALUE : Math.max(0, nowNs - last);
    }
}
