/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.DestinationSilent;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverPhase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.OperationalStatus;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.InstanceKey;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.sharpnfv.sharp.controller.ControllerCounters;
import org.sharpnfv.sharp.controller.FailureReason;
import org.sharpnfv.sharp.controller.FlowView;
import org.sharpnfv.sharp.controller.GroupView;
import org.sharpnfv.sharp.controller.GroupView.InstanceView;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.SweepView;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.AgentCounters;

/** From the machine's views to the northbound's words. */
class ProgressWriterTest {
    private static final ControllerCounters CONTROLLER = new ControllerCounters(1, 2, 3, 4, 5, 6, 7);
    private static final AgentCounters AGENT = new AgentCounters(1, 2, 3, 4, 5);
    private static final FlowKey KEY = new FlowKey(0x0200_0000_0001L, 0x0200_0000_0002L, 100, 0x0800, 6,
        0, 0x0A00_0001L, 0, 0x0A00_0002L, 5000, 7);

    private final MachineClock clock = new MachineClock();
    private final ProgressWriter writer = new ProgressWriter(clock);

    private static SweepView view(final Phase phase, final @Nullable FailureReason reason, final long finishedNs,
            final FlowView... flows) {
        return new SweepView(phase, reason, reason == null ? "" : "in words", 1_000_000_000L, finishedNs, 2_500_000L,
            10, 1, 2, 3, 4, CONTROLLER, AGENT, List.of(flows));
    }

    private static FlowView flow(final Phase phase, final long finishedNs) {
        return new FlowView(KEY, "vnf1", "vnf2", phase, null, 2_000_000_000L, finishedNs,
            new FlowView.Timeline(1_990_000_000L, 0, 1_500_000L, 0, 0, 0, 0), CONTROLLER, AGENT);
    }

    private static Flow only(final Map<?, Flow> flows) {
        assertEquals(1, flows.size());
        return flows.values().iterator().next();
    }

    @Test
    void shouldWriteEveryCounter() {
        final var handover = writer.handover("move-all", view(Phase.BUFFERING, null, 0), null);

        assertEquals("move-all", handover.getId().getValue());
        assertEquals(HandoverPhase.Buffering, handover.getPhase());
        assertNull(handover.getFailureReason());
        assertNull(handover.getFailureMessage());
        assertNull(handover.getFinishedAt());
        assertNull(handover.getTotalUs());
        assertNull(handover.getHandBack());
        assertEquals(Uint64.valueOf(2500), handover.getDurationUs());
        assertEquals(Uint64.valueOf(10), handover.getFlows().getDetected());
        assertEquals(Uint64.valueOf(1), handover.getFlows().getInProgress());
        assertEquals(Uint64.valueOf(2), handover.getFlows().getCompleted());
        assertEquals(Uint64.valueOf(3), handover.getFlows().getRolledBack());
        assertEquals(Uint64.valueOf(4), handover.getFlows().getFailed());
        assertEquals(Uint64.valueOf(1), handover.getController().getBufferedPackets());
        assertEquals(Uint64.valueOf(2), handover.getController().getBufferedPacketsMax());
        assertEquals(Uint64.valueOf(3), handover.getController().getBufferedPacketsTotal());
        assertEquals(Uint64.valueOf(4), handover.getController().getReleasedPackets());
        assertEquals(Uint64.valueOf(5), handover.getController().getPacketIns());
        assertEquals(Uint64.valueOf(6), handover.getController().getPacketOuts());
        assertEquals(Uint64.valueOf(7), handover.getController().getLostPackets());
        assertEquals(Uint64.valueOf(1), handover.getAgent().getCtrlBuffMax());
        assertEquals(Uint64.valueOf(2), handover.getAgent().getSwBuffMax());
        assertEquals(Uint64.valueOf(3), handover.getAgent().getLatePackets());
        assertEquals(Uint64.valueOf(4), handover.getAgent().getLostPackets());
        assertEquals(Uint64.valueOf(5), handover.getAgent().getReorderedPackets());
    }

    @Test
    void shouldWriteWhyItFailedAndHowItWentBack() {
        final var handover = writer.handover("move-all", view(Phase.FAILED, FailureReason.DESTINATION_SILENT,
            3_000_000_000L), view(Phase.ROLLED_BACK, null, 4_000_000_000L));

        assertEquals(DestinationSilent.VALUE, handover.getFailureReason());
        assertEquals("in words", handover.getFailureMessage());
        assertNotNull(handover.getFinishedAt());
        assertEquals(Uint64.valueOf(2_000_000), handover.getTotalUs());
        assertEquals(HandoverPhase.RolledBack, handover.getHandBack().getPhase());
        assertNotNull(handover.getHandBack().getRequestedAt());
    }

    @Test
    void shouldWriteTimesInTheWallClocksMilliseconds() {
        final var text = writer.handover("x", view(Phase.DETECTION, null, 0), null).getRequestedAt().getValue();

        assertTrue(text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), text);
    }

    @Test
    void shouldWriteFlowsWithTheStepsThatTheyReached() {
        final var flow = only(writer.handover("x", view(Phase.DETECTION, null, 0, flow(Phase.BUFFERING, 0)), null)
            .nonnullFlow());

        assertEquals(KEY.toString(), flow.getKey());
        assertEquals("vnf1", flow.getSource());
        assertEquals("vnf2", flow.getDestination());
        assertEquals(100, flow.getVlanId().intValue());
        assertEquals("10.0.0.1", flow.getSourceAddress().stringValue());
        assertEquals(7, flow.getDestinationPort().getValue().intValue());
        assertNull(flow.getDurationUs());
        assertEquals(Uint64.ZERO, flow.getTimeline().getDetectedUs());
        assertEquals(Uint64.valueOf(1500), flow.getTimeline().getAcknowledgedUs());
        assertNull(flow.getTimeline().getDrainedUs());
        assertNull(flow.getTimeline().getFirstReleaseUs());
        assertNull(flow.getTimeline().getCompletedUs());
    }

    @Test
    void shouldCountWhatWasBeforeTheFirstPacketBackwards() {
        final var timeline = only(writer.handover("x", view(Phase.DETECTION, null, 0, flow(Phase.BUFFERING, 0)), null)
            .nonnullFlow()).getTimeline();

        assertEquals(-10_000L, timeline.getRequestedUs());
        assertNull(timeline.getEntriesInForceUs());
        final long byHostsClockUs = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - clock.nowNs() + 2_000_000_000L);
        assertTrue(Math.abs(byHostsClockUs - timeline.getMonotonicUs().longValue()) < 1_000_000, timeline::toString);
    }

    @Test
    void shouldKeepTheLastTryOfAFlow() {
        final var flow = only(writer.handover("x", view(Phase.DETECTION, null, 0,
            flow(Phase.ROLLED_BACK, 2_000_001_000L), flow(Phase.COMPLETED, 2_000_009_000L)), null).nonnullFlow());

        assertEquals(HandoverPhase.Completed, flow.getPhase());
        assertEquals(Uint64.valueOf(9), flow.getDurationUs());
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void shouldHaveAnIdentityForEveryReason(final FailureReason reason) {
        assertNotNull(ProgressWriter.reason(reason));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void shouldUseTheNorthboundsWordForEveryPhase(final Phase phase) {
        assertEquals(phase.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            ProgressWriter.phase(phase).getName());
    }

    @Test
    void shouldTellTheWorstOfAGroup() {
        final var up = new InstanceView(true, "0.1.0");
        final var down = new InstanceView(false, "");

        final var group = GroupWriter.group("g", new GroupView(true, Map.of("vnf1", up, "vnf2", down)));
        final var gone = GroupWriter.group("g", new GroupView(false, Map.of("vnf1", up)));
        final var fine = GroupWriter.group("g", new GroupView(true, Map.of("vnf1", up)));

        assertEquals(OperationalStatus.NoAgent, group.getOperationalStatus());
        assertEquals(OperationalStatus.Up, group.nonnullInstance().get(new InstanceKey("vnf1")).getOperationalStatus());
        assertEquals("0.1.0", group.nonnullInstance().get(new InstanceKey("vnf1")).getAgentVersion());
        assertNull(group.nonnullInstance().get(new InstanceKey("vnf2")).getAgentVersion());
        assertEquals(OperationalStatus.SwitchDisconnected, gone.getOperationalStatus());
        assertEquals(OperationalStatus.Up, fine.getOperationalStatus());
    }
}
