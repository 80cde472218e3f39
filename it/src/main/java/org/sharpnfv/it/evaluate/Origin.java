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
import java.util.Locale;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Programs;

/**
 * Where results come from.
 *
 * @param commit of the repository, with {@code -dirty} and a mark of the changes behind it where files differ from it
 * @param cpu the processor's name
 * @param cores number of processors
 * @param memoryMb the machine's memory
 * @param kernel its version
 * @param java what the controller runs on
 * @param openVSwitch its version
 * @param openDaylight versions of the parts that matter
 */
record Origin(String commit, String cpu, int cores, long memoryMb, String kernel, String java, String openVSwitch,
        String openDaylight) {
    private static final String UNKNOWN = "unknown";

    static Origin read() {
        return new Origin(commitNow(), field("/proc/cpuinfo", "model name"), Runtime.getRuntime().availableProcessors(),
            memory(), first("uname", "-sr"), controllersJava(), first("ovs-vswitchd", "--version"), openDaylightNow());
    }

    /** What this command itself writes does not count. */
    private static String commitNow() {
        final String top = Programs.top().toString();
        final var head = Command.of("git", "-C", top, "rev-parse", "HEAD").attempt();
        if (head.exitCode() != 0) {
            return UNKNOWN;
        }
        final String names = Command.of("git", "-C", top, "status", "--porcelain", "--", ".", ":!it/RESULTS.md",
            ":!it/results").attempt().output();
        final String changes = Command.of("git", "-C", top, "diff", "HEAD", "--", ".", ":!it/RESULTS.md",
            ":!it/results").attempt().output();
        return head.output().strip() + (names.isBlank() ? ""
            : String.format("-dirty-%08x", (names + changes).hashCode()));
    }

    private static String first(final String... words) {
        try {
            return Command.of(words).attempt().output().lines().findFirst().orElse(UNKNOWN).strip();
        } catch (LabException e) {
            return UNKNOWN;
        }
    }

    private static String field(final String file, final String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name)).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static long memory() {
        final String digits = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits) / 1024;
    }

    private static String controllersJava() {
        try (var lines = Files.lines(Path.of(Programs.jdk21(), "release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=")).findFirst()
                .map(line -> line.replaceAll("[^0-9.]", "")).orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String openDaylightNow() {
        return "openflowplugin " + version("openflowplugin/openflowplugin-impl") + ", mdsal "
            + version("mdsal/mdsal-dom-broker");
    }

    private static String version(final String artifact) {
        final Path directory = Programs.distribution().resolve("system/org/opendaylight").resolve(artifact);
        try (var versions = Files.list(directory)) {
            return versions.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("."))
                .sorted().findFirst().orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    String machine() {
        return String.format(Locale.ROOT, "%s, %d cores, %.1f GB, %s", cpu, cores, memoryMb / 1024.0, kernel);
    }

    String versions() {
        return "Java " + java + ", " + openVSwitch + ", OpenDaylight (" + openDaylight + ")";
    }
}
