/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GapWatchTest {
    private final GapWatch watch = new GapWatch(2);

    @Test
    void shouldTellAFlowsSilenceFromTheStreams() {
        watch.arrived(0, 100);
        watch.arrived(1, 110);
        watch.arrived(1, 160);
        watch.arrived(0, 180);

        assertEquals(new Gaps(50, 180, 80, 160), watch.gaps());
    }

    @Test
    void shouldCountTheSilenceAtTheEnd() {
        watch.arrived(0, 100);
        watch.arrived(1, 110);
        watch.arrived(0, 120);

        assertEquals(80, watch.gaps().streamUntil(200));
        assertEquals(90, watch.gaps().flowUntil(200));
    }

    @Test
    void shouldKnowNoSilenceOfAFlowThatNeverSpoke() {
        watch.arrived(0, 100);
        watch.arrived(0, 130);

        assertEquals(new Gaps(30, 130, 30, 130), watch.gaps());
        assertEquals(0, new GapWatch(2).gaps().streamUntil(500));
    }
}
