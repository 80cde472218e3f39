/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sharpnfv.sharp.simulation.mutation.MutationRun;
import org.sharpnfv.sharp.simulation.mutation.MutationTable;

/** The program behind {@code it/simulate}: many seeds, one seed with its transcript, and the mutations. */
public final class Simulate {
    private Simulate() {
        // static functions only
    }

    /**
     * Runs.
     *
     * @param arguments see {@link SimulateOptions#USAGE}
     * @throws IOException if the report cannot be written
     */
    @SuppressWarnings("checkstyle:regexpSinglelineJava")
    public static void main(final String[] arguments) throws IOException {
        final var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final SimulateOptions options;
        try {
            options = SimulateOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("sharp: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            out.print(SimulateOptions.USAGE);
            return;
        }
        System.exit(run(options, out));
    }

    private static int run(final SimulateOptions options, final PrintStream out) throws IOException {
        var report = Campaign.Report.NONE;
        if (options.seed() != 0 && !options.manySeeds()) {
            out.println(Campaign.transcript(options.seed(), options.mode()));
            report = new Campaign(options.seed(), 1, Long.MAX_VALUE, options.mode()).run(1);
        } else if (options.seeds() > 0) {
            report = simulate(options, out);
        }
        List<MutationRun.Result> mutations = List.of();
        if (options.mutations()) {
            out.println("sharp: each mutation of the protocol must break an invariant");
            mutations = new MutationRun(Path.of(options.top(), "api/src/main/java"), MutationRun.SEEDS)
                .run(MutationTable.MUTATIONS, result -> out.println(result.line()));
        }
        final long caught = mutations.stream().filter(MutationRun.Result::caught).count();
        if (options.json() != null) {
            write(options.json(), report, caught, mutations);
        }
        if (options.mutations()) {
            out.println("sharp: " + caught + " of " + mutations.size() + " mutations caught");
        }
        return report.failures().isEmpty() && caught == mutations.size() ? 0 : 1;
    }

    private static Campaign.Report simulate(final SimulateOptions options, final PrintStream out) {
        final long beganNs = System.nanoTime();
        final long first = options.seed() == 0 ? 1 : options.seed();
        final var campaign = new Campaign(first, options.seeds(), Long.MAX_VALUE, options.mode());
        campaign.onProgress(seeds -> out.println("sharp: " + seeds + " seeds in "
            + (System.nanoTime() - beganNs) / 1_000_000_000L + " s"));
        final var report = campaign.run(Campaign.threads());
        out.println("sharp: seeds " + first + " to " + (first + options.seeds() - 1) + " in "
            + (System.nanoTime() - beganNs) / 1_000_000_000L + " s: " + report);
        if (!report.failures().isEmpty()) {
            out.println(Campaign.transcript(report.failures().getFirst().seed(), options.mode()));
            report.failures().forEach(failure -> out.println("seed " + failure.seed() + ": " + failure.invariant()
                + ": "
                + failure.message() + "; replay: " + failure.replay()));
        }
        return report;
    }

    private static void write(final String file, final Campaign.Report report, final long caught,
            final List<MutationRun.Result> mutations) throws IOException {
        final var seeds = report.failures().stream().map(failure -> String.valueOf(failure.seed())).toList();
        Files.writeString(Path.of(file), "{\n  \"seeds\": " + report.seeds() + ",\n  \"packets\": " + report.packets()
            + ",\n  \"violations\": " + report.failures().size() + ",\n  \"failing_seeds\": ["
            + String.join(", ", seeds)
            + "],\n  \"flows_completed\": " + report.completed() + ",\n  \"flows_rolled_back\": " + report.rolledBack()
            + ",\n  \"flows_failed\": " + report.failed() + ",\n  \"mutations_caught\": " + caught
            + ",\n  \"mutations_total\": " + mutations.size() + ",\n  \"mutations\": [" + String.join(",",
                mutations.stream().map(result -> "\n    " + result.json()).toList()) + "]\n}\n");
    }
}
