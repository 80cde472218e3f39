/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.crash;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;

/** One crash of each kind, in the phase where most is at stake; {@code it/crash} has all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
    private static final CrashPlan PLAN = new CrashPlan(1000, 100, 1000);

    private final Progress progress = new Progress(Console.out(), false);
    private Sandbox sandbox;
    private Setup setup;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/crash-it-logs"));
        setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, progress);
        new CrashRun(setup, PLAN, progress).warmUp();
    }

    @AfterAll
    void takeDown() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"DESTINATION_VNF, BUFFERING", "SOURCE_AGENT, RELEASE", "SWITCH, RELEASE", "KARAF, RELEASE"})
    void shouldRecoverAndLeaveNothingBehind(final Victim victim, final Moment moment) {
        final CrashOutcome outcome = new CrashRun(setup, PLAN, progress).run(victim, moment);
        Console.out().print(CrashOutcome.header() + outcome.toText());

        assertAll(
            () -> assertEquals(List.of(), outcome.problems()),
            () -> assertEquals(List.of(), outcome.orphans()),
            () -> assertEquals(List.of(), outcome.missing()),
            () -> assertTrue(outcome.view().isOver(), () -> "phase " + outcome.view().phase()),
            () -> assertEquals(0, outcome.stream().duplicated()));
    }
}
