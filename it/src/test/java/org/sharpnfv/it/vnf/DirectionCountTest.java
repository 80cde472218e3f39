/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DirectionCountTest {
    @Test
    void shouldCountGaps() {
        final var count = new DirectionCount();
        count.count(0);
        count.count(1);
        count.count(4);

        assertEquals("{\"packets\":3,\"last\":4,\"missed\":2,\"reordered\":0}", count.toJson().toString());
    }

    @Test
    void shouldCountPacketsWithoutANumber() {
        final var count = new DirectionCount();
        count.count(DirectionCount.NONE);

        assertEquals("{\"packets\":1,\"last\":-1,\"missed\":0,\"reordered\":0}", count.toJson().toString());
    }

    /** Invariant 3: packets that the destination processed before the import leave a trace. */
    @Test
    void shouldShowPacketsThatWereProcessedBeforeTheImport() {
        final var source = new DirectionCount();
        source.count(0);
        source.count(1);
        final var destination = new DirectionCount();
        destination.count(2);

        destination.merge(DirectionCount.of(source.toJson()));

        assertEquals("{\"packets\":3,\"last\":2,\"missed\":2,\"reordered\":0}", destination.toJson().toString());
    }

    @Test
    void shouldGoOnWithTheImportedNumber() {
        final var source = new DirectionCount();
        source.count(0);
        source.count(1);

        final var destination = DirectionCount.of(source.toJson());
        destination.count(2);

        assertEquals("{\"packets\":3,\"last\":2,\"missed\":0,\"reordered\":0}", destination.toJson().toString());
    }
}
