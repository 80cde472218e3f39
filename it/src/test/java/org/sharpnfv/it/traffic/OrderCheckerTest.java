/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.traffic.OrderChecker.Verdict;

class OrderCheckerTest {
    private final OrderChecker checker = new OrderChecker();

    @Test
    void shouldAcceptPacketsInOrder() {
        for (long i = 0; i < 100_000; i++) {
            assertEquals(Verdict.IN_ORDER, checker.accept(i));
        }

        assertEquals(100_000, checker.distinct());
        assertEquals(0, checker.duplicated());
        assertEquals(0, checker.reordered());
    }

    @Test
    void shouldCallAPacketBehindItsSuccessorReordered() {
        checker.accept(0);
        checker.accept(2);

        assertEquals(Verdict.REORDERED, checker.accept(1));
        assertEquals(Verdict.IN_ORDER, checker.accept(3));
        assertEquals(4, checker.distinct());
        assertEquals(1, checker.reordered());
    }

    @Test
    void shouldCallASecondCopyDuplicatedWhereverItComes() {
        checker.accept(0);
        checker.accept(1);

        assertEquals(Verdict.DUPLICATED, checker.accept(1));
        assertEquals(Verdict.DUPLICATED, checker.accept(0));
        assertEquals(2, checker.distinct());
        assertEquals(2, checker.duplicated());
        assertEquals(0, checker.reordered());
    }

    @Test
    void shouldKnowWhatIsMissing() {
        checker.accept(5);

        assertTrue(checker.wasSeen(5));
        assertFalse(checker.wasSeen(4));
        assertFalse(checker.wasSeen(1L << 40));
    }

    @Test
    void shouldCountNumbersThatNobodyCanHaveSent() {
        assertEquals(Verdict.STRANGE, checker.accept(-1));
        assertEquals(Verdict.STRANGE, checker.accept(OrderChecker.LIMIT));
        assertEquals(0, checker.distinct());
        assertEquals(2, checker.strange());
    }

    @Test
    void shouldMissWhatIsBelowTheHighestOnly() {
        checker.accept(0);
        checker.accept(3);
        assertEquals(2, checker.missing());

        checker.accept(2);
        assertEquals(1, checker.missing());
    }

    @Test
    void shouldAddUpForAnyOrder() {
        final var numbers = new ArrayList<Long>();
        for (long i = 0; i < 5000; i++) {
            numbers.add(i);
            if (i % 7 == 0) {
                numbers.add(i);
            }
        }
        Collections.shuffle(numbers, new Random(4711));

        numbers.forEach(checker::accept);

        assertEquals(5000, checker.distinct());
        assertEquals(numbers.size() - 5000, checker.duplicated());
    }
}
