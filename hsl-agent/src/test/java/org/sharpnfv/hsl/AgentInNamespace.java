/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.Frames;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;

/**
 * The agent as a process of its own between the two veths of a network namespace, and a VNF as another one. What was
 * made is removed by {@link #close()}.
 */
final class AgentInNamespace implements AutoCloseable {
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(30);

    private final TestNamespace namespace;
    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final Counters counters = new Counters();
    private Shim ingress;
    private Shim egress;

    private AgentInNamespace(final TestNamespace namespace, final Path directory) {
        this.namespace = namespace;
        this.directory = directory;
    }

    /** Starts the agent and waits until it has written its counters. */
    static AgentInNamespace start(final Path directory, final String vnf, final String... more) throws Exception {
        return startAt(directory, "in", "out", vnf, more);
    }

    /** The same with other words for the interfaces {@code in} and {@code out}. */
    static AgentInNamespace startAt(final Path directory, final String in, final String out, final String vnf,
            final String... more) throws Exception {
        final var agent = new AgentInNamespace(TestNamespace.open(), directory);
        boolean opened = false;
        try {
            agent.open(in, out, vnf, more);
            opened = true;
        } finally {
            if (!opened) {
                agent.close();
            }
        }
        return agent;
    }

    /** The same with AF_XDP sockets on all interfaces; the VNF is a cable. */
    static AgentInNamespace startByXdp(final Path directory, final String... more) throws Exception {
        return startAt(directory, "af_xdp:in", "af_xdp:out", "af_xdp:vin,vout", more);
    }

    private void open(final String in, final String out, final String vnf, final String... more) throws Exception {
        if (vnf.endsWith(":vin,vout")) {
            namespace.veth("vin", "vout", 1500);
        }
        namespace.veth("in", "in-far", 1500);
        namespace.veth("out", "out-far", 1500);
        ingress = shim("in-far");
        egress = shim("out-far");
        final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        final var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
            "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp", classPath, "org.sharpnfv.hsl.Main",
            "--id", "vnf1", "--ingress", in, "--egress", out, "--vnf", vnf,
            "--stats-file", directory.resolve("stats.json").toString()));
        command.addAll(List.of(more));
        run("agent", command.toArray(String[]::new));
        await("the agent's counters", () -> Files.exists(directory.resolve("stats.json")));
    }

    private Shim shim(final String name) throws Exception {
        return namespace.inside(() ->
            AfPacketShim.open(new Libc(), name, ShimOptions.DEFAULT, ShimCounters.in(counters, name)));
    }

    /** Starts a program in the namespace; its output goes to a file of this name. */
    Process run(final String name, final String... command) throws IOException {
        final var all = new ArrayList<>(List.of("ip", "netns", "exec", namespace.name()));
        all.addAll(List.of(command));
        final var process = new ProcessBuilder(all).redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile()).start();
        processes.add(process);
        return process;
    }

    TestNamespace namespace() {
        return namespace;
    }

    /** The first process that was started. */
    Process agent() {
        return processes.getFirst();
    }

    /** Lets a process that has ended rest. */
    void forget(final Process process) {
        processes.remove(process);
    }

    /** Ends one of the processes. */
    void end(final Process process) {
        processes.remove(process);
        process.destroy();
        process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
    }

    /** Something that comes to be, or not. */
    interface Condition {
        boolean holds() throws Exception;
    }

    void await(final String what, final Condition condition) throws Exception {
        final long startNs = System.nanoTime();
        while (!condition.holds()) {
            for (final Process each : processes) {
                if (!each.isAlive()) {
                    throw new AssertionError("expected " + what + ", a process ended: " + logs());
                }
            }
            if (System.nanoTime() - startNs > WAIT_NS) {
                throw new AssertionError("expected " + what + ", found nothing in time: " + logs());
            }
            Thread.sleep(20);
        }
    }

    /** What a program has said so far. */
    String log(final String name) throws IOException {
        return Files.readString(directory.resolve(name + ".log"));
    }

    private String logs() throws IOException {
        final var text = new StringBuilder();
        try (var files = Files.newDirectoryStream(directory, "*.log")) {
            for (final Path file : files) {
                text.append(System.lineSeparator()).append(file.getFileName()).append(": ")
                    .append(Files.readString(file));
            }
        }
        return text.toString();
    }

    /** All counters, as the agent wrote them at most a second ago. */
    JsonObject counters() throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve("stats.json"))).getAsJsonObject();
    }

    long counter(final String name) throws IOException {
        return counters().get(name).getAsLong();
    }

    /** The names of all counters of something that was lost, and that are above zero. */
    private List<String> losses() throws IOException {
        final var found = new ArrayList<String>();
        for (final var each : counters().entrySet()) {
            if (each.getKey().matches(".*(dropped|lost|malformed|checksum-missing|refused).*")
                    && each.getValue().getAsLong() > 0) {
                found.add(each.getKey() + "=" + each.getValue());
            }
        }
        return found;
    }

    Shim ingress() {
        return ingress;
    }

    Shim egress() {
        return egress;
    }

    /** Sends numbered frames on both sides at once, a few at a time: all leave on the other, in order. */
    void exchange(final int frames, final int window) throws Exception {
        for (final List<byte[]> received : exchanged(frames, window)) {
            assertEquals(frames, received.size());
            for (int i = 0; i < frames; i++) {
                assertArrayEquals(frame(i), received.get(i), "frame " + i);
            }
        }
    }

    /** The agent counts so many frames each way since its start, and nothing that was lost. */
    void assertNothingLost(final int framesInAll) throws Exception {
        await("all counted", () -> counter("egress.sent-frames") >= framesInAll
            && counter("ingress.sent-frames") >= framesInAll);
        assertEquals(List.of(), losses());
    }

    /** What left on the egress side, then what left on the ingress side. */
    private List<List<byte[]>> exchanged(final int frames, final int window) throws Exception {
        final var task = new FutureTask<>(() -> {
            // frames of a thread that moves to another processor may overtake one another on a veth
            if (new Libc().bindThread(CpuChoice.auto("test")) < 0) {
                throw new AssertionError("expected to stay on one processor");
            }
            return exchangeHere(frames, window);
        });
        Thread.ofPlatform().start(task).join();
        return task.get();
    }

    private List<List<byte[]>> exchangeHere(final int frames, final int window) {
        final var atIngress = new Frames();
        final var atEgress = new Frames();
        for (int i = 0; i < frames; i++) {
            Frames.send(ingress, frame(i));
            Frames.send(egress, frame(i));
            if (i >= window) {
                atEgress.await(egress, i - window);
                atIngress.await(ingress, i - window);
            }
        }
        return List.of(atEgress.await(egress, frames), atIngress.await(ingress, frames));
    }

    private static byte[] frame(final int number) {
        return number % 3 == 0 ? Frames.tagged("8100602a", number, 1518) : Frames.plain(number, 60 + number % 1455);
    }

    @Override
    public void close() throws IOException {
        for (final Process each : List.copyOf(processes)) {
            end(each);
        }
        if (ingress != null) {
            ingress.close();
        }
        if (egress != null) {
            egress.close();
        }
        namespace.close();
    }
}
