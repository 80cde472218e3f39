/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

/** What an instance is in a handover (paper: III-C). */
public enum Role {
    /** The instance that has the flow's state: it processes no packet of the flow any more. */
    SOURCE,
    /** The instance that gets the flow: it buffers until state and packets are complete. */
    DESTINATION;

    static Role of(final int ordinal) {
        return ordinal == 0 ? SOURCE : DESTINATION;
    }
}
