/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.util.List;
import java.util.Map;

/**
 * What one end has received.
 *
 * @param distinct different packets
 * @param duplicated packets that had been seen before
 * @param reordered packets behind their successor
 * @param missing packets that are not here though a later one of their flow is
 * @param damaged packets that were cut, patched or not ours
 * @param socketDrops packets that the kernel dropped at this end's sockets: received by the host, not by us
 * @param perFlow different packets of each flow, by the UDP port of Host1
 * @param gaps the longest silences
 * @param anomalies the first few duplicated and reordered packets, for the search of the cause
 */
public record Tally(long distinct, long duplicated, long reordered, long missing, long damaged,
        long socketDrops, Map<Integer, Long> perFlow, Gaps gaps, List<String> anomalies) {
    /** Copies. */
    public Tally {
        perFlow = Map.copyOf(perFlow);
        anomalies = List.copyOf(anomalies);
    }
}
