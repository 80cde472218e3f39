/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.sharpnfv.sharp.controller.HandoverMode;

/** Runs many seeds on several threads. What a seed does depends on the seed alone. */
final class Campaign {
    /** A campaign ends after so many failing seeds: they will have the same few causes. */
    private static final int MAX_FAILURES = 20;
    private static final int BATCH = 16;
    private static final long PROGRESS = 20_000;

    private final long first;
    private final long last;
    private final HandoverMode mode;
    private final long deadlineNs;
    private final AtomicLong next;
    private final List<Failure> failures = new ArrayList<>();
    private LongConsumer progress = seeds -> { };
    private long done;
    private Report total = Report.NONE;

    /** A seed whose run broke an invariant. */
    record Failure(long seed, HandoverMode mode, Invariant invariant, String message, Throwable cause) {
        String replay() {
            return "./it/simulate --seed " + seed
                + (mode == HandoverMode.SHARP ? "" : " --mode " + mode.name().toLowerCase(Locale.ROOT));
        }
    }

    /** What was done. */
    record Report(long seeds, long packets, long completed, long rolledBack, long failed, long destroyed,
            List<Failure> failures) {
        static final Report NONE = new Report(0, 0, 0, 0, 0, 0, List.of());

        Report plus(final Simulation run) {
            return new Report(seeds + 1, packets + run.ledger().packets(), completed + run.outcomes().completed(),
                rolledBack + run.outcomes().rolledBack(), failed + run.outcomes().failed(),
                destroyed + run.ledger().destroyed(), failures);
        }

        Report plus(final Report other) {
            return new Report(seeds + other.seeds, packets + other.packets, completed + other.completed,
                rolledBack + other.rolledBack, failed + other.failed, destroyed + other.destroyed, failures);
        }

        @Override
        public String toString() {
            return seeds + " seeds, " + packets + " packets, handovers of flows: " + completed + " completed, "
                + rolledBack + " rolled back, " + failed + " failed; " + destroyed + " packets taken by faults; "
                + failures.size() + " violations";
        }
    }

    Campaign(final long first, final long count, final long durationNs) {
        this(first, count, durationNs, HandoverMode.SHARP);
    }

    Campaign(final long first, final long count, final long durationNs, final HandoverMode mode) {
        this.first = first;
        this.mode = mode;
        last = first + count - 1;
        next = new AtomicLong(first);
        deadlineNs = durationNs == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + durationNs;
    }

    /** Called every {@link #PROGRESS} seeds. */
    void onProgress(final LongConsumer action) {
        progress = action;
    }

    private synchronized void count(final long seeds) {
        if ((done + seeds) / PROGRESS != done / PROGRESS) {
            progress.accept(done + seeds);
        }
        done += seeds;
    }

    /** Runs the seeds, as many at a time as there are processors. */
    Report run(final int threads) {
        final var workers = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().name("simulation " + i).start(this::work));
        }
        for (final var worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        failures.sort((one, other) -> Long.compare(one.seed(), other.seed()));
        return new Report(total.seeds, total.packets, total.completed, total.rolledBack, total.failed, total.destroyed,
            List.copyOf(failures));
    }

    private void work() {
        var mine = Report.NONE;
        for (long batch = next.getAndAdd(BATCH); batch <= last && !isOver(); batch = next.getAndAdd(BATCH)) {
            for (long seed = batch; seed <= Math.min(batch + BATCH - 1, last); seed++) {
                final var run = new Simulation(seed, mode, false);
                final var failure = failure(seed, run);
                mine = mine.plus(run);
                if (failure != null) {
                    synchronized (this) {
                        failures.add(failure);
                    }
                }
            }
            count(BATCH);
        }
        synchronized (this) {
            total = total.plus(mine);
        }
    }

    private synchronized boolean isOver() {
        return failures.size() >= MAX_FAILURES || deadlineNs != Long.MAX_VALUE && System.nanoTime() - deadlineNs >= 0;
    }

    /** Runs one; null if all invariants hold. */
    static Failure failure(final long seed, final Simulation run) {
        try {
            run.run();
            return null;
        } catch (Violation e) {
            return new Failure(seed, run.scenario().mode, e.invariant(), e.getMessage(), e);
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException | IndexOutOfBoundsException
                | ClassCastException | java.util.ConcurrentModificationException e) {
            return new Failure(seed, run.scenario().mode, Invariant.NO_EXCEPTION, e.toString(), e);
        }
    }

    /** Runs a seed once more and tells what happens. */
    static String transcript(final long seed) {
        return transcript(seed, HandoverMode.SHARP);
    }

    /** The same in a mode. */
    static String transcript(final long seed, final HandoverMode mode) {
        final var run = new Simulation(seed, mode, true);
        final var failure = failure(seed, run);
        return run.transcript() + (failure == null ? "seed " + seed + ": no violation"
            : "seed " + seed + ": " + failure.invariant() + ": " + failure.message() + System.lineSeparator()
                + "replay: " + failure.replay());
    }

    static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    long first() {
        return first;
    }
}
