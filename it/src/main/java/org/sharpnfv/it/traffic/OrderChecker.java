/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

/**
 * Keeps account of one flow in one direction, whose packets are numbered from 0. A packet is <em>duplicated</em> if its
 * number was seen before, <em>reordered</em> if it was not but a higher one was. What is <em>lost</em> is known at the
 * end only: what was sent less what was seen.
 */
final class OrderChecker {
    /** What a packet was. */
    enum Verdict {
        /** The next one, or a later one behind a gap that may fill yet. */
        IN_ORDER,
        /** New, but behind its successor. */
        REORDERED,
        /** Seen before. */
        DUPLICATED,
        /** No number that a sender can have given. */
        STRANGE
    }

    /** Bound of the memory: 2^28 numbers are 32 MB, a day at 3,000 packets/s. */
    static final long LIMIT = 1L << 28;

    /** Small at first: there may be ten thousand of these. */
    private long[] seen = new long[16];
    private long next;
    private long distinct;
    private long duplicated;
    private long reordered;
    private long strange;

    Verdict accept(final long sequence) {
        if (sequence < 0 || sequence >= LIMIT) {
            strange++;
            return Verdict.STRANGE;
        }
        final int word = (int) (sequence >>> 6);
        if (word >= seen.length) {
            seen = java.util.Arrays.copyOf(seen, Math.max(seen.length * 2, word + 1));
        }
        final long bit = 1L << sequence;
        if ((seen[word] & bit) != 0) {
            duplicated++;
            return Verdict.DUPLICATED;
        }
        seen[word] |= bit;
        distinct++;
        if (sequence < next) {
            reordered++;
            return Verdict.REORDERED;
        }
        next = sequence + 1;
        return Verdict.IN_ORDER;
    }

    /** Whether a number was seen. */
    boolean wasSeen(final long sequence) {
        final int word = (int) (sequence >>> 6);
        return sequence >= 0 && word < seen.length && (seen[word] & 1L << sequence) != 0;
    }

    /** Numbers below the highest that have not been seen: on their way, overtaken, or lost. */
    long missing() {
        return next - distinct;
    }

    long distinct() {
        return distinct;
    }

    long duplicated() {
        return duplicated;
    }

    long reordered() {
        return reordered;
    }

    long strange() {
        return strange;
    }
}
