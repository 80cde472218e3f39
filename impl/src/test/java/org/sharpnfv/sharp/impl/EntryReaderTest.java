/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.flow.and.statistics.map.list.FlowAndStatisticsMapList;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.flow.and.statistics.map.list.FlowAndStatisticsMapListBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;

/** From what a switch says of its tables to the machine's entries. */
class EntryReaderTest {
    private static final long METADATA = 0x5350_0000_0000_0002L;

    private static FlowEntry entry(final FlowKey key, final Action action) {
        return new FlowEntry("openflow:1", 1, 20_102, 0x5350_6010_0000_0007L, METADATA, FlowMatch.exact(key),
            List.of(action), 0, 0, false);
    }

    private static FlowAndStatisticsMapList statistics(final FlowEntry entry) {
        final var input = EntryTranslator.add(entry);
        return new FlowAndStatisticsMapListBuilder().setTableId(input.getTableId())
            .setPriority(input.getPriority()).setCookie(input.getCookie()).setMatch(input.getMatch())
            .setInstructions(input.getInstructions()).build();
    }

    private static List<FlowEntry> read(final FlowAndStatisticsMapList... all) {
        return EntryReader.read("openflow:1", new GetFlowStatisticsOutputBuilder()
            .setFlowAndStatisticsMapList(List.of(all)).build());
    }

    static Stream<FlowKey> keys() {
        final long one = 0x0200_0000_0001L;
        final long other = 0x0200_0000_0002L;
        return Stream.of(
            new FlowKey(one, other, FlowKey.UNTAGGED, 0x0800, 17, 0, 0x0A00_0001L, 0, 0x0A00_0002L, 5000, 7),
            new FlowKey(one, other, 5, 0x0800, 6, 0, 0x0A00_0001L, 0, 0x0A00_0002L, 5000, 0),
            new FlowKey(one, other, FlowKey.UNTAGGED, 0x86DD, 132, 0xFD00L << 48, 1, 0xFD00L << 48, 2, 1, 65535),
            new FlowKey(one, other, 0, 0x0800, 1, 0, 0x0A00_0001L, 0, 0x0A00_0002L, FlowKey.ABSENT, FlowKey.ABSENT),
            new FlowKey(one, other, FlowKey.UNTAGGED, 0x0806, FlowKey.ABSENT, 0, 0, 0, 0, FlowKey.ABSENT,
                FlowKey.ABSENT),
            new FlowKey(one, other, FlowKey.UNTAGGED, 0x05FF, FlowKey.ABSENT, 0, 0, 0, 0, FlowKey.ABSENT,
                FlowKey.ABSENT));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldReadWhatWasWritten(final FlowKey key) {
        final var entry = entry(key, new Action.Output(3));

        assertEquals(List.of(entry), read(statistics(entry)));
        assertEquals(key, read(statistics(entry)).getFirst().match().toKey());
    }

    @Test
    void shouldTellTheControllerFromPorts() {
        final var entry = entry(keys().findFirst().orElseThrow(), new Action.ToController(0xFFFF));

        assertEquals(List.of(entry), read(statistics(entry)));
    }

    @Test
    void shouldLeaveOutWhatIsNotOfItsMaking() {
        final var entry = entry(keys().findFirst().orElseThrow(), new Action.Output(3));
        final var nothing = new FlowAndStatisticsMapListBuilder().setPriority(Uint16.ONE).build();

        assertEquals(List.of(entry), read(nothing, statistics(entry)));
    }
}
