/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.console.Program;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code it/bench-agent}: the agent, testpmd and a plain C forwarder by turns. */
@CommandLine.Command(name = "it/bench-agent", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures the agent, DPDK's testpmd and a plain C forwarder on the same virtual links, by turns.")
public final class BenchAgent implements Callable<Integer> {
    private static final int SIZE_MIN = 64;
    private static final int SIZE_MAX = 1514;
    private static final int RUNS_MAX = 100;
    /** What disturbs a machine for longer than a few turns disturbs all forwarders alike. */
    private static final double TURN_SECONDS = 0.4;

    @Option(names = "--shim", paramLabel = "NAME,NAME", split = ",", converter = ShimName.class,
        description = "the agent's shims, see it/bench-agent --help (default: all)")
    private List<BenchShim> shims = List.of(BenchShim.values());

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5",
        description = "how often all are started anew and measured (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--sizes", paramLabel = "B,B", split = ",", defaultValue = "64,1500",
        description = "lengths of frames, 64 to 1514 (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "2",
        description = "length of each measurement in each run (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--rate", paramLabel = "PPS", defaultValue = "5000",
        description = "frames/s while round trips are timed (default: ${DEFAULT-VALUE})")
    private int ratePps;

    @Option(names = "--json", paramLabel = "FILE", description = "write the list as JSON, too")
    private @Nullable Path json;

    BenchAgent() {
        // its options are set by the parser
    }

    @Override
    public Integer call() throws IOException {
        validate();
        final var measured = new ArrayList<BenchResult>();
        for (final var shim : new LinkedHashSet<>(shims)) {
            for (final int size : new LinkedHashSet<>(sizes)) {
                measured.add(new BenchResult(shim, size));
            }
        }
        final var progress = new Progress(Console.out(), Console.isTerminal());
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/bench-agent-logs"));
            final var traffics = new EnumMap<BenchShim, Map<Forwarder, Traffic>>(BenchShim.class);
            shims.forEach(shim -> traffics.computeIfAbsent(shim, each -> lay(sandbox, each)));
            for (int run = 1; run <= runs; run++) {
                for (final var result : measured) {
                    progress.step("run " + run + " of " + runs + ", " + result.shim().text() + ", " + result.size()
                        + " bytes");
                    run(sandbox, traffics.get(result.shim()), result, run);
                }
            }
        }
        final var results = measured.stream().flatMap(each -> Stream.of(each, each.besideHandovers())).toList();
        Console.say("");
        Console.say("kpps: thousands of crossings for a second of the forwarding thread's processor time; round trips"
            + " in us, two crossings each");
        Console.out().print(BenchResult.header());
        final var list = new JsonArray();
        for (final var result : results) {
            Console.out().print(result.toText());
            list.add(result.toJson());
        }
        Program.write(json, list);
        return results.stream().allMatch(BenchResult::isClean) ? 0 : 1;
    }

    private static Map<Forwarder, Traffic> lay(final Sandbox sandbox, final BenchShim shim) {
        final var traffics = new EnumMap<Forwarder, Traffic>(Forwarder.class);
        for (final var forwarder : Forwarder.values()) {
            if (forwarder.carries(shim)) {
                traffics.put(forwarder, shim.lay(sandbox, forwarder));
            }
        }
        return traffics;
    }

    /** All forwarders are there at the same time, each on its own links, and take turns until each has had its time. */
    private void run(final Sandbox sandbox, final Map<Forwarder, Traffic> traffics, final BenchResult result,
            final int run) {
        final var stations = new ArrayList<Station>();
        try {
            // of two of the same program, the one that was started first was the slower one in five of five runs
            final var forwarders = new ArrayList<>(traffics.keySet());
            Collections.rotate(forwarders, run);
            forwarders.forEach(forwarder -> stations.add(new Station(sandbox, result.shim(), forwarder,
                traffics.get(forwarder), result.size())));
            final int rounds = (int) Math.max(1, Math.round(seconds / TURN_SECONDS));
            final var order = new SplittableRandom(run);
            for (int round = 0; round < rounds; round++) {
                for (final var station : stations) {
                    if (station.forwarder().streams()) {
                        station.takeStreamTurn(seconds / rounds);
                    }
                }
                for (final var station : stations) {
                    station.takeRoundTripTurn(seconds / rounds, ratePps);
                }
                // nobody is always behind the same one
                Collections.shuffle(stations, order);
            }
            stations.forEach(result::add);
        } finally {
            stations.forEach(Station::close);
        }
    }

    private void validate() {
        if (runs < 1 || runs > RUNS_MAX || !(seconds >= 0.1) || seconds > 600 || ratePps < 1 || ratePps > 50_000) {
            throw new IllegalArgumentException("expected --runs from 1 to " + RUNS_MAX + ", --seconds from 0.1 to 600"
                + " and --rate from 1 to 50000, found " + runs + ", " + seconds + " and " + ratePps);
        }
        for (final int size : sizes) {
            if (size < SIZE_MIN || size > SIZE_MAX) {
                throw new IllegalArgumentException("--sizes: expected " + SIZE_MIN + " to " + SIZE_MAX + ", found "
                    + size);
            }
        }
        // not after all the measurements
        Program.checkWritable(json);
    }

    /** A shim as {@link BenchShim#text} writes it. */
    private static final class ShimName implements CommandLine.ITypeConverter<BenchShim> {
        @Override
        public BenchShim convert(final String text) {
            return Arrays.stream(BenchShim.values()).filter(each -> each.text().equals(text)).findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException("expected " + names(" or ") + ", found "
                    + text));
        }
    }

    private static String names(final String between) {
        return Arrays.stream(BenchShim.values()).map(BenchShim::text).collect(Collectors.joining(between));
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new BenchAgent(), args));
    }
}
