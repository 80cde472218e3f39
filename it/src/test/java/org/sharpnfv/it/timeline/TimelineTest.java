/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long POSTED_US = 1_000_000;
    private static final long STEP_US = 100;

    /** Each step ends 100 us after the one before. */
    private static Map<Step, Long> moments() {
        final var moments = new EnumMap<Step, Long>(Step.class);
        for (var step : Step.values()) {
            moments.put(step, POSTED_US + STEP_US * (step.ordinal() + 1));
        }
        return moments;
    }

    @Test
    void shouldGiveEachStepTheTimeSinceTheOneBefore() {
        final var timeline = Timeline.of(POSTED_US, moments());

        for (var step : Step.values()) {
            assertEquals(STEP_US, timeline.us(step), step.text());
        }
        assertEquals(STEP_US * (Step.COMPLETED.ordinal() - Step.FIRST_PACKET.ordinal()), timeline.durationUs());
    }

    @Test
    void shouldGiveNoTimeToWhatWasOverBefore() {
        final var moments = moments();
        moments.put(Step.DRAINED, moments.get(Step.START_THERE));

        final var timeline = Timeline.of(POSTED_US, moments);

        assertEquals(0, timeline.us(Step.DRAINED));
        assertEquals(2 * STEP_US, timeline.us(Step.STATE_IMPORTED));
    }

    @Test
    void shouldGiveNoTimeToWhatWasNotNeeded() {
        final var moments = moments();
        moments.remove(Step.OTHER_DIRECTION);

        final var timeline = Timeline.of(POSTED_US, moments);

        assertEquals(0, timeline.us(Step.OTHER_DIRECTION));
        assertEquals(2 * STEP_US, timeline.us(Step.LAST_RELEASE));
    }

    /** The barriers' answers may come behind the first packet, an HSL's word behind what follows from it. */
    @Test
    void shouldLetNothingPutOffTheFirstPacketNorTheEnd() {
        final var moments = moments();
        moments.put(Step.ENTRIES_IN_FORCE, moments.get(Step.ACKNOWLEDGED));
        moments.put(Step.PASSED_ON, moments.get(Step.COMPLETED) + 5);

        final var timeline = Timeline.of(POSTED_US, moments);

        assertEquals(2 * STEP_US, timeline.us(Step.ENTRIES_IN_FORCE));
        assertEquals(0, timeline.us(Step.FIRST_PACKET));
        assertEquals(STEP_US, timeline.us(Step.START_THERE));
        assertEquals(0, timeline.us(Step.COMPLETED));
        assertEquals(moments.get(Step.COMPLETED) - moments.get(Step.FIRST_PACKET), timeline.durationUs());
    }

    @Test
    void shouldAddUpWhateverTheMomentsAre() {
        final var random = new java.util.Random(1);
        for (int i = 0; i < 1000; i++) {
            final var moments = new EnumMap<Step, Long>(Step.class);
            for (var step : Step.values()) {
                moments.put(step, POSTED_US + random.nextLong(10_000));
            }
            moments.put(Step.FIRST_PACKET, POSTED_US + 3_000);
            moments.put(Step.COMPLETED, POSTED_US + 6_000);
            moments.put(Step.ENTRIES_REMOVED, POSTED_US + 9_000);

            final var timeline = Timeline.of(POSTED_US, moments);

            assertEquals(3_000, timeline.durationUs());
            assertEquals(9_000, timeline.us().values().stream().mapToLong(Long::longValue).sum());
            long kinds = 0;
            for (var spent : Spent.values()) {
                kinds += timeline.durationUs(spent);
            }
            assertEquals(3_000, kinds);
        }
    }

    @Test
    void shouldRefuseAHandoverWithoutAnEnd() {
        final var moments = moments();
        moments.remove(Step.COMPLETED);

        final var refusal = assertThrows(IllegalArgumentException.class, () -> Timeline.of(POSTED_US, moments));

        assertTrue(refusal.getMessage().contains("completed"), refusal.getMessage());
    }
}
