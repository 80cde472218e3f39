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
import java.util.regex.Pattern;
import org.opendaylight.openflowplugin.api.openflow.configuration.ConfigurationProperty;
import org.opendaylight.openflowplugin.api.openflow.configuration.ConfigurationService;
import org.opendaylight.openflowplugin.api.openflow.statistics.ofpspecific.MessageIntelligenceAgency;
import org.opendaylight.openflowplugin.api.openflow.statistics.ofpspecific.MessageSpy.StatisticsGroup;
import org.sharpnfv.sharp.check.PluginFacts;

/** Reads how openflowplugin is configured, from its datastore and its file alike, and what it has dropped. */
final class PluginReader {
    /** A line of the plugin's own session statistics: a group, a message, how many since the last look and in all. */
    private static final Pattern LINE = Pattern.compile("(\\w+): MSG\\[(\\w+)] -> \\+\\d+ \\| (\\d+)");
    /** The counters of that kind that mean a lost message. */
    private static final List<StatisticsGroup> DROPS = List.of(
        StatisticsGroup.FROM_SWITCH_PACKET_IN_LIMIT_REACHED_AND_DROPPED,
        StatisticsGroup.FROM_SWITCH_NOTIFICATION_REJECTED, StatisticsGroup.OFJ_BACKPRESSURE_ON,
        StatisticsGroup.TO_SWITCH_RESERVATION_REJECTED);

    private final ConfigurationService configuration;
    private final MessageIntelligenceAgency spy;

    PluginReader(final ConfigurationService configuration, final MessageIntelligenceAgency spy) {
        this.configuration = configuration;
        this.spy = spy;
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
            drops(spy.provideIntelligence()));
    }

    private <T> T property(final ConfigurationProperty key, final Function<String, T> reader) {
        return configuration.getProperty(key.toString(), reader);
    }

    /** The drops among the lines, by the name of the counter. */
    static Map<String, Long> drops(final List<String> lines) {
        final var drops = new HashMap<String, Long>();
        for (final var line : lines) {
            final var parts = LINE.matcher(line);
            if (parts.matches() && DROPS.stream().anyMatch(group -> group.name().equals(parts.group(1)))) {
                drops.merge(parts.group(1), Long.valueOf(parts.group(3)), Long::sum);
            }
        }
        return drops;
    }
}
