/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverPhase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.flow.counts.FlowsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.handover.HandBackBuilder;
import org.opendaylight.yangtools.yang.common.Uint64;

/** Words for people. */
@NullMarked
class ProgressTextTest {
    @Test
    void shouldSayHowItGoesInALine() {
        final var progress = new HandBackBuilder().setPhase(HandoverPhase.RollingBack).setFlows(new FlowsBuilder()
            .setDetected(Uint64.valueOf(5)).setInProgress(Uint64.ONE).setRolledBack(Uint64.valueOf(3))
            .setFailed(Uint64.ONE).build()).setFailureMessage("vnf2 is silent").build();

        assertEquals("rolling-back; flows: 5 detected, 1 in progress, 0 completed, 3 rolled back, 1 failed;"
            + " vnf2 is silent", ProgressText.line(progress));
        assertEquals("; flows: none yet", ProgressText.line(new HandBackBuilder().build()));
    }

    @Test
    void shouldKnowEnds() {
        assertEquals(EnumSet.of(HandoverPhase.Completed, HandoverPhase.RolledBack, HandoverPhase.Failed,
            HandoverPhase.Cancelled), Arrays.stream(HandoverPhase.values()).filter(ProgressText::isEnd)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(HandoverPhase.class))));
        assertFalse(ProgressText.isEnd(null));
    }

    @Test
    void shouldSayTimesInMilliseconds() {
        assertEquals("1234.6", ProgressText.ms(Uint64.valueOf(1_234_567)));
        assertEquals("", ProgressText.ms(null));
    }
}
