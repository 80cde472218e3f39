/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("InlineFormatString")
class EntrySnapshotTest {
    private static final String ENTRY = "cookie=0x53504000%s, table=1, priority=20102,udp,metadata=0x53500000000000%s,"
        + "tp_dst=7 actions=output:%s";

    @Test
    void shouldNotTellLivesOfTheControllerApart() {
        assertTrue(snapshot("0000abcd", "02", "3").isLike(snapshot("12345678", "04", "3")));
    }

    @Test
    void shouldTellDirectionsAndActionsApart() {
        assertFalse(snapshot("0000abcd", "02", "3").isLike(snapshot("0000abcd", "03", "3")));
        assertFalse(snapshot("0000abcd", "02", "3").isLike(snapshot("0000abcd", "02", "2")));
    }

    /** The entry of a life before beside that of this one: one of them is an orphan. */
    @Test
    void shouldCountTheSameEntryTwice() {
        final var one = snapshot("0000abcd", "02", "3");
        final var two = new EntrySnapshot(List.of(one.lines().getFirst(), one.lines().getFirst()));

        assertEquals(one.lines(), two.without(one));
        assertEquals(List.of(), one.without(two));
    }

    private static EntrySnapshot snapshot(final String cookie, final String metadata, final String port) {
        return new EntrySnapshot(List.of(EntrySnapshot.anonymous(String.format(ENTRY, cookie, metadata, port))));
    }
}
