/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.Frames;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;

/** A real agent, a process of its own in a namespace of its own, and the frames of its neighbours. */
final class AgentProcess implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long CONTROLLER_SESSION = 900;
    private static final List<String> INTERFACES = List.of("in", "out", "vin", "vout");

    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private final Libc libc = new Libc();
    private final Counters counters = new Counters();
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final TestNamespace namespace;
    private final Path errors;
    private final Path stats;
    private final String vnf;
    private final Map<String, Shim> vnfSides = new HashMap<>();
    private final Shim ingress;
    private final Shim egress;
    private Process process;
    private long agentSession;
    private String classPath = System.getProperty("java.class.path");
    private final long[] sequence = new long[2];

    /** Makes the namespace; no agent runs yet. */
    AgentProcess(final Path directory) throws Exception {
        this(directory, "veth:vin,vout", 1500, 1500);
    }

    /** With a VNF behind a shim; its interfaces, if they are veths, may have an MTU of their own. */
    AgentProcess(final Path directory, final String vnf, final int networkMtu, final int vnfMtu) throws Exception {
        this.vnf = vnf;
        errors = Files.createTempFile(directory, "agent", ".err");
        stats = Path.of(errors + ".stats");
        namespace = TestNamespace.open();
        closers.push(namespace);
        for (final String name : INTERFACES) {
            final boolean isVnf = name.startsWith("v");
            if (!isVnf || vnf.startsWith("veth:")) {
                namespace.veth(name, name + "-far", isVnf ? vnfMtu : networkMtu);
            }
        }
        ingress = shim("in-far");
        egress = shim("out-far");
    }

    /** Where the test is on an interface of the namespace. */
    Shim shim(final String name) throws Exception {
        final var own = ShimCounters.in(counters, name + counters.snapshot().size());
        final Shim shim = namespace.inside(() -> AfPacketShim.open(libc, name, ShimOptions.DEFAULT, own));
        closers.push(shim);
        return shim;
    }

    /** How {@code sharp-hsl} is called in tests. */
    static List<String> program(final String... arguments) {
        return programOf(System.getProperty("java.class.path"), arguments);
    }

    private static List<String> programOf(final String classPath, final String... arguments) {
        final var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xshare:auto",
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
            classPath, "org.sharpnfv.hsl.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs the agent from jars, so that a class that is needed for the first time takes no file descriptor. */
    AgentProcess packed(final Path directory) throws IOException {
        final var elements = new ArrayList<String>();
        for (final String element : classPath.split(File.pathSeparator, -1)) {
            elements.add(Files.isDirectory(Path.of(element))
                ? pack(Path.of(element), directory.resolve(elements.size() + ".jar")).toString() : element);
        }
        classPath = String.join(File.pathSeparator, elements);
        return this;
    }

    private static Path pack(final Path classes, final Path jar) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(jar)); var files = Files.walk(classes)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    /** Starts the agent and waits until it forwards. */
    AgentProcess start(final String id, final String... more) throws Exception {
        launch(Map.of(), id, more);
        await("a line that says bridging", () -> errors().contains("bridging"), found -> found);
        return this;
    }

    /** The same, with counters and a run directory of its own. */
    AgentProcess startCounting(final String... more) throws Exception {
        return startCounting(Map.of(), more);
    }

    /** The same, in an environment. */
    AgentProcess startCounting(final Map<String, String> environment, final String... more) throws Exception {
        final var all = new ArrayList<>(List.of("--stats-file", stats.toString(), "--run-dir",
            runDirectory().toString()));
        all.addAll(List.of(more));
        Files.deleteIfExists(stats);
        launch(environment, "vnf1", all.toArray(String[]::new));
        await("a line that says bridging", this::errors, found -> found.contains("bridging"));
        await("the first counters", () -> Files.exists(stats), found -> found);
        return this;
    }

    /** Where {@code sharp-hsl status} finds it. */
    Path runDirectory() {
        return Path.of(errors + ".run");
    }

    /** As it was at most a second ago. */
    long counter(final String name) throws IOException {
        return JsonParser.parseString(Files.readString(stats)).getAsJsonObject().get(name).getAsLong();
    }

    /** Waits until a counter is at least this. */
    void awaitCounter(final String name, final long least) {
        await(name, () -> counter(name), found -> found >= least);
    }

    /** Starts the agent. */
    Process launch(final Map<String, String> environment, final String id, final String... more) throws IOException {
        final var arguments = new ArrayList<>(List.of("--id", id, "--ingress", "in", "--egress", "out", "--vnf",
            vnf));
        arguments.addAll(List.of(more));
        final var builder = namespace.process(programOf(classPath, arguments.toArray(String[]::new)))
            .redirectError(errors.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        process = builder.start();
        closers.push(this::end);
        return process;
    }

    private void end() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    Process process() {
        return process;
    }

    TestNamespace namespace() {
        return namespace;
    }

    /** Where its standard error goes. */
    Path errorFile() {
        return errors;
    }

    String errors() throws IOException {
        return Files.readString(errors, StandardCharsets.UTF_8);
    }

    /** Says HELLO on both sides and learns the agent's session from the answers. */
    void hello() {
        for (final var side : Direction.values()) {
            send(side, 0, new Message.Hello(1));
        }
        await("the answer to HELLO at ingress", () -> answers(ingress), found -> found);
        await("the answer to HELLO at egress", () -> answers(egress), found -> found);
    }

    private boolean answers(final Shim wire) {
        final var found = new boolean[1];
        wire.poll((memory, offset, length) -> {
            if (codec.decode(memory.asSlice(offset, length).toArray(JAVA_BYTE))
                    instanceof MessageCodec.Decoded.Valid valid) {
                agentSession = valid.frame().fromSession();
                found[0] = true;
            }
        }, 64);
        return found[0];
    }

    /** A control message of the controller's. */
    void say(final Direction side, final Message message) {
        send(side, agentSession, message);
    }

    private void send(final Direction side, final long to, final Message message) {
        final byte[] frame = codec.encode(new ControlFrame(CONTROLLER_SESSION, to, ++sequence[side.ordinal()],
            List.of(message)), new Channel(false, side), ControlKey.NONE);
        Frames.send(wire(side), frame);
    }

    void sendData(final Direction side, final byte[] frame) {
        Frames.send(wire(side), frame);
    }

    private Shim wire(final Direction side) {
        return side == Direction.FORWARD ? ingress : egress;
    }

    /** The far end of the network interface at ingress. */
    Shim ingress() {
        return ingress;
    }

    /** The far end of the network interface at egress. */
    Shim egress() {
        return egress;
    }

    /** Where the VNF is on one of its interfaces, which is in the namespace. */
    Shim vnf(final String name) throws Exception {
        Shim shim = vnfSides.get(name);
        if (shim == null) {
            shim = shim(name);
            vnfSides.put(name, shim);
        }
        return shim;
    }

    /** Sends a frame on one wire until it comes out of the other: the way between them is open. */
    void awaitPassage(final Shim from, final Shim to) {
        await("frames to pass", () -> {
            Frames.send(from, Frames.plain(-1, 60));
            Thread.sleep(20);
            final var found = new boolean[1];
            to.poll((memory, offset, length) -> found[0] |= length == 60, 64);
            return found[0];
        }, found -> found);
        settle(to);
    }

    /** Takes what is still on its way. */
    static void settle(final Shim wire) {
        await("silence", () -> {
            Thread.sleep(100);
            return wire.poll((memory, offset, length) -> { }, 64);
        }, found -> found == 0);
    }

    /** Sends the agent a signal. */
    void signal(final String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** Processor time of the agent so far, once it has warmed up. */
    Duration processorTime() {
        awaitWarm();
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Warming up takes processor time and descriptors. */
    void awaitWarm() {
        await("an agent that has warmed up", this::threads, names -> !names.contains("hsl-warm-up"));
    }

    private List<String> threads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            final var names = new ArrayList<String>();
            for (final var task : tasks.toList()) {
                try {
                    names.add(Files.readString(task.resolve("comm")).strip());
                } catch (IOException e) {
                    // it has ended just now
                }
            }
            return names;
        }
    }

    long session() {
        return agentSession;
    }

    /** An answer over HTTP. */
    record Answer(int status, String type, String body) {
    }

    /** Asks the agent's HTTP server, from inside the namespace. */
    Answer get(final String url) throws Exception {
        return namespace.inside(() -> {
            final var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(5000);
            try {
                final int status = connection.getResponseCode();
                try (var body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                    return new Answer(status, connection.getContentType(),
                        new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
            } finally {
                connection.disconnect();
            }
        });
    }

    /** What a program printed, and how it ended. */
    record Result(int exitCode, String output, String errors) {
    }

    /** Runs {@code sharp-hsl} with these arguments to its end, outside the namespace. */
    static Result run(final Path directory, final String... arguments) throws Exception {
        final Path errorFile = Files.createTempFile(directory, "run", ".err");
        final var process = new ProcessBuilder(program(arguments)).redirectError(errorFile.toFile()).start();
        try {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, Files.readString(errorFile));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Asks again and again until the answer is right. */
    @SuppressWarnings("checkstyle:IllegalCatch")
    static <T> T await(final String what, final Callable<T> source, final Predicate<T> right) {
        final long startNs = System.nanoTime();
        T found = null;
        while (System.nanoTime() - startNs < PATIENCE_NS) {
            try {
                found = source.call();
                if (right.test(found)) {
                    return found;
                }
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            } catch (Exception e) {
                throw new AssertionError(what, e);
            }
        }
        throw new AssertionError("expected " + what + ", found " + found);
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch")
    public void close() {
        while (!closers.isEmpty()) {
            try {
                closers.pop().close();
            } catch (Exception e) {
                throw new AssertionError("not cleaned up", e);
            }
        }
    }
}
