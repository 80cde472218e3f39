/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;

/** A message that is repeated, ever more slowly, until it is acknowledged. */
final class Retry {
    /** First interval, nanoseconds: many times the round trip, so that a repetition is the exception. */
    static final long FIRST_NS = 20_000_000L;
    /** Longest interval, nanoseconds. */
    static final long MAX_NS = 500_000_000L;

    final Direction side;
    final Message message;
    private long dueNs;
    private long intervalNs = FIRST_NS;

    Retry(final long nowNs, final Direction side, final Message message) {
        this.side = side;
        this.message = message;
        dueNs = nowNs + intervalNs;
    }

    boolean isDue(final long nowNs) {
        return dueNs - nowNs <= 0;
    }

    void sent(final long nowNs) {
        intervalNs = Math.min(intervalNs * 2, MAX_NS);
        dueNs = nowNs + intervalNs;
    }

    static long dueNs(final Retry retry) {
        return retry == null ? Long.MAX_VALUE : retry.dueNs;
    }
}
