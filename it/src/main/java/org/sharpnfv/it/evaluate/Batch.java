/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sharpnfv.it.Load;
import org.sharpnfv.it.Report;

/**
 * Handovers of one cell while one stream flows: what is measured, and kept, at once. The samples' losses are those of
 * the handovers, the batch's are those of the whole stream.
 *
 * @param commit of what was measured
 * @param at when, UTC
 * @param cell what
 * @param round in which turn
 * @param sent packets sent
 * @param lost packets lost in the whole stream, handovers or not
 * @param duplicated packets duplicated
 * @param reordered packets reordered
 * @param damaged packets cut or changed
 * @param socketDrops packets that the kernel dropped at the ends' own sockets
 * @param baselineP50Us median round trip without a handover
 * @param stateExact whether the VNFs' state was what was sent
 * @param drops the drop counters that have risen
 * @param complaints what was not as it should be, the first few
 * @param failure why it could not be measured to its end; empty if it could
 * @param samples the handovers
 */
record Batch(String commit, String at, Cell cell, int round, long sent, long lost, long duplicated, long reordered,
        long damaged, long socketDrops, double baselineP50Us, boolean stateExact, Map<String, Long> drops,
        List<String> complaints, String failure, List<Sample> samples) {
    private static final int COMPLAINTS_MAX = 10;

    /** Copies. */
    Batch {
        drops = Map.copyOf(drops);
        complaints = List.copyOf(complaints);
        samples = List.copyOf(samples);
    }

    static Batch of(final String commit, final String at, final Cell cell, final int round, final Report report,
            final List<Load> loads, final List<Toll> tolls) {
        final var samples = new ArrayList<Sample>();
        String failure = "";
        for (int i = 0; i < report.outcomes().size(); i++) {
            final var outcome = report.outcomes().get(i);
            // without a look after a handover that is stuck, its losses are the stream's only
            final Toll toll = i + 1 < tolls.size() ? tolls.get(i + 1).since(tolls.get(i)) : new Toll(0, 0, 0);
            samples.add(Sample.of(outcome, report.maxDelayUs(outcome), loads.get(i), toll));
            if (!outcome.view().isOver()) {
                failure = "no end of the " + (outcome.handBack() ? "hand-back" : "handover") + " within "
                    + report.plan().moveLimit().toSeconds() + " s, last seen in phase " + outcome.view().phase();
            }
        }
        final var stream = report.stream();
        return new Batch(commit, at, cell, round, stream.sent(), stream.lost(), stream.duplicated(),
            stream.reordered(), stream.damaged(), stream.socketDrops(), report.baseline().p50(),
            report.stateDifferences().isEmpty(), report.drops().nonZero(),
            report.complaints().stream().limit(COMPLAINTS_MAX).toList(), failure, samples);
    }

    static Batch failed(final String commit, final String at, final Cell cell, final int round, final String why) {
        return new Batch(commit, at, cell, round, 0, 0, 0, 0, 0, 0, 0, false, Map.of(), List.of(), why, List.of());
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    /** Handovers that count as repetitions. */
    List<Sample> repetitions(final boolean handBacks) {
        return samples.stream().filter(sample -> handBacks || !sample.handBack()).toList();
    }
}
