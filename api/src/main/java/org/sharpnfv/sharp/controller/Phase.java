/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/** Where a handover is (paper: Fig. 3); the northbound's words. */
public enum Phase {
    /** Phase 1: packets go to the controller, both instances are being told. */
    DETECTION,
    /** Phase 2: packets go to the destination's buffers, the state moves. */
    BUFFERING,
    /** Phase 3: everything is at the destination, which releases its buffers. */
    RELEASE,
    /** The destination has the flow. */
    COMPLETED,
    /** On the way back. */
    ROLLING_BACK,
    /** The source has the flow, as if nothing had been asked. */
    ROLLED_BACK,
    /** Packets flow, but not as promised; counters tell. */
    FAILED,
    /** Rolled back because somebody asked for it. */
    CANCELLED;

    /**
     * Whether this is an end.
     *
     * @return true if nothing follows
     */
    public boolean isFinal() {
        return this == COMPLETED || this == ROLLED_BACK || this == FAILED || this == CANCELLED;
    }
}
