/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.io.PrintStream;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.OperationalStatus;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.Side;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.SwitchPort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroupsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroupKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.Instance;
import org.opendaylight.yangtools.binding.util.BindingMap;

/** {@code sharp:groups}. */
@Service
@Command(scope = "sharp", name = "groups", description = "Lists the VNF groups and their instances, with their state",
    detailedDescription = """
        One line for each instance. The default instance, marked with *,
        gets what no request moves. Status:

        up                   switches connected, the agent answers
        no-agent             no agent has answered: traffic passes, but
                             no handover is possible
        switch-disconnected  a switch of the group is not connected

        Examples:
        sharp:groups
        sharp:groups firewall
        sharp:groups --json firewall               keys are not shown""")
public final class GroupsCommand extends SharpCommand {
    @Argument(index = 0, name = "group", description = "Only this group")
    @Completion(GroupCompleter.class)
    @Nullable String group;

    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        final var groups = select(operations.groups());
        if (json) {
            out.println(operations.json(Operations.GROUPS, groups));
            return;
        }
        final var table = new ShellTable();
        table.column("Group");
        table.column("Status");
        table.column("Ingress");
        table.column("Egress");
        table.column("Instance");
        table.column("Ports");
        table.column("Management");
        table.column("Instance status");
        table.column("Agent");
        table.emptyTableText("There is no group. PUT one at /rests/data/sharp-vnf:vnf-groups/vnf-group=NAME");
        groups.nonnullVnfGroup().values().forEach(each ->
            each.nonnullInstance().values().forEach(instance -> addRow(table, each, instance)));
        table.print(out);
    }

    private VnfGroups select(final VnfGroups all) throws CommandException {
        if (group == null) {
            return all;
        }
        final var found = all.nonnullVnfGroup().get(new VnfGroupKey(group));
        if (found == null) {
            throw new CommandException("group: there is no vnf-group '" + group + "'; there are "
                + all.nonnullVnfGroup().keySet().stream().map(VnfGroupKey::getId).sorted().toList());
        }
        return new VnfGroupsBuilder().setVnfGroup(BindingMap.of(found)).build();
    }

    private static void addRow(final ShellTable table, final VnfGroup group, final Instance instance) {
        final var id = instance.requireId();
        final var management = instance.getManagementAddress();
        table.addRow().addContent(group.requireId(), status(group.getOperationalStatus()), side(group.getIngress()),
            side(group.getEgress()), id.equals(group.getDefaultInstance()) ? id + " *" : id,
            port(instance.getIngressPort()) + ", " + port(instance.getEgressPort()),
            management == null ? "" : management.stringValue(), status(instance.getOperationalStatus()),
            instance.getAgentVersion() == null ? "" : instance.getAgentVersion());
    }

    private static String status(final @Nullable OperationalStatus status) {
        return status == null ? "" : status.getName();
    }

    private static String side(final @Nullable Side side) {
        return side == null || side.getNode() == null || side.getPort() == null ? "" : side.getNode().getValue() + ' '
            + side.getPort().stream().map(GroupsCommand::port).sorted().collect(Collectors.joining(","));
    }

    private static String port(final @Nullable SwitchPort port) {
        return port == null ? "" : port.getValue().toString();
    }
}
