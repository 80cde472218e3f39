/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The round-trip times of a stream, read from the file of a {@link DelayLog}. */
public final class DelaySeries {
    /**
     * A span of CLOCK_MONOTONIC.
     *
     * @param fromNs its begin
     * @param toNs its end
     */
    public record Window(long fromNs, long toNs) {
        boolean contains(final long timeNs) {
            return timeNs - fromNs >= 0 && toNs - timeNs >= 0;
        }
    }

    /**
     * Percentiles of round-trip times.
     *
     * @param p50 median, microseconds
     * @param p99 99th percentile, microseconds
     * @param max maximum, microseconds
     */
    public record Percentiles(double p50, double p99, double max) {
    }

    private final LongBuffer pairs;

    private DelaySeries(final LongBuffer pairs) {
        this.pairs = pairs;
    }

    /**
     * Reads the file.
     *
     * @param file written by the generator
     * @return the series
     * @throws IOException if it cannot be read
     */
    public static DelaySeries read(final Path file) throws IOException {
        return new DelaySeries(ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer());
    }

    static DelaySeries of(final long... pairs) {
        return new DelaySeries(LongBuffer.wrap(pairs));
    }

    /**
     * Number of packets that came back.
     *
     * @return the length of the series
     */
    public int size() {
        return pairs.limit() / 2;
    }

    /**
     * The longest round trip of the packets that were sent within a window.
     *
     * @param window when they were sent
     * @return microseconds; 0 if no packet was
     */
    public double maxMicros(final Window window) {
        long max = 0;
        for (int i = 0; i < pairs.limit(); i += 2) {
            if (window.contains(pairs.get(i))) {
                max = Math.max(max, pairs.get(i + 1));
            }
        }
        return max / 1e3;
    }

    /**
     * The percentiles of what was sent within a window and not within any of the others.
     *
     * @param all the window
     * @param without what to leave out
     * @return microseconds
     */
    public Percentiles percentiles(final Window all, final List<Window> without) {
        final var histogram = new Histogram(3);
        for (int i = 0; i < pairs.limit(); i += 2) {
            final long sentNs = pairs.get(i);
            if (all.contains(sentNs) && without.stream().noneMatch(window -> window.contains(sentNs))) {
                histogram.recordValue(Math.max(0, pairs.get(i + 1)));
            }
        }
        return histogram.getTotalCount() == 0 ? new Percentiles(0, 0, 0)
            : new Percentiles(histogram.getValueAtPercentile(50) / 1e3, histogram.getValueAtPercentile(99) / 1e3,
                histogram.getMaxValue() / 1e3);
    }
}
