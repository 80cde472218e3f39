/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.PriorityQueue;

/** Virtual time: events in order of time, and of creation within the same instant. */
final class Clock {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNs = 1_000_000_000L;
    private long order;

    private record Event(long atNs, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(final Event other) {
            final int byTime = Long.compare(atNs, other.atNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    long nowNs() {
        return nowNs;
    }

    void at(final long atNs, final Runnable action) {
        events.add(new Event(Math.max(atNs, nowNs), order++, action));
    }

    /** Runs the next event that is not later than a time; false if there is none. */
    boolean step(final long limitNs) {
        final var event = events.peek();
        if (event == null || event.atNs > limitNs) {
            return false;
        }
        events.remove();
        nowNs = event.atNs;
        event.action.run();
        return true;
    }
}
