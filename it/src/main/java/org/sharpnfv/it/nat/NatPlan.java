/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

/**
 * What to do.
 *
 * @param connections live TCP connections
 * @param handovers how many moves, there and back in turn
 * @param chunkBytes what each end of a connection sends at a time
 * @param intervalMs the time between two of these
 */
record NatPlan(int connections, int handovers, int chunkBytes, int intervalMs) {
    NatPlan {
        if (connections < 1 || connections > 5000) {
            throw new IllegalArgumentException("expected 1 to 5000 connections, found " + connections);
        }
        if (handovers < 1 || chunkBytes < 1 || chunkBytes > 65_536 || intervalMs < 1) {
            throw new IllegalArgumentException("expected numbers above 0 and chunks of at most 65536 bytes, found "
                + handovers + " handovers, " + chunkBytes + " bytes, " + intervalMs + " ms");
        }
    }

    NatPlan with(final int otherConnections, final int otherHandovers) {
        return new NatPlan(otherConnections, otherHandovers, chunkBytes, intervalMs);
    }
}
