/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.console.Program;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code it/spoof}: forged and replayed control frames from the hosts, during handovers. */
@CommandLine.Command(name = "it/spoof", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Sends forged and replayed control frames and marked packets from both hosts during handovers.",
        "Exits with 0 only if that has no effect at all."})
public final class Spoof implements Callable<Integer> {
    private static final int INSTANCES = 2;

    @Option(names = "--count", paramLabel = "N", defaultValue = "40000",
        description = "frames that the attackers send at least (default: ${DEFAULT-VALUE})")
    private long frames;

    @Option(names = "--attack-rate", paramLabel = "PPS", defaultValue = "1000",
        description = "frames/s from each host (default: ${DEFAULT-VALUE})")
    private int attackPps;

    @Option(names = "--handovers", paramLabel = "N", defaultValue = "3",
        description = "handovers there and back meanwhile, at least (default: ${DEFAULT-VALUE})")
    private int handovers;

    @Option(names = "--rate", paramLabel = "PPS", defaultValue = "1000",
        description = "packets/s of the honest stream (default: ${DEFAULT-VALUE})")
    private int ratePps;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "20",
        description = "flows of the honest stream (default: ${DEFAULT-VALUE})")
    private int flows;

    @Option(names = "--outside-only", description = "leave out the attackers on the links of the VNF hosts")
    private boolean outsideOnly;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON, too")
    private @Nullable Path json;

    private Spoof() {
        // made by main
    }

    @Override
    public Integer call() throws IOException {
        final var plan = new SpoofPlan(frames, attackPps, handovers, ratePps, flows, !outsideOnly);
        final var progress = new Progress(Console.out(), Console.isTerminal());
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/spoof-logs"));
            final var setup = Setup.bringUp(sandbox, INSTANCES, VnfSide.VETH, progress);
            final var report = new SpoofRun(setup, plan, progress).run();
            Console.say("");
            Console.out().print(report.toText());
            Program.write(json, report.toJson());
            return report.effectsInAll() == 0 ? 0 : 1;
        }
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new Spoof(), args));
    }
}
