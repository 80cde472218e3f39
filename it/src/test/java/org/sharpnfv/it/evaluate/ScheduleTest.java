/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;

class ScheduleTest {
    private static final Cell OTHER = new Cell(Mode.SHARP, 5000, 1000, 0, 1);
    private static final Cell NAIVE = Example.SHARP.in(Mode.NAIVE);
    private static final List<Mode> MODES = List.of(Mode.SHARP, Mode.NAIVE);
    private static final RawFile.Contents NOTHING = new RawFile.Contents(List.of(), List.of(), List.of(), List.of());

    private static RawFile.Contents done(final Batch... batches) {
        return new RawFile.Contents(List.of(), List.of(batches), List.of(), List.of());
    }

    /** What is broken off has something of each cell. */
    @Test
    void shouldGoRoundByRoundOverAllCells() {
        final var jobs = new Schedule(25, 10, false, 2, false).remaining(List.of(Example.SHARP, NAIVE), MODES, NOTHING);

        assertEquals(List.of(
            new Job.Handovers(Example.SHARP, 1, 10), new Job.Tcp(Mode.SHARP, 1),
            new Job.Handovers(NAIVE, 1, 10), new Job.Tcp(Mode.NAIVE, 1),
            new Job.Handovers(Example.SHARP, 2, 10), new Job.Tcp(Mode.SHARP, 2),
            new Job.Handovers(NAIVE, 2, 10), new Job.Tcp(Mode.NAIVE, 2),
            new Job.Handovers(Example.SHARP, 3, 5), new Job.Handovers(NAIVE, 3, 5)), jobs);
    }

    @Test
    void shouldGoOnWhereItStopped() {
        final var done = done(Example.pair(Example.SHARP, 1, 1, 0), Example.pair(Example.SHARP, 1, 1, 0),
            Example.pair(OTHER, 1, 1, 0));

        final var jobs = new Schedule(2, 10, false, 0, false).remaining(List.of(Example.SHARP, OTHER), MODES, done);

        assertEquals(List.of(new Job.Handovers(OTHER, 1, 1)), jobs);
    }

    @Test
    void shouldNeedHalfAsManyPairsWhereHandBacksCount() {
        final var jobs = new Schedule(5, 10, true, 0, false).remaining(List.of(Example.SHARP), MODES,
            done(Example.pair(Example.SHARP, 1, 1, 0)));

        assertEquals(List.of(new Job.Handovers(Example.SHARP, 1, 2)), jobs);
    }

    @Test
    void shouldTryAgainWhatCouldNotBeMeasured() {
        final var failed = Batch.failed("c0ffee", "now", Example.SHARP, 1, "no lab");
        final var done = new RawFile.Contents(List.of(), List.of(failed), List.of(Example.tcp(Mode.SHARP, "no lab")),
            List.of(Example.timelines("no lab")));

        final var jobs = new Schedule(1, 10, false, 1, true).remaining(List.of(Example.SHARP), List.of(Mode.SHARP),
            done);

        assertEquals(List.of(new Job.Handovers(Example.SHARP, 1, 1), new Job.Tcp(Mode.SHARP, 1),
            new Job.Timelines(1)), jobs);
    }

    @Test
    void shouldHaveNothingLeftInTheEnd() {
        final var done = new RawFile.Contents(List.of(), List.of(Example.pair(Example.SHARP, 1, 1, 0)),
            List.of(Example.tcp(Mode.SHARP, "")), List.of(Example.timelines("")));

        assertEquals(List.of(), new Schedule(1, 10, false, 1, true).remaining(List.of(Example.SHARP),
            List.of(Mode.SHARP), done));
    }

    @Test
    void shouldReadTimelinesOnceARoundInModeSharp() {
        final var done = new RawFile.Contents(List.of(), List.of(), List.of(), List.of(Example.timelines("")));

        final var jobs = new Schedule(25, 10, false, 0, true).remaining(List.of(), MODES, done);

        assertEquals(List.of(new Job.Timelines(2), new Job.Timelines(3)), jobs);
    }

    /** However often it is broken off: what is done and what is left are what was asked for. */
    @Test
    void shouldAddUpWhereverItStops() {
        final var schedule = new Schedule(23, 10, false, 0, false);
        for (int stop = 0; stop <= 3; stop++) {
            final var batches = new ArrayList<Batch>();
            for (Job job : schedule.remaining(List.of(OTHER), MODES, NOTHING).subList(0, stop)) {
                for (int i = 0; i < ((Job.Handovers) job).repetitions(); i++) {
                    batches.add(Example.pair(OTHER, 1, 1, 0));
                }
            }
            final int left = schedule.remaining(List.of(OTHER), MODES, done(batches.toArray(Batch[]::new))).stream()
                .mapToInt(job -> ((Job.Handovers) job).repetitions()).sum();
            assertEquals(23, batches.size() + left, "stopped after " + stop);
        }
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new Schedule(0, 10, false, 0, false));
        assertThrows(IllegalArgumentException.class, () -> new Schedule(1, 10, false, -1, false));
    }

    @Test
    void shouldEstimateByWhatItTookSoFar() {
        final var job = new Job.Handovers(Example.SHARP, 1, 10);
        final var pace = new Pace();
        final Duration thought = pace.left(List.of(job));

        pace.done(job, thought.multipliedBy(2));

        assertEquals(4.0, (double) pace.left(List.of(job, job)).toMillis() / thought.toMillis(), 0.001);
        assertEquals("2 h 5 min", Pace.text(Duration.ofMinutes(125)));
        assertEquals("1 min", Pace.text(Duration.ofSeconds(3)));
    }
}
