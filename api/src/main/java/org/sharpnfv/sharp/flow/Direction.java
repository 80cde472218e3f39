/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

/**
 * The way a packet takes through a VNF (design: section 3). A forward packet enters at the ingress switch, a reverse
 * packet at the egress switch; so a direction also names the side of an HSL on which its packets arrive.
 */
public enum Direction {
    /** From the ingress to the egress switch. */
    FORWARD,
    /** From the egress to the ingress switch. */
    REVERSE;

    private static final Direction[] VALUES = values();

    /**
     * The direction with an ordinal, without the copy that {@link #values()} makes.
     *
     * @param ordinal 0 or 1
     * @return the direction
     */
    public static Direction of(final int ordinal) {
        return VALUES[ordinal];
    }

    /**
     * The other direction.
     *
     * @return the other direction
     */
    public Direction opposite() {
        return this == FORWARD ? REVERSE : FORWARD;
    }

    /**
     * The bit of this direction in a mask of directions.
     *
     * @return 1 or 2
     */
    public int bit() {
        return 1 << ordinal();
    }

    /**
     * Whether a mask of directions contains this one.
     *
     * @param mask a combination of {@link #bit()} values
     * @return true if it does
     */
    public boolean in(final int mask) {
        return (mask & bit()) != 0;
    }
}
