/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsAddressTest {
    @Test
    void shouldListenOnLoopbackUnlessToldOtherwise() {
        assertEquals(new MetricsAddress("127.0.0.1", 9464), MetricsAddress.parse("9464"));
        assertEquals(new MetricsAddress("0.0.0.0", 80), MetricsAddress.parse("0.0.0.0:80"));
        assertEquals(new MetricsAddress("::1", 9464), MetricsAddress.parse("[::1]:9464"));
        assertEquals("[::1]:9464", MetricsAddress.parse("[::1]:9464").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "65536", ":9464", "::1:9464", "127.0.0.1:", "[::1]", "[]:1"})
    void shouldSayWhatWasExpectedAndFound(final String wrong) {
        final var refusal = assertThrows(IllegalArgumentException.class, () -> MetricsAddress.parse(wrong));

        assertTrue(refusal.getMessage().startsWith("expected [ADDRESS:]PORT"), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith("found " + wrong), refusal.getMessage());
    }
}
