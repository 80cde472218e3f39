/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Handovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.handover.HandBack;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.sharpnfv.sharp.controller.ControllerCounters;
import org.sharpnfv.sharp.controller.FlowView;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.SweepUpdate;
import org.sharpnfv.sharp.controller.SweepView;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.AgentCounters;

/** What is written: a handover once as a whole, then only what has changed. */
@ExtendWith(MockitoExtension.class)
class ProgressStoreTest {
    private static final ControllerCounters CONTROLLER = new ControllerCounters(1, 2, 3, 4, 5, 6, 7);
    private static final AgentCounters AGENT = new AgentCounters(1, 2, 3, 4, 5);

    private enum Verb { PUT, MERGE, DELETE }

    private record Step(Verb verb, DataObjectIdentifier<?> path, @Nullable DataObject data) {
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final MachineClock clock = new MachineClock();
    private boolean fails;

    @Mock
    private DataBroker broker;
    private ProgressStore store;

    @BeforeEach
    void setUp() {
        lenient().when(broker.newWriteOnlyTransaction()).thenAnswer(call -> transaction());
        store = new ProgressStore(broker, clock, new ProgressWriter(clock));
    }

    private WriteTransaction transaction() {
        return mock(WriteTransaction.class, call -> switch (call.getMethod().getName()) {
            case "put" -> note(Verb.PUT, call.getArgument(1), call.getArgument(2));
            case "merge" -> note(Verb.MERGE, call.getArgument(1), call.getArgument(2));
            case "delete" -> note(Verb.DELETE, call.getArgument(1), null);
            case "commit" -> fails ? FluentFuture.from(Futures.immediateFailedFuture(
                new IllegalStateException("no disk"))) : CommitInfo.emptyFluentFuture();
            default -> throw new IllegalStateException("expected put, merge, delete or commit, found " + call);
        });
    }

    /** Returns what a void method does. */
    private @Nullable Object note(final Verb verb, final DataObjectIdentifier<?> path,
            final @Nullable DataObject data) {
        steps.add(new Step(verb, path, data));
        return null;
    }

    private static FlowKey key(final int port) {
        return new FlowKey(1, 2, FlowKey.UNTAGGED, 0x0800, 17, 0, 0x0A00_0001L, 0, 0x0A00_0002L, port, 7);
    }

    private static FlowView flow(final int port, final Phase phase) {
        return new FlowView(key(port), "vnf1", "vnf2", phase, null, 2_000_000_000L, 0,
            new FlowView.Timeline(0, 0, 0, 0, 0, 0, 0), CONTROLLER, AGENT);
    }

    private static SweepUpdate update(final boolean isWhole, final List<FlowKey> gone, final FlowView... flows) {
        return new SweepUpdate(isWhole, new SweepView(Phase.BUFFERING, null, "", 1_000_000_000L, 0, 0, flows.length, 0,
            0, 0, 0, CONTROLLER, AGENT, List.of(flows)), gone);
    }

    private boolean write(final @Nullable SweepUpdate take, final @Nullable SweepUpdate handBack)
            throws InterruptedException {
        steps.clear();
        lost.clear();
        return store.write(Map.of("r", new Snapshot(take, handBack, null)), Map.of(), lost);
    }

    private List<Verb> verbs() {
        return steps.stream().map(Step::verb).toList();
    }

    @Test
    void shouldPutAHandoverOfWhichNothingWasToldAsAWhole() throws InterruptedException {
        assertTrue(write(update(true, List.of(), flow(1, Phase.DETECTION), flow(2, Phase.BUFFERING)), null));

        assertEquals(List.of(Verb.PUT), verbs());
        final var handover = assertInstanceOf(Handover.class, steps.getFirst().data());
        assertEquals(2, handover.nonnullFlow().size());
    }

    @Test
    void shouldWriteOnlyTheLeavesAndTheFlowsThatChanged() throws InterruptedException {
        write(update(true, List.of(), flow(1, Phase.DETECTION), flow(2, Phase.DETECTION)), null);

        write(update(false, List.of(key(1)), flow(2, Phase.COMPLETED)), null);

        assertEquals(List.of(Verb.MERGE, Verb.PUT, Verb.DELETE), verbs());
        final var handover = assertInstanceOf(Handover.class, steps.getFirst().data());
        assertEquals(0, handover.nonnullFlow().size());
        assertEquals(key(2).toString(), assertInstanceOf(Flow.class, steps.get(1).data()).getKey());
        assertEquals(key(2).toString(), steps.get(1).path().getFirstKeyOf(Flow.class).getKey());
        assertEquals(key(1).toString(), steps.get(2).path().getFirstKeyOf(Flow.class).getKey());
        assertEquals("r", steps.get(2).path().getFirstKeyOf(Handover.class).getId().getValue());
    }

    @Test
    void shouldWriteTheHandBackBesideTheHandover() throws InterruptedException {
        write(update(true, List.of()), null);

        write(update(false, List.of()), update(true, List.of(), flow(1, Phase.DETECTION)));

        assertEquals(List.of(Verb.MERGE, Verb.PUT), verbs());
        final var handover = assertInstanceOf(Handover.class, steps.getFirst().data());
        assertEquals(0, handover.getHandBack().nonnullFlow().size());
        final var types = new ArrayList<Class<?>>();
        steps.get(1).path().steps().forEach(step -> types.add(step.type()));
        assertEquals(List.of(Handovers.class, Handover.class, HandBack.class, Flow.class), types);
    }

    @Test
    void shouldPutAsAWholeWhatComesAnewUnderAUsedName() throws InterruptedException {
        write(update(true, List.of(), flow(1, Phase.DETECTION)), update(true, List.of()));

        write(update(true, List.of()), null);

        assertEquals(List.of(Verb.PUT), verbs());
        assertNull(assertInstanceOf(Handover.class, steps.getFirst().data()).getHandBack());
    }

    @Test
    void shouldDeleteWhatIsGoneOnce() throws InterruptedException {
        write(update(true, List.of()), null);

        write(null, null);
        assertEquals(List.of(Verb.DELETE), verbs());
        write(null, null);

        assertEquals(List.of(), verbs());
    }

    @Test
    void shouldAskForTheWholeAfterATransactionFailed() throws InterruptedException {
        write(update(true, List.of()), null);
        fails = true;
        assertFalse(write(update(false, List.of(), flow(1, Phase.DETECTION)), null));
        assertEquals(List.of("r"), lost);
        fails = false;

        assertTrue(write(update(false, List.of(), flow(2, Phase.DETECTION)), null));
        assertEquals(List.of(), verbs());
        assertEquals(List.of("r"), lost);
        assertTrue(write(update(true, List.of(), flow(1, Phase.DETECTION), flow(2, Phase.DETECTION)), null));

        assertEquals(List.of(Verb.PUT), verbs());
        assertEquals(List.of(), lost);
    }

    @Test
    void shouldAskForTheWholeWhenARefusalTookItsPlace() throws InterruptedException {
        write(update(true, List.of()), null);
        steps.clear();
        assertTrue(store.write(Map.of(), Map.of("r", "priority: expected 1 to 10000"), lost));
        assertEquals(List.of(Verb.PUT), verbs());
        assertEquals(List.of(), lost);

        write(update(false, List.of(), flow(1, Phase.DETECTION)), null);

        assertEquals(List.of(), verbs());
        assertEquals(List.of("r"), lost);
    }
}
