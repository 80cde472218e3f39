/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

/** How a handover of one flow ended. */
public enum Outcome {
    /** The destination has the flow. */
    COMPLETED,
    /** The source has the flow again. */
    ROLLED_BACK,
    /** Packets flow, but something was lost, reordered or processed without its state; counters say what. */
    FAILED;

    private static final Outcome[] VALUES = values();

    static Outcome of(final int ordinal) {
        return ordinal < VALUES.length ? VALUES[ordinal] : FAILED;
    }
}
