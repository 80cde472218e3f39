/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Plan;

/**
 * One point of the grid.
 *
 * @param mode how flows are moved
 * @param ratePps packets/s, all flows together, each echoed
 * @param sizeBytes length of a frame without frame check sequence
 * @param stateDelayMs what a state transfer takes in addition
 * @param flows number of flows
 * @param stateBytes length of a flow's state, where that goes through the controller
 */
record Cell(Mode mode, int ratePps, int sizeBytes, long stateDelayMs, int flows, int stateBytes) {
    /** The paper's 10 messages of 1000 bytes. */
    static final int STATE_BYTES = 10_000;

    private static final int IDLE_S = 1;
    private static final int STATE_BYTES_MAX = 10_000_000;

    /** Refuses what no experiment can do. */
    Cell {
        if (stateBytes < 0 || stateBytes > STATE_BYTES_MAX) {
            throw new IllegalArgumentException("expected a state of 0 to " + STATE_BYTES_MAX + " bytes, found "
                + stateBytes);
        }
        new Plan("check", ratePps, sizeBytes, flows, 0, stateDelayMs, IDLE_S, mode);
    }

    /** With the paper's length of a state. */
    Cell(final Mode mode, final int ratePps, final int sizeBytes, final long stateDelayMs, final int flows) {
        this(mode, ratePps, sizeBytes, stateDelayMs, flows, STATE_BYTES);
    }

    Cell in(final Mode other) {
        return new Cell(other, ratePps, sizeBytes, stateDelayMs, flows, stateBytes);
    }

    boolean hasUsualState() {
        return stateBytes == STATE_BYTES;
    }

    Plan plan(final String name, final int handovers) {
        return new Plan(name, ratePps, sizeBytes, flows, handovers, stateDelayMs, IDLE_S, mode);
    }

    String text() {
        return mode.text() + ", " + ratePps + " packets/s, " + sizeBytes + " B, state " + stateDelayMs + " ms"
            + (hasUsualState() ? "" : " and " + stateBytes + " B") + ", " + flows + (flows == 1 ? " flow" : " flows");
    }
}
