/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * Flows that a sweep has found and whose handovers begin when others have got on, in the order in which they were
 * found. Meanwhile the controller sends their packets on to where the flows are.
 */
final class WaitingFlows {
    private final Map<FlowKey, Waiting> flows = new LinkedHashMap<>();

    /**
     * A flow that waits.
     *
     * @param reverse the key of its reverse packets
     * @param directions of which packets were sent on, a bit for each
     */
    private record Waiting(FlowKey reverse, int directions) {
        Waiting and(final Waiting other) {
            return new Waiting(reverse, directions | other.directions);
        }
    }

    boolean isEmpty() {
        return flows.isEmpty();
    }

    int count() {
        return flows.size();
    }

    /** A packet was sent on. */
    void add(final FlowKey key, final FlowKey reverse, final Direction direction) {
        flows.merge(key, new Waiting(reverse, direction.bit()), Waiting::and);
    }

    void addAll(final WaitingFlows others) {
        others.flows.forEach((key, waiting) -> flows.merge(key, waiting, Waiting::and));
        others.flows.clear();
    }

    /** Returns the directions of which packets were sent on; 0 if it did not wait. */
    int remove(final FlowKey key) {
        final var waiting = flows.remove(key);
        return waiting == null ? 0 : waiting.directions();
    }

    /** Hands over the flow that has waited longest, which goes on waiting until it is removed. */
    void first(final BiConsumer<FlowKey, FlowKey> action) {
        final var first = flows.entrySet().iterator().next();
        action.accept(first.getKey(), first.getValue().reverse());
    }

    boolean anyMatches(final Request request) {
        return flows.keySet().stream().anyMatch(request::matches);
    }

    void clear() {
        flows.clear();
    }
}
