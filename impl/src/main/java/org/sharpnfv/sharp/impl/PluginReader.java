/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.opendaylight.openflowplugin.api.openflow.configuration.ConfigurationProperty;
import org.opendaylight.openflowplugin.api.openflow.configuration.ConfigurationService;
import org.opendaylight.openflowplugin.api.openflow.statistics.ofpspecific.MessageSpy.StatisticsGroup;
import org.sharpnfv.sharp.check.PluginFacts;

/** Reads how openflowplugin is configured, from its datastore and its file alike, and what it has dropped. */
final class PluginReader {
    /** The groups of openflowplugin's counters that mean a lost message. */
    private static final List<StatisticsGroup> DROPS = List.of(
        StatisticsGroup.FROM_SWITCH_PACKET_IN_LIMIT_REACHED_AND_DROPPED,
        StatisticsGroup.FROM_SWITCH_NOTIFICATION_REJECTED, StatisticsGroup.OFJ_BACKPRESSURE_ON,
        StatisticsGroup.TO_SWITCH_RESERVATION_REJECTED);

    private final ConfigurationService configuration;
    private final PluginCounters counters;

    PluginReader(final ConfigurationService configuration, final PluginCounters counters) {
        this.configuration = configuration;
        this.counters = counters;
    }

    /**
     * Reads.
     *
     * @param switches how many are connected
     * @return the facts
     */
    PluginFacts read(final int switches) {
        return new PluginFacts(property(ConfigurationProperty.GLOBAL_NOTIFICATION_QUOTA, Long::parseLong),
            property(ConfigurationProperty.RPC_REQUESTS_QUOTA, Long::parseLong), switches,
            property(ConfigurationProperty.IS_STATISTICS_POLLING_ON, Boolean::parseBoolean)
                && property(ConfigurationProperty.IS_FLOW_STATISTICS_POLLING_ON, Boolean::parseBoolean),
            property(ConfigurationProperty.ENABLE_FLOW_REMOVED_NOTIFICATION, Boolean::parseBoolean),
            drops(counters.read()));
    }

    private <T> T property(final ConfigurationProperty key, final Function<String, T> reader) {
        return configuration.getProperty(key.toString(), reader);
    }

    /** The drops, of all messages together, by group. */
    private static Map<String, Long> drops(final Map<String, Long> counted) {
        final var drops = new HashMap<String, Long>();
        for (final var group : DROPS) {
            counted.forEach((name, count) -> {
                if (name.startsWith(group.name() + '/')) {
                    drops.merge(group.name(), count, Long::sum);
                }
            });
        }
        return drops;
    }
}
