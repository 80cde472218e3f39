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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * OpenDaylight. Its home is a private directory: what it writes to (etc, data, configuration, journals) is copied, what
 * it only reads (system, lib) is linked, so that the built distribution stays as it was built and two runs do not meet.
 */
public final class KarafProcess {
    private static final List<String> READ_ONLY = List.of("system", "lib");
    /** All else is left behind by whoever has started the built distribution in place. */
    private static final List<String> OWN = List.of("bin", "etc", "configuration", "deploy");

    private final ChildProcess child;
    private final Path home;

    private KarafProcess(final ChildProcess child, final Path home) {
        this.child = child;
        this.home = home;
    }

    static KarafProcess start(final Sandbox sandbox, final NetworkNamespace namespace, final Consumer<Path> change) {
        final Path home = sandbox.directory().resolve("karaf");
        prepare(Programs.distribution(), home);
        change.accept(home);
        return launch(sandbox, namespace, home, "karaf-console");
    }

    /**
     * Starts another one in a new home, after it was stopped.
     *
     * @param sandbox what owns it
     * @param namespace where it runs
     * @param change changes the new home, e.g. brings something of the old one
     * @return the new process
     */
    public KarafProcess succeed(final Sandbox sandbox, final NetworkNamespace namespace, final Consumer<Path> change) {
        final Path next = home.resolveSibling(home.getFileName() + "-next");
        prepare(Programs.distribution(), next);
        change.accept(next);
        return launch(sandbox, namespace, next, next.getFileName() + "-console");
    }

    /**
     * Starts it anew in the same home, after it was stopped or killed.
     *
     * @param sandbox what owns it
     * @param namespace where it runs
     * @return the new process
     */
    public KarafProcess restart(final Sandbox sandbox, final NetworkNamespace namespace) {
        return launch(sandbox, namespace, home, "karaf-console-again");
    }

    private static KarafProcess launch(final Sandbox sandbox, final NetworkNamespace namespace, final Path home,
            final String name) {
        final var environment = Map.of("JAVA_HOME", Programs.jdk21(), "KARAF_HOME", home.toString(), "KARAF_BASE",
            home.toString(), "KARAF_DATA", home.resolve("data").toString(), "KARAF_ETC",
            home.resolve("etc").toString(), "KARAF_EXEC", "exec", "JAVA_MAX_MEM", "2048m");
        return new KarafProcess(sandbox.start(name, namespace,
            new Command(List.of(home.resolve("bin/karaf").toString(), "server"), environment)), home);
    }

    private static void prepare(final Path distribution, final Path home) {
        try {
            Files.createDirectories(home.resolve("data/tmp"));
            for (String name : READ_ONLY) {
                Files.createSymbolicLink(home.resolve(name), distribution.resolve(name).toAbsolutePath());
            }
            for (String name : OWN) {
                if (Files.exists(distribution.resolve(name))) {
                    Command.of("cp", "-a", distribution.resolve(name).toString(), home.toString() + '/').run();
                }
            }
            // written at a first boot: another run's addresses and identity
            Command.of("rm", "-rf", home.resolve("configuration/initial").toString()).run();
        } catch (IOException e) {
            throw new LabException("cannot prepare " + home, e);
        }
    }

    /**
     * The process.
     *
     * @return the child
     */
    public ChildProcess child() {
        return child;
    }

    /**
     * The log that OpenDaylight writes.
     *
     * @return its path
     */
    public Path log() {
        return home.resolve("data/log/karaf.log");
    }

    /**
     * Its private home.
     *
     * @return the directory
     */
    public Path home() {
        return home;
    }
}
