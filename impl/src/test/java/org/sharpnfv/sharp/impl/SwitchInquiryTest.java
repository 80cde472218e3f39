/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetNodeConnectorStatisticsOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.flow.and.statistics.map.list.FlowAndStatisticsMapListBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowCookie;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.port.statistics.rev131214.node.connector.statistics.and.port.number.map.NodeConnectorStatisticsAndPortNumberMapBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.sharpnfv.sharp.check.SwitchFacts.ForeignEntry;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.Instance;

/** What switches say, without what does not matter. */
@NullMarked
class SwitchInquiryTest {
    @Test
    void shouldTellOthersEntriesFromOurs() {
        final var reply = new GetFlowStatisticsOutputBuilder().setFlowAndStatisticsMapList(List.of(
            new FlowAndStatisticsMapListBuilder().setPriority(Uint16.valueOf(40_005))
                .setCookie(new FlowCookie(Uint64.fromLongBits(0x5350_1000_0000_0001L))).build(),
            new FlowAndStatisticsMapListBuilder().setPriority(Uint16.valueOf(60_000))
                .setCookie(new FlowCookie(Uint64.fromLongBits(0xABC0_0000_0000_0001L)))
                .setMatch(new MatchBuilder().setInPort(new NodeConnectorId("openflow:1:2")).build()).build(),
            new FlowAndStatisticsMapListBuilder().build())).build();

        assertEquals(List.of(new ForeignEntry(60_000, 0xABC0_0000_0000_0001L, 2), new ForeignEntry(0, 0, 0)),
            SwitchInquiry.foreign(reply, 0x5350));
        assertNull(SwitchInquiry.foreign(null, 0x5350));
    }

    @Test
    void shouldReadWhatPortsHaveDropped() {
        final var reply = new GetNodeConnectorStatisticsOutputBuilder()
            .setNodeConnectorStatisticsAndPortNumberMap(BindingMap.of(
                new NodeConnectorStatisticsAndPortNumberMapBuilder()
                    .setNodeConnectorId(new NodeConnectorId("openflow:1:2")).setReceiveDrops(Uint64.valueOf(4))
                    .setTransmitDrops(Uint64.valueOf(5)).build(),
                new NodeConnectorStatisticsAndPortNumberMapBuilder()
                    .setNodeConnectorId(new NodeConnectorId("openflow:1:3")).setReceiveDrops(Uint64.fromLongBits(-1))
                    .build())).build();

        final var drops = SwitchInquiry.drops(reply);

        assertArrayEquals(new long[] {4, 5}, drops.get(2));
        assertArrayEquals(new long[] {0, 0}, drops.get(3), "all bits set: the switch does not count");
        assertNull(SwitchInquiry.drops(null));
    }

    @Test
    void shouldAskOfThePortsThatGroupsUse() {
        final var group = new GroupConfig("g", new GroupConfig.Attachment("openflow:1", List.of(1, 4)),
            new GroupConfig.Attachment("openflow:2", List.of(1)), "vnf1", List.of(new Instance("vnf1", 2, 12, ""),
                new Instance("vnf2", 3, 13, "")));

        final var ports = FactsGatherer.ports(List.of(group));

        assertEquals(List.of("openflow:1", "openflow:2"), List.copyOf(ports.keySet()));
        assertEquals(new TreeSet<>(List.of(1, 2, 3, 4)), ports.get("openflow:1"));
        assertEquals(new TreeSet<>(List.of(1, 12, 13)), ports.get("openflow:2"));
    }
}
