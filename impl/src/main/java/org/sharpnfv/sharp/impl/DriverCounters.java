/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.concurrent.atomic.LongAdder;

/** What went to the switches, and what went wrong; written by several threads. */
final class DriverCounters {
    final LongAdder flowMods = new LongAdder();
    final LongAdder packetOuts = new LongAdder();
    final LongAdder barriers = new LongAdder();
    final LongAdder refusedFlowMods = new LongAdder();
    final LongAdder failedPacketOuts = new LongAdder();
    final LongAdder failedBarriers = new LongAdder();
    final LongAdder discarded = new LongAdder();

    @Override
    public String toString() {
        return "flow-mods " + flowMods + ", packet-outs " + packetOuts + ", barriers " + barriers
            + "; failed: flow-mods " + refusedFlowMods + ", packet-outs " + failedPacketOuts + ", barriers "
            + failedBarriers + ", for absent switches " + discarded;
    }
}
