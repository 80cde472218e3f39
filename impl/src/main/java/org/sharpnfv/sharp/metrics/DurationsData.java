/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.metrics;

import java.beans.ConstructorProperties;
import java.util.Map;

/** Durations as JMX has them. */
public final class DurationsData {
    private final long count;
    private final double sumSeconds;
    private final Map<String, Long> atMost;

    /**
     * All at once.
     *
     * @param count how many durations
     * @param sumSeconds all together
     * @param atMost how many were at most so long, by seconds as text; the last one is +Inf
     */
    @ConstructorProperties({"count", "sumSeconds", "atMost"})
    public DurationsData(final long count, final double sumSeconds, final Map<String, Long> atMost) {
        this.count = count;
        this.sumSeconds = sumSeconds;
        this.atMost = Map.copyOf(atMost);
    }

    /**
     * How many.
     *
     * @return their number
     */
    public long getCount() {
        return count;
    }

    /**
     * All together.
     *
     * @return seconds
     */
    public double getSumSeconds() {
        return sumSeconds;
    }

    /**
     * How many were at most so long.
     *
     * @return by seconds as text
     */
    public Map<String, Long> getAtMost() {
        return atMost;
    }
}
