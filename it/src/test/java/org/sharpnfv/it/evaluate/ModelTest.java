/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paper's figure 4. */
class ModelTest {
    @ParameterizedTest
    @CsvSource({"1000, 10, 170, 20", "10000, 10, 1430, 200", "1000, 100, 440, 20"})
    void shouldYieldThePapersNumbers(final double ratePps, final double stateKb, final double openNf,
            final double sharp) {
        assertEquals(openNf, Model.openNfInPaper(ratePps, stateKb), 1e-9);
        assertEquals(sharp, Model.sharpInPaper(ratePps), 1e-9);
    }

    @Test
    void shouldCountThreeForAMessageAndTwoForAPacket() {
        assertEquals(3 * 7 + 2 * 5, Model.openNf(7, 5));
        assertEquals(2 * 5, Model.sharp(5));
    }

    @Test
    void shouldRedirectBothDirectionsAsLongAsTheStateTakes() {
        assertEquals(3 * 10 + 2 * 2 * 1000 * 0.5, Model.openNfDuring(1000, 10, 0.5), 1e-9);
    }
}
