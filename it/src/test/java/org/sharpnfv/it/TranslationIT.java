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
import org.sharpnfv.it.lab.VnfKind;
import org.sharpnfv.it.lab.VnfSide;

/** A VNF that translates addresses and ports: both directions of a flow move as one, with their mapping. */
class TranslationIT {
    private static final int FLOWS = 20;

    @Test
    void shouldMoveBothDirectionsOfTranslatedFlowsAsOne() {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/translation-logs"));
            final var progress = new Progress(Console.out(), false);
            final var setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, VnfKind.NAT, progress);
            new Experiment(setup, new Plan("warm-up", 500, 200, 1, 2, 0, 1), progress).run();

            final var report = new Experiment(setup, new Plan("translated", 1000, 200, FLOWS, 4, 50, 2), progress)
                .run();

            Evaluation.keep(report);
            assertEquals(List.of(), report.complaints(), report::toText);
            for (final var outcome : report.outcomes()) {
                assertEquals(FLOWS, outcome.view().flows("detected"), () -> outcome.view().json().toString());
            }
        }
    }
}
