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
import java.util.regex.Pattern;
import org.opendaylight.openflowplugin.api.openflow.statistics.ofpspecific.MessageIntelligenceAgency;

/**
 * What openflowplugin counts itself. It has it as lines of text only, such as
 * {@code FROM_SWITCH: MSG[PacketInMessage] -> +3 | 81}: the last number is the total.
 */
final class PluginCounters {
    private static final Pattern LINE = Pattern.compile("(\\w+): MSG\\[(\\w+)\\] -> \\+\\d+ \\| (\\d+)");

    private final MessageIntelligenceAgency agency;

    PluginCounters(final MessageIntelligenceAgency agency) {
        this.agency = agency;
    }

    /** Now, by {@code group/message}; what has never been counted is not there. */
    Map<String, Long> read() {
        return parse(agency.provideIntelligence());
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
