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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private static final int FLOWS = 16;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    @Option(names = "--shim", paramLabel = "NAME,NAME", split = ",", converter = ShimName.class,
        description = "the agent's shims, see it/bench-agent --help (default: all)")
    private List<BenchShim> shims = List.of(BenchShim.values());

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5",
        description = "how often each has its turn (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--sizes", paramLabel = "B,B", split = ",", defaultValue = "64,1500",
        description = "lengths of frames, 64 to 1514 (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "2",
        description = "length of each measurement (default: ${DEFAULT-VALUE})")
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
        final var results = new ArrayList<BenchResult>();
        for (final var shim : new LinkedHashSet<>(shims)) {
            for (final int size : new LinkedHashSet<>(sizes)) {
                final var without = new BenchResult(shim, size, false);
                final var with = new BenchResult(shim, size, true);
                with.compareWith(without);
                results.add(without);
                results.add(with);
            }
        }
        final var progress = new Progress(Console.out(), Console.isTerminal());
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/bench-agent-logs"));
            final var traffics = new EnumMap<BenchShim, Traffic>(BenchShim.class);
            shims.forEach(shim -> traffics.computeIfAbsent(shim, each -> each.lay(sandbox)));
            for (int run = 1; run <= runs; run++) {
                for (int i = 0; i < results.size(); i += 2) {
                    final var result = results.get(i);
                    progress.step("run " + run + " of " + runs + ", " + result.shim().text() + ", " + result.size()
                        + " bytes");
                    turn(sandbox, traffics.get(result.shim()), result, results.get(i + 1));
                }
            }
        }
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

    private void turn(final Sandbox sandbox, final Traffic traffic, final BenchResult without,
            final BenchResult with) {
        for (final var forwarder : Forwarder.values()) {
            if (!forwarder.carries(without.shim())) {
                continue;
            }
            try (var station = new Station(sandbox, without.shim(), forwarder, traffic, without.size())) {
                if (forwarder != Forwarder.AGENT_SLEEPING) {
                    without.of(forwarder).add(traffic.stream(without.size(), seconds, 0, station.schedstat(),
                        station.thread()));
                }
                without.of(forwarder).add(traffic.roundTrips(without.size(), seconds, ratePps, station.thread()));
                if (forwarder == Forwarder.AGENT) {
                    with.of(forwarder).addWarmUp(whileHandingOver(sandbox, traffic, with, () ->
                        traffic.stream(with.size(), Station.WARM_UP_SECONDS, FLOWS, station.schedstat(), 0)));
                    with.of(forwarder).add(whileHandingOver(sandbox, traffic, with, () ->
                        // without real-time priority: who hands over needs the traffic's CPU, too
                        traffic.stream(with.size(), seconds, FLOWS, station.schedstat(), 0)));
                    with.of(forwarder).add(whileHandingOver(sandbox, traffic, with, () ->
                        traffic.roundTrips(with.size(), seconds, ratePps, station.thread())));
                }
            }
        }
    }

    private static <T> T whileHandingOver(final Sandbox sandbox, final Traffic traffic, final BenchResult result,
            final Supplier<T> measurement) {
        final var loop = traffic.handOver(FLOWS);
        try {
            loop.hear(ANSWER_MAX);
            final T measured = measurement.get();
            loop.say("stop");
            result.addCompleted(Long.parseLong(loop.hear(ANSWER_MAX)));
            return measured;
        } finally {
            sandbox.stop(loop);
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
