/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

/** A receive ring that is shared with the kernel. */
sealed interface PacketRing permits ReceiveRing, BlockRing {
    /** Gives what was handed out by the previous call back to the kernel, then hands out what is there. */
    int poll(FrameSink sink, int limit);

    /** Largest frame that is received whole. */
    int frameBytesMax();
}
