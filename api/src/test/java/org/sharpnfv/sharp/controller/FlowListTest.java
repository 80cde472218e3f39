/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.sharp.controller.Bench.INGRESS;
import static org.sharpnfv.sharp.controller.Bench.VNF_2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;

/** What the northbound is told of single flows: what is new, no more and no less. */
class FlowListTest {
    private static final long FIRST_ATTEMPT = 1001;
    private static final int FIRST_PORT = 1000;

    private final Bench bench = Bench.detecting();

    private static FlowKey key(final int number) {
        return TestFlows.udp(FIRST_PORT + number);
    }

    /** Flow number n has attempt number n. */
    private void detect(final int from, final int to) {
        for (int number = from; number < to; number++) {
            bench.detect(INGRESS, key(number));
        }
        bench.outputs();
    }

    private void finish(final int number, final Outcome outcome) {
        bench.receive(INGRESS, VNF_2.ingressPort(), new Message.HandoverFinished(FIRST_ATTEMPT + number, outcome,
            new AgentCounters(0, 0, 0, 0, 0), 0));
        bench.outputs();
    }

    private void finish(final int from, final int to, final Outcome outcome) {
        for (int number = from; number < to; number++) {
            finish(number, outcome);
        }
    }

    private SweepUpdate poll() {
        final var update = bench.machine.pollUpdate("r");
        assertNotNull(update);
        return update;
    }

    @Test
    void shouldTellWhatHasNotChangedOnce() {
        detect(0, 1);

        final var first = poll();
        final var second = poll();

        assertTrue(first.isWhole());
        assertEquals(List.of(key(0)), first.view().flows().stream().map(FlowView::key).toList());
        assertFalse(second.isWhole());
        assertEquals(List.of(), second.view().flows());
        assertEquals(1, second.view().detected());
    }

    @Test
    void shouldTellOfOneFlowAmongManyThatChanged() {
        detect(0, 300);
        poll();

        finish(7, Outcome.COMPLETED);

        final var update = poll();
        assertEquals(1, update.view().flows().size());
        assertEquals(key(7), update.view().flows().getFirst().key());
        assertEquals(Phase.COMPLETED, update.view().flows().getFirst().phase());
        assertEquals(299, update.view().inProgress());
        assertEquals(List.of(), update.gone());
    }

    @Test
    void shouldTakeBackCompletedFlowsBeyondTheLimit() {
        detect(0, 300);
        poll();

        finish(0, 300, Outcome.COMPLETED);

        final var update = poll();
        assertEquals(FlowList.MAX_COMPLETED, update.view().flows().size());
        assertEquals(300 - FlowList.MAX_COMPLETED, update.gone().size());
        assertEquals(FlowList.MAX_COMPLETED, bench.machine.view("r").flows().size());
        assertEquals(300, update.view().completed());
    }

    @Test
    void shouldSayNothingOfAFlowThatCameAndWentInBetween() {
        detect(0, FlowList.MAX_COMPLETED);
        finish(0, FlowList.MAX_COMPLETED, Outcome.COMPLETED);
        poll();

        detect(FlowList.MAX_COMPLETED, FlowList.MAX_COMPLETED + 1);
        finish(FlowList.MAX_COMPLETED, Outcome.COMPLETED);

        final var update = poll();
        assertEquals(List.of(), update.view().flows());
        assertEquals(List.of(), update.gone());
        assertEquals(FlowList.MAX_COMPLETED + 1, update.view().completed());
    }

    @Test
    void shouldListEveryFlowThatDidNotComplete() {
        detect(0, 500);

        finish(0, 250, Outcome.COMPLETED);
        finish(250, 500, Outcome.FAILED);

        final var phases = poll().view().flows().stream()
            .collect(Collectors.groupingBy(FlowView::phase, Collectors.counting()));
        assertEquals(Map.of(Phase.COMPLETED, (long) FlowList.MAX_COMPLETED, Phase.FAILED, 250L), phases);
    }

    @Test
    void shouldTellEverythingAgainWhenItWasLost() {
        detect(0, 10);
        finish(0, 4, Outcome.COMPLETED);
        poll();
        bench.machine.drainTouched();

        bench.machine.restate("r");

        assertTrue(bench.machine.drainTouched().contains("r"));
        final var update = poll();
        assertTrue(update.isWhole());
        assertEquals(10, update.view().flows().size());
    }

    @Test
    void shouldNotKnowWhatWasNeverThere() {
        bench.machine.drainTouched();

        bench.machine.restate("nothing");

        assertEquals(java.util.Set.of(), bench.machine.drainTouched());
        assertNull(bench.machine.pollUpdate("nothing"));
        assertNull(bench.machine.pollHandBackUpdate("r"));
    }

    @Test
    void shouldPublishChangesWithoutTheSingleFlows() {
        for (var change = bench.machine.pollChange(); change != null; change = bench.machine.pollChange()) {
            assertEquals(List.of(), change.view().flows());
        }
        detect(0, 10);
        finish(0, 10, Outcome.COMPLETED);

        bench.machine.removeRequest(bench.nowNs, "r");
        final var change = bench.machine.pollChange();

        assertNotNull(change);
        assertEquals(10, bench.machine.view("r").flows().size());
        assertEquals(List.of(), change.view().flows());
    }

    /** Whoever applies all updates has what the whole view has. */
    @Test
    void shouldAddUpToTheWholeView() {
        final var random = new Random(7);
        final var active = new ArrayList<Integer>();
        final var mirrored = new HashMap<FlowKey, Phase>();
        int begun = 0;
        for (int step = 0; step < 2000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    detect(begun, begun + 1);
                    active.add(begun++);
                }
                case 2, 3 -> {
                    if (!active.isEmpty()) {
                        finish(active.remove(random.nextInt(active.size())),
                            random.nextInt(10) == 0 ? Outcome.FAILED : Outcome.COMPLETED);
                    }
                }
                default -> {
                    if (random.nextInt(100) == 0) {
                        bench.machine.restate("r");
                    }
                    final var update = poll();
                    if (update.isWhole()) {
                        mirrored.clear();
                    }
                    update.view().flows().forEach(flow -> mirrored.put(flow.key(), flow.phase()));
                    update.gone().forEach(mirrored::remove);
                    assertEquals(bench.machine.view("r").flows().stream()
                        .collect(Collectors.toMap(FlowView::key, FlowView::phase)), mirrored);
                }
            }
        }
        assertTrue(begun > 2 * FlowList.MAX_COMPLETED, begun + " flows");
    }
}
