/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Programs;

/** Keeps the reports of the end-to-end tests in {@code it/target/evaluation} and says a line about each. */
final class Evaluation {
    private static final Path DIRECTORY = Programs.top().resolve("it/target/evaluation");

    private Evaluation() {
    }

    static void keep(final Report report) {
        final var plan = report.plan();
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(DIRECTORY.resolve(plan.name() + ".json"),
                new GsonBuilder().setPrettyPrinting().create().toJson(report.toJson()) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Console.out().printf("EVALUATION %s: %d packets/s, %d B, state delay %d ms, %d handovers: median duration %.1f"
            + " ms, median max delay %.1f ms, controller buffer %.0f, baseline p50 %.2f ms, lost %d, duplicated %d,"
            + " reordered %d, state %s, drops %s%n", plan.name(), plan.ratePps(), plan.sizeBytes(), plan.stateDelayMs(),
            report.outcomes().size(), report.medianDurationUs() / 1000, report.medianMaxDelayUs() / 1000,
            report.medianControllerBuffer(), report.baseline().p50() / 1000, report.stream().lost(),
            report.stream().duplicated(), report.stream().reordered(),
            report.stateDifferences().isEmpty() ? "exact" : report.stateDifferences(), report.drops().nonZero());
    }

    /** Against the authors' prototype, field-notes.md section 1. */
    static void compare(final Report report, final double durationMs, final double maxDelayMs) {
        Console.out().printf("EVALUATION %s: duration %.2f, maximum delay %.2f of the authors' prototype%n",
            report.plan().name(), report.medianDurationUs() / 1000 / durationMs,
            report.medianMaxDelayUs() / 1000 / maxDelayMs);
    }
}
