/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.timeline.Step;
import org.sharpnfv.it.timeline.Timeline;

/** Results as they might be. */
final class Example {
    static final Origin ORIGIN = new Origin("c0ffee", "A CPU", 2, 8000, "Linux 6", "21.0.9", "OVS 3.1",
        "openflowplugin 0.20.1");
    static final Cell SHARP = new Cell(Mode.SHARP, 1000, 1000, 0, 1);

    private Example() {
    }

    /** A handover of which only what matters differs. */
    static Sample sample(final boolean handBack, final long durationUs, final long buffered, final long lost) {
        return new Sample(handBack, true, handBack ? "rolled-back" : "completed", "", 1, durationUs,
            durationUs * 1.5, lost, 0, 0, buffered, buffered + 1, buffered, 10, buffered + 5, buffered + 6, 12, 30);
    }

    static Sample stuck() {
        return new Sample(false, false, "buffering", "", 0, 0, 900_000, 0, 0, 0, 5, 5, 0, 0, 3, 3, 12, 30);
    }

    static Batch batch(final Cell cell, final Sample... samples) {
        return batch(cell, Map.of(), samples);
    }

    static Batch batch(final Cell cell, final Map<String, Long> drops, final Sample... samples) {
        long lost = 0;
        for (Sample sample : samples) {
            lost += sample.lost();
        }
        return new Batch("c0ffee", "2026-11-26T08:00:00Z", cell, 1, 10_000, lost, 0, 0, 0, 0, 400, true, drops,
            List.of(), "", List.of(samples));
    }

    /** There and back. */
    static Batch pair(final Cell cell, final long durationUs, final long buffered, final long lost) {
        return batch(cell, sample(false, durationUs, buffered, lost), sample(true, 2 * durationUs, 9 * buffered, 0));
    }

    static TcpRun tcp(final Mode mode, final String failure) {
        return new TcpRun("c0ffee", "2026-11-26T08:00:00Z", mode, 1, new Goodput(30, 15, 100), 3, failure);
    }

    /** Each step takes a millisecond. */
    static TimelineRun timelines(final String failure) {
        final var us = Arrays.stream(Step.values()).collect(Collectors.toMap(step -> step, step -> 1000L));
        return new TimelineRun("c0ffee", "2026-11-26T08:00:00Z", 1,
            failure.isEmpty() ? List.of(new Timeline(us), new Timeline(us)) : List.of(), failure);
    }

    /** Some of each mode, along each axis. */
    static RawFile.Contents contents() {
        final var batches = new ArrayList<Batch>();
        for (Cell cell : Grid.quick(List.of(Mode.values()))) {
            final long scale = cell.mode() == Mode.SHARP ? 1 : 3;
            batches.add(pair(cell, scale * (5000 + 1000 * cell.stateDelayMs()),
                cell.mode() == Mode.SHARP ? 4 : 4 + 2 * cell.stateDelayMs(), cell.mode() == Mode.NAIVE ? 7 : 0));
        }
        return new RawFile.Contents(List.of(ORIGIN), batches,
            List.of(tcp(Mode.SHARP, ""), tcp(Mode.NAIVE, "iperf3: <no route>")), List.of(timelines("")));
    }
}
