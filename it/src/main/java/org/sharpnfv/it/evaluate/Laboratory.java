/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.Experiment;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Plan;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Report;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.Reply;
import org.sharpnfv.it.rest.Restconf;
import org.sharpnfv.it.timeline.WhereTimeGoes;

/**
 * Where jobs are done: one lab for many of them, a new one for each round and after a job that did not end well. The
 * first handovers of a mode in a lab are not measured: they run cold code.
 */
final class Laboratory implements AutoCloseable {
    private static final int INSTANCES = 2;
    private static final int WARM_UPS = 4;
    private static final int WARM_UP_FAILURES_MAX = 2;
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

    private final String commit;
    private final Path logs;
    private final Progress progress;
    /** Thousands of handovers are not told one by one. */
    private final Progress quiet = new Progress(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8), false);
    private final Map<Mode, String> refusals = new EnumMap<>(Mode.class);
    private final Map<Mode, Integer> warmUpFailures = new EnumMap<>(Mode.class);
    private final Set<Mode> warm = EnumSet.noneOf(Mode.class);
    private @Nullable Sandbox sandbox;
    private @Nullable Setup setup;
    private int round;
    private int count;

    Laboratory(final String commit, final Path logs, final Progress progress) {
        this.commit = commit;
        this.logs = logs;
        this.progress = progress;
    }

    /** What fails is in the batch. */
    Batch run(final Job.Handovers job) {
        final String at = now();
        try {
            final Setup there = ready(job.cell().mode(), job.round());
            final String refusal = refusals.get(job.cell().mode());
            if (refusal != null) {
                return Batch.failed(commit, at, job.cell(), job.round(), refusal);
            }
            setState(there, job.cell().mode(), job.cell().stateBytes());
            final var watch = new HandoverWatch(there.lab());
            final Report report = new Experiment(there, job.cell().plan(name(), 2 * job.repetitions()), quiet,
                watch).run();
            final var batch = Batch.of(commit, at, job.cell(), job.round(), report, watch.loads(), watch.tolls());
            if (batch.isFailed()) {
                close();
            } else {
                settle(there);
            }
            return batch;
        } catch (LabException e) {
            close();
            return Batch.failed(commit, at, job.cell(), job.round(), message(e));
        }
    }

    /** What fails is in the result. */
    TcpRun run(final Job.Tcp job) {
        final String at = now();
        try {
            final Setup there = ready(job.mode(), job.round());
            final String refusal = refusals.get(job.mode());
            if (refusal != null) {
                return new TcpRun(commit, at, job.mode(), job.round(), Goodput.none(), 0, refusal);
            }
            setState(there, job.mode(), Cell.STATE_BYTES);
            final TcpRun run = new TcpTrial(sandbox(), there).run(job.mode(), job.round(), name(), commit, at);
            settle(there);
            return run;
        } catch (LabException e) {
            close();
            return new TcpRun(commit, at, job.mode(), job.round(), Goodput.none(), 0, message(e));
        }
    }

    /** What fails is in the result. */
    TimelineRun run(final Job.Timelines job) {
        final String at = now();
        try {
            final Setup there = ready(Mode.SHARP, job.round());
            final String refusal = refusals.get(Mode.SHARP);
            if (refusal != null) {
                return new TimelineRun(commit, at, job.round(), List.of(), refusal);
            }
            final var report = WhereTimeGoes.run(there, new Plan(name(), Grid.RATE_PPS, Grid.LARGE_BYTES, 1,
                Job.Timelines.HANDOVERS, 0, 1), 0, quiet);
            settle(there);
            return new TimelineRun(commit, at, job.round(), report.timelines().all(),
                String.join("; ", report.complaints()));
        } catch (LabException e) {
            close();
            return new TimelineRun(commit, at, job.round(), List.of(), message(e));
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String message(final LabException failure) {
        return String.valueOf(failure.getMessage());
    }

    private String name() {
        return "evaluate-" + count++;
    }

    private Setup ready(final Mode mode, final int forRound) {
        if (round != forRound) {
            close();
            round = forRound;
        }
        Setup there = setup;
        if (there == null) {
            final var fresh = Sandbox.create();
            fresh.saveLogs(logs);
            sandbox = fresh;
            there = Setup.bringUp(fresh, INSTANCES, VnfSide.VETH, progress);
            setup = there;
        }
        if (!refusals.containsKey(mode) && warm.add(mode)) {
            try {
                warmUp(mode, there);
            } catch (LabException e) {
                if (warmUpFailures.merge(mode, 1, Integer::sum) == WARM_UP_FAILURES_MAX) {
                    refusals.put(mode, "the warm-up of mode " + mode.text() + " has failed " + WARM_UP_FAILURES_MAX
                        + " times: " + message(e));
                }
                throw e;
            }
        }
        return there;
    }

    private Sandbox sandbox() {
        final var there = sandbox;
        if (there == null) {
            throw new IllegalStateException("expected a sandbox, found none");
        }
        return there;
    }

    private void warmUp(final Mode mode, final Setup there) {
        progress.step(mode.text() + ": warm-up");
        final String id = "probe-" + mode.text();
        final Reply reply = there.northbound().request(TcpTrial.request(mode, id));
        if (reply.status() == HttpURLConnection.HTTP_BAD_REQUEST) {
            refusals.put(mode, "the controller refuses mode " + mode.text() + ": " + reply.body().strip());
            progress.step(mode.text() + " is refused by the controller: its cells are left out");
            return;
        }
        Restconf.expectSuccess("POST of " + id, reply);
        Waiting.until("end of " + id, END_LIMIT, LOOK_INTERVAL, () -> there.northbound().phases(id).isOver());
        Restconf.expectSuccess("DELETE of " + id, there.northbound().withdraw(id));
        Waiting.until("end of the hand-back of " + id, END_LIMIT, LOOK_INTERVAL,
            () -> there.northbound().phases(id).handBack().isOver());
        setState(there, mode, Cell.STATE_BYTES);
        final var plan = new Plan("warm-up-" + mode.text(), Grid.RATE_PPS, Grid.LARGE_BYTES, 1, WARM_UPS, 0, 1, mode);
        final var outcomes = new Experiment(there, plan, quiet).run().outcomes();
        if (outcomes.stream().anyMatch(outcome -> !outcome.view().isOver())) {
            throw new LabException("a handover of the warm-up did not end: " + outcomes.getLast().view().json());
        }
        settle(there);
        if (setup == null) {
            throw new LabException("the lab did not come to rest after the warm-up of mode " + mode.text());
        }
    }

    /** How long a state is matters only where it goes through the controller. */
    private static void setState(final Setup there, final Mode mode, final int bytes) {
        if (mode == Mode.OPENNF) {
            there.lab().stateBytes(bytes);
        }
    }

    /**
     * What comes next finds the group as it was; the histories of thousands of handovers go. A lab in which that cannot
     * be done is given up, but what was measured in it counts.
     */
    private void settle(final Setup there) {
        try {
            Restconf.expectSuccess("clear-finished-handovers", there.northbound().clearFinished());
            final String status = there.northbound().groupStatus();
            if (!status.equals("up")) {
                renew("the group is " + status + ", not up");
            }
        } catch (LabException e) {
            renew(message(e));
        }
    }

    private void renew(final String why) {
        progress.step("a new lab, because " + why);
        close();
    }

    @Override
    public void close() {
        final var old = sandbox;
        sandbox = null;
        setup = null;
        warm.clear();
        if (old != null) {
            old.close();
        }
    }
}
