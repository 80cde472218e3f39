/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EntryTallyTest {
    private final EntryTally tally = new EntryTally();

    @Test
    void shouldCountWhatIsThereAndRememberThePeak() {
        tally.note(" event=INITIAL table=1 cookie=0x5350300000000001 metadata=0x5350000000000002 actions=output:1");
        tally.note(" event=ADDED table=1 cookie=0x5350600000000002 udp,metadata=0x5350000000000002 actions=output:2");
        tally.note(" event=DELETED reason=delete table=1 cookie=0x5350600000000002 udp,metadata=0x5350000000000002"
            + " actions=output:2");

        assertEquals(1, tally.present());
        assertEquals(2, tally.most());
    }

    @Test
    void shouldCountAnEntryThatTakesAnothersPlaceOnce() {
        tally.note(" event=ADDED table=1 cookie=0x5350600000000002 udp,tp_dst=7 actions=CONTROLLER:65535");
        tally.note(" event=ADDED table=1 cookie=0x5350600000000003 udp,tp_dst=7 actions=output:2");
        tally.note(" event=ADDED table=1 cookie=0x5350700000000001 udp,tp_dst=7 actions=CONTROLLER:65535");
        tally.note(" event=MODIFIED table=1 cookie=0x5350700000000001 udp,tp_dst=7 actions=CONTROLLER:65535");

        assertEquals(1, tally.most());

        tally.note(" event=DELETED reason=hard_timeout table=1 cookie=0x5350700000000001 udp,tp_dst=7");

        assertEquals(0, tally.present());
    }

    @Test
    void shouldTellEntriesForTheSamePacketsApartByWhatTheyAreFor() {
        tally.note(" event=ADDED table=1 cookie=0x5350400000000001 udp actions=output:2");
        tally.note(" event=ADDED table=1 idle_timeout=6 hard_timeout=6 cookie=0x5350500000000001 udp"
            + " actions=CONTROLLER:65535");

        assertEquals(2, tally.present());
    }

    @Test
    void shouldTakeNoOtherEntryAndNoOtherLineForSharps() {
        tally.note("ONFST_FLOW_MONITOR reply (OF1.3) (xid=0x0):");
        tally.note(" event=ADDED table=0 cookie=0x2b00000000000001 udp actions=output:2");
        tally.note(" event=ADDED table=0 cookie=0 actions=output:2");

        assertEquals(0, tally.most());
    }
}
