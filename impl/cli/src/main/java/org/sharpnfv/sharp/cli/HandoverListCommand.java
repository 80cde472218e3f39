/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Handovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoversBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequestKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.HandoverBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.HandoverKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.handover.HandBackBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;

/** {@code sharp:handover-list}. */
@Service
@Command(scope = "sharp", name = "handover-list", description = "Lists the requests in force, and the history",
    detailedDescription = """
        One line for each request, also for one that was removed: it has
        no group any more, and Hand-back says how far its flows are on
        their way back. The northbound's clear-finished-handovers forgets
        it.

        Examples:
        sharp:handover-list
        sharp:handover-list | grep failed
        sharp:handover-list --json                 without single flows""")
public final class HandoverListCommand extends SharpCommand {
    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        final var handovers = operations.handovers();
        if (json) {
            out.println(operations.json(Operations.HANDOVERS, withoutFlows(handovers)));
            return;
        }
        final var requests = operations.requests();
        final var ids = new TreeSet<String>();
        requests.nonnullHandoverRequest().keySet().forEach(key -> ids.add(key.getId().getValue()));
        handovers.nonnullHandover().keySet().forEach(key -> ids.add(key.getId().getValue()));
        final var table = new ShellTable();
        table.column("Id");
        table.column("Group");
        table.column("Destination");
        table.column("Priority").alignRight();
        table.column("Phase");
        table.column("Flows").alignRight();
        table.column("Completed").alignRight();
        table.column("Failed").alignRight();
        table.column("ms").alignRight();
        table.column("Hand-back");
        table.emptyTableText("There is no request. sharp:handover-start makes one");
        for (final var id : ids) {
            final var handoverId = new HandoverId(id);
            addRow(table, id, requests.nonnullHandoverRequest().get(new HandoverRequestKey(handoverId)),
                handovers.nonnullHandover().get(new HandoverKey(handoverId)));
        }
        table.print(out);
    }

    private static Handovers withoutFlows(final Handovers handovers) {
        final var all = new ArrayList<Handover>();
        for (final var handover : handovers.nonnullHandover().values()) {
            final var back = handover.getHandBack();
            all.add(new HandoverBuilder(handover).setFlow(null)
                .setHandBack(back == null ? null : new HandBackBuilder(back).setFlow(null).build()).build());
        }
        return new HandoversBuilder().setHandover(BindingMap.ordered(all)).build();
    }

    private static void addRow(final ShellTable table, final String id, final @Nullable HandoverRequest request,
            final @Nullable Handover handover) {
        final var flows = handover == null ? null : handover.getFlows();
        final var back = handover == null ? null : handover.getHandBack();
        table.addRow().addContent(id,
            request == null ? "" : String.valueOf(request.getVnfGroup()),
            request == null ? "" : String.valueOf(request.getDestination()),
            request == null ? "" : String.valueOf(request.getPriority()),
            handover == null ? "" : ProgressText.phase(handover.getPhase()),
            ProgressText.number(flows == null ? null : flows.getDetected()),
            ProgressText.number(flows == null ? null : flows.getCompleted()),
            ProgressText.number(flows == null ? null : flows.getFailed()),
            handover == null ? "" : ProgressText.ms(handover.getDurationUs()),
            back == null ? "" : ProgressText.phase(back.getPhase()));
    }
}
