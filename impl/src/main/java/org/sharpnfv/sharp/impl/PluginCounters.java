/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What openflowplugin counts itself. Its MBean has them as lines of text only, such as
 * {@code FROM_SWITCH: MSG[PacketInMessage] -> +3 | 81}: the last number is the total.
 */
final class PluginCounters {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCounters.class);
    private static final String NAME =
        "org.opendaylight.openflowplugin.impl.statistics.ofpspecific:type=MessageIntelligenceAgencyMXBean";
    private static final Pattern LINE = Pattern.compile("(\\w+): MSG\\[(\\w+)\\] -> \\+\\d+ \\| (\\d+)");

    private PluginCounters() {
        // functions only
    }

    /** Now, by {@code group/message}; empty if there is no such MBean. */
    static Map<String, Long> read() {
        try {
            final var lines = (String[]) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName(NAME), "provideIntelligence", null, null);
            return parse(List.of(lines));
        } catch (InstanceNotFoundException e) {
            LOG.debug("openflowplugin does not say what it counts", e);
            return Map.of();
        } catch (JMException e) {
            throw new IllegalStateException("openflowplugin does not say what it has counted", e);
        }
    }

    static Map<String, Long> parse(final List<String> lines) {
        final var found = new HashMap<String, Long>();
        for (final var line : lines) {
            final var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                found.put(matcher.group(1) + '/' + matcher.group(2), Long.parseLong(matcher.group(3)));
            }
        }
        return found;
    }
}
