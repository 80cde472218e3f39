/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sharpnfv.sharp.controller.Bench.EGRESS;
import static org.sharpnfv.sharp.controller.Bench.INGRESS;
import static org.sharpnfv.sharp.controller.Bench.installed;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.controller.Cookie.Kind;

/** A request's entries come behind something that makes both switches look through their caches. */
class AlignmentTest {
    private final Bench bench = Bench.ready(Bench.SETTINGS.withAlignedEntries());

    private static Set<Kind> kinds(final List<ControllerOutput> outputs) {
        return installed(outputs).stream().map(entry -> Cookie.kind(Bench.SETTINGS.cookiePrefix(), entry.cookie()))
            .collect(Collectors.toSet());
    }

    private static List<ControllerOutput> of(final String node, final List<ControllerOutput> outputs) {
        return outputs.stream().filter(output -> output.node().equals(node)).toList();
    }

    private List<ControllerOutput> put() {
        bench.machine.putRequest(bench.nowNs, Bench.request("r", "vnf2", Bench.PRIORITY));
        return bench.outputs();
    }

    @Test
    void shouldPutWhatIsThereAlreadyOnBothSwitchesFirst() {
        final var before = bench.machine.expectedEntries(INGRESS);

        final var outputs = put();

        assertEquals(4, outputs.size(), "one entry and one barrier for each switch");
        assertEquals(Set.of(Kind.CLASSIFIER), kinds(outputs));
        assertEquals(before, bench.machine.expectedEntries(INGRESS));
    }

    @Test
    void shouldPutTheRequestsEntriesWhenBothSwitchesHaveAnswered() {
        final var outputs = put();

        bench.answerBarriers(of(EGRESS, outputs));
        assertEquals(List.of(), bench.outputs());
        bench.answerBarriers(of(INGRESS, outputs));

        assertEquals(Set.of(Kind.DETECTION, Kind.FORWARDING), kinds(bench.outputs()));
        assertEquals(1, bench.count(INGRESS, Kind.DETECTION));
        assertEquals(1, bench.count(EGRESS, Kind.DETECTION));
    }

    @Test
    void shouldPutNothingOfARequestThatIsWithdrawnMeanwhile() {
        final var outputs = put();
        bench.machine.removeRequest(bench.nowNs, "r");
        bench.answerBarriers(outputs);
        bench.settle();

        bench.pass(1_000 * Bench.MS);
        bench.settle();

        for (final var node : List.of(INGRESS, EGRESS)) {
            assertEquals(0, bench.count(node, Kind.DETECTION));
            assertEquals(0, bench.count(node, Kind.FORWARDING));
        }
        assertEquals(Phase.ROLLED_BACK, bench.machine.handBackView("r").phase());
    }

    @Test
    void shouldNotWaitWithEntriesThatAControllerOfBeforeMayHavePut() {
        bench.machine.restoreRequest(bench.nowNs, Bench.request("r", "vnf2", Bench.PRIORITY), null);

        assertEquals(Set.of(Kind.DETECTION, Kind.FORWARDING), kinds(bench.outputs()));
    }
}
