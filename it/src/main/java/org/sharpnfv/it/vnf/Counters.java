/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Named counters of what is not an everyday event. */
final class Counters {
    private final Map<String, LongAdder> values = new ConcurrentSkipListMap<>();

    void add(final String name, final long amount) {
        values.computeIfAbsent(name, key -> new LongAdder()).add(amount);
    }

    void set(final String name, final long value) {
        final var counter = values.computeIfAbsent(name, key -> new LongAdder());
        counter.reset();
        counter.add(value);
    }

    JsonObject toJson() {
        final var json = new JsonObject();
        values.forEach((name, value) -> json.addProperty(name, value.sum()));
        return json;
    }
}
