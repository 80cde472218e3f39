/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

/** How AF_PACKET hands over what it received. */
public enum RingVersion {
    /** TPACKET_V2: each frame at once, in a slot of its own. */
    V2,
    /** TPACKET_V3: many frames together, when a block is full or a millisecond or more has passed. */
    V3
}
