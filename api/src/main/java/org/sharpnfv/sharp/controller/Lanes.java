/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;

/** The directions of a flow that its handover moves: one of them, or both. */
final class Lanes implements Iterable<Lane> {
    private final List<Lane> lanes;

    Lanes(final int directions, final Function<Direction, Lane> maker) {
        lanes = Stream.of(Direction.values()).filter(direction -> direction.in(directions)).map(maker).toList();
    }

    /** The lane of a direction, or null if the handover leaves that one alone. */
    @Nullable Lane of(final Direction direction) {
        for (final var lane : lanes) {
            if (lane.direction == direction) {
                return lane;
            }
        }
        return null;
    }

    /** One that is there: FORWARD, if it is. */
    Lane first() {
        return lanes.getFirst();
    }

    boolean all(final Predicate<Lane> condition) {
        return lanes.stream().allMatch(condition);
    }

    boolean any(final Predicate<Lane> condition) {
        return lanes.stream().anyMatch(condition);
    }

    /** Those for which a condition holds now, whatever becomes of it. */
    List<Lane> where(final Predicate<Lane> condition) {
        return lanes.stream().filter(condition).toList();
    }

    @Override
    public Iterator<Lane> iterator() {
        return lanes.iterator();
    }
}
