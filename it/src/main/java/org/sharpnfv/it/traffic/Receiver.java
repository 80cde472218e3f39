/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** One end's account of all flows. Used by one thread; {@link #tally} may be called when that thread is idle. */
final class Receiver {
    private static final int ANOMALIES_MAX = 50;

    private final OrderChecker[] flows;
    private final GapWatch gaps;
    private final int basePort;
    private final int payloadBytes;
    private final List<String> anomalies = new ArrayList<>();
    private long damaged;
    private long distinct;

    Receiver(final int flowCount, final int basePort, final int payloadBytes) {
        this.basePort = basePort;
        this.payloadBytes = payloadBytes;
        flows = new OrderChecker[flowCount];
        gaps = new GapWatch(flowCount);
        for (int i = 0; i < flowCount; i++) {
            flows[i] = new OrderChecker();
        }
    }

    /** Accepts a packet at the start of a buffer; false if it must not be counted or answered. */
    boolean accept(final int port, final ByteBuffer buffer, final int length, final long nowNs) {
        final int flow = port - basePort;
        if (flow < 0 || flow >= flows.length || !Payload.isWhole(buffer, length, payloadBytes)) {
            damaged++;
            note("damaged", port, length, nowNs);
            return false;
        }
        gaps.arrived(flow, nowNs);
        final long sequence = buffer.getLong(Payload.SEQUENCE);
        return switch (flows[flow].accept(sequence)) {
            case IN_ORDER -> {
                distinct++;
                yield true;
            }
            case REORDERED -> {
                distinct++;
                note("reordered", port, sequence, nowNs);
                yield true;
            }
            case DUPLICATED -> {
                note("duplicated", port, sequence, nowNs);
                yield true;
            }
            case STRANGE -> {
                damaged++;
                note("strange", port, sequence, nowNs);
                yield false;
            }
        };
    }

    private void note(final String what, final int port, final long number, final long nowNs) {
        if (anomalies.size() < ANOMALIES_MAX) {
            anomalies.add(what + " port " + port + " number " + number + " at " + nowNs);
        }
    }

    long distinct() {
        return distinct;
    }

    /** Numbers below a bound that have not been seen, as ranges, the first few. */
    List<String> missing(final int flow, final long sent) {
        final var ranges = new ArrayList<String>();
        for (long from = 0; from < sent && ranges.size() < ANOMALIES_MAX; from++) {
            if (!flows[flow].wasSeen(from)) {
                long to = from;
                while (to + 1 < sent && !flows[flow].wasSeen(to + 1)) {
                    to++;
                }
                ranges.add("port " + (basePort + flow) + " numbers " + from + " to " + to);
                from = to;
            }
        }
        return ranges;
    }

    Tally tally(final long socketDrops) {
        final var perFlow = new HashMap<Integer, Long>();
        long duplicated = 0;
        long reordered = 0;
        long missing = 0;
        for (int i = 0; i < flows.length; i++) {
            perFlow.put(basePort + i, flows[i].distinct());
            duplicated += flows[i].duplicated();
            reordered += flows[i].reordered();
            missing += flows[i].missing();
        }
        return new Tally(distinct, duplicated, reordered, missing, damaged, socketDrops, perFlow, gaps.gaps(),
            anomalies);
    }
}
