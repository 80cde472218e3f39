/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReleasePaceTest {
    private static final int RATE = 100_000;

    @Test
    void shouldKeepTheRateAlsoWhenWokenLate() {
        final var pace = new ReleasePace(RATE);
        int released = 0;
        long nowNs = -500_000_000;
        final long endNs = nowNs + 1_000_000_000;
        while (nowNs - endNs < 0) {
            while (pace.left(nowNs) > 0) {
                pace.take(nowNs);
                released++;
            }
            nowNs += pace.waitNs(nowNs) + 70_000;
        }

        assertTrue(released > RATE * 99L / 100 && released < RATE * 101L / 100, "released " + released);
    }

    @Test
    void shouldSaveUpNoMoreThanOneBurst() {
        final var pace = new ReleasePace(RATE);
        pace.take(0);

        assertEquals(ReleasePace.BURST_FRAMES, pace.left(60_000_000_000L));
        int released = 0;
        for (long nowNs = 60_000_000_000L; nowNs < 60_000_001_000L; nowNs += 10) {
            while (pace.left(nowNs) > 0) {
                pace.take(nowNs);
                released++;
            }
        }

        assertTrue(released <= 2 * ReleasePace.BURST_FRAMES, "released " + released);
    }

    @Test
    void shouldLetAnotherOneLeaveForEachThatQueues() {
        final var pace = new ReleasePace(RATE);
        takeAll(pace);

        pace.queue();
        pace.queue();
        assertEquals(0, pace.waitNs(0));
        assertEquals(2, takeAll(pace));

        assertTrue(pace.waitNs(0) > 0, "the rest waits for its time");
    }

    @Test
    void shouldNotSaveUpWhatHasQueuedBeyondOneBurst() {
        final var pace = new ReleasePace(RATE);
        takeAll(pace);

        for (int i = 0; i < 10 * ReleasePace.BURST_FRAMES; i++) {
            pace.queue();
        }

        assertEquals(ReleasePace.BURST_FRAMES, pace.left(0));
        assertEquals(ReleasePace.BURST_FRAMES, pace.left(60_000_000_000L), "nor beyond the next one's time");
    }

    private static int takeAll(final ReleasePace pace) {
        int taken = 0;
        while (pace.left(0) > 0) {
            pace.take(0);
            taken++;
        }
        return taken;
    }
}
