/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

/** Whether a link was up when the packet thread looked last; any thread may ask. */
final class LinkState {
    private volatile boolean up;

    boolean isUp() {
        return up;
    }

    void setUp(final boolean now) {
        up = now;
    }
}
