/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.util.List;

/**
 * What a control frame carries.
 *
 * @param fromSession who sent it: a number that a program draws at its start, higher than all that it had before
 * @param toSession for whom it is, as far as the sender knows; 0 if it does not
 * @param sequence counts the frames of the sender on this channel, from 1
 * @param messages what is said, in order
 * @param unknown messages of types that this version does not know; they are skipped
 */
public record ControlFrame(long fromSession, long toSession, long sequence, List<Message> messages, int unknown) {
    /** Copies. */
    public ControlFrame {
        messages = List.copyOf(messages);
    }

    /**
     * A frame whose messages are all known.
     *
     * @param fromSession who sends it
     * @param toSession for whom it is
     * @param sequence counts
     * @param messages what is said
     */
    public ControlFrame(final long fromSession, final long toSession, final long sequence,
            final List<Message> messages) {
        this(fromSession, toSession, sequence, messages, 0);
    }
}
