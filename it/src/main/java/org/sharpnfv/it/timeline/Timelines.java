/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import java.util.List;
import java.util.function.ToLongFunction;
import org.sharpnfv.it.Spread;

/**
 * What timelines have in common.
 *
 * @param all of single handovers
 */
public record Timelines(List<Timeline> all) {
    /** Copies. */
    public Timelines {
        all = List.copyOf(all);
    }

    /**
     * The median of a time.
     *
     * @param value which, microseconds
     * @return microseconds
     */
    public double medianUs(final ToLongFunction<Timeline> value) {
        return Spread.of(all.stream().mapToDouble(value::applyAsLong).toArray()).median();
    }

    /**
     * A time's share of the durations of all handovers together, so that shares add up.
     *
     * @param value which, microseconds
     * @return 0 to 1
     */
    public double share(final ToLongFunction<Timeline> value) {
        final double duration = all.stream().mapToLong(Timeline::durationUs).sum();
        return duration == 0 ? 0 : all.stream().mapToLong(value).sum() / duration;
    }
}
