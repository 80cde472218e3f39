/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonObject;
import org.sharpnfv.sharp.flow.Direction;

/** What the VNF knows of one flow, both directions. */
final class FlowState {
    private DirectionCount forward;
    private DirectionCount reverse;
    /** Where the VNF translates: the flow's port outside. */
    private int port;

    FlowState() {
        this(new DirectionCount(), new DirectionCount());
    }

    private FlowState(final DirectionCount forward, final DirectionCount reverse) {
        this.forward = forward;
        this.reverse = reverse;
    }

    DirectionCount count(final Direction direction) {
        return switch (direction) {
            case FORWARD -> forward;
            case REVERSE -> reverse;
        };
    }

    int port() {
        return port;
    }

    void port(final int number) {
        port = number;
    }

    boolean isEmpty() {
        return forward.isEmpty() && reverse.isEmpty();
    }

    void merge(final FlowState earlier) {
        forward.merge(earlier.forward);
        reverse.merge(earlier.reverse);
    }

    /** Takes the state of some directions away and returns it. */
    FlowState take(final int directions) {
        final var taken = new FlowState();
        taken.port = port;
        if (Direction.FORWARD.in(directions)) {
            taken.forward = forward;
            forward = new DirectionCount();
        }
        if (Direction.REVERSE.in(directions)) {
            taken.reverse = reverse;
            reverse = new DirectionCount();
        }
        return taken;
    }

    JsonObject toJson() {
        final var json = new JsonObject();
        json.add("forward", count(Direction.FORWARD).toJson());
        json.add("reverse", count(Direction.REVERSE).toJson());
        if (port != 0) {
            json.addProperty("port", port);
        }
        return json;
    }

    static FlowState of(final JsonObject json) {
        final var state = new FlowState(DirectionCount.of(Fields.object(json, "forward")),
            DirectionCount.of(Fields.object(json, "reverse")));
        state.port = json.has("port") ? (int) Fields.number(json, "port") : 0;
        return state;
    }
}
