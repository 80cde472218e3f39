/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.concurrent.TimeUnit;
import org.sharpnfv.sharp.hsl.HslMachine;

/**
 * When the machine has something to do next. The machine looks at every flow to answer that, so it is asked only when
 * something may have changed the answer, and while frames flow not more often than a millisecond.
 */
final class NextTimeout {
    private static final long STALE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final HslMachine machine;
    private long nextNs = Long.MAX_VALUE;
    private long askedNs;
    private boolean asked;
    private boolean changed;

    NextTimeout(final HslMachine machine) {
        this.machine = machine;
    }

    /** The machine, or one of its gates, was given something. */
    void change() {
        changed = true;
    }

    boolean isDue(final long nowNs) {
        if (changed && (!asked || nowNs - askedNs >= STALE_NS)) {
            ask(nowNs);
        }
        return nextNs != Long.MAX_VALUE && nextNs - nowNs <= 0;
    }

    /** Before the bridge sleeps. */
    long waitNs(final long nowNs) {
        if (changed) {
            ask(nowNs);
        }
        return nextNs == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, nextNs - nowNs);
    }

    private void ask(final long nowNs) {
        nextNs = machine.nextTimeoutNs();
        askedNs = nowNs;
        asked = true;
        changed = false;
    }
}
