/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.hsl.HslCounters;
import org.sharpnfv.sharp.wire.ControlLink.Refusal;

/** Shows what control frames and messages the machine did not take, and why. */
final class RefusalCounters {
    /** Kept, because values() makes a new array each time. */
    private static final Refusal[] REASONS = Refusal.values();

    private final HslCounters source;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Counter misplaced;
    private final Counter skipped;
    private final Counter unsupported;
    private final Counter startsRefused;
    private long shown;

    RefusalCounters(final HslCounters source, final Counters counters) {
        this.source = source;
        for (final var why : REASONS) {
            refused.put(why, counters.counter("path.control-"
                + why.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        misplaced = counters.counter("path.control-misplaced");
        skipped = counters.counter("path.control-unknown");
        unsupported = counters.counter("path.control-unsupported-version");
        startsRefused = counters.counter("path.starts-refused");
    }

    /** For whatever reason. */
    long refusedFrames() {
        long sum = 0;
        for (final var why : REASONS) {
            sum += source.refused(why);
        }
        return sum;
    }

    /** After each round of the packet thread's work, so it does nothing most of the times. */
    void update() {
        final long changes = source.changes();
        if (changes == shown) {
            return;
        }
        shown = changes;
        for (final var why : REASONS) {
            refused.get(why).set(source.refused(why));
        }
        misplaced.set(source.misplacedMessages());
        skipped.set(source.skippedMessages());
        unsupported.set(source.unsupportedVersions());
        startsRefused.set(source.flowsRefused());
    }
}
