/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetNodeConnectorStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetNodeConnectorStatisticsInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetNodeConnectorStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNodeConnector;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorId;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.audit.EntryAudit;
import org.sharpnfv.sharp.audit.SwitchAudit;
import org.sharpnfv.sharp.check.SwitchFacts;
import org.sharpnfv.sharp.check.SwitchFacts.ForeignEntry;
import org.sharpnfv.sharp.check.SwitchFacts.PortFacts;
import org.sharpnfv.sharp.controller.ControllerSettings;

/** Asks a switch, and openflowplugin's inventory, what a check wants to know of it. Waits for the answers. */
final class SwitchInquiry {
    private static final String LOCAL = "LOCAL";

    private final DataBroker broker;
    private final EntryAudit audit;
    private final GetFlowStatistics flows;
    private final GetNodeConnectorStatistics ports;
    private final ControllerSettings settings;

    SwitchInquiry(final DataBroker broker, final EntryAudit audit, final GetFlowStatistics flows,
            final GetNodeConnectorStatistics ports, final ControllerSettings settings) {
        this.broker = broker;
        this.audit = audit;
        this.flows = flows;
        this.ports = ports;
        this.settings = settings;
    }

    /**
     * Asks.
     *
     * @param node the switch
     * @param version of OpenFlow; 0 if it is not connected
     * @param numbers the ports that matter
     * @return what is known
     */
    SwitchFacts ask(final String node, final int version, final Collection<Integer> numbers)
            throws InterruptedException {
        if (version == 0) {
            return new SwitchFacts(node, 0, "", bridge(node), List.of(), null, null, settings.classifierPriority(),
                "not connected");
        }
        final var silence = new ArrayList<String>();
        // all questions are under way before the first answer is waited for
        final var entries = audit.audit(node);
        final var others = flows.invoke(new GetFlowStatisticsInputBuilder().setNode(Inventory.nodeRef(node))
            .setStoreStats(Boolean.FALSE).setTableId(Uint8.valueOf(settings.classifierTable())).build());
        final var statistics = ports.invoke(new GetNodeConnectorStatisticsInputBuilder()
            .setNode(Inventory.nodeRef(node)).setStoreStats(Boolean.FALSE).build());
        final var hardware = read(Inventory.node(node).toBuilder().augmentation(FlowCapableNode.class).build())
            .map(FlowCapableNode::getHardware).orElse("");
        final SwitchAudit audited = Answers.await(entries, silence);
        final var foreign = foreign(output(others, silence), settings.cookiePrefix());
        final var drops = drops(output(statistics, silence));
        final var found = new ArrayList<PortFacts>();
        for (final int number : numbers) {
            found.add(port(node, number, drops));
        }
        return new SwitchFacts(node, version, hardware, bridge(node), found, audited, foreign,
            settings.classifierPriority(), silence.isEmpty() ? "" : silence.getFirst());
    }

    private static <T> @Nullable T output(final ListenableFuture<RpcResult<T>> answer, final List<String> silence)
            throws InterruptedException {
        return Answers.await(Futures.transformAsync(answer, Answers::unwrap, MoreExecutors.directExecutor()), silence);
    }

    private String bridge(final String node) throws InterruptedException {
        return connector(node, LOCAL).map(FlowCapableNodeConnector::getName).orElse("");
    }

    private PortFacts port(final String node, final int number, final @Nullable Map<Integer, long[]> drops)
            throws InterruptedException {
        final var connector = connector(node, Integer.toUnsignedString(number)).orElse(null);
        final var state = connector == null ? null : connector.getState();
        final long[] dropped = drops == null ? null : drops.get(number);
        return new PortFacts(number, connector != null,
            state != null && !Boolean.TRUE.equals(state.getLinkDown()),
            dropped != null ? dropped[0] : drops == null ? -1 : 0, dropped != null ? dropped[1] : 0);
    }

    private Optional<FlowCapableNodeConnector> connector(final String node, final String port)
            throws InterruptedException {
        return read(Inventory.port(node, new NodeConnectorId(node + ':' + port)).toBuilder()
            .augmentation(FlowCapableNodeConnector.class).build());
    }

    private <T extends DataObject> Optional<T> read(final DataObjectIdentifier<T> path) throws InterruptedException {
        return Answers.read(broker, LogicalDatastoreType.OPERATIONAL, path);
    }

    static @Nullable List<ForeignEntry> foreign(final @Nullable GetFlowStatisticsOutput reply, final int ourPrefix) {
        return reply == null ? null : reply.nonnullFlowAndStatisticsMapList().stream().map(SwitchInquiry::entry)
            .filter(entry -> entry.cookie() >>> 48 != ourPrefix).toList();
    }

    private static ForeignEntry entry(final Flow flow) {
        final var cookie = flow.getCookie();
        final var match = flow.getMatch();
        final var port = match == null ? null : match.getInPort();
        return new ForeignEntry(flow.getPriority() == null ? 0 : flow.getPriority().intValue(),
            cookie == null ? 0 : cookie.getValue().longValue(), port == null ? 0
            : Inventory.portNumber(port.getValue()));
    }

    /** Received and sent packets that were dropped, by port. */
    static @Nullable Map<Integer, long[]> drops(final @Nullable GetNodeConnectorStatisticsOutput reply) {
        if (reply == null) {
            return null;
        }
        final var drops = new HashMap<Integer, long[]>();
        reply.nonnullNodeConnectorStatisticsAndPortNumberMap().values().forEach(port -> drops.put(
            Inventory.portNumber(port.requireNodeConnectorId().getValue()),
            new long[] {number(port.getReceiveDrops()), number(port.getTransmitDrops())}));
        return drops;
    }

    /** A switch that does not count says that all bits are set. */
    private static long number(final @Nullable Uint64 count) {
        return count == null ? 0 : Math.max(count.longValue(), 0);
    }
}
