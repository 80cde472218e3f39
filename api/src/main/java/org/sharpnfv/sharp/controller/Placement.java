/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowMatch;

/**
 * Where a flow is that is in no handover, and its exact entries, which tell so: they lead there, or to the controller
 * with its port in the cookie. Whoever starts after this controller reads it from them.
 */
final class Placement {
    private final Instance instance;
    private final @Nullable FlowEntry[] exact = new FlowEntry[2];
    private boolean offered;

    Placement(final Instance instance) {
        this.instance = instance;
    }

    Instance instance() {
        return instance;
    }

    void put(final Direction direction, final FlowEntry entry) {
        exact[direction.ordinal()] = entry;
    }

    /** Hands an entry over; null if there is none. */
    @Nullable FlowEntry take(final Direction direction) {
        final var entry = exact[direction.ordinal()];
        exact[direction.ordinal()] = null;
        return entry;
    }

    /** Whether its entry is a lane's: a VNF that rewrites headers may have named another reverse key before. */
    boolean isOf(final Lane lane) {
        final var entry = exact[lane.direction.ordinal()];
        return entry != null && entry.match().equals(FlowMatch.exact(lane.key));
    }

    boolean isOffered() {
        return offered;
    }

    /** The flow's packets go to the controller from now on, for a sweep that looks for it. */
    void offer(final ControllerMachine machine) {
        offered = true;
        for (final var direction : Direction.values()) {
            final var entry = exact[direction.ordinal()];
            if (entry != null) {
                exact[direction.ordinal()] = machine.entries().offer(entry, instance.port(direction));
                machine.book().install(exact[direction.ordinal()]);
            }
        }
    }

    /** The switch would remove the entries of an offer after a while, for want of a controller. */
    void renew(final SwitchBook book) {
        for (final var entry : exact) {
            if (entry != null) {
                book.install(entry);
            }
        }
    }

    /** Takes the place of another one of the same flow: what that has and this has not is removed. */
    void supersede(final @Nullable Placement other, final SwitchBook book) {
        for (final var direction : Direction.values()) {
            final var old = other == null ? null : other.take(direction);
            final var entry = exact[direction.ordinal()];
            if (old != null && (entry == null || !entry.isInPlaceOf(old))) {
                book.remove(old);
            }
        }
    }

    /** Whether there is an entry left. */
    boolean hasExact() {
        return exact[0] != null || exact[1] != null;
    }

    /** The flow is steered by what lies below from now on. */
    void remove(final SwitchBook book) {
        for (final var direction : Direction.values()) {
            final var entry = take(direction);
            if (entry != null) {
                book.remove(entry);
            }
        }
    }
}
