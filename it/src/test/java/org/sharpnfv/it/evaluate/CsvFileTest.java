/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;

class CsvFileTest {
    @Test
    void shouldHaveALineForEachHandover() {
        final var lines = new CsvFile(List.of()).handovers(List.of(Example.pair(Example.SHARP, 5000, 4, 3)))
            .lines().toList();

        assertEquals(3, lines.size());
        final var header = List.of(lines.getFirst().split(",", -1));
        final var there = lines.get(1).split(",", -1);
        final var back = lines.get(2).split(",", -1);
        assertEquals(header.size(), there.length);
        assertEquals("c0ffee", there[header.indexOf("commit")]);
        assertEquals("sharp", there[header.indexOf("mode")]);
        assertEquals("5000", there[header.indexOf("duration_us")]);
        assertEquals("3", there[header.indexOf("lost")]);
        assertEquals("true", back[header.indexOf("hand_back")]);
    }

    @Test
    void shouldQuoteWhatHasCommasOrQuotes() {
        final var text = new CsvFile(List.of(Example.ORIGIN))
            .tcp(List.of(Example.tcp(Mode.NAIVE, "expected \"2xx\", found 400")));

        assertTrue(text.contains("\nc0ffee,\"A CPU, 2 cores, 7.8 GB, Linux 6\",\"Java 21.0.9, "), text);
        assertTrue(text.endsWith(",\"expected \"\"2xx\"\", found 400\"\n"), text);
    }
}
