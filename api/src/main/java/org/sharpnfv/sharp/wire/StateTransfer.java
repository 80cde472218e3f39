/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

/** What a VNF is asked to do with a flow's state when a handover starts. */
public enum StateTransfer {
    /** Nothing: the instance has the state already, or nobody has any. */
    NONE,
    /** The source exports, the destination imports. */
    MOVE,
    /** The destination takes up again the state that it exported before: a roll-back. */
    RESTORE,
    /** As MOVE, but through the controller, in {@link Message.State}, as OpenNF does it. */
    RELAY,
    /** As MOVE, but no packet waits for it anywhere. */
    UNGUARDED;

    private static final StateTransfer[] VALUES = values();

    static StateTransfer of(final int ordinal) {
        return ordinal < VALUES.length ? VALUES[ordinal] : NONE;
    }
}
