/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long packet-ins wait for the engine, in powers of two of a microsecond, and what went wrong. Written in
 * the engine's turn, read by any thread.
 */
final class EngineCounters {
    private static final int BUCKETS = 24;

    private final AtomicLongArray waits = new AtomicLongArray(BUCKETS);
    private final AtomicLong waitedUs = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder unreadable = new LongAdder();

    void packetWaited(final long ns) {
        final long micros = TimeUnit.NANOSECONDS.toMicros(ns);
        waits.lazySet(bucket(micros), waits.get(bucket(micros)) + 1);
        waitedUs.lazySet(waitedUs.get() + micros);
    }

    private static int bucket(final long micros) {
        return Math.min(Long.SIZE - Long.numberOfLeadingZeros(Math.max(micros, 0)), BUCKETS - 1);
    }

    /** A packet-in with another application's cookie, or without one. */
    void foreignPacket() {
        foreign.increment();
    }

    /** A packet-in by an entry of SHarP's that does not say where it came in, or has no packet. */
    void unreadablePacket() {
        unreadable.increment();
    }

    long foreignPackets() {
        return foreign.sum();
    }

    long unreadablePackets() {
        return unreadable.sum();
    }

    /** How many waited less than 1, 2, 4, ... microseconds and not less than half of it; the last ones longer. */
    long[] waits() {
        final var counts = new long[BUCKETS];
        Arrays.setAll(counts, waits::get);
        return counts;
    }

    /** All waits together, in microseconds. */
    long waitedUs() {
        return waitedUs.get();
    }

    long failed() {
        return failures.incrementAndGet();
    }

    /** Inputs and outputs that ended with an exception; there should be none. */
    long failures() {
        return failures.get();
    }

    @Override
    public String toString() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += waits.get(i);
        }
        final var text = new StringBuilder("packet-ins ").append(sum).append(", of these waited less than");
        long below = 0;
        for (int i = 0; i < BUCKETS && below < sum; i++) {
            below += waits.get(i);
            if (waits.get(i) > 0) {
                text.append(' ').append(1L << i).append(" us: ").append(below).append(',');
            }
        }
        return text.append(" defects ").append(failures).toString();
    }
}
