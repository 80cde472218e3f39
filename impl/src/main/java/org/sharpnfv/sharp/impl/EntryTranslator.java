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
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.OutputActionCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.output.action._case.OutputActionBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.list.Action;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.list.ActionBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowCookie;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowModFlags;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.Instructions;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.InstructionsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.ApplyActionsCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.GoToTableCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.WriteMetadataCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.apply.actions._case.ApplyActionsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.go.to.table._case.GoToTableBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.write.metadata._case.WriteMetadataBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.list.Instruction;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.list.InstructionBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.MetadataBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.controller.ControllerOutput.RemoveAll;
import org.sharpnfv.sharp.controller.FlowEntry;

/** Turns the machine's entries into inputs of openflowplugin's RPCs. */
final class EntryTranslator {
    private static final Uint8 ALL_TABLES = Uint8.MAX_VALUE;
    private static final Uint64 ANY_PORT = Uint64.valueOf(0xFFFF_FFFFL);
    private static final Uint32 ANY_GROUP = Uint32.MAX_VALUE;
    private static final Uint64 ALL_BITS = Uint64.MAX_VALUE;
    /** In this order: check-overlap, no-byte-counts, no-packet-counts, reset-counts, send-flow-removed. */
    private static final FlowModFlags NO_FLAGS = new FlowModFlags(false, false, false, false, false);
    private static final FlowModFlags TELL_REMOVAL = new FlowModFlags(false, false, false, false, true);

    private EntryTranslator() {
        // static functions only
    }

    static AddFlowInput add(final FlowEntry entry) {
        final var id = "sharp-" + Long.toHexString(entry.cookie()) + '-' + entry.priority() + '-'
            + Integer.toHexString(entry.match().hashCode());
        return new AddFlowInputBuilder()
            .setNode(Inventory.nodeRef(entry.node()))
            .setFlowTable(Inventory.tableRef(entry.node(), entry.table()))
            .setFlowRef(Inventory.flowRef(entry.node(), entry.table(), id))
            .setTableId(Uint8.valueOf(entry.table()))
            .setPriority(Uint16.valueOf(entry.priority()))
            .setCookie(cookie(entry.cookie()))
            .setIdleTimeout(Uint16.valueOf(entry.idleSeconds()))
            .setHardTimeout(Uint16.valueOf(entry.hardSeconds()))
            .setFlags(entry.notifyRemoval() ? TELL_REMOVAL : NO_FLAGS)
            .setMatch(match(entry).build())
            .setInstructions(instructions(entry.actions()))
            .build();
    }

    /** Removes just this entry: same table, priority and match. */
    static RemoveFlowInput remove(final FlowEntry entry) {
        return new RemoveFlowInputBuilder()
            .setNode(Inventory.nodeRef(entry.node()))
            .setFlowTable(Inventory.tableRef(entry.node(), entry.table()))
            .setTableId(Uint8.valueOf(entry.table()))
            .setPriority(Uint16.valueOf(entry.priority()))
            .setCookie(cookie(0))
            .setCookieMask(cookie(0))
            .setOutPort(ANY_PORT)
            .setOutGroup(ANY_GROUP)
            .setMatch(match(entry).build())
            .setStrict(Boolean.TRUE)
            .build();
    }

    static RemoveFlowInput removeAll(final RemoveAll kind) {
        return new RemoveFlowInputBuilder()
            .setNode(Inventory.nodeRef(kind.node()))
            .setTableId(ALL_TABLES)
            .setCookie(cookie(kind.cookie()))
            .setCookieMask(cookie(kind.mask()))
            .setOutPort(ANY_PORT)
            .setOutGroup(ANY_GROUP)
            .setStrict(Boolean.FALSE)
            .build();
    }

    static FlowCookie cookie(final long bits) {
        return new FlowCookie(Uint64.fromLongBits(bits));
    }

    private static MatchBuilder match(final FlowEntry entry) {
        final var match = MatchWriter.write(entry.node(), entry.match());
        if (entry.metadata() != null) {
            match.setMetadata(new MetadataBuilder()
                .setMetadata(Uint64.fromLongBits(entry.metadata()))
                .setMetadataMask(ALL_BITS)
                .build());
        }
        return match;
    }

    private static Instructions instructions(final List<FlowEntry.Action> actions) {
        final var applied = new ArrayList<Action>(2);
        final var instructions = new ArrayList<Instruction>(3);
        for (final var action : actions) {
            switch (action) {
                case FlowEntry.Action.Output(var port) ->
                    applied.add(output(applied.size(), Integer.toUnsignedString(port), 0));
                case FlowEntry.Action.ToController(var maxLength) ->
                    applied.add(output(applied.size(), "CONTROLLER", maxLength));
                case FlowEntry.Action.Goto(var table, var metadata) -> {
                    instructions.add(new InstructionBuilder().setOrder(1)
                        .setInstruction(new WriteMetadataCaseBuilder().setWriteMetadata(new WriteMetadataBuilder()
                            .setMetadata(Uint64.fromLongBits(metadata)).setMetadataMask(ALL_BITS).build()).build())
                        .build());
                    instructions.add(new InstructionBuilder().setOrder(2)
                        .setInstruction(new GoToTableCaseBuilder().setGoToTable(new GoToTableBuilder()
                            .setTableId(Uint8.valueOf(table)).build()).build())
                        .build());
                }
            }
        }
        if (!applied.isEmpty()) {
            instructions.addFirst(new InstructionBuilder().setOrder(0)
                .setInstruction(new ApplyActionsCaseBuilder().setApplyActions(new ApplyActionsBuilder()
                    .setAction(BindingMap.ordered(applied)).build()).build())
                .build());
        }
        return new InstructionsBuilder().setInstruction(BindingMap.ordered(instructions)).build();
    }

    /**
     * An output action.
     *
     * @param order its place
     * @param port a port's number or reserved name
     * @param maxLength how much of a packet goes to the controller
     */
    static Action output(final int order, final String port, final int maxLength) {
        return new ActionBuilder().setOrder(order)
            .setAction(new OutputActionCaseBuilder().setOutputAction(new OutputActionBuilder()
                .setOutputNodeConnector(new Uri(port)).setMaxLength(Uint16.valueOf(maxLength)).build()).build())
            .build();
    }
}
