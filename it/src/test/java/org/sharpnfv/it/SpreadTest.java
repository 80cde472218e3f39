/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void shouldFindMedianAndQuartilesInAnyOrder() {
        assertEquals(new Spread(5, 1, 2, 3, 4, 5), Spread.of(4, 1, 5, 3, 2));
    }

    @Test
    void shouldInterpolateBetweenTwoValues() {
        assertEquals(new Spread(4, 1, 1.75, 2.5, 3.25, 4), Spread.of(1, 2, 3, 4));
        assertEquals(new Spread(2, 1, 1.5, 2, 2.5, 3), Spread.of(3, 1));
    }

    @Test
    void shouldBeOneValueOrNone() {
        assertEquals(new Spread(1, 7, 7, 7, 7, 7), Spread.of(7));
        assertEquals(Spread.NONE, Spread.of());
    }

    @Test
    void shouldChangeItsUnit() {
        assertEquals(new Spread(2, 0.5, 0.75, 1, 1.25, 1.5), Spread.of(1, 3).times(0.5));
    }
}
