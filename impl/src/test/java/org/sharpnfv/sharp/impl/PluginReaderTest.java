/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.opendaylight.openflowplugin.api.openflow.configuration.ConfigurationService;
import org.opendaylight.openflowplugin.api.openflow.statistics.ofpspecific.MessageIntelligenceAgency;
import org.sharpnfv.sharp.check.PluginFacts;

/** openflowplugin says everything as text. */
@NullMarked
class PluginReaderTest {
    private static final List<String> SPIED = List.of(
        "FROM_SWITCH: MSG[PacketInMessage] -> +10 | 1200",
        "FROM_SWITCH_PACKET_IN_LIMIT_REACHED_AND_DROPPED: MSG[PacketInMessage] -> +0 | 12",
        "FROM_SWITCH_NOTIFICATION_REJECTED: no activity detected",
        "TO_SWITCH_RESERVATION_REJECTED: MSG[AddFlowInput] -> +1 | 2",
        "TO_SWITCH_RESERVATION_REJECTED: MSG[TransmitPacketInput] -> +1 | 3",
        "OFJ_BACKPRESSURE_OFF: MSG[DeviceContext] -> +1 | 3");

    private final Map<String, String> properties = new HashMap<>(Map.of("global-notification-quota", "64000",
        "rpc-requests-quota", "20000", "is-statistics-polling-on", "true", "is-flow-statistics-polling-on", "false",
        "enable-flow-removed-notification", "true"));

    private PluginFacts read() {
        final var configuration = mock(ConfigurationService.class);
        when(configuration.getProperty(any(), any())).thenAnswer(call ->
            call.<Function<String, ?>>getArgument(1).apply(properties.get(call.<String>getArgument(0))));
        final var spy = mock(MessageIntelligenceAgency.class);
        when(spy.provideIntelligence()).thenReturn(SPIED);
        return new PluginReader(configuration, new PluginCounters(spy)).read(2);
    }

    @Test
    void shouldReadQuotasAndDrops() {
        assertEquals(new PluginFacts(64_000, 20_000, 2, false, true, Map.of(
            "FROM_SWITCH_PACKET_IN_LIMIT_REACHED_AND_DROPPED", 12L, "TO_SWITCH_RESERVATION_REJECTED", 5L)), read());
    }

    /** Either option ends the polling of flows. */
    @Test
    void shouldKnowWhetherFlowsArePolled() {
        properties.put("is-flow-statistics-polling-on", "true");
        assertEquals(true, read().pollsFlowStatistics());

        properties.put("is-statistics-polling-on", "false");
        assertEquals(false, read().pollsFlowStatistics());
    }
}
