/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.io.ByteArrayOutputStream;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.sharp.wire.Message.State;

/** What a VNF has given so far of a state that goes through the controller. */
final class GivenState {
    /** The longest one that the protocol can number. */
    static final int OCTETS_MAX = State.MAX_PARTS * State.PART_LENGTH;

    private final VnfEvents events;
    private final long droppedBefore;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    GivenState(final VnfEvents events) {
        this.events = events;
        droppedBefore = events.dropped();
    }

    /** Appends octets; false, having changed nothing, if that is too much. */
    boolean add(final byte[] more) {
        final boolean fits = octets.size() + more.length <= OCTETS_MAX;
        if (fits) {
            octets.writeBytes(more);
        }
        return fits;
    }

    /** Whether something that the VNF has said since the beginning was dropped: it may have been a part of this. */
    boolean isTorn() {
        return events.dropped() != droppedBefore;
    }

    byte[] octets() {
        return octets.toByteArray();
    }
}
