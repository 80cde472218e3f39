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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.OutputActionCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.ApplyActionsCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.GoToTableCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.WriteMetadataCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.list.Instruction;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatch;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.sharpnfv.sharp.controller.ControllerOutput.RemoveAll;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;

/** From the machine's entries to openflowplugin's. */
class EntryTranslatorTest {
    private static final long COOKIE = 0x5350_6000_0000_0007L;
    private static final FlowKey KEY = new FlowKey(0x0200_0000_0001L, 0x0200_0000_0002L, FlowKey.UNTAGGED, 0x0800, 17,
        0, 0x0A00_0001L, 0, 0x0A00_0002L, 5000, 7);

    private static FlowEntry entry(final FlowMatch match, final Long metadata, final Action... actions) {
        return new FlowEntry("openflow:1", 1, 20_102, COOKIE, metadata, match, List.of(actions), 5, 9, true);
    }

    private static List<Instruction> instructions(final AddFlowInput input) {
        return List.copyOf(input.getInstructions().nonnullInstruction().values());
    }

    @Test
    void shouldTranslateAnExactEntryWithAllPrerequisites() {
        final var input = EntryTranslator.add(entry(FlowMatch.exact(KEY), 0xF350_0000_0000_0002L,
            new Action.Output(3)));

        assertEquals(1, input.getTableId().intValue());
        assertEquals(20_102, input.getPriority().intValue());
        assertEquals(COOKIE, input.getCookie().getValue().longValue());
        assertEquals(5, input.getIdleTimeout().intValue());
        assertEquals(9, input.getHardTimeout().intValue());
        assertTrue(input.getFlags().getSENDFLOWREM());
        final var match = input.getMatch();
        assertNull(match.getInPort());
        assertEquals(0xF350_0000_0000_0002L, match.getMetadata().getMetadata().longValue());
        assertEquals(Uint64.MAX_VALUE, match.getMetadata().getMetadataMask());
        assertEquals("02:00:00:00:00:01", match.getEthernetMatch().getEthernetSource().getAddress().getValue());
        assertNull(match.getEthernetMatch().getEthernetSource().getMask());
        assertEquals(0x0800, match.getEthernetMatch().getEthernetType().getType().getValue().intValue());
        assertFalse(match.getVlanMatch().getVlanId().getVlanIdPresent());
        assertEquals(17, match.getIpMatch().getIpProtocol().intValue());
        final var ipv4 = assertInstanceOf(Ipv4Match.class, match.getLayer3Match());
        assertEquals("10.0.0.1/32", ipv4.getIpv4Source().getValue());
        assertEquals("10.0.0.2/32", ipv4.getIpv4Destination().getValue());
        final var udp = assertInstanceOf(UdpMatch.class, match.getLayer4Match());
        assertEquals(5000, udp.getUdpSourcePort().getValue().intValue());
        assertEquals(7, udp.getUdpDestinationPort().getValue().intValue());
    }

    @Test
    void shouldSendWholePacketsToTheControllerBeforeGoingOn() {
        final var input = EntryTranslator.add(entry(FlowMatch.ANY, null, new Action.ToController(0xFFFF),
            new Action.Goto(1, 0x5350_0000_0000_0002L)));

        final var instructions = instructions(input);
        assertEquals(3, instructions.size());
        final var actions = assertInstanceOf(ApplyActionsCase.class, instructions.get(0).getInstruction())
            .getApplyActions().nonnullAction().values();
        final var output = assertInstanceOf(OutputActionCase.class, actions.iterator().next().getAction());
        assertEquals("CONTROLLER", output.getOutputAction().getOutputNodeConnector().getValue());
        assertEquals(0xFFFF, output.getOutputAction().getMaxLength().intValue());
        final var metadata = assertInstanceOf(WriteMetadataCase.class, instructions.get(1).getInstruction());
        assertEquals(0x5350_0000_0000_0002L, metadata.getWriteMetadata().getMetadata().longValue());
        final var next = assertInstanceOf(GoToTableCase.class, instructions.get(2).getInstruction());
        assertEquals(1, next.getGoToTable().getTableId().intValue());
        assertNull(input.getMatch().getMetadata());
    }

    @Test
    void shouldDropWithoutInstructions() {
        assertEquals(List.of(), instructions(EntryTranslator.add(entry(FlowMatch.ANY, null))));
    }

    @Test
    void shouldTranslatePortsAndMasks() {
        final var match = new FlowMatch(2, null, new Masked(0x5680_0000_0000L, 0xFF80_0000_0000L), null, null, null,
            null, null, null, null);

        final var input = EntryTranslator.add(entry(match, null, new Action.Output(1)));

        assertEquals("openflow:1:2", input.getMatch().getInPort().getValue());
        assertEquals("56:80:00:00:00:00",
            input.getMatch().getEthernetMatch().getEthernetDestination().getAddress().getValue());
        assertEquals("ff:80:00:00:00:00",
            input.getMatch().getEthernetMatch().getEthernetDestination().getMask().getValue());
    }

    /** What Open vSwitch sees of them has the protocol in the first one, and in the later ones that of the header. */
    @Test
    void shouldCatchAllFragmentsOfIpv6() {
        final var key = new FlowKey(1, 2, FlowKey.UNTAGGED, EtherType.IPV6, EtherType.PROTOCOL_FRAGMENT, 3, 4, 5, 6,
            FlowKey.ABSENT, FlowKey.ABSENT);

        final var inputs = entry(FlowMatch.exact(key), 2L, new Action.Output(3)).onSwitch().stream()
            .map(EntryTranslator::add).toList();

        assertEquals(List.of(44, 6, 17, 132),
            inputs.stream().map(input -> input.getMatch().getIpMatch().getIpProtocol().intValue()).toList());
        assertNull(inputs.getFirst().getMatch().getLayer4Match());
        final var udp = assertInstanceOf(UdpMatch.class, inputs.get(2).getMatch().getLayer4Match());
        assertEquals(0, udp.getUdpSourcePort().getValue().intValue());
        assertEquals(0, udp.getUdpDestinationPort().getValue().intValue());
        assertEquals(4, inputs.stream().map(AddFlowInput::getFlowRef).distinct().count());
    }

    @Test
    void shouldRemoveJustThisEntry() {
        final var entry = entry(FlowMatch.exact(KEY), 2L, new Action.Output(3));

        final var input = EntryTranslator.remove(entry);

        assertTrue(input.getStrict());
        assertEquals(EntryTranslator.add(entry).getMatch(), input.getMatch());
        assertEquals(20_102, input.getPriority().intValue());
        assertEquals(0, input.getCookieMask().getValue().longValue());
        assertEquals(0xFFFF_FFFFL, input.getOutPort().longValue());
    }

    @Test
    void shouldRemoveAllEntriesOfAKindInAllTables() {
        final var input = EntryTranslator.removeAll(new RemoveAll("openflow:2", 0x5350_5000_0000_0000L,
            0xFFFF_F000_0000_0000L));

        assertFalse(input.getStrict());
        assertEquals(255, input.getTableId().intValue());
        assertEquals(0x5350_5000_0000_0000L, input.getCookie().getValue().longValue());
        assertEquals(0xFFFF_F000_0000_0000L, input.getCookieMask().getValue().longValue());
        assertNull(input.getMatch());
        assertNull(input.getPriority());
    }
}
