/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import org.sharpnfv.it.Mode;

/**
 * One TCP connection that was handed over there and back.
 *
 * @param commit of what was measured
 * @param at when, UTC
 * @param mode how flows were moved
 * @param round in which turn
 * @param goodput what the receiver got
 * @param retransmissions segments that the sender sent again
 * @param failure why it could not be measured; empty if it could
 */
record TcpRun(String commit, String at, Mode mode, int round, Goodput goodput, long retransmissions,
        String failure) {
    boolean isFailed() {
        return !failure.isEmpty();
    }
}
