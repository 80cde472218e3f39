/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.sharpnfv.sharp.wire.Message.State;

/** A flow's state that comes from the source's HSL through the controller, in parts that may overtake each other. */
final class IncomingState {
    private byte[][] parts = {};
    /** Without a gap. */
    private int arrived;

    /** Takes a part; gives how many have arrived without a gap. */
    int handle(final State part) {
        if (parts.length == 0) {
            parts = new byte[part.parts()][];
        }
        if (part.number() < parts.length) {
            parts[part.number()] = part.octets();
            while (arrived < parts.length && parts[arrived] != null) {
                arrived++;
            }
        }
        return Math.min(arrived, part.parts());
    }

    boolean isComplete() {
        return parts.length > 0 && arrived == parts.length;
    }

    byte[] octets() {
        final var octets = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (final var part : parts) {
            octets.put(part);
        }
        return octets.array();
    }
}
