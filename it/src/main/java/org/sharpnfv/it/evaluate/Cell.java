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
 */
record Cell(Mode mode, int ratePps, int sizeBytes, long stateDelayMs, int flows) {
    private static final int IDLE_S = 1;

    /** Refuses what no experiment can do. */
    Cell {
        new Plan("check", ratePps, sizeBytes, flows, 0, stateDelayMs, IDLE_S, mode);
    }

    Cell in(final Mode other) {
        return new Cell(other, ratePps, sizeBytes, stateDelayMs, flows);
    }

    Plan plan(final String name, final int handovers) {
        return new Plan(name, ratePps, sizeBytes, flows, handovers, stateDelayMs, IDLE_S, mode);
    }

    String text() {
        return mode.text() + ", " + ratePps + " packets/s, " + sizeBytes + " B, state " + stateDelayMs + " ms, " + flows
            + (flows == 1 ? " flow" : " flows");
    }
}
