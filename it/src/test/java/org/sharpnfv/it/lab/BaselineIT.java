/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Without a controller: the lab itself, the agent and the VNF lose nothing, and losses would be seen. At rates that
 * cold programs can take; higher ones, with warm programs, are in EndToEndIT.
 */
class BaselineIT {
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final int NO_SUCH_PORT = 4711;

    @ParameterizedTest
    @CsvSource({"VETH, 1000, 60", "VETH, 1000, 1514", "VETH, 5000, 1000", "TAP, 1000, 1514", "TAP, 2000, 1000"})
    void shouldLoseNothing(final VnfSide side, final int ratePps, final int sizeBytes) {
        assumeTrue(ratePps <= 1000 || Lab.canTakeHighRates(), "net.core.rmem_default cannot be raised here");

        try (var sandbox = Sandbox.create()) {
            final var lab = lab(sandbox, side);
            final var before = lab.drops();
            final var result = run(lab, ratePps, sizeBytes, 3);

            assertAll(
                () -> assertTrue(result.isFlawless(), () -> result.anomalies().toString()),
                () -> assertEquals(List.of(), lab.accounts().differences(result)),
                () -> assertEquals(Map.of(), lab.drops().since(before).nonZero()));
        }
    }

    /** The instruments: a switch that drops, duplicates or changes the path must show in every account. */
    @ParameterizedTest
    @CsvSource({"VETH"})
    void shouldSeeLossAndDuplicates(final VnfSide side) {
        try (var sandbox = Sandbox.create()) {
            final var lab = lab(sandbox, side);
            final var stream = lab.stream(1000, 1000, 1);
            stream.start();
            Waiting.pause(Duration.ofSeconds(2));
            lab.topology().ovs().addFlow(Topology.INGRESS, "priority=9,in_port=1,actions=output:2,output:2");
            Waiting.pause(Duration.ofMillis(500));
            lab.topology().ovs().addFlow(Topology.INGRESS, "priority=9,in_port=1,actions=drop");
            Waiting.pause(Duration.ofMillis(500));
            lab.topology().ovs().addFlow(Topology.INGRESS, "priority=9,in_port=1,actions=output:2");
            Waiting.pause(Duration.ofSeconds(1));
            final var result = stream.stop();

            assertAll(
                () -> assertTrue(result.lost() > 100, () -> "lost " + result.lost()),
                () -> assertEquals(result.lost(), result.lostForward()),
                () -> assertTrue(result.duplicated() > 100, () -> "duplicated " + result.duplicated()),
                () -> assertTrue(!lab.accounts().isExact(result)));
        }
    }

    /** Open vSwitch's threads add up what they count once a second: a reading must not stop at what they did before. */
    @Test
    void shouldSeeWhatWasDroppedJustNow() {
        try (var sandbox = Sandbox.create()) {
            final var lab = lab(sandbox, VnfSide.VETH);
            for (int i = 0; i < 3; i++) {
                final var before = lab.drops();
                lab.topology().ovs().sendOnce(Topology.INGRESS, NO_SUCH_PORT);

                assertEquals(Map.of("ovs.drop_action_of_pipeline", 1L), lab.drops().since(before).nonZero());
            }
        }
    }

    private static Lab lab(final Sandbox sandbox, final VnfSide side) {
        final var topology = Topology.build(sandbox, 1, side);
        final var lab = Lab.start(sandbox, topology);
        topology.steerStatically(topology.instances().getFirst());
        return lab;
    }

    private static StreamResult run(final Lab lab, final int ratePps, final int sizeBytes, final int flows) {
        final var stream = lab.stream(ratePps, sizeBytes, flows);
        stream.start();
        Waiting.pause(TIME);
        return stream.stop();
    }
}
