/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.Locale;

/** What happened, for people. Off unless a run is replayed: a run is told by running it once more. */
final class Transcript {
    private static final int MAX_CHARS = 4_000_000;

    private final StringBuilder text = new StringBuilder();
    private final boolean on;
    private final Clock clock;

    Transcript(final boolean on, final Clock clock) {
        this.on = on;
        this.clock = clock;
    }

    boolean isOn() {
        return on;
    }

    void say(final String what) {
        if (on && text.length() < MAX_CHARS) {
            text.append(String.format(Locale.ROOT, "%11.3f ms  %s%n", clock.nowNs() / 1e6, what));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
