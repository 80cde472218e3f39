/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sharpnfv.it.timeline.Timelines;

/**
 * All that pages are made of.
 *
 * @param origins where it comes from
 * @param cells what was measured
 * @param tcpRuns TCP connections
 * @param timelineRuns of handovers of one flow in mode sharp
 * @param handBacks whether hand-backs count as repetitions
 */
record Evidence(List<Origin> origins, List<CellSummary> cells, List<TcpRun> tcpRuns,
        List<TimelineRun> timelineRuns, boolean handBacks) {
    /** Copies. */
    Evidence {
        origins = List.copyOf(origins);
        cells = List.copyOf(cells);
        tcpRuns = List.copyOf(tcpRuns);
        timelineRuns = List.copyOf(timelineRuns);
    }

    static Evidence of(final RawFile.Contents contents, final boolean handBacks) {
        return new Evidence(contents.origins().stream().distinct().toList(),
            CellSummary.all(contents.batches(), handBacks), contents.tcpRuns(),
            contents.timelineRuns(), handBacks);
    }

    Timelines timelines() {
        return new Timelines(timelineRuns.stream().flatMap(run -> run.timelines().stream()).toList());
    }

    Findings findings() {
        return new Findings(cells, tcpRuns, timelineRuns);
    }

    /** Who has measured, one line each. */
    List<String> provenance() {
        return origins.stream().map(origin -> "Commit " + origin.commit() + " on " + origin.machine() + "; "
            + origin.versions() + '.').toList();
    }

    private Set<Integer> repetitions() {
        return cells.stream().map(CellSummary::runs).collect(Collectors.toSet());
    }

    /** How the measurement differs from the paper's. */
    List<String> differences() {
        final int least = repetitions().stream().mapToInt(Integer::intValue).min().orElse(0);
        final int most = repetitions().stream().mapToInt(Integer::intValue).max().orElse(0);
        return List.of(
            (least == most ? Words.number(most) : Words.number(least) + " to " + Words.number(most))
                + " repetitions of each cell; the paper has 100.",
            "One lab (OpenDaylight, switches, agents, VNFs) serves for one round over all cells, with up to "
                + Evaluate.PER_ROUND + " repetitions of each; the paper starts everything anew for each repetition. The"
                + " first handovers of each mode in a lab are not counted.",
            "Repetitions of a round share one stream. Each handover there, by POST, is followed by its hand-back, by"
                + " DELETE" + (handBacks ? ", which counts as a repetition, too."
                    : "; hand-backs are in the raw results, and what they lose counts, but medians are of the handovers"
                    + " there."),
            "The duration is counted from the flow's first packet at the controller to the end of the last flow's"
                + " handover, as the authors' prototype counts it; the paper counts from the request.",
            "Lost, duplicated and reordered packets are those of the whole streams, both directions, handover or not.",
            "Small packets have 60 bytes, Ethernet's minimum; the paper says 58.",
            "Open vSwitch runs in user space, on the same machine as controller, agents, VNFs and traffic.",
            "The state transfer is lengthened by a delay, as in the paper. In mode opennf a flow's state goes through"
                + " the controller, filled up to " + Words.number(Cell.STATE_BYTES) + " bytes in messages of 1000, the"
                + " paper's 10 messages, if a cell does not say otherwise; in the other modes the VNFs exchange it"
                + " themselves.");
    }
}
