/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.util.Arrays;

/**
 * How values are spread.
 *
 * @param count how many there are
 * @param min the least
 * @param lower the lower quartile
 * @param median the median
 * @param upper the upper quartile
 * @param max the greatest
 */
public record Spread(int count, double min, double lower, double median, double upper, double max) {
    /** No values. */
    public static final Spread NONE = new Spread(0, 0, 0, 0, 0, 0);

    /**
     * Sorts and counts. Quartiles between two values are interpolated, as the median is.
     *
     * @param values in any order
     * @return their spread; {@link #NONE} without values
     */
    public static Spread of(final double... values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? NONE : new Spread(sorted.length, sorted[0], quantile(sorted, 0.25),
            quantile(sorted, 0.5), quantile(sorted, 0.75), sorted[sorted.length - 1]);
    }

    private static double quantile(final double[] sorted, final double share) {
        final double place = share * (sorted.length - 1);
        final int below = (int) place;
        final double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (above - sorted[below]);
    }

    /**
     * The same in another unit.
     *
     * @param factor by which each value is multiplied, above 0
     * @return the other spread
     */
    public Spread times(final double factor) {
        return new Spread(count, min * factor, lower * factor, median * factor, upper * factor, max * factor);
    }
}
