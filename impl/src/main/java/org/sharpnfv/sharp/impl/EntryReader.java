/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.OutputActionCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.ApplyActionsCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.GoToTableCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.WriteMetadataCase;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.controller.ControllerOutput.ReadEntries;
import org.sharpnfv.sharp.controller.Cookie;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads entries from what a switch says of its tables, the way back of {@link EntryTranslator}. */
final class EntryReader {
    private static final Logger LOG = LoggerFactory.getLogger(EntryReader.class);
    private static final int WHOLE_PACKET = 0xFFFF;
    private static final int NO_TABLE = -1;

    private EntryReader() {
        // static functions only
    }

    static GetFlowStatisticsInput request(final ReadEntries request) {
        return new GetFlowStatisticsInputBuilder()
            .setNode(Inventory.nodeRef(request.node()))
            .setStoreStats(Boolean.FALSE)
            .setTableId(Uint8.valueOf(request.table()))
            .setCookie(EntryTranslator.cookie(request.cookie()))
            .setCookieMask(EntryTranslator.cookie(Cookie.PREFIX_MASK))
            .build();
    }

    static List<FlowEntry> read(final String node, final GetFlowStatisticsOutput reply) {
        final var all = new ArrayList<FlowEntry>();
        for (final var statistics : reply.nonnullFlowAndStatisticsMapList()) {
            final var entry = read(node, statistics);
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    /** Reads one entry; null if SHarP does not make such entries. */
    static @Nullable FlowEntry read(final String node, final Flow flow) {
        final var cookie = flow.getCookie();
        final var match = flow.getMatch();
        if (cookie == null || match == null) {
            return null;
        }
        try {
            final var metadata = match.getMetadata();
            return new FlowEntry(node, flow.requireTableId().intValue(), flow.requirePriority().intValue(),
                cookie.getValue().longValue(), metadata == null ? null : metadata.requireMetadata().longValue(),
                MatchReader.read(new MatchBuilder(match).setMetadata(null).build(), "match", null), actions(flow), 0, 0,
                false);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // not one that SHarP has made
            LOG.debug("{}: cannot read {}", node, flow, e);
            return null;
        }
    }

    private static List<Action> actions(final Flow flow) {
        final var actions = new ArrayList<Action>();
        final var instructions = flow.getInstructions();
        if (instructions == null) {
            return actions;
        }
        long metadata = 0;
        int next = NO_TABLE;
        for (final var instruction : instructions.nonnullInstruction().values()) {
            if (instruction.getInstruction() instanceof ApplyActionsCase apply) {
                apply.getApplyActions().nonnullAction().values().stream().map(action -> action.getAction())
                    .filter(OutputActionCase.class::isInstance).map(OutputActionCase.class::cast)
                    .map(output -> action(output.getOutputAction().requireOutputNodeConnector().getValue()))
                    .forEach(actions::add);
            } else if (instruction.getInstruction() instanceof WriteMetadataCase write) {
                metadata = write.getWriteMetadata().requireMetadata().longValue();
            } else if (instruction.getInstruction() instanceof GoToTableCase go) {
                next = go.getGoToTable().requireTableId().intValue();
            }
        }
        if (next != NO_TABLE) {
            actions.add(new Action.Goto(next, metadata));
        }
        return actions;
    }

    private static Action action(final String connector) {
        final var port = connector.substring(connector.lastIndexOf(':') + 1);
        return "CONTROLLER".equals(port) ? new Action.ToController(WHOLE_PACKET)
            : new Action.Output(Integer.parseUnsignedInt(port));
    }
}
