/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;

/** Source and sink of what the forwarders carry; a C program, compiled when it is needed. */
interface Traffic {
    /** Of times in nanoseconds: longer ones count as this. */
    long HIGHEST_NS = 10_000_000_000L;

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

        /** Both together. */
        Streamed plus(final Streamed other) {
            return new Streamed(sent + other.sent, lost + other.lost, reordered + other.reordered,
                measured + other.measured, cpuNs + other.cpuNs, ns + other.ns);
        }

        /** Only what was lost and reordered counts. */
        Streamed unmeasured() {
            return new Streamed(sent, lost, reordered, 0, 0, 0);
        }

        static Streamed parse(final String line) {
            final var json = JsonParser.parseString(line).getAsJsonObject();
            return new Streamed(json.get("sent").getAsLong(), json.get("lost").getAsLong(),
                json.get("reordered").getAsLong(), json.get("measured").getAsLong(), json.get("cpu_ns").getAsLong(),
                json.get("ns").getAsLong());
        }
    }

    /** Where the forwarders run. */
    NetworkNamespace namespace();

    /** To be called before a forwarder is started. */
    default void prepare() {
        // interfaces are always there
    }

    /** To be called when a forwarder has been started. */
    default void attach() {
        // interfaces are always there
    }

    /** To be called when the forwarder is about to be halted; it uses no processor time until {@link #resume}. */
    default void pause() {
        // interfaces use none
    }

    /** To be called when the forwarder goes on. */
    default void resume() {
        // interfaces use none
    }

    /** To be called before a forwarder is stopped. */
    default void detach() {
        // interfaces stay
    }

    /**
     * As many frames as come back.
     *
     * @param flows every some-th frame belongs to one of so many flows that may be handed over
     * @param schedstat where the kernel tells the forwarding thread's processor time
     * @param thread the forwarding thread, which may get real-time priority meanwhile; 0: it does not
     */
    Streamed stream(int size, double seconds, int flows, Path schedstat, int thread);

    /**
     * Nanoseconds from sending a frame until it is back, at a rate. Of lost frames there is nothing.
     *
     * @param thread the forwarding thread, which gets real-time priority meanwhile; 0: it does not
     */
    Histogram roundTrips(int size, double seconds, int rate, int thread);

    /** Whether frames come through. */
    default boolean passes() {
        return roundTrips(64, 0.01, 1000, 0).getTotalCount() > 0;
    }

    /** Hands over so many flows whenever it is told to, see {@link HandoverLoop}. */
    ChildProcess handOver(int flows);

    /** The last of the machine's CPUs. */
    static int cpu() {
        final int cpus = Runtime.getRuntime().availableProcessors();
        if (cpus < 2) {
            throw new LabException("expected two CPUs, one for the forwarder and one for the traffic, found " + cpus);
        }
        return cpus - 1;
    }

    /**
     * The CPU for who hands over: one of its own, where there is one. Else it is the forwarder's while frames stream:
     * a forwarder whose traffic does not run polls for nothing, and pays for it. While round trips are measured, a
     * forwarder has real-time priority, and the traffic sleeps between frames: then it is the traffic's.
     */
    static int handoverCpu(final boolean streaming) {
        final int others = cpu() - Forwarder.CPU - 1;
        return others > 0 ? Forwarder.CPU + 1 : streaming ? Forwarder.CPU : cpu();
    }

    /** Compiles {@code it/src/main/c/NAME.c}, once. */
    static Path compile(final Sandbox sandbox, final String name) {
        final Path tool = sandbox.directory().resolve(name);
        if (Files.exists(tool)) {
            return tool;
        }
        Command.of("gcc", "-O2", "-Wall", "-o", tool.toString(),
            Programs.top().resolve("it/src/main/c/" + name + ".c").toString()).run();
        return tool;
    }

    /** Starts a {@link HandoverLoop} that reaches the agent by the relay. */
    static ChildProcess startHandovers(final Sandbox sandbox, final NetworkNamespace namespace, final int flows,
            final List<String> relay) {
        final var arguments = new ArrayList<>(List.of(String.valueOf(flows)));
        arguments.addAll(relay);
        return sandbox.converse("handovers", namespace, Priority.over(Programs.java(HandoverLoop.class, arguments)));
    }

    /** What the lines of round trips say: nanoseconds each, at last how many were lost. */
    static Histogram histogram(final List<String> lines) {
        final var histogram = new Histogram(HIGHEST_NS, 3);
        for (final String line : lines) {
            if (!line.startsWith("lost ")) {
                histogram.recordValue(Math.min(Long.parseLong(line), HIGHEST_NS));
            }
        }
        return histogram;
    }
}
