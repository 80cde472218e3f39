/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.crash;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

/** {@code it/crash}: kills parts of running handovers and reports what came back. */
@CommandLine.Command(name = "it/crash", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Kills a process in each phase of a running handover with traffic and starts it again.",
        "Exits with 0 only if everything recovered and no SHarP entry was orphaned."})
public final class Crash implements Callable<Integer> {
    private static final int INSTANCES = 2;

    private record Case(Victim victim, Moment moment) {
    }

    @Option(names = "--what", paramLabel = "NAME",
        description = "karaf, agent, vnf or switch; may be repeated (default: all)")
    private List<String> what = new ArrayList<>();

    @Option(names = "--phase", paramLabel = "NAME", description = "detection, buffering, release, rolling-back (after"
        + " cancel-handover) or handing-back (after DELETE); may be repeated (default: all)")
    private List<String> phases = new ArrayList<>();

    @Option(names = "--role", paramLabel = "NAME", defaultValue = "",
        description = "of agent and vnf: source or destination (default: both)")
    private String role = "";

    @Option(names = "--rate", paramLabel = "PPS", defaultValue = "1000",
        description = "packets/s of all flows together, up to 20000 (default: ${DEFAULT-VALUE})")
    private int ratePps;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "500",
        description = "number of flows (default: ${DEFAULT-VALUE})")
    private int flows;

    @Option(names = "--state-delay", paramLabel = "MS", defaultValue = "1500",
        description = "what a state transfer takes in addition (default: ${DEFAULT-VALUE})")
    private long stateDelayMs;

    @Option(names = "--json", paramLabel = "FILE", description = "write the list as JSON, too")
    private @Nullable Path json;

    private Crash() {
        // made by main
    }

    @Override
    public Integer call() throws IOException {
        final var plan = new CrashPlan(ratePps, flows, stateDelayMs);
        final var cases = cases();
        final var progress = new Progress(Console.out(), Console.isTerminal());
        final var outcomes = new ArrayList<CrashOutcome>();
        int next = 0;
        while (next < cases.size()) {
            next = runInOneLab(cases, next, plan, progress, outcomes);
        }
        Console.say("");
        Console.out().print(CrashOutcome.header());
        outcomes.forEach(outcome -> Console.out().print(outcome.toText()));
        return outcomes.stream().allMatch(outcome -> outcome.isRecovered() && outcome.orphans().isEmpty()) ? 0 : 1;
    }

    /** One lab serves until something has not come back in it; returns the first case that is left. */
    private int runInOneLab(final List<Case> cases, final int from, final CrashPlan plan, final Progress progress,
            final List<CrashOutcome> outcomes) throws IOException {
        int next = from;
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/crash-logs-" + from));
            final var setup = Setup.bringUp(sandbox, INSTANCES, VnfSide.VETH, progress);
            boolean clean = true;
            boolean cold = true;
            while (clean && next < cases.size()) {
                final var each = cases.get(next++);
                progress.step("crash " + next + " of " + cases.size() + ": " + each.victim() + " in "
                    + each.moment().text());
                if (cold) {
                    new CrashRun(setup, plan, progress).warmUp();
                }
                cold = each.victim() == Victim.KARAF;
                final var outcome = new CrashRun(setup, plan, progress).run(each.victim(), each.moment());
                outcomes.add(outcome);
                write(outcomes);
                clean = outcome.isClean();
            }
        }
        return next;
    }

    private List<Case> cases() {
        final var victims = Arrays.stream(Victim.values())
            .filter(victim -> what.isEmpty() || what.contains(victim.what()))
            .filter(victim -> role.isEmpty() || victim.role().isEmpty() || victim.role().equals(role)).toList();
        final var moments = Arrays.stream(Moment.values())
            .filter(moment -> phases.isEmpty() || phases.contains(moment.text())).toList();
        refuseUnknown("--what", what, Arrays.stream(Victim.values()).map(Victim::what).distinct());
        refuseUnknown("--phase", phases, Arrays.stream(Moment.values()).map(Moment::text));
        refuseUnknown("--role", role.isEmpty() ? List.of() : List.of(role), Stream.of("source", "destination"));
        return victims.stream().flatMap(victim -> moments.stream().map(moment -> new Case(victim, moment))).toList();
    }

    private static void refuseUnknown(final String option, final List<String> given, final Stream<String> known) {
        final var all = known.toList();
        given.stream().filter(name -> !all.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(option + ": expected one of " + String.join(", ", all) + ", found "
                + name);
        });
    }

    /** After each crash: a run that is broken off has written what it knows. */
    private void write(final List<CrashOutcome> outcomes) throws IOException {
        final var list = new JsonArray();
        outcomes.forEach(outcome -> list.add(outcome.toJson()));
        Program.write(json, list);
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new Crash(), args));
    }
}
