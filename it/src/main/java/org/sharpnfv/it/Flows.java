/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.console.Program;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code it/flows}: moves many flows by one request, there and back, and reports what that costs. */
@CommandLine.Command(name = "it/flows", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Moves all flows of a stream by one wildcard request, and back by its deletion, on real parts.",
        "Exits with 0 only if all flows were moved, nothing was lost, duplicated or reordered, the VNFs' state is exact"
            + " and no drop counter has risen."})
public final class Flows implements Callable<Integer> {
    private static final int IDLE_MIN_S = 1;
    private static final int INSTANCES = 2;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "100",
        description = "number of UDP flows that share the rate, up to 10000 (default: ${DEFAULT-VALUE})")
    private int flows;

    @Option(names = "--rate", paramLabel = "PPS", defaultValue = "5000",
        description = "packets/s of all flows together, each echoed, up to 20000 (default: ${DEFAULT-VALUE})")
    private int ratePps;

    @Option(names = "--handovers", paramLabel = "H", defaultValue = "2",
        description = "how many, there by POST and back by DELETE in turn (default: ${DEFAULT-VALUE})")
    private int handovers;

    @Option(names = "--size", paramLabel = "B", defaultValue = "200",
        description = "length of a frame, 60 to 1514 (default: ${DEFAULT-VALUE})")
    private int sizeBytes;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON, too")
    private @Nullable Path json;

    private Flows() {
        // made by main
    }

    @Override
    public Integer call() throws IOException {
        final var plan = new Plan("flows", ratePps, sizeBytes, flows, handovers, 0, IDLE_MIN_S);
        final var progress = new Progress(Console.out(), Console.isTerminal());
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/flows-logs"));
            final var setup = Setup.bringUp(sandbox, INSTANCES, VnfSide.VETH, progress);
            final var report = run(setup, plan, progress);
            Console.say("");
            Console.out().print(report.toText());
            Program.write(json, report.toJson());
            progress.step("taking everything down; the logs go to it/target/flows-logs");
            return report.isFlawless() ? 0 : 1;
        }
    }

    /**
     * Runs it in a lab that is there.
     *
     * @param setup where
     * @param plan what
     * @param progress who is told
     * @return the report
     */
    static FlowsReport run(final Setup setup, final Plan plan, final Progress progress) {
        final var watch = new LoadWatch(setup.lab());
        final var report = new Experiment(setup, plan, progress, watch).run();
        return new FlowsReport(report, watch.loads());
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new Flows(), args));
    }
}
