/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.jspecify.annotations.Nullable;

/**
 * A flow that a roll-back left with its source although a request steers it elsewhere: its exact entries stay.
 *
 * @param placement where the flow is, and its exact entries
 * @param handover the one that left it there; null if that was one of a controller of before
 * @param offeredTo the sweep that the flow was offered, or null
 */
record Pin(Placement placement, @Nullable FlowHandover handover, @Nullable Sweep offeredTo) {
    Instance instance() {
        return placement.instance();
    }
}
