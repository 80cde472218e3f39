/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.util.Locale;
import org.sharpnfv.sharp.flow.Direction;

/** Which way the packets go that an event is about. */
public enum FlowDirection {
    /** Enters at the ingress switch. */
    FORWARD,
    REVERSE,
    BOTH;

    /** By a mask of {@link Direction#bit()}. */
    public static FlowDirection of(final int directions) {
        return switch (directions) {
            case 1 -> FORWARD;
            case 2 -> REVERSE;
            case 3 -> BOTH;
            default -> throw new IllegalArgumentException("expected a mask of 1 to 3, found " + directions);
        };
    }

    /** As it is written in JSON and in the hook's environment. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
