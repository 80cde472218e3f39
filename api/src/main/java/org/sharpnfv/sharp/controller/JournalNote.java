/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that must outlive the controller, and be durable before the entries that tell it go: a controller that
 * starts anew would otherwise take flows for new ones that are handed over already, or the other way round.
 *
 * @param token names it for {@link ControllerMachine#handleNoted}
 * @param request name of the request
 * @param handedBack true if the flows of a request that was deleted are handed back, so that nothing of it is left;
 *     false if the request is settled: its flows are where it wants them, and none is looked for any more
 * @param behind if it is settled, names of the requests that were there before it and still look for flows: one that
 *     only those have seen is not where this one wants it
 * @param others if it is handed back, what {@code behind} is from now on of other requests that are settled, to be
 *     noted at one stroke with it: another request may take its name
 */
public record JournalNote(long token, String request, boolean handedBack, Set<String> behind,
        Map<String, Set<String>> others) {
    /** Keeps copies. */
    public JournalNote {
        behind = Set.copyOf(behind);
        others = others.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
            each -> Set.copyOf(each.getValue())));
    }
}
