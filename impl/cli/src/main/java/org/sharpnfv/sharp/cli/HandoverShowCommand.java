/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverProgress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Handovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoversBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yangtools.binding.util.BindingMap;

/** {@code sharp:handover-show}. */
@Service
@Command(scope = "sharp", name = "handover-show", description = "Shows how a handover goes, or went",
    detailedDescription = """
        What was asked for, how far it is, what it cost, and single
        flows: those in progress and those that failed, and finished ones
        up to a limit. After the request was removed, the hand-back.

        --watch prints a line for each change until the handover, or the
        hand-back of a removed request, has ended. Ctrl-C ends it before;
        the handover goes on.

        Examples:
        sharp:handover-show move-all
        sharp:handover-show --watch move-all
        sharp:handover-show --flows 0 move-all     only the sums
        sharp:handover-show --json move-all        with all flows""")
public final class HandoverShowCommand extends SharpCommand {
    @Option(name = "--watch", aliases = "-w", description = "Follow it to its end")
    boolean watch;

    @Option(name = "--flows", description = "How many single flows to show at most")
    String flows = "20";

    @Argument(index = 0, name = "id", description = "Id of the request", required = true)
    @Completion(HandoverCompleter.class)
    String id = "";

    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        final long most = Numbers.read("flows", flows);
        final var handover = operations.handover(id).orElse(null);
        final var request = operations.request(id).orElse(null);
        if (handover == null && request == null) {
            throw new CommandException("id: there is no handover '" + id + "'");
        }
        if (watch) {
            new Watch(operations, id, this::tell, out).run();
        } else if (json) {
            out.println(operations.json(Operations.HANDOVERS, only(handover)));
        } else {
            print(request, handover, most, out);
        }
    }

    private String tell(final Operations operations, final Handover handover) {
        final var back = handover.getHandBack();
        return json ? operations.json(Operations.HANDOVERS, only(handover))
            : back == null ? ProgressText.line(handover) : "hand-back: " + ProgressText.line(back);
    }

    private static Handovers only(final @Nullable Handover handover) {
        return handover == null ? new HandoversBuilder().build()
            : new HandoversBuilder().setHandover(BindingMap.of(handover)).build();
    }

    private void print(final @Nullable HandoverRequest request, final @Nullable Handover handover,
            final long most, final PrintStream out) {
        final var table = new ShellTable().noHeaders();
        table.column("What");
        table.column("Value");
        table.addRow().addContent("Id", id);
        if (request == null) {
            table.addRow().addContent("Request", "removed");
        } else {
            table.addRow().addContent("Group", String.valueOf(request.getVnfGroup()));
            table.addRow().addContent("Destination", String.valueOf(request.getDestination()));
            table.addRow().addContent("Priority", String.valueOf(request.getPriority()));
        }
        if (handover != null) {
            describe(table, "", handover);
            if (handover.getHandBack() != null) {
                describe(table, "Hand-back: ", handover.getHandBack());
            }
        }
        table.print(out);
        if (handover != null) {
            printFlows(handover.getHandBack() == null ? handover : handover.getHandBack(), most, out);
        }
    }

    private static void describe(final ShellTable table, final String prefix, final HandoverProgress progress) {
        table.addRow().addContent(prefix + "Phase", ProgressText.phase(progress.getPhase()));
        if (progress.getFailureReason() != null) {
            table.addRow().addContent(prefix + "Failure reason", ProgressText.reason(progress.getFailureReason()));
        }
        if (progress.getFailureMessage() != null) {
            table.addRow().addContent(prefix + "Failure", progress.getFailureMessage());
        }
        if (progress.getRequestedAt() != null) {
            table.addRow().addContent(prefix + "Requested at", progress.getRequestedAt().getValue());
        }
        if (progress.getFinishedAt() != null) {
            table.addRow().addContent(prefix + "Finished at", progress.getFinishedAt().getValue());
        }
        if (progress.getDurationUs() != null) {
            table.addRow().addContent(prefix + "Duration", ProgressText.ms(progress.getDurationUs()) + " ms");
        }
        table.addRow().addContent(prefix + "Flows", ProgressText.flows(progress));
        final var controller = progress.nonnullController();
        table.addRow().addContent(prefix + "Controller", ProgressText.number(controller.getBufferedPackets())
            + " packets held, at most " + ProgressText.number(controller.getBufferedPacketsMax()) + ", "
            + ProgressText.number(controller.getBufferedPacketsTotal()) + " in all; "
            + ProgressText.number(controller.getLostPackets()) + " lost");
        final var agent = progress.nonnullAgent();
        table.addRow().addContent(prefix + "Agent", "at most " + ProgressText.number(agent.getCtrlBuffMax())
            + " packets in ctrl_buff, " + ProgressText.number(agent.getSwBuffMax()) + " in sw_buff; "
            + ProgressText.number(agent.getLatePackets()) + " late, " + ProgressText.number(agent.getLostPackets())
            + " lost, " + ProgressText.number(agent.getReorderedPackets()) + " reordered");
    }

    private static void printFlows(final HandoverProgress progress, final long most, final PrintStream out) {
        final var all = progress.nonnullFlow().values();
        if (most <= 0 || all.isEmpty()) {
            return;
        }
        final var table = new ShellTable();
        table.column("Flow");
        table.column("Source");
        table.column("Destination");
        table.column("Phase");
        table.column("Reason");
        table.column("ms").alignRight();
        table.column("Late").alignRight();
        table.column("Lost").alignRight();
        table.column("Reordered").alignRight();
        all.stream().limit(most).forEach(flow -> addRow(table, flow));
        table.print(out);
        if (all.size() > most) {
            out.println(all.size() - most + " more flows; --flows " + all.size() + " shows them");
        }
    }

    private static void addRow(final ShellTable table, final Flow flow) {
        final var agent = flow.nonnullAgent();
        table.addRow().addContent(flow.requireKey(), String.valueOf(flow.getSource()),
            String.valueOf(flow.getDestination()), ProgressText.phase(flow.getPhase()),
            ProgressText.reason(flow.getFailureReason()), ProgressText.ms(flow.getDurationUs()),
            ProgressText.number(agent.getLatePackets()), ProgressText.number(agent.getLostPackets()),
            ProgressText.number(agent.getReorderedPackets()));
    }
}
