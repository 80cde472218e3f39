/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;

/** The prototype at 1,000 packets/s: 24 ms, 24 ms, 3,962 packets; at 10,000: 277 ms, 180 ms. */
class ComparisonTest {
    private static String sentences(final Batch... batches) {
        return String.join("\n", new Comparison(CellSummary.all(List.of(batches), false)).sentences());
    }

    @Test
    void shouldSayWhichGoalsAreReached() {
        final String words = sentences(Example.pair(Example.SHARP, 4800, 4, 0));

        assertTrue(words.contains("The duration of a handover is 0.20 of the authors' prototype's"), words);
        assertTrue(words.contains("at most a fifth in 1 of 1 cell"), words);
        assertTrue(words.contains("duration of a handover at most 0.20 of the prototype's; reached: 0.20"), words);
        assertTrue(words.contains("longest delay of a packet at most 0.20 of the prototype's; not reached: 0.30"),
            words);
        assertTrue(words.contains("handles at most 0.010 of the prototype's; reached: 0.005"), words);
        assertFalse(words.contains("10,000"), words);
    }

    @Test
    void shouldHaveGoalsForTenThousandPacketsASecond() {
        final Cell fast = new Cell(Mode.SHARP, 10_000, 1000, 0, 1);

        final String clean = sentences(Example.pair(fast, 50_000, 4, 0));
        assertTrue(clean.contains("Goal at 10,000 packets/s of 1000 B: 0 lost; reached."), clean);
        assertTrue(clean.contains("duration of a handover at most 0.10 of the prototype's; not reached: 0.18"), clean);

        final String lossy = sentences(Example.pair(fast, 20_000, 4, 3));
        assertTrue(lossy.contains("0 lost; not reached: 3."), lossy);
        assertTrue(lossy.contains("duration of a handover at most 0.10 of the prototype's; reached: 0.072"), lossy);
    }

    @Test
    void shouldSayNothingWherePrototypeWasNotMeasured() {
        assertEquals("", sentences(Example.pair(new Cell(Mode.SHARP, 700, 1000, 0, 1), 1, 1, 0)));
        assertEquals("", sentences(Example.pair(Example.SHARP.in(Mode.OPENNF), 1, 1, 0)));
    }
}
