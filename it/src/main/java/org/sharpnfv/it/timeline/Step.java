/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import java.util.Locale;

/**
 * The steps of a handover, in the protocol's order. Each ends with what its name says; those between FIRST_PACKET and
 * COMPLETED are the handover's duration.
 */
public enum Step {
    /** The request, or its deletion, is with the controller's machine. */
    REQUEST_TAKEN(Spent.DATASTORE, false),
    /** Both switches have answered that the detection entry is in force. */
    ENTRIES_IN_FORCE(Spent.BARRIER, false),
    /** The flow's first packet is at the controller. */
    FIRST_PACKET(Spent.PACKET_IN, true),
    /** The last START_HO is at its HSL. */
    START_THERE(Spent.RPC, false),
    /** The last one is answered. */
    START_ANSWERED(Spent.AGENT, false),
    /** The last answer is at the controller. */
    ACKNOWLEDGED(Spent.PACKET_IN, false),
    /** The source's VNF has processed all that it got. */
    DRAINED(Spent.VNF, false),
    /** The destination's VNF has the state. */
    STATE_IMPORTED(Spent.VNF, false),
    /** The controller knows that one direction's source is empty: START_RELEASE is sent. */
    FIRST_RELEASE(Spent.PACKET_IN, false),
    /** It is at the destination's HSL, which lets marked packets pass. */
    FIRST_GATE(Spent.RPC, false),
    /** The destination's HSL has seen the first packet that the switch itself sent there. */
    FIRST_UNMARKED(Spent.SWITCH, false),
    /** And one of the other direction. */
    OTHER_DIRECTION(Spent.SWITCH, false),
    /** The controller knows enough to close both: RELEASE_FINISHED is sent. */
    LAST_RELEASE(Spent.PACKET_IN, false),
    /** That RELEASE_FINISHED is at the destination's HSL. */
    LAST_GATE(Spent.RPC, false),
    /** The destination's HSL has passed on what it held. */
    PASSED_ON(Spent.AGENT, false),
    /** HANDOVER_FINISHED is at the controller. */
    COMPLETED(Spent.PACKET_IN, true),
    /** Both HSLs know. */
    ENDED(Spent.RPC, false),
    /** Nothing new was seen for the idle time; the last entry is removed. */
    ENTRIES_REMOVED(Spent.WINDOW, true);

    private final Spent spent;
    private final boolean anchor;

    Step(final Spent spent, final boolean anchor) {
        this.spent = spent;
        this.anchor = anchor;
    }

    /**
     * What it is spent on.
     *
     * @return the kind
     */
    public Spent spent() {
        return spent;
    }

    /** Whether the end of this step is never put off to a later one that was measured elsewhere. */
    boolean isAnchor() {
        return anchor;
    }

    /**
     * Whether it is a part of the handover's duration.
     *
     * @return true from the first packet at the controller to completed
     */
    public boolean isOfDuration() {
        return ordinal() > FIRST_PACKET.ordinal() && ordinal() <= COMPLETED.ordinal();
    }

    /**
     * As it is written.
     *
     * @return words
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
