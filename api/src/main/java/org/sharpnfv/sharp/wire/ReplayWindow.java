/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.util.Arrays;

/**
 * The sequence numbers that a receiver has seen of one sender: the highest and {@value #SIZE} below it, as IPsec does
 * (RFC 4303, 3.4.3). A number below that counts as seen.
 */
final class ReplayWindow {
    /** Frames that may overtake each other; many more than a switch holds back. */
    static final int SIZE = 1024;

    private final long[] seen = new long[SIZE / Long.SIZE];
    private long highest;

    /** Takes a number; false if it was seen before, or too long ago to know. */
    boolean accept(final long sequence) {
        if (sequence <= 0 || sequence <= highest - SIZE) {
            return false;
        }
        if (sequence > highest) {
            forget(sequence);
            highest = sequence;
        }
        final int index = (int) (sequence % SIZE);
        final long bit = 1L << index;
        if ((seen[index / Long.SIZE] & bit) != 0) {
            return false;
        }
        seen[index / Long.SIZE] |= bit;
        return true;
    }

    /** The places between the highest number so far and the next one hold numbers of a round before. */
    private void forget(final long next) {
        if (next - highest >= SIZE) {
            Arrays.fill(seen, 0);
            return;
        }
        for (long number = highest + 1; number <= next; number++) {
            final int index = (int) (number % SIZE);
            seen[index / Long.SIZE] &= ~(1L << index);
        }
    }
}
