/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges what SHarP itself has counted since it started. */
final class CounterCheck {
    private static final String SUBJECT = "controller";
    private static final Map<String, String> REMEDIES = Map.of(
        "lost-packets", "keep the switches connected; openflowplugin's log says what it did not take",
        "malformed-frames", "find out who sends frames of SHarP's EtherType that are not SHarP's, or give SHarP another"
            + " one (ether-type)",
        "other-version-frames", "give controller and agents the same version of SHarP",
        "bad-tag-frames", "give the group and its agents the same key (control-key, --key-file); if they have, somebody"
            + " forges control messages",
        "stale-frames", "none if controller or an agent was started anew; otherwise somebody replays control messages",
        "replayed-frames", "find out what duplicates frames between switches and agents",
        "misplaced-messages", "compare the group's ports with the cables; give controller and agents the same version",
        "refused-flow-mods", "see the controller's log for what the switch refused, usually because its table is full",
        "defects", "report them, with the controller's log");

    private CounterCheck() {
        // static functions only
    }

    static List<Finding> findings(final Map<String, Long> counters) {
        final var all = new ArrayList<Finding>();
        new TreeMap<>(counters).forEach((name, count) -> {
            if (count > 0) {
                all.add(Finding.warning("counter-" + name, SUBJECT, name + ' ' + count + " since it started",
                    REMEDIES.getOrDefault(name, "sharp:counters tells what it counts")));
            }
        });
        if (all.isEmpty()) {
            all.add(Finding.ok("counters", SUBJECT, "nothing lost, nothing refused since it started"));
        }
        return all;
    }
}
