/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation.mutation;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.simulation.TellingSeeds;

/** Runs the simulator against each mutation, with the seeds of the normal run. */
public final class MutationRun {
    /** Most seeds that a mutation is given: fewer than the normal run has. */
    public static final long SEEDS = 100_000;

    private static final long FIRST = 1;
    private static final long LONGEST_NS = 60_000_000_000L;
    private static final String PROBE = "org.sharpnfv.sharp.simulation.MutantProbe";

    private final MutantCompiler compiler;
    private final long seeds;

    /**
     * What became of a mutation.
     *
     * @param mutation the mutation
     * @param caught whether an invariant was violated
     * @param invariant which, or empty
     * @param seed by which seed, or 0
     * @param message what was seen
     */
    public record Result(Mutation mutation, boolean caught, String invariant, long seed, String message) {
        /**
         * For people.
         *
         * @return one line of a table
         */
        public String line() {
            return String.format(Locale.ROOT, "%-90s %-16s %s", mutation.description(),
                caught ? invariant : "NOT CAUGHT",
                caught ? "by seed " + seed : "");
        }

        /**
         * For programs.
         *
         * @return an object
         */
        public String json() {
            return "{\"mutation\": \"" + mutation.description() + "\", \"caught\": " + caught + ", \"invariant\": \""
                + invariant + "\", \"seed\": " + seed + "}";
        }
    }

    /**
     * A run.
     *
     * @param sources the protocol's sources
     * @param seeds how many seeds a mutation may survive
     */
    public MutationRun(final Path sources, final long seeds) {
        compiler = new MutantCompiler(sources);
        this.seeds = seeds;
    }

    /**
     * Runs.
     *
     * @param mutations the mutations
     * @param each called with each result
     * @return all results
     * @throws IOException if the sources cannot be read
     */
    public List<Result> run(final List<Mutation> mutations, final Consumer<Result> each) throws IOException {
        final var results = new ArrayList<Result>();
        for (final var mutation : mutations) {
            final var result = run(mutation);
            results.add(result);
            each.accept(result);
        }
        return results;
    }

    /**
     * Runs one.
     *
     * @param mutation the mutation
     * @return what became of it
     * @throws IOException if the sources cannot be read
     */
    public Result run(final Mutation mutation) throws IOException {
        final var mutant = loader(mutation);
        final var unchanged = loader(new Mutation("none", mutation.file(), mutation.original(), mutation.original()));
        for (final long seed : LongStream.concat(LongStream.of(TellingSeeds.rare()),
                LongStream.of(TellingSeeds.all())).toArray()) {
            final String[] found = probe(mutant, seed, 1);
            if (found != null && probe(unchanged, seed, 1) == null) {
                return new Result(mutation, true, found[0], seed, found[2]);
            }
        }
        for (long seed = FIRST; seed < FIRST + seeds; seed++) {
            final String[] found = probe(mutant, seed, FIRST + seeds - seed);
            if (found == null) {
                break;
            }
            seed = Long.parseLong(found[1]);
            // a seed that fails without the mutation proves nothing
            if (probe(unchanged, seed, 1) == null) {
                return new Result(mutation, true, found[0], seed, found[2]);
            }
        }
        return new Result(mutation, false, "", 0, "");
    }

    private MutantLoader loader(final Mutation mutation) throws IOException {
        return new MutantLoader(compiler.compile(mutation), MutationRun.class.getClassLoader());
    }

    private static String @Nullable [] probe(final MutantLoader loader, final long first, final long count) {
        try {
            return (String[]) loader.loadClass(PROBE).getMethod("run", long.class, long.class, long.class)
                .invoke(null, first, count, LONGEST_NS);
        } catch (InvocationTargetException e) {
            // it does not even run
            return new String[] {"NO_EXCEPTION", Long.toString(first), String.valueOf(e.getCause())};
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("expected " + PROBE + " beside the simulator", e);
        }
    }
}
