/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.Experiment;
import org.sharpnfv.it.Outcome;
import org.sharpnfv.it.Plan;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.console.Program;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code it/timeline}: where the time of a handover goes, step by step. */
@CommandLine.Command(name = "it/timeline", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Tells where the time of a handover goes, from the request to the removal of the last entry.",
        "Exits with 0 only if nothing was lost, duplicated or reordered and every handover has its whole timeline."})
public final class WhereTimeGoes implements Callable<Integer> {
    /** There and back: after a boot they run in cold code. */
    static final int SKIPPED = 2;
    private static final int IDLE_S = 1;
    private static final int INSTANCES = 2;
    /** An agent remembers 256 attempts. */
    private static final int HANDOVERS_MAX = 250;

    @Option(names = "--rate", paramLabel = "PPS", defaultValue = "1000",
        description = "packets/s, 100 to 20000 (default: ${DEFAULT-VALUE})")
    private int ratePps;

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "1000",
        description = "length of a frame, 60 to 1514 (default: ${DEFAULT-VALUE})")
    private int sizeBytes;

    @Option(names = "--handovers", paramLabel = "N", defaultValue = "22",
        description = "how many, there by POST and back by DELETE in turn (default: ${DEFAULT-VALUE})")
    private int handovers;

    @Option(names = "--state-delay", paramLabel = "MS", defaultValue = "0",
        description = "what a state transfer takes in addition (default: ${DEFAULT-VALUE})")
    private long stateDelayMs;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON, too")
    private @Nullable Path json;

    private WhereTimeGoes() {
        // made by main
    }

    @Override
    public Integer call() throws IOException {
        if (handovers <= SKIPPED || handovers > HANDOVERS_MAX) {
            throw new IllegalArgumentException("--handovers: expected " + (SKIPPED + 1) + " to " + HANDOVERS_MAX
                + ", found " + handovers);
        }
        Program.checkWritable(json);
        final var plan = new Plan("timeline", ratePps, sizeBytes, 1, handovers, stateDelayMs, IDLE_S);
        final var progress = new Progress(Console.out(), Console.isTerminal());
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/timeline-logs"));
            final var setup = Setup.bringUp(sandbox, INSTANCES, VnfSide.VETH, progress);
            final var report = run(setup, plan, SKIPPED, progress);
            Console.say("");
            Console.out().print(report.toText());
            Program.write(json, report.toJson());
            progress.step("taking everything down; the logs go to it/target/timeline-logs");
            return report.complaints().isEmpty() ? 0 : 1;
        }
    }

    /**
     * Runs it in a lab that is there.
     *
     * @param setup where
     * @param plan what; of one flow
     * @param skipped how many handovers at the beginning do not count
     * @param progress who is told
     * @return the report
     */
    public static TimelineReport run(final Setup setup, final Plan plan, final int skipped, final Progress progress) {
        final var report = new Experiment(setup, plan, progress).run();
        final Map<String, JsonObject> agents = new HashMap<>();
        setup.lab().topology().instances().forEach(site -> agents.put(site.id(), setup.lab().agentStatus(site)));
        final List<Timeline> timelines = new ArrayList<>();
        for (Outcome outcome : report.outcomes().subList(Math.min(skipped, report.outcomes().size()),
                report.outcomes().size())) {
            Moments.timeline(outcome, agents).ifPresent(timelines::add);
        }
        return new TimelineReport(report, skipped, new Timelines(timelines));
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new WhereTimeGoes(), args));
    }
}
