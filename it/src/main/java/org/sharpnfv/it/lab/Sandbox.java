/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Registry.NamespaceEntry;
import org.sharpnfv.it.lab.Registry.ProcessEntry;

/**
 * What one run owns: a name that no other run has, a private directory, namespaces and processes. All of it goes when
 * the sandbox is closed, when the JVM ends for whatever reason short of SIGKILL, or, after {@link #keep}, when
 * {@link #takeDown} is called by a later command. Nothing is ever found or stopped by its name.
 */
public final class Sandbox implements AutoCloseable {
    /** Where the private directories are: a short path, because Unix sockets allow only 108 characters. */
    static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));


    private final String prefix;
    private final Path directory;
    private final Registry registry;
    private final Thread hook = new Thread(this::close, "sandbox-hook");
    private boolean closed;
    private boolean kept;
    private @Nullable Path logsTo;

    private Sandbox(final String prefix, final Path directory) {
        this.prefix = prefix;
        this.directory = directory;
        registry = new Registry(directory);
    }

    /**
     * Makes the directory and arms the clean-up.
     *
     * @return an empty sandbox
     */
    public static Sandbox create() {
        final String prefix = "sh" + Long.toString(ProcessHandle.current().pid(), 36) + '-'
            + Long.toString(System.nanoTime() / 1_000_000 % (36 * 36), 36);
        try {
            final var sandbox = new Sandbox(prefix, Files.createDirectory(directoryOf(prefix)));
            Files.createDirectory(sandbox.logs());
            Runtime.getRuntime().addShutdownHook(sandbox.hook);
            return sandbox;
        } catch (IOException e) {
            throw new LabException("cannot make " + directoryOf(prefix), e);
        }
    }

    /**
     * Takes down what a run with {@link #keep} has left.
     *
     * @param prefix the run's name
     */
    public static void takeDown(final String prefix) {
        final Path directory = directoryOf(prefix);
        if (!prefix.matches("sh[0-9a-z]+-[0-9a-z]+") || !Files.exists(directory.resolve("registry"))) {
            throw new LabException("no run " + prefix + " is there: expected a directory " + directory);
        }
        TakeDown.run(directory);
        try {
            TakeDown.delete(directory);
        } catch (IOException e) {
            throw new LabException("cannot remove " + directory, e);
        }
    }

    private static Path directoryOf(final String prefix) {
        return PARENT.resolve("sharp-" + prefix);
    }

    /**
     * The name of this run.
     *
     * @return short enough for a namespace's name
     */
    public String prefix() {
        return prefix;
    }

    /**
     * The private directory.
     *
     * @return its path, short enough for Unix sockets
     */
    public Path directory() {
        return directory;
    }

    /**
     * Where the logs of all children are.
     *
     * @return a directory inside the private one
     */
    public Path logs() {
        return directory.resolve("log");
    }

    /**
     * Makes a namespace.
     *
     * @param name its role; the prefix is put before it
     * @return the namespace, loopback up, IPv6 off
     */
    public NetworkNamespace namespace(final String name) {
        final var namespace = new NetworkNamespace(prefix + '-' + name);
        synchronized (this) {
            checkOpen();
            registry.add(new NamespaceEntry(namespace.name()));
            namespace.add();
        }
        return namespace;
    }

    /**
     * Starts a child whose output goes to a log.
     *
     * @param name its name, also of the log
     * @param namespace where it runs
     * @param command what it runs
     * @return the child
     */
    public ChildProcess start(final String name, final NetworkNamespace namespace, final Command command) {
        return launch(name, namespace, command, false);
    }

    /**
     * Starts a child that talks with us in lines over its standard input and output.
     *
     * @param name its name, also of the log
     * @param namespace where it runs
     * @param command what it runs
     * @return the child
     */
    public ChildProcess converse(final String name, final NetworkNamespace namespace, final Command command) {
        return launch(name, namespace, command, true);
    }

    private synchronized ChildProcess launch(final String name, final NetworkNamespace namespace,
            final Command command, final boolean conversation) {
        checkOpen();
        try {
            final var child = ChildProcess.start(name, command.behind(namespace.entry()),
                logs().resolve(name + ".log"), conversation);
            registry.add(entry(child));
            return child;
        } catch (IOException e) {
            throw new LabException("cannot start " + name, e);
        }
    }

    /**
     * Stops one child: its whole process group, politely, then by force.
     *
     * @param child the child
     */
    public void stop(final ChildProcess child) {
        if (child.isAlive()) {
            TakeDown.stop(entry(child));
        }
    }

    /**
     * Sends a signal to a child's process group.
     *
     * @param child the child
     * @param signal its name without SIG, e.g. KILL
     */
    public void signal(final ChildProcess child, final String signal) {
        TakeDown.signal(entry(child), signal);
    }

    private static ProcessEntry entry(final ChildProcess child) {
        return new ProcessEntry(child.pid(), Registry.startTicks(child.pid()).orElse(-1L), child.name());
    }

    /** Leaves everything running when this JVM ends. */
    public synchronized void keep() {
        kept = true;
    }

    /**
     * Copies the logs to a directory that stays, once everything has been taken down.
     *
     * @param target is replaced if it exists
     */
    public synchronized void saveLogs(final Path target) {
        logsTo = target;
    }

    private void copyLogs() {
        final Path target;
        synchronized (this) {
            target = logsTo;
        }
        if (target != null) {
            // a shell for its globs: what is not there is no reason to fail
            Command.of("sh", "-c", "rm -rf \"$2\"; mkdir -p \"$2\" && cd \"$1\""
                + " && cp -a --backup=numbered log/* ovs/*.log karaf*/data/log/* \"$2\"", "sh", directory.toString(),
                target.toAbsolutePath().toString()).attempt();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new LabException("the run is being taken down");
        }
    }

    /** Takes everything down. A second caller, such as the shutdown hook, waits until the first is through. */
    @Override
    public void close() {
        synchronized (this) {
            if (kept) {
                return;
            }
            closed = true;
        }
        synchronized (registry) {
            if (!Files.exists(directory)) {
                return;
            }
            TakeDown.run(directory);
            copyLogs();
            try {
                TakeDown.delete(directory);
            } catch (IOException e) {
                Console.warn("sharp: " + directory + " could not be removed: " + e.getMessage());
            }
        }
    }
}
