/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.AgentRestarted;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.BufferFull;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Cancelled;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ControllerRestarted;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.DeadlinePassed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.DestinationSilent;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverFailure;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverPhase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverStateChanged;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverStateChangedBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.PacketsLost;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.RequestRefused;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.SourceSilent;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.StateTransferFailed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.SwitchDisconnected;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.counters.Agent;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.counters.AgentBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.counters.Controller;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.counters.ControllerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.flow.counts.Flows;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.flow.counts.FlowsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.FlowBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.flow.Timeline;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.flow.TimelineBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.HandoverBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.handover.HandBackBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.controller.ControllerCounters;
import org.sharpnfv.sharp.controller.ControllerMachine.StateChange;
import org.sharpnfv.sharp.controller.FailureReason;
import org.sharpnfv.sharp.controller.FlowView;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.SweepView;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.AgentCounters;

/** Says in the northbound's words what the machine's views say. */
final class ProgressWriter {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final MachineClock clock;

    ProgressWriter(final MachineClock clock) {
        this.clock = clock;
    }

    /** All that there is to say. */
    Handover handover(final String id, final SweepView take, final @Nullable SweepView handBack) {
        return leaves(id, take)
            .setFlow(flowList(take))
            .setHandBack(handBack == null ? null : leaves(handBack).setFlow(flowList(handBack)).build())
            .build();
    }

    /** The same without the single flows. */
    Handover summary(final String id, final SweepView take, final @Nullable SweepView handBack) {
        return leaves(id, take).setHandBack(handBack == null ? null : leaves(handBack).build()).build();
    }

    private HandoverBuilder leaves(final String id, final SweepView view) {
        return new HandoverBuilder()
            .setId(new HandoverId(id))
            .setPhase(phase(view.phase()))
            .setFailureReason(reason(view.reason()))
            .setFailureMessage(view.message().isEmpty() ? null : view.message())
            .setRequestedAt(time(view.requestedNs()))
            .setFinishedAt(time(view.finishedNs()))
            .setDurationUs(duration(view))
            .setTotalUs(total(view))
            .setFlows(flows(view))
            .setController(controller(view.controller()))
            .setAgent(agent(view.agent()));
    }

    private HandBackBuilder leaves(final SweepView view) {
        return new HandBackBuilder()
            .setPhase(phase(view.phase()))
            .setFailureReason(reason(view.reason()))
            .setFailureMessage(view.message().isEmpty() ? null : view.message())
            .setRequestedAt(time(view.requestedNs()))
            .setFinishedAt(time(view.finishedNs()))
            .setDurationUs(duration(view))
            .setTotalUs(total(view))
            .setFlows(flows(view))
            .setController(controller(view.controller()))
            .setAgent(agent(view.agent()));
    }

    /** A request that came in unchecked and cannot be carried out. */
    Handover refused(final String id, final String message, final long nowNs) {
        return new HandoverBuilder()
            .setId(new HandoverId(id))
            .setPhase(HandoverPhase.Failed)
            .setFailureReason(RequestRefused.VALUE)
            .setFailureMessage(message)
            .setRequestedAt(time(nowNs))
            .setFinishedAt(time(nowNs))
            .build();
    }

    /** The news that a request cannot be carried out. */
    HandoverStateChanged refused(final long sequence, final String id) {
        return new HandoverStateChangedBuilder()
            .setSequenceNumber(count(sequence))
            .setId(new HandoverId(id))
            .setHandBack(Boolean.FALSE)
            .setPhase(HandoverPhase.Failed)
            .setFailureReason(RequestRefused.VALUE)
            .build();
    }

    HandoverStateChanged stateChanged(final long sequence, final StateChange change) {
        final var view = change.view();
        return new HandoverStateChangedBuilder()
            .setSequenceNumber(count(sequence))
            .setId(new HandoverId(change.id()))
            .setHandBack(change.handBack())
            .setPhase(phase(view.phase()))
            .setFailureReason(reason(view.reason()))
            .setFlows(flows(view))
            .setController(controller(view.controller()))
            .setAgent(agent(view.agent()))
            .build();
    }

    private static Uint64 micros(final long ns) {
        return count(TimeUnit.NANOSECONDS.toMicros(ns));
    }

    private static Uint64 count(final long value) {
        return Uint64.valueOf(Math.max(value, 0));
    }

    private @Nullable DateAndTime time(final long ns) {
        return ns == 0 ? null : new DateAndTime(TIME.format(clock.wall(ns).atOffset(ZoneOffset.UTC)));
    }

    private static @Nullable Uint64 total(final SweepView view) {
        return view.finishedNs() == 0 ? null : micros(view.finishedNs() - view.requestedNs());
    }

    private static @Nullable Uint64 duration(final SweepView view) {
        return view.durationNs() == 0 ? null : micros(view.durationNs());
    }

    static HandoverPhase phase(final Phase phase) {
        return switch (phase) {
            case DETECTION -> HandoverPhase.Detection;
            case BUFFERING -> HandoverPhase.Buffering;
            case RELEASE -> HandoverPhase.Release;
            case COMPLETED -> HandoverPhase.Completed;
            case ROLLING_BACK -> HandoverPhase.RollingBack;
            case ROLLED_BACK -> HandoverPhase.RolledBack;
            case FAILED -> HandoverPhase.Failed;
            case CANCELLED -> HandoverPhase.Cancelled;
        };
    }

    static @Nullable HandoverFailure reason(final @Nullable FailureReason reason) {
        return switch (reason) {
            case null -> null;
            case DESTINATION_SILENT -> DestinationSilent.VALUE;
            case SOURCE_SILENT -> SourceSilent.VALUE;
            case STATE_TRANSFER_FAILED -> StateTransferFailed.VALUE;
            case DEADLINE_EXCEEDED -> DeadlinePassed.VALUE;
            case BUFFER_OVERFLOW -> BufferFull.VALUE;
            case PACKETS_LOST -> PacketsLost.VALUE;
            case SWITCH_DISCONNECTED -> SwitchDisconnected.VALUE;
            case AGENT_RESTARTED -> AgentRestarted.VALUE;
            case CONTROLLER_RESTARTED -> ControllerRestarted.VALUE;
            case CANCELLED_BY_USER -> Cancelled.VALUE;
        };
    }

    private static Flows flows(final SweepView view) {
        return new FlowsBuilder()
            .setDetected(count(view.detected()))
            .setInProgress(count(view.inProgress()))
            .setCompleted(count(view.completed()))
            .setRolledBack(count(view.rolledBack()))
            .setFailed(count(view.failed()))
            .build();
    }

    private static Controller controller(final ControllerCounters counters) {
        return new ControllerBuilder()
            .setBufferedPackets(count(counters.buffered()))
            .setBufferedPacketsMax(count(counters.bufferedMax()))
            .setBufferedPacketsTotal(count(counters.bufferedTotal()))
            .setReleasedPackets(count(counters.released()))
            .setLostPackets(count(counters.lost()))
            .setPacketIns(count(counters.packetIns()))
            .setPacketOuts(count(counters.packetOuts()))
            .build();
    }

    private static Agent agent(final AgentCounters counters) {
        return new AgentBuilder()
            .setCtrlBuffMax(count(counters.ctrlBuffMax()))
            .setSwBuffMax(count(counters.swBuffMax()))
            .setLatePackets(count(counters.late()))
            .setLostPackets(count(counters.lost()))
            .setReorderedPackets(count(counters.reordered()))
            .build();
    }

    /** A flow that was tried more than once is there with its last try. */
    private Map<org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.FlowKey, Flow>
            flowList(final SweepView view) {
        final var flows = new LinkedHashMap<
            org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.FlowKey, Flow>();
        for (final var flow : view.flows()) {
            final var entry = flow(flow);
            flows.put(entry.key(), entry);
        }
        return flows;
    }

    /** The name of a flow in the list. */
    static org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.FlowKey key(
            final FlowKey key) {
        return new org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.FlowKey(
            key.toString());
    }

    Flow flow(final FlowView view) {
        final var builder = new FlowBuilder()
            .setSource(view.source().isEmpty() ? null : view.source())
            .setDestination(view.destination())
            .setPhase(phase(view.phase()))
            .setFailureReason(reason(view.reason()))
            .setStartedAt(time(view.startedNs()))
            .setDurationUs(view.finishedNs() == 0 ? null : micros(view.finishedNs() - view.startedNs()))
            .setController(controller(view.controller()))
            .setAgent(agent(view.agent()))
            .setTimeline(timeline(view));
        writeKey(view.key(), builder);
        return builder.build();
    }

    private Timeline timeline(final FlowView view) {
        final var timeline = view.timeline();
        return new TimelineBuilder()
            .setMonotonicUs(Uint64.valueOf(clock.monotonicUs(view.startedNs())))
            .setRequestedUs(since(view.startedNs(), timeline.requestedNs()))
            .setEntriesInForceUs(since(view.startedNs(), timeline.inForceNs()))
            .setDetectedUs(Uint64.ZERO)
            .setAcknowledgedUs(step(timeline.acknowledgedNs()))
            .setDrainedUs(step(timeline.drainedNs()))
            .setFirstReleaseUs(step(timeline.firstReleaseNs()))
            .setReleaseFinishedUs(step(timeline.releaseFinishedNs()))
            .setStateImportedUs(step(timeline.importedNs()))
            .setCompletedUs(view.finishedNs() == 0 ? null : micros(view.finishedNs() - view.startedNs()))
            .build();
    }

    /** From one of the machine's times to another. */
    private static @Nullable Long since(final long fromNs, final long toNs) {
        return toNs == 0 ? null : TimeUnit.NANOSECONDS.toMicros(toNs - fromNs);
    }

    private static @Nullable Uint64 step(final long ns) {
        return ns == 0 ? null : micros(ns);
    }

    private static void writeKey(final FlowKey key, final FlowBuilder builder) {
        builder.setKey(key.toString())
            .setEthSource(new MacAddress(Addresses.mac(key.ethSource())))
            .setEthDestination(new MacAddress(Addresses.mac(key.ethDestination())))
            .setEthType(Uint16.valueOf(key.ethType()))
            .setVlanId(key.vlan() == FlowKey.UNTAGGED ? null : Uint16.valueOf(key.vlan()))
            .setSourcePort(port(key.sourcePort()))
            .setDestinationPort(port(key.destinationPort()));
        if (key.isIp()) {
            builder.setIpProtocol(Uint8.valueOf(key.ipProtocol()))
                .setSourceAddress(address(key.ethType(), key.sourceAddress()))
                .setDestinationAddress(address(key.ethType(), key.destinationAddress()));
        }
    }

    private static IpAddressNoZone address(final int ethType, final String text) {
        return ethType == EtherType.IPV6 ? new IpAddressNoZone(new Ipv6AddressNoZone(text))
            : new IpAddressNoZone(new Ipv4AddressNoZone(text));
    }

    private static @Nullable PortNumber port(final int port) {
        return port == FlowKey.ABSENT ? null : new PortNumber(Uint16.valueOf(port));
    }
}
