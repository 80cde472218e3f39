/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sharpnfv.it.Spread;

/** Numbers as a person reads them. */
final class Words {
    private static final int WHOLE = 100;
    private static final int ONE_DIGIT = 10;

    private Words() {
    }

    /** Three digits or so. */
    static String number(final double value) {
        if (Double.compare(value, Math.rint(value)) == 0 || Math.abs(value) >= WHOLE) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, Math.abs(value) >= ONE_DIGIT ? "%.1f" : "%.2f", value);
    }

    static String number(final long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String millis(final double micros) {
        return number(micros / 1000);
    }

    static String ratio(final double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : "%.2f", value);
    }

    /** So many of all. */
    static String of(final int some, final int all) {
        return some + " of " + all + (all == 1 ? " cell" : " cells");
    }

    /** Median and quartiles. */
    static String spread(final Spread spread, final double factor) {
        if (spread.count() == 0) {
            return "-";
        }
        final var values = spread.times(factor);
        return Double.compare(values.lower(), values.upper()) == 0 ? number(values.median())
            : number(values.median()) + " (" + number(values.lower()) + " to " + number(values.upper()) + ')';
    }

    /** Where and when, without the mode. */
    static String place(final Cell cell) {
        return number(cell.ratePps()) + " packets/s of " + cell.sizeBytes() + " B"
            + (cell.stateDelayMs() == 0 ? "" : ", a state transfer of " + number(cell.stateDelayMs()) + " ms")
            + (cell.flows() == 1 ? "" : ", " + number(cell.flows()) + " flows")
            + (cell.hasUsualState() ? "" : ", a state of " + number(cell.stateBytes()) + " B");
    }

    static String counters(final Map<String, Long> counters) {
        return new TreeMap<>(counters).entrySet().stream()
            .map(entry -> entry.getKey() + ' ' + number(entry.getValue())).collect(Collectors.joining(", "));
    }
}
