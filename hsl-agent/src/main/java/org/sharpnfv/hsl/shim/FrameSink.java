/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;

/** Takes the frames a {@link Shim} received. */
@FunctionalInterface
public interface FrameSink {
    /**
     * One Ethernet frame from its destination address on, without frame check sequence, 802.1Q tags in line. The
     * memory may be changed, and stays valid until the next poll of the same shim.
     */
    void frame(MemorySegment memory, long offset, int length);
}
