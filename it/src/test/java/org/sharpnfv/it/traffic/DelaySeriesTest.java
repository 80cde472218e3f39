/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.it.traffic.DelaySeries.Percentiles;
import org.sharpnfv.it.traffic.DelaySeries.Window;

class DelaySeriesTest {
    @Test
    void shouldReadWhatTheLogWrote(@TempDir final Path directory) throws IOException {
        final var log = new DelayLog();
        for (int i = 0; i < 200_000; i++) {
            log.add(i, 2L * i);
        }
        final Path file = directory.resolve("series");

        log.write(file);

        final var series = DelaySeries.read(file);
        assertEquals(200_000, series.size());
        assertEquals(2 * 150.0, series.maxMicros(new Window(0, 150_000)));
    }

    @Test
    void shouldFindTheLongestRoundTripOfAWindow() {
        final var series = DelaySeries.of(10, 500_000, 20, 300_000, 30, 400_000);

        assertEquals(400, series.maxMicros(new Window(20, 30)));
        assertEquals(0, series.maxMicros(new Window(31, 99)));
    }

    @Test
    void shouldLeaveHandoversOutOfTheBaseline() {
        final var series = DelaySeries.of(10, 100_000, 20, 9_000_000, 30, 100_000, 40, 100_000);

        final Percentiles found = series.percentiles(new Window(0, 100), List.of(new Window(15, 25)));

        assertEquals(100, found.p50(), 0.2);
        assertEquals(100, found.max(), 0.2);
    }

    @Test
    void shouldHaveNoPercentilesOfNothing() {
        assertEquals(new Percentiles(0, 0, 0), DelaySeries.of().percentiles(new Window(0, 1), List.of()));
    }
}
