/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each step of one handover took. Steps run side by side: one that was over before those in front of it took
 * no time of its own, so that the steps always add up.
 *
 * @param us microseconds, of every step
 */
public record Timeline(Map<Step, Long> us) {
    /** Copies, and checks. */
    public Timeline {
        final var copy = new EnumMap<Step, Long>(us);
        for (var step : Step.values()) {
            if (copy.getOrDefault(step, -1L) < 0) {
                throw new IllegalArgumentException("expected a time of 0 us or more for " + step.text() + ", found "
                    + copy.get(step));
            }
        }
        us = Collections.unmodifiableMap(copy);
    }

    /**
     * Makes it of moments.
     *
     * @param postedUs when the request was sent, by any clock
     * @param endUs when each step ended, by the same clock; one that is missing was not needed and took no time, but
     *     for the first packet, the completion and the end
     * @return the timeline
     */
    public static Timeline of(final long postedUs, final Map<Step, Long> endUs) {
        final var us = new EnumMap<Step, Long>(Step.class);
        long lastUs = postedUs;
        for (var step : Step.values()) {
            final Long found = endUs.get(step);
            if (found == null && step.isAnchor()) {
                throw new IllegalArgumentException("expected a moment for " + step.text() + ", found none");
            }
            final long atUs = found == null ? lastUs : Math.max(lastUs, Math.min(found, limitUs(step, endUs)));
            us.put(step, atUs - lastUs);
            lastUs = atUs;
        }
        return new Timeline(us);
    }

    /** When the next anchor is: nothing in front of it can end later. */
    private static long limitUs(final Step step, final Map<Step, Long> endUs) {
        long limitUs = Long.MAX_VALUE;
        for (var later : Step.values()) {
            if (later.isAnchor() && later.ordinal() >= step.ordinal() && endUs.containsKey(later)) {
                limitUs = Math.min(limitUs, endUs.get(later));
            }
        }
        return limitUs;
    }

    /**
     * How long one step took.
     *
     * @param step which
     * @return microseconds
     */
    public long us(final Step step) {
        return us.getOrDefault(step, 0L);
    }

    /**
     * From the first packet at the controller to the end.
     *
     * @return microseconds, the sum of the steps between
     */
    public long durationUs() {
        long sum = 0;
        for (var step : Step.values()) {
            sum += step.isOfDuration() ? us(step) : 0;
        }
        return sum;
    }

    /**
     * What the duration was spent on.
     *
     * @param spent the kind
     * @return microseconds
     */
    public long durationUs(final Spent spent) {
        long sum = 0;
        for (var step : Step.values()) {
            sum += step.isOfDuration() && step.spent() == spent ? us(step) : 0;
        }
        return sum;
    }

    /**
     * For programs.
     *
     * @return each step's microseconds, by its name
     */
    public JsonObject toJson() {
        final var json = new JsonObject();
        us.forEach((step, time) -> json.addProperty(step.text(), time));
        return json;
    }
}
