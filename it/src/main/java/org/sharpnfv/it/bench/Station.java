/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Waiting;

/**
 * A forwarder that runs and has been warmed up. It is halted (SIGSTOP) but for its turns, so that several can take
 * turns on one CPU; what its turns have shown is added up.
 */
final class Station implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final double WARM_UP_SECONDS = 2;
    private static final int WARM_UP_PPS = 5000;
    /** After it was halted: caches, and what a JVM's timers have to catch up with. */
    private static final double SETTLE_SECONDS = 0.03;

    private final Sandbox sandbox;
    private final Traffic traffic;
    private final Forwarder forwarder;
    private final int size;
    private final ChildProcess process;
    private final Path schedstat;
    private final List<Histogram> roundTrips = new ArrayList<>();
    private @Nullable ChildProcess handovers;
    private Traffic.@Nullable Streamed streamed;
    private long completed;

    Station(final Sandbox sandbox, final BenchShim shim, final Forwarder forwarder, final Traffic traffic,
            final int size) {
        this.sandbox = sandbox;
        this.traffic = traffic;
        this.forwarder = forwarder;
        this.size = size;
        traffic.prepare();
        process = sandbox.start(shim.name(forwarder), traffic.namespace(),
            Priority.over(forwarder.command(shim, traffic)));
        try {
            traffic.attach();
            Waiting.until("frame through " + forwarder.text(), START_MAX, Duration.ofMillis(100), () -> {
                process.checkAlive();
                return traffic.passes();
            });
            final var before = processorTimes();
            traffic.stream(size, WARM_UP_SECONDS, 0, threads().getFirst().resolve("schedstat"), 0);
            schedstat = busiest(before);
            // what a JVM does between frames is to be compiled, too
            traffic.roundTrips(size, WARM_UP_SECONDS, WARM_UP_PPS, 0);
            if (forwarder.flows() > 0) {
                handovers = traffic.handOver(forwarder.flows());
                begin(true);
                // nothing may be lost by then, either
                streamed = traffic.stream(size, WARM_UP_SECONDS, forwarder.flows(), schedstat, 0).unmeasured();
                end();
            }
            halt();
        } catch (LabException e) {
            close();
            throw e;
        }
    }

    Forwarder forwarder() {
        return forwarder;
    }

    /** A turn in which as many frames cross it as come back. */
    void takeStreamTurn(final double seconds) {
        goOn(true);
        // beside handovers without real-time priority: who hands over may need the forwarder's CPU, too
        final var turn = traffic.stream(size, seconds, forwarder.flows(), schedstat,
            forwarder.flows() > 0 ? 0 : thread());
        streamed = streamed == null ? turn : streamed.plus(turn);
        endTurn();
    }

    /** A turn in which frames cross it at a rate. */
    void takeRoundTripTurn(final double seconds, final int rate) {
        goOn(false);
        roundTrips.add(traffic.roundTrips(size, seconds, rate, thread()));
        endTurn();
    }

    /** Of all turns, and of the warm-up beside handovers; null if it has had none. */
    Traffic.@Nullable Streamed streamed() {
        return streamed;
    }

    /** Turn by turn. */
    List<Histogram> roundTrips() {
        return Collections.unmodifiableList(roundTrips);
    }

    /** Handovers that have completed. */
    long completed() {
        return completed;
    }

    private void goOn(final boolean streaming) {
        sandbox.signal(process, "CONT");
        traffic.resume();
        traffic.roundTrips(size, SETTLE_SECONDS, WARM_UP_PPS, 0);
        begin(streaming);
    }

    private void endTurn() {
        process.checkAlive();
        end();
        halt();
    }

    private void halt() {
        traffic.pause();
        sandbox.signal(process, "STOP");
    }

    private void begin(final boolean streaming) {
        if (handovers != null) {
            handovers.say(String.valueOf(Traffic.handoverCpu(streaming)));
            handovers.hear(ANSWER_MAX);
        }
    }

    private void end() {
        if (handovers != null) {
            handovers.say("rest");
            completed += Long.parseLong(handovers.hear(ANSWER_MAX));
        }
    }

    private int thread() {
        return Integer.parseInt(schedstat.getParent().getFileName().toString());
    }

    private List<Path> threads() {
        try (var list = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return list.sorted().toList();
        } catch (IOException e) {
            throw new LabException("cannot list the threads of " + process.name(), e);
        }
    }

    private Map<Path, Long> processorTimes() {
        final var times = new HashMap<Path, Long>();
        for (final Path thread : threads()) {
            final Path file = thread.resolve("schedstat");
            try {
                times.put(file, Long.parseLong(Files.readString(file).split(" ", 2)[0]));
            } catch (IOException e) {
                // a thread that has just ended is not the one
                times.remove(file);
            }
        }
        return times;
    }

    /**
     * The forwarding thread is the one that the warm-up has kept busy, of those bound to the forwarder's CPU: a JVM's
     * compiler may have been busier.
     */
    private Path busiest(final Map<Path, Long> before) {
        final var after = processorTimes();
        return after.keySet().stream().filter(Station::isBound)
            .max(Comparator.comparingLong(file -> after.get(file) - before.getOrDefault(file, 0L)))
            .orElseThrow(() -> new LabException(process.name() + " ended: " + process.tail()));
    }

    private static boolean isBound(final Path schedstat) {
        try (var lines = Files.lines(schedstat.resolveSibling("status"))) {
            return lines.anyMatch(("Cpus_allowed_list:\t" + Forwarder.CPU)::equals);
        } catch (IOException e) {
            // a thread that has just ended is not the one
            return false;
        }
    }

    @Override
    public void close() {
        if (handovers != null) {
            sandbox.stop(handovers);
        }
        traffic.detach();
        sandbox.stop(process);
    }
}
