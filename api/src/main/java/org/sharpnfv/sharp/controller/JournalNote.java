/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Set;

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
 */
public record JournalNote(long token, String request, boolean handedBack, Set<String> behind) {
    /** Keeps a copy. */
    public JournalNote {
        behind = Set.copyOf(behind);
    }
}
