/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/** A request in force, with the sweep that takes its flows over and, once it is withdrawn, the one that hands back. */
final class Request {
    private final RequestConfig config;
    private final long order;
    private final Instance destination;
    private final Sweep take;
    private Sweep handBack;
    private boolean restored;
    /** It was settled before this controller began: where its flows are was decided then. */
    private boolean settledBefore;
    /** What is noted for a controller that comes after this one: the requests that hid flows from it. */
    private Set<String> behind = Set.of();

    /**
     * A request.
     *
     * @param config its configuration
     * @param order higher than that of every older request
     * @param destination where its flows go
     * @param sweep makes the sweep that takes its flows over
     */
    Request(final RequestConfig config, final long order, final Instance destination,
            final Function<Request, Sweep> sweep) {
        this.config = config;
        this.order = order;
        this.destination = destination;
        take = sweep.apply(this);
    }

    RequestConfig config() {
        return config;
    }

    /** Counts up: a request with a higher number is newer, unless both are restored. */
    long order() {
        return order;
    }

    /**
     * It was there before this controller, which does not know what came when.
     *
     * @param settledBehind if it was settled, the requests that hid flows from it; else null
     */
    void restored(final @Nullable Set<String> settledBehind) {
        restored = true;
        settledBefore = settledBehind != null;
        behind = settledBehind == null ? Set.of() : settledBehind;
    }

    /** It is settled now, and these requests hid flows from it: returns them, to be noted. */
    Set<String> settle(final Set<String> others) {
        behind = others;
        return others;
    }

    /** Whether it is noted that a request of that name hid flows from it. */
    boolean isBehind(final String id) {
        return behind.contains(id);
    }

    /** What is to be noted when one of those is gone, whose name another request may take. */
    Set<String> behindWithout(final String gone) {
        return behind.stream().filter(id -> !id.equals(gone)).collect(Collectors.toSet());
    }

    /** A request is gone. */
    void forget(final String gone) {
        behind = behindWithout(gone);
    }

    Instance destination() {
        return destination;
    }

    boolean isWithdrawn() {
        return handBack != null;
    }

    Sweep take() {
        return take;
    }

    Sweep handBack() {
        return handBack;
    }

    void handBackBy(final Sweep sweep) {
        handBack = sweep;
    }

    boolean isActive() {
        return take.isActive() || current().isActive();
    }

    /** The sweep whose detection entries may be on the switches. */
    Sweep current() {
        return handBack == null ? take : handBack;
    }

    boolean matches(final FlowKey forwardKey) {
        return Direction.FORWARD.in(config.directions()) ? config.match().matches(forwardKey)
            : config.reverseMatch().matches(forwardKey.reversed());
    }

    /** Whether flows that match and were not seen in handover are with this request's destination. */
    boolean holds(final FlowKey forwardKey) {
        return take.isComplete() && matches(forwardKey);
    }

    /** Whether the other one has come when what this one holds was decided already. */
    boolean isBefore(final Request other) {
        if (settledBefore) {
            return !isBehind(other.config.id());
        }
        // of two that were not settled when the controller started, entries tell what each has moved
        return order < other.order && !(restored && other.restored);
    }
}
