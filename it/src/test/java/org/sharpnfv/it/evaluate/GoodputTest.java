/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoodputTest {
    @Test
    void shouldMeasureTheDipAroundTheLowestInterval() {
        final var goodput = Goodput.of(30, 30, 14, 3, 10, 30, 31, 30, 12);

        assertEquals(30, goodput.medianMbps());
        assertEquals(3, goodput.lowestMbps());
        assertEquals(0.9, goodput.dip(), 1e-9);
        assertEquals(300, goodput.dipMs());
    }

    @Test
    void shouldFindNoDipWhereThereIsNone() {
        assertEquals(0, Goodput.of(30, 29, 31).dipMs());
        assertEquals(new Goodput(0, 0, 0), Goodput.of());
        assertEquals(0, Goodput.none().dip());
    }

    @Test
    void shouldLeaveOutSlowStartAndTheCutEnd() {
        final var json = JsonParser.parseString(IntStream.range(0, 40)
            .mapToObj(i -> "{\"sum\":{\"bits_per_second\":" + (i < 10 || i > 36 ? 1 : i == 20 ? 15e6 : 30e6) + "}}")
            .collect(Collectors.joining(",", "{\"intervals\":[", "]}"))).getAsJsonObject();

        assertEquals(new Goodput(30, 15, 0), Goodput.of(json));
    }
}
