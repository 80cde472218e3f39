/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.concurrent.atomic.AtomicLong;

/** When the packet thread was last seen at work. It writes without a fence, any thread reads. */
final class Heartbeat {
    private final AtomicLong lastNs = new AtomicLong(System.nanoTime());

    void beat(final long nowNs) {
        lastNs.setOpaque(nowNs);
    }

    long ageNs(final long nowNs) {
        return Math.max(0, nowNs - lastNs.getOpaque());
    }
}
