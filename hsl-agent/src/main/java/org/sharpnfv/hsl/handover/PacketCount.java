/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.handover;

import java.util.Locale;

/** What is counted of one handover's packets at an HSL. */
public enum PacketCount {
    /** Copied into a buffer. */
    HELD,
    /** Source: sent back to the controller, held ones and late ones. */
    RETURNED,
    /** Not buffered for want of room, or (destination) announced and never arrived. */
    LOST,
    /** Destination, as HANDOVER_FINISHED says it: packets that the source had sent back. */
    LATE,
    /** Destination, as HANDOVER_FINISHED says it: delivered behind newer ones. */
    REORDERED,
    /** Destination, as HANDOVER_FINISHED says it: most packets at a time. */
    CTRL_BUFF_MAX, SW_BUFF_MAX;

    static final int COUNT = values().length;

    /** As it is written in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
