/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace for one test, removed by {@link #close()}. Needs root and {@code ip}; without them the test is
 * skipped, and says so.
 */
public final class TestNamespace implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TestNamespace.class.getName());
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int O_RDONLY = 0;
    private static final long PATIENCE_NS = 30_000_000_000L;

    private final String name = "hslio-" + ProcessHandle.current().pid() + '-' + NUMBER.incrementAndGet();

    private TestNamespace() {
        // by open()
    }

    /** A new namespace without IPv6, whose router solicitations would be in the way. */
    public static TestNamespace open() throws IOException {
        final var namespace = new TestNamespace();
        final String refusal = run("ip", "netns", "add", namespace.name);
        if (!refusal.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "SKIPPED: no network namespace, run as root with iproute2: {0}",
                refusal);
        }
        Assumptions.assumeTrue(refusal.isEmpty(), refusal);
        namespace.ip("link", "set", "lo", "up");
        run("ip", "netns", "exec", namespace.name, "sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Two ends of one cable, both here, up, without offloads that matter to raw frames. */
    public void veth(final String one, final String other, final int mtu) throws IOException {
        ip("link", "add", one, "mtu", Integer.toString(mtu), "type", "veth", "peer", "name", other, "mtu",
            Integer.toString(mtu));
        ip("link", "set", one, "up");
        up(other, one);
    }

    /** Sets an interface up that has a carrier then, and waits until frames pass it: at it and at the cable's end. */
    public void up(final String interfaceName, final String farEnd) throws IOException {
        ip("link", "set", interfaceName, "up");
        awaitRunning(interfaceName);
        awaitRunning(farEnd);
    }

    /** An interface that has just got its carrier still drops what it is to send, without a word, for milliseconds. */
    private void awaitRunning(final String interfaceName) throws IOException {
        final long startNs = System.nanoTime();
        String found = "";
        while (!found.contains("state UP")) {
            if (System.nanoTime() - startNs > PATIENCE_NS) {
                throw new AssertionError("expected " + interfaceName + " to come up, found " + found);
            }
            found = output("ip", "-n", name, "link", "show", "dev", interfaceName);
        }
    }

    /** Runs {@code ip} here; fails the test if it fails. */
    public void ip(final String... arguments) throws IOException {
        final var command = new String[arguments.length + 3];
        command[0] = "ip";
        command[1] = "-n";
        command[2] = name;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        final String refusal = run(command);
        if (!refusal.isEmpty()) {
            throw new AssertionError(String.join(" ", command) + ": " + refusal);
        }
    }

    /** A program that is to run here. */
    public ProcessBuilder process(final List<String> command) {
        final var whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(command);
        return new ProcessBuilder(whole);
    }

    /** Runs a task in a thread that is in the namespace; sockets and devices it opens are, too. */
    public <T> T inside(final Callable<T> task) throws Exception {
        final var future = new FutureTask<>(() -> {
            enter();
            return task.call();
        });
        final Thread thread = Thread.ofPlatform().start(future);
        thread.join();
        if (future.state() == Future.State.FAILED && future.exceptionNow() instanceof Exception thrown) {
            throw thrown;
        }
        return future.get();
    }

    /** Moves the calling thread, for good. */
    @SuppressWarnings({"restricted", "checkstyle:IllegalCatch"})
    public void enter() {
        final var libc = new Libc();
        final int fd = libc.open("/run/netns/" + name, O_RDONLY);
        final MethodHandle setns = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("setns"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        try {
            final int result = (int) setns.invokeExact(fd, CLONE_NEWNET);
            if (result != 0) {
                throw new AssertionError("setns " + name);
            }
        } catch (Throwable e) {
            throw new AssertionError("setns " + name, e);
        }
        libc.close(fd);
    }

    @Override
    public void close() throws IOException {
        run("ip", "netns", "del", name);
    }

    /** Returns what the command complained about; empty when it did what it should. */
    private static String run(final String... command) throws IOException {
        final Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return e.getMessage();
        }
        final String output = output(process);
        return process.onExit().join().exitValue() == 0 ? "" : "exit code " + process.exitValue() + ' ' + output;
    }

    private static String output(final String... command) throws IOException {
        return output(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static String output(final Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
