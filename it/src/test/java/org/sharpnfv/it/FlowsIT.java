/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.VnfSide;

/** Many flows by one request, on Open vSwitch, with OpenDaylight in Karaf. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowsIT {
    private static final int FLOWS = 500;

    private final Progress progress = new Progress(Console.out(), false);
    private Sandbox sandbox;
    private Setup setup;

    @BeforeAll
    void bringUp() {
        assumeTrue(Lab.canTakeHighRates(), "net.core.rmem_default cannot be raised here");
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/flows-logs"));
        setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, progress);
    }

    @AfterAll
    void takeDown() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void shouldMoveManyFlowsThereAndBack() {
        final FlowsReport report = Flows.run(setup, new Plan("flows-500", 5000, 200, FLOWS, 2, 0, 1), progress);
        Evaluation.keep(report.report());
        Console.out().print(report.toText());

        assertEquals(List.of(), report.complaints(), report::toText);
        for (var load : report.loads()) {
            assertTrue(load.entriesMax() >= FLOWS, "an entry for each flow, found " + load);
        }
    }
}
