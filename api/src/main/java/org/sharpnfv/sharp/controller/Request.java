/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/** A request in force, with the sweep that takes its flows over and, once it is withdrawn, the one that hands back. */
final class Request {
    private final RequestConfig config;
    private final long order;
    private final Instance destination;
    private Sweep take;
    private Sweep handBack;

    Request(final RequestConfig config, final long order, final Instance destination) {
        this.config = config;
        this.order = order;
        this.destination = destination;
    }

    RequestConfig config() {
        return config;
    }

    /** Counts up: a request with a higher number is newer. */
    long order() {
        return order;
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

    void take(final Sweep sweep) {
        take = sweep;
    }

    void handBack(final Sweep sweep) {
        handBack = sweep;
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
}
