/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** All counters of an agent in the order they were made, for those who read them from outside the data path. */
public final class Counters {
    private record Named(String name, LongSupplier value) {
    }

    private final List<Named> all = new CopyOnWriteArrayList<>();

    /** Makes a counter at zero. Names are unique. */
    public Counter counter(final String name) {
        final var counter = new Counter(name);
        observe(name, counter::value);
        return counter;
    }

    /** Adds a number that is kept elsewhere and may be read by any thread. */
    public void observe(final String name, final LongSupplier value) {
        for (final Named named : all) {
            if (named.name.equals(name)) {
                throw new IllegalArgumentException("expected a new counter name, found " + name + " again");
            }
        }
        all.add(new Named(name, value));
    }

    /** The values now, in order. */
    public Map<String, Long> snapshot() {
        final var values = new LinkedHashMap<String, Long>();
        for (final Named named : all) {
            values.put(named.name, named.value.getAsLong());
        }
        return values;
    }
}
