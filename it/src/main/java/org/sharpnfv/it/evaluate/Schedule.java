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
import org.sharpnfv.it.Mode;

/**
 * In which order what is left is measured: round by round over all cells, so that what is broken off has something of
 * each cell, and a machine that changes its pace does so for all of them.
 *
 * @param repetitions of each cell
 * @param perRound at most so many at once
 * @param handBacks whether a hand-back counts as a repetition
 * @param tcpRepetitions TCP connections for each mode
 * @param timelines whether, once a round, timelines are read in mode sharp
 */
record Schedule(int repetitions, int perRound, boolean handBacks, int tcpRepetitions, boolean timelines) {
    /** Checks the ranges. */
    Schedule {
        if (repetitions < 1 || repetitions > 10_000 || perRound < 1 || perRound > 100 || tcpRepetitions < 0
                || tcpRepetitions > 1000) {
            throw new IllegalArgumentException("expected 1 to 10000 repetitions, 1 to 100 a round and 0 to 1000 TCP"
                + " connections, found " + repetitions + ", " + perRound + " and " + tcpRepetitions);
        }
    }

    List<Job> remaining(final List<Cell> cells, final List<Mode> modes, final RawFile.Contents done) {
        final int rounds = Math.ceilDiv(handBacks ? Math.ceilDiv(repetitions, 2) : repetitions, perRound);
        final int tcpPerRound = Math.ceilDiv(tcpRepetitions, rounds);
        final var jobs = new ArrayList<Job>();
        for (int round = 1; round <= rounds; round++) {
            for (Mode mode : modes) {
                for (Cell cell : cells) {
                    if (cell.mode() == mode) {
                        addHandovers(jobs, cell, round, done);
                    }
                }
                addTcp(jobs, mode, round, tcpPerRound, done);
                if (timelines && mode == Mode.SHARP && round > timelineRuns(done)) {
                    jobs.add(new Job.Timelines(round));
                }
            }
        }
        return jobs;
    }

    private void addHandovers(final List<Job> jobs, final Cell cell, final int round, final RawFile.Contents done) {
        final int have = done.batches().stream().filter(batch -> batch.cell().equals(cell))
            .mapToInt(batch -> batch.repetitions(handBacks).size()).sum();
        final int missing = Math.max(0, repetitions - have);
        final int pairs = handBacks ? Math.ceilDiv(missing, 2) : missing;
        final int here = Math.min(perRound, pairs - (round - 1) * perRound);
        if (here > 0) {
            jobs.add(new Job.Handovers(cell, round, here));
        }
    }

    private static long timelineRuns(final RawFile.Contents done) {
        return done.timelineRuns().stream().filter(run -> !run.isFailed()).count();
    }

    private void addTcp(final List<Job> jobs, final Mode mode, final int round, final int perTurn,
            final RawFile.Contents done) {
        final long have = done.tcpRuns().stream().filter(run -> run.mode() == mode && !run.isFailed()).count();
        final long missing = tcpRepetitions - have - (long) (round - 1) * perTurn;
        for (int i = 0; i < Math.min(perTurn, missing); i++) {
            jobs.add(new Job.Tcp(mode, round));
        }
    }
}
