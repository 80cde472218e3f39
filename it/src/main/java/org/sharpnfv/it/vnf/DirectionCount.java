/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonObject;

/** The state of one direction of a flow: packets, and the gaps in their numbers if they carry any. */
final class DirectionCount {
    /** The value of the last number when no packet has carried one. */
    static final long NONE = -1;

    private long packets;
    private long last = NONE;
    private long missed;
    private long reordered;

    void count(final long number) {
        packets++;
        if (number == NONE) {
            return;
        }
        if (number > last) {
            missed += number - last - 1;
            last = number;
        } else {
            reordered++;
        }
    }

    /** Adds what a peer has counted before us. */
    void merge(final DirectionCount earlier) {
        packets += earlier.packets;
        reordered += earlier.reordered;
        missed += earlier.missed;
        if (last == NONE) {
            last = earlier.last;
        }
    }

    long packets() {
        return packets;
    }

    boolean isEmpty() {
        return packets == 0;
    }

    JsonObject toJson() {
        final var json = new JsonObject();
        json.addProperty("packets", packets);
        json.addProperty("last", last);
        json.addProperty("missed", missed);
        json.addProperty("reordered", reordered);
        return json;
    }

    static DirectionCount of(final JsonObject json) {
        final var count = new DirectionCount();
        count.packets = Fields.number(json, "packets");
        count.last = Fields.number(json, "last");
        count.missed = Fields.number(json, "missed");
        count.reordered = Fields.number(json, "reordered");
        return count;
    }
}
