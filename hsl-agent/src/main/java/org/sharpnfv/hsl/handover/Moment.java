/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.handover;

import java.util.Locale;
import org.sharpnfv.sharp.flow.Direction;

/** What a handover comes past at an HSL, roughly in this order. A source and a destination see different ones. */
public enum Moment {
    /** START_HO arrived on the side. */
    START_HO_FORWARD, START_HO_REVERSE,
    /** START_HO was acknowledged there. */
    ACKNOWLEDGED_FORWARD, ACKNOWLEDGED_REVERSE,
    /** The VNF was told to export or to import. */
    VNF_TOLD,
    /** Source: DRAINED was sent. */
    DRAINED,
    /** Source: the VNF said that the state has left. */
    STATE_EXPORTED,
    /** Destination: the VNF said that the state is there. */
    STATE_IMPORTED,
    /** Destination: the first packet that the switch itself had sent was reported. */
    FIRST_UNMARKED_FORWARD, FIRST_UNMARKED_REVERSE,
    /** Destination: START_RELEASE arrived. */
    START_RELEASE_FORWARD, START_RELEASE_REVERSE,
    /** Destination: RELEASE_FINISHED arrived. */
    RELEASE_FINISHED_FORWARD, RELEASE_FINISHED_REVERSE,
    /** The controller was told that export or import failed. */
    STATE_FAILED,
    /** Destination: all that was held has passed, HANDOVER_FINISHED was sent. */
    HANDOVER_FINISHED,
    /** HANDOVER_ENDED arrived. */
    HANDOVER_ENDED;

    private static final Moment[] VALUES = values();
    static final int COUNT = VALUES.length;

    /** The one of a pair that is meant: the first for forward, the one behind it for reverse. */
    Moment on(final Direction side) {
        return side == Direction.FORWARD ? this : VALUES[ordinal() + 1];
    }

    /** As it is written in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
