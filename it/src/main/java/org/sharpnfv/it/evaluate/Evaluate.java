/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.console.Program;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Programs;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code it/evaluate}: the paper's evaluation with two baselines, measured, drawn and told. */
@CommandLine.Command(name = "it/evaluate", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Measures the paper's grid in the modes sharp, opennf and naive on real parts.",
        "Exits with 0 only if every cell could be measured; what is lost is a result."})
public final class Evaluate implements Callable<Integer> {
    /** Repetitions of a cell while one stream flows. */
    static final int PER_ROUND = 10;

    private static final int QUICK_REPETITIONS = 2;
    private static final int FULL_REPETITIONS = 100;
    private static final int FULL_TCP = 10;

    @Option(names = "--full", description = "the paper's grid, 100 repetitions")
    private boolean full;

    @Option(names = "--quick", description = "a small grid, some minutes (the default)")
    private boolean quick;

    @Option(names = "--mode", paramLabel = "NAME,NAME", split = ",",
        description = "sharp, opennf, naive (default: all)")
    private List<Mode> modes = new ArrayList<>();

    @Option(names = "--rates", paramLabel = "PPS,PPS", split = ",", description = "packets/s, in place of a grid")
    private List<Integer> rates = new ArrayList<>();

    @Option(names = "--sizes", paramLabel = "B,B", split = ",", description = "lengths of frames, in place of a grid")
    private List<Integer> sizes = new ArrayList<>();

    @Option(names = "--delays", paramLabel = "MS,MS", split = ",",
        description = "what a state transfer takes in addition, in place of a grid")
    private List<Long> delays = new ArrayList<>();

    @Option(names = "--flows", paramLabel = "N,N", split = ",", description = "numbers of flows, in place of a grid")
    private List<Integer> flows = new ArrayList<>();

    @Option(names = "--state-bytes", paramLabel = "B,B", split = ",",
        description = "lengths of a flow's state in mode opennf, in place of a grid")
    private List<Integer> stateBytes = new ArrayList<>();

    @Option(names = "--repetitions", paramLabel = "N", description = "handovers of each cell")
    private @Nullable Integer repetitions;

    @Option(names = "--tcp", paramLabel = "N", description = "TCP connections for each mode")
    private @Nullable Integer tcpRepetitions;

    @Option(names = "--count-hand-backs", description = "hand-backs are repetitions, too")
    private boolean handBacks;

    @Option(names = "--out", paramLabel = "DIR", description = "where everything goes (default: it/target/evaluation)")
    private @Nullable Path out;

    @Option(names = "--mix", description = "go on where another commit or machine has begun")
    private boolean mix;

    @Option(names = "--report-only", description = "measure nothing")
    private boolean reportOnly;

    @Option(names = "--results", description = "write it/RESULTS.md, too")
    private boolean results;

    @Option(names = "--json", paramLabel = "FILE", description = "write the list of cells as JSON, too")
    private @Nullable Path json;

    Evaluate() {
        // its options are set by the parser
    }

    @Override
    public Integer call() throws IOException {
        System.setProperty("java.awt.headless", "true");
        final Path directory = out == null ? Programs.top().resolve("it/target/evaluation") : out;
        Files.createDirectories(directory);
        Program.checkWritable(json);
        final var cells = cells();
        final var schedule = schedule();
        final var progress = new Progress(Console.out(), Console.isTerminal());
        final var raw = new RawFile(directory);
        if (!reportOnly) {
            final var origin = Origin.read();
            if (out == null && !mix) {
                raw.setAside(origin).ifPresent(other -> progress.step("results of another commit or machine are in "
                    + other + " now"));
            }
            raw.begin(origin, mix);
            measure(raw, cells, schedule, origin, progress);
        }
        final var contents = raw.read();
        if (contents.batches().isEmpty() && contents.tcpRuns().isEmpty()) {
            throw new IllegalArgumentException("expected results in " + directory + ", found none");
        }
        final var evidence = Evidence.of(contents, handBacks);
        OutputFiles.write(directory, contents, evidence);
        if (results) {
            OutputFiles.writeResults(Programs.top().resolve("it"), evidence);
        }
        final var asked = evidence.cells().stream()
            .filter(summary -> reportOnly || cells.contains(summary.cell())).toList();
        Program.write(json, OutputFiles.cells(asked));
        Console.say("");
        Console.out().print(Table.ofCells(asked).toText());
        final var failures = evidence.findings().failures();
        failures.forEach(line -> Console.say("  ! " + line));
        progress.step("figures, CSV, JSON and index.html are in " + directory);
        return reportOnly || schedule.remaining(cells, modes(), contents).isEmpty() ? 0 : 1;
    }

    private List<Mode> modes() {
        return modes.isEmpty() ? List.of(Mode.values()) : List.copyOf(EnumSet.copyOf(modes));
    }

    private List<Cell> cells() {
        if (full && quick) {
            throw new IllegalArgumentException("expected --full or --quick, found both");
        }
        if (isRestricted()) {
            return Grid.product(modes(), orElse(rates, Grid.RATE_PPS), orElse(sizes, Grid.LARGE_BYTES),
                orElse(delays, 0L), orElse(flows, 1), orElse(stateBytes, Cell.STATE_BYTES));
        }
        return full ? Grid.full(modes()) : Grid.quick(modes());
    }

    private boolean isRestricted() {
        return !rates.isEmpty() || !sizes.isEmpty() || !delays.isEmpty() || !flows.isEmpty()
            || !stateBytes.isEmpty();
    }

    private static <T> List<T> orElse(final List<T> given, final T otherwise) {
        return given.isEmpty() ? List.of(otherwise) : given;
    }

    private Schedule schedule() {
        final int tcpDefault = isRestricted() ? 0 : full ? FULL_TCP : 1;
        return new Schedule(repetitions != null ? repetitions : full ? FULL_REPETITIONS : QUICK_REPETITIONS, PER_ROUND,
            handBacks, tcpRepetitions != null ? tcpRepetitions : tcpDefault, !isRestricted());
    }

    private void measure(final RawFile raw, final List<Cell> cells, final Schedule schedule, final Origin origin,
            final Progress progress) {
        final var jobs = schedule.remaining(cells, modes(), raw.read());
        final var pace = new Pace();
        final Set<Object> givenUp = new HashSet<>();
        if (jobs.isEmpty()) {
            progress.step("all of it has been measured before; choose another --out to measure it anew");
        } else if (!Lab.canTakeHighRates()) {
            progress.step("net.core.rmem_default cannot be raised here: at high rates receive queues lose packets");
        }
        try (var laboratory = new Laboratory(origin.commit(),
                Programs.top().resolve("it/target/evaluate-logs"), progress)) {
            for (int i = 0; i < jobs.size(); i++) {
                final Job job = jobs.get(i);
                if (givenUp.contains(subject(job))) {
                    continue;
                }
                progress.step("job " + (i + 1) + " of " + jobs.size() + ", about "
                    + Pace.text(pace.left(jobs.subList(i, jobs.size()).stream()
                        .filter(each -> !givenUp.contains(subject(each))).toList())) + " left: " + job.text());
                final long fromNs = System.nanoTime();
                final String failure = run(job, laboratory, raw, progress);
                if (Shutdown.isUnderWay()) {
                    throw new LabException("broken off; the next start goes on here");
                }
                pace.done(job, Duration.ofNanos(System.nanoTime() - fromNs));
                if (!failure.isEmpty()) {
                    givenUp.add(subject(job));
                    progress.step("FAILED: " + job.text() + ": " + failure);
                }
            }
        }
    }

    /** What is left alone for the rest of this run once it has failed. */
    private static Object subject(final Job job) {
        return switch (job) {
            case Job.Handovers handovers -> handovers.cell();
            case Job.Tcp tcp -> tcp.mode();
            case Job.Timelines timelines -> Job.Timelines.class;
        };
    }

    private static String run(final Job job, final Laboratory laboratory, final RawFile raw,
            final Progress progress) {
        return switch (job) {
            case Job.Handovers handovers -> {
                final Batch batch = laboratory.run(handovers);
                // what fails because everything is being taken down is no result
                if (!Shutdown.isUnderWay()) {
                    raw.append(batch);
                    progress.step("  " + CellSummary.of(handovers.cell(), List.of(batch), true).toText());
                }
                yield batch.failure();
            }
            case Job.Tcp tcp -> {
                final TcpRun run = laboratory.run(tcp);
                if (!Shutdown.isUnderWay()) {
                    raw.append(run);
                    progress.step("  lowest " + Words.number(run.goodput().lowestMbps()) + " of "
                        + Words.number(run.goodput().medianMbps()) + " Mbit/s, " + run.retransmissions()
                        + " retransmissions");
                }
                yield run.failure();
            }
            case Job.Timelines timelines -> {
                final TimelineRun run = laboratory.run(timelines);
                if (!Shutdown.isUnderWay()) {
                    raw.append(run);
                    progress.step("  " + run.timelines().size() + " timelines");
                }
                yield run.failure();
            }
        };
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new Evaluate(), args));
    }
}
