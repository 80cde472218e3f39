/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;

/** The same with VNFs behind TAP devices. */
class TapEndToEndIT {
    @Test
    void shouldLoseNothing() {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/e2e-tap-logs"));
            final var progress = new Progress(Console.out(), false);
            final var setup = Setup.bringUp(sandbox, 2, VnfSide.TAP, progress);

            final Report report =
                new Experiment(setup, new Plan("tap", 1000, 1514, 1, 10, 0, 1), progress).run();

            Evaluation.keep(report);
            assertEquals(List.of(), report.complaints(), report::toText);
        }
    }
}
