/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.time.Duration;
import java.util.List;

/** How much time is left, by what the jobs so far took beside what they were thought to take. */
final class Pace {
    private double thought;
    private double took;

    void done(final Job job, final Duration time) {
        thought += job.seconds();
        took += time.toMillis() / 1e3;
    }

    Duration left(final List<Job> jobs) {
        final double factor = thought == 0 ? 1 : took / thought;
        return Duration.ofMillis(Math.round(1000 * factor * jobs.stream().mapToDouble(Job::seconds).sum()));
    }

    static String text(final Duration time) {
        final long minutes = Math.max(1, Math.round(time.toSeconds() / 60.0));
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
