/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;

/** Nobody outside can speak to an HSL or to the controller; {@code it/spoof} says it with more frames. */
class SpoofIT {
    private static final SpoofPlan PLAN = new SpoofPlan(10_000, 500, 1, 500, 10, true);

    @Test
    void shouldChangeNothingFromOutside() {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/spoof-it-logs"));
            final var progress = new Progress(Console.out(), false);
            final var setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, progress);

            final SpoofReport report = new SpoofRun(setup, PLAN, progress).run();
            Console.out().print(report.toText());

            assertAll(
                () -> assertTrue(report.forged() > 1000, report::toText),
                () -> assertTrue(report.replayed() > 1000, report::toText),
                // the ears work: honest control frames were heard
                () -> assertTrue(report.controlHeard() > 100, report::toText),
                () -> assertEquals(Map.of(), report.effects(), report::toText));
        }
    }
}
