/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import org.sharpnfv.sharp.controller.HandoverMode;

/**
 * What was asked for on the command line.
 *
 * @param help only how to use it
 * @param seeds how many seeds
 * @param manySeeds whether their number was given
 * @param seed the first seed, or the one to replay; 0 if none was given
 * @param mode how flows are moved
 * @param mutations whether to run the mutations
 * @param json where to write the report, or null
 * @param top the repository
 */
record SimulateOptions(boolean help, long seeds, boolean manySeeds, long seed, HandoverMode mode,
        boolean mutations, String json, String top) {
    static final String USAGE = """
        Usage: it/simulate [OPTION]...
        Runs the protocol's two state machines under a seeded simulation of switches, agents, VNFs and faults, and
        checks that nothing is lost, duplicated or reordered, that everything is bounded, and that every handover ends.
        Exits with 0 only if no invariant was violated and every mutation was caught.

          --seeds N    how many seeds (default: 100000; 0 with --mutations only)
          --seed S     without --seeds: replay seed S and tell what happens; with it: begin there
          --mode M     how flows are moved: sharp (default), or a baseline: opennf, which must hold the invariants
                       too, or naive, which does not
          --mutations  break the protocol on purpose, in each of the ways of a list, and show that it is noticed
          --json FILE  write the report as JSON, too
        """;

    private static final long DEFAULT_SEEDS = 100_000;

    static SimulateOptions of(final String[] arguments) {
        long seeds = -1;
        long seed = 0;
        var mode = HandoverMode.SHARP;
        boolean mutations = false;
        boolean help = false;
        String json = null;
        final var rest = new ArrayDeque<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            final var argument = rest.remove();
            final int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            if (equals > 0) {
                rest.addFirst(argument.substring(equals + 1));
            }
            switch (equals > 0 ? argument.substring(0, equals) : argument) {
                case "--seeds" -> seeds = number("--seeds", rest, 0);
                case "--seed" -> seed = number("--seed", rest, 1);
                case "--mode" -> mode = mode(value("--mode", rest));
                case "--mutations" -> mutations = true;
                case "--json" -> json = value("--json", rest);
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("unknown option " + argument
                    + ": it/simulate --help lists all");
            }
        }
        final boolean many = seeds >= 0;
        return new SimulateOptions(help, many ? seeds : mutations ? 0 : DEFAULT_SEEDS, many, seed, mode, mutations,
            json, System.getProperty("sharp.top", "."));
    }

    private static HandoverMode mode(final String text) {
        for (final var mode : HandoverMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("--mode: expected sharp, opennf or naive, found " + text);
    }

    private static String value(final String option, final ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value: it/simulate --help tells which");
        }
        return rest.remove();
    }

    private static long number(final String option, final ArrayDeque<String> rest, final long least) {
        final var text = value(option, rest);
        try {
            final long number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(option + ": expected a number of at least " + least + ", found " + text);
    }
}
