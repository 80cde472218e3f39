/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

/** Watches for silences, of each flow and of all together. */
final class GapWatch {
    private final long[] lastNs;
    private long streamLastNs;
    private long streamNs;
    private long flowNs;

    GapWatch(final int flows) {
        lastNs = new long[flows];
    }

    void arrived(final int flow, final long nowNs) {
        if (streamLastNs != 0) {
            streamNs = Math.max(streamNs, nowNs - streamLastNs);
        }
        streamLastNs = nowNs;
        if (lastNs[flow] != 0) {
            flowNs = Math.max(flowNs, nowNs - lastNs[flow]);
        }
        lastNs[flow] = nowNs;
    }

    Gaps gaps() {
        long oldestNs = 0;
        for (final long last : lastNs) {
            if (last != 0 && (oldestNs == 0 || last - oldestNs < 0)) {
                oldestNs = last;
            }
        }
        return new Gaps(streamNs, streamLastNs, flowNs, oldestNs);
    }
}
