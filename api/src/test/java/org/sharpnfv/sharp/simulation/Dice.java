/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.SplittableRandom;

/**
 * Randomness for one purpose. Each purpose has a stream of its own, so that a seed goes on meaning the same when
 * another purpose draws more than before.
 */
final class Dice {
    private final SplittableRandom random;

    Dice(final long seed, final String purpose) {
        random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L ^ (long) purpose.hashCode() << 20);
    }

    int below(final int bound) {
        return random.nextInt(bound);
    }

    int between(final int low, final int high) {
        return low + random.nextInt(high - low + 1);
    }

    long upTo(final long bound) {
        return (long) (random.nextDouble() * bound);
    }

    boolean chance(final double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    boolean oneIn(final int count) {
        return random.nextInt(count) == 0;
    }

    double fraction() {
        return random.nextDouble();
    }

    /** Between two times, each order of magnitude as likely as the next. */
    long spread(final long low, final long high) {
        return (long) (low * Math.pow((double) high / low, random.nextDouble()));
    }
}
