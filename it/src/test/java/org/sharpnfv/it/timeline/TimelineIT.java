/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sharpnfv.it.Plan;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;

/** Controller and agents tell together where a handover's time goes; how much it is matters to nobody here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineIT {
    private static final int HANDOVERS = 4;

    private final Progress progress = new Progress(Console.out(), false);
    private Sandbox sandbox;
    private Setup setup;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/timeline-logs"));
        setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, progress);
    }

    @AfterAll
    void takeDown() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void shouldTellEachStepThereAndBack() {
        final var report = WhereTimeGoes.run(setup, new Plan("timeline", 1000, 1000, 1, HANDOVERS, 0, 1), 0, progress);
        Console.out().print(report.toText());

        // drop counters are among the complaints
        assertEquals(List.of(), report.complaints(), report::toText);
        for (int i = 0; i < HANDOVERS; i++) {
            final var timeline = report.timelines().all().get(i);
            final long durationUs = report.report().outcomes().get(i).view().durationUs();
            assertTrue(Math.abs(durationUs - timeline.durationUs()) <= 1, durationUs + " us: " + timeline);
            for (var step : List.of(Step.REQUEST_TAKEN, Step.START_THERE, Step.ACKNOWLEDGED, Step.COMPLETED,
                    Step.ENDED, Step.ENTRIES_REMOVED)) {
                assertTrue(timeline.us(step) > 0, step.text() + ": " + timeline);
            }
        }
        assertEquals(Step.values().length, report.toJson().getAsJsonArray("steps").size());
    }
}
