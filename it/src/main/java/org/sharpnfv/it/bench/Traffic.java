/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;

/** Source and sink: {@code it/src/main/c/bench-agent.c}, compiled when it is needed. */
final class Traffic {
    /** Frames under way: enough to keep a forwarder busy, less than any ring has slots. */
    private static final int WINDOW = 1024;
    private static final long HIGHEST_NS = 10_000_000_000L;
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Sandbox sandbox;
    private final NetworkNamespace namespace;
    private final Path tool;

    /**
     * What a stream has shown.
     *
     * @param sent frames
     * @param lost frames that did not come back
     * @param reordered frames that a later one of their flow has overtaken
     * @param measured frames that came back in the time that counts
     * @param cpuNs what the forwarding thread used in that time
     * @param ns that time
     */
    record Streamed(long sent, long lost, long reordered, long measured, long cpuNs, long ns) {
        /** Thousands of crossings of the forwarder for a second of its processor time. */
        double kppsPerCpuSecond() {
            return Cables.CROSSINGS * 1e6 * measured / cpuNs;
        }
    }

    Traffic(final Sandbox sandbox, final NetworkNamespace namespace) {
        this.sandbox = sandbox;
        this.namespace = namespace;
        tool = sandbox.directory().resolve("bench-agent");
        Command.of("gcc", "-O2", "-Wall", "-o", tool.toString(),
            Programs.top().resolve("it/src/main/c/bench-agent.c").toString()).run();
    }

    Path tool() {
        return tool;
    }

    /** The last of the machine's CPUs. */
    static int cpu() {
        final int cpus = Runtime.getRuntime().availableProcessors();
        if (cpus < 2) {
            throw new LabException("expected two CPUs, one for the forwarder and one for the traffic, found " + cpus);
        }
        return cpus - 1;
    }

    /**
     * As many frames as come back.
     *
     * @param flows every 64th frame belongs to one of so many flows that may be handed over
     * @param schedstat where the kernel tells the forwarding thread's processor time
     */
    Streamed stream(final int size, final double seconds, final int flows, final Path schedstat) {
        final var lines = run(seconds, List.of("stream", Cables.IN, Cables.OUT, String.valueOf(size),
            String.valueOf(seconds), String.valueOf(WINDOW), String.valueOf(flows), "64", schedstat.toString()));
        final var json = JsonParser.parseString(lines.getFirst()).getAsJsonObject();
        return new Streamed(json.get("sent").getAsLong(), json.get("lost").getAsLong(),
            json.get("reordered").getAsLong(), json.get("measured").getAsLong(), json.get("cpu_ns").getAsLong(),
            json.get("ns").getAsLong());
    }

    /**
     * Nanoseconds from sending a frame until it is back, at a rate. Of lost frames there is nothing.
     *
     * @param thread the forwarding thread, which gets real-time priority meanwhile; 0: it does not
     */
    Histogram roundTrips(final int size, final double seconds, final int rate, final int thread) {
        final var histogram = new Histogram(HIGHEST_NS, 3);
        for (final String line : run(seconds, List.of("rtt", Cables.IN, Cables.OUT, String.valueOf(size),
                String.valueOf(seconds), String.valueOf(rate), String.valueOf(thread)))) {
            if (!line.startsWith("lost ")) {
                histogram.recordValue(Math.min(Long.parseLong(line), HIGHEST_NS));
            }
        }
        return histogram;
    }

    /** Whether frames come through. */
    boolean passes() {
        return roundTrips(64, 0.01, 1000, 0).getTotalCount() > 0;
    }

    /** Hands over so many flows, from now until it is told to stop. */
    ChildProcess handOver(final int flows) {
        return sandbox.converse("handovers", namespace, Priority.over(Programs.java(HandoverLoop.class,
            List.of(tool.toString(), String.valueOf(flows))).behind(List.of("taskset", "-c", String.valueOf(cpu())))));
    }

    private List<String> run(final double seconds, final List<String> arguments) {
        final Path output = sandbox.directory().resolve("traffic.txt");
        final var words = new ArrayList<>(List.of("sh", "-c", "exec taskset -c " + cpu() + " \"$@\" > " + output,
            "sh", tool.toString()));
        words.addAll(arguments);
        final var child = sandbox.start("traffic", namespace, Priority.over(Command.of(words.toArray(String[]::new))));
        if (!child.waitFor(SLACK.plusMillis((long) (seconds * 2000)))) {
            sandbox.stop(child);
            throw new LabException("the traffic did not end: " + child.tail());
        }
        try {
            final var lines = Files.readAllLines(output);
            if (lines.isEmpty()) {
                throw new LabException("the traffic failed: " + child.tail());
            }
            return lines;
        } catch (IOException e) {
            throw new LabException("cannot read " + output, e);
        }
    }
}
