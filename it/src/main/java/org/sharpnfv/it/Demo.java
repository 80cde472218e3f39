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
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.console.Program;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfKind;
import org.sharpnfv.it.lab.VnfSide;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code it/demo}: brings everything up, hands a live stream over and back, reports, takes everything down. */
@CommandLine.Command(name = "it/demo", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Shows a handover on real parts: OpenDaylight, Open vSwitch, two stateful VNFs, a packet stream.",
        "Exits with 0 only if no packet was lost, duplicated or reordered and the VNFs' state is exact."})
public final class Demo implements Callable<Integer> {
    private static final int DEFAULT_IDLE_S = 3;
    private static final int INSTANCES = 2;

    @Option(names = "--rate", paramLabel = "PPS", defaultValue = "1000",
        description = "packets/s, 100 to 20000 (default: ${DEFAULT-VALUE})")
    private int ratePps;

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "1000",
        description = "length of a frame, 60 to 1514 (default: ${DEFAULT-VALUE})")
    private int sizeBytes;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "1",
        description = "number of flows that share the rate (default: ${DEFAULT-VALUE})")
    private int flows;

    @Option(names = "--handovers", paramLabel = "N", defaultValue = "2",
        description = "how many, there by POST and back by DELETE in turn (default: ${DEFAULT-VALUE})")
    private int handovers;

    @Option(names = "--state-delay", paramLabel = "MS", defaultValue = "0",
        description = "what a state transfer takes in addition (default: ${DEFAULT-VALUE})")
    private long stateDelayMs;

    @Option(names = "--vnf-side", paramLabel = "KIND", defaultValue = "veth",
        description = "how VNFs are attached to their agents: veth or tap (default: ${DEFAULT-VALUE})")
    private String side = "veth";

    @Option(names = "--vnf", paramLabel = "KIND", defaultValue = "counting",
        description = "what the VNFs do: counting, or nat: translate addresses and ports (default: ${DEFAULT-VALUE})")
    private String kind = "counting";

    @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON, too")
    private @Nullable Path json;

    @Option(names = "--keep", description = "leave everything running, and say what to try")
    private boolean keep;

    @Option(names = "--down", paramLabel = "RUN", description = "take down what a run with --keep has left; do no more")
    private @Nullable String down;

    private Demo() {
        // made by main
    }

    @Override
    public Integer call() throws IOException {
        if (down != null) {
            Sandbox.takeDown(down);
            return 0;
        }
        final var plan = new Plan("move", ratePps, sizeBytes, flows, handovers, stateDelayMs, DEFAULT_IDLE_S);
        final var progress = new Progress(Console.out(), Console.isTerminal());
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/demo-logs"));
            final var setup = Setup.bringUp(sandbox, INSTANCES, VnfSide.valueOf(side.toUpperCase(Locale.ROOT)),
                VnfKind.valueOf(kind.toUpperCase(Locale.ROOT)), progress);
            final var report = new Experiment(setup, plan, progress).run();
            Console.say("");
            Console.out().print(report.toText());
            Program.write(json, report.toJson());
            if (keep) {
                sandbox.keep();
                Console.say(Keepsake.text(sandbox, setup));
            } else {
                progress.step("taking everything down; the logs go to it/target/demo-logs");
            }
            return report.isFlawless() ? 0 : 1;
        }
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new Demo(), args));
    }
}
