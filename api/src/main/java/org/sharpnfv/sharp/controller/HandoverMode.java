/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.wire.StateTransfer;

/** How a request's flows are moved: SHarP, or a baseline to measure it against (paper: IV). */
public enum HandoverMode {
    /** Packets wait at the destination, state goes from VNF to VNF. */
    SHARP(StateTransfer.MOVE),
    /** OpenNF's loss-free and order-preserving move: packets wait at the controller, which also carries the state. */
    OPENNF(StateTransfer.RELAY),
    /** The entries are rewritten at once and nothing waits: what comes before the state is processed without it. */
    NAIVE(StateTransfer.UNGUARDED);

    private final StateTransfer transfer;

    HandoverMode(final StateTransfer transfer) {
        this.transfer = transfer;
    }

    StateTransfer transfer() {
        return transfer;
    }
}
