/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

/**
 * The longest silences that an end has seen, by CLOCK_MONOTONIC. A flow's silence begins with its first packet.
 *
 * @param streamNs the longest time without a packet of any flow
 * @param streamLastNs when the last packet of any flow arrived; 0 if none did
 * @param flowNs the longest time without a packet of a flow that had shown one
 * @param flowLastNs the oldest of all flows' last packets; 0 if no flow showed any
 */
public record Gaps(long streamNs, long streamLastNs, long flowNs, long flowLastNs) {
    /**
     * The longest silence of the stream as a whole, the one at its end included.
     *
     * @param endNs when the sender stopped
     * @return nanoseconds
     */
    public long streamUntil(final long endNs) {
        return streamLastNs == 0 ? streamNs : Math.max(streamNs, endNs - streamLastNs);
    }

    /**
     * The longest silence of a single flow, the one at its end included.
     *
     * @param endNs when the sender stopped
     * @return nanoseconds
     */
    public long flowUntil(final long endNs) {
        return flowLastNs == 0 ? flowNs : Math.max(flowNs, endNs - flowLastNs);
    }
}
