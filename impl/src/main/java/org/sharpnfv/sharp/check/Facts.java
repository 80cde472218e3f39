/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.List;
import java.util.Map;

/**
 * All that a check looks at.
 *
 * @param expectedRate packets/s of the traffic that a request moves
 * @param acknowledgeMs how long acknowledgements of START_HO are waited for, at most
 * @param switches those of the groups
 * @param groups the groups
 * @param plugin openflowplugin
 * @param counters what should be zero, by name: SHarP's own
 */
public record Facts(long expectedRate, long acknowledgeMs, List<SwitchFacts> switches, List<GroupFacts> groups,
        PluginFacts plugin, Map<String, Long> counters) {
    /** The rate that is expected unless somebody says another one. */
    public static final long DEFAULT_RATE = 1_000;

    /** Copies. */
    public Facts {
        switches = List.copyOf(switches);
        groups = List.copyOf(groups);
        counters = Map.copyOf(counters);
    }
}
