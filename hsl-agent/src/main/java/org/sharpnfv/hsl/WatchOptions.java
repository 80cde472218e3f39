/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.watch.MetricsAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How the agent lets itself be watched. */
final class WatchOptions {
    /** Where {@code sharp-hsl status} looks. */
    static final String RUN_DIRECTORY = "/run/sharp-hsl";

    @Option(names = "--metrics", paramLabel = "[ADDRESS:]PORT", converter = MetricsPlace.class,
        description = "Serve /metrics for Prometheus, /healthz and /readyz over HTTP there; without an address on "
            + "loopback only (default: off).")
    private @Nullable MetricsAddress metrics;

    @Option(names = "--hello-interval-ms", paramLabel = "MS", defaultValue = "2000",
        description = "How often the controller says HELLO; /readyz waits for three of them "
            + "(default: ${DEFAULT-VALUE}).")
    private int helloIntervalMs;

    @Option(names = "--run-dir", paramLabel = "DIR",
        description = "Directory of the socket by which sharp-hsl status finds this agent (default: "
            + RUN_DIRECTORY + ").")
    private @Nullable String runDirectory;

    /** Reads an address and a port. */
    static final class MetricsPlace implements ITypeConverter<MetricsAddress> {
        @Override
        public MetricsAddress convert(final String text) {
            try {
                return MetricsAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw OptionValues.refusal(e.getMessage(), e);
            }
        }
    }

    @Nullable MetricsAddress metrics() {
        return metrics;
    }

    long helloIntervalNs() {
        return TimeUnit.MILLISECONDS.toNanos(helloIntervalMs);
    }

    /** What no option can check for itself; empty when all is well. */
    String wrong() {
        return helloIntervalMs > 0 ? "" : "expected --hello-interval-ms above 0, found " + helloIntervalMs;
    }

    /** Whether somebody chose the directory, so that the agent must not do without. */
    boolean hasRunDirectory() {
        return runDirectory != null;
    }

    Path runDirectory() {
        return Path.of(runDirectory == null ? RUN_DIRECTORY : runDirectory);
    }
}
