/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Facts become findings. */
public final class Preflight {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity).reversed();

    private Preflight() {
        // static functions only
    }

    /**
     * Judges.
     *
     * @param facts what was gathered
     * @return what it means, the worst first
     */
    public static List<Finding> findings(final Facts facts) {
        final var all = new ArrayList<Finding>();
        if (facts.groups().isEmpty()) {
            all.add(Finding.warning("groups", "controller", "there is no group: nothing can be handed over",
                "PUT one at /rests/data/sharp-vnf:vnf-groups/vnf-group=NAME"));
        }
        facts.switches().forEach(each -> all.addAll(SwitchCheck.findings(each, facts.expectedRate())));
        facts.groups().forEach(group -> all.addAll(GroupCheck.findings(group, facts)));
        all.addAll(PluginCheck.findings(facts.plugin(), facts.expectedRate()));
        all.addAll(CounterCheck.findings(facts.counters()));
        all.sort(WORST_FIRST);
        return all;
    }
}
