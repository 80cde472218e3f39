/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

/** What happens to a flow whose packets no longer fit the buffer (design: section 5, failure table). */
public enum Overflow {
    /** The handover fails and what is buffered is released in order. */
    FAIL,
    /** Packets beyond the bound are dropped and counted. */
    DROP,
    /** Packets beyond the bound overtake those in the buffer, and are counted. */
    REORDER;

    private static final Overflow[] VALUES = values();

    static Overflow of(final int ordinal) {
        return ordinal < VALUES.length ? VALUES[ordinal] : FAIL;
    }
}
