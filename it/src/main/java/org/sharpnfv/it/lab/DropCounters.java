/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.util.Map;
import java.util.TreeMap;

/**
 * Every counter in which a part of the system admits to have dropped something, at one moment.
 *
 * @param values by name
 */
public record DropCounters(Map<String, Long> values) {
    /** Copies. */
    public DropCounters {
        values = Map.copyOf(values);
    }

    /**
     * What was added since an earlier moment.
     *
     * @param before the earlier moment
     * @return the differences
     */
    public DropCounters since(final DropCounters before) {
        final var difference = new TreeMap<String, Long>();
        values.forEach((name, value) -> difference.put(name, value - before.values.getOrDefault(name, 0L)));
        return new DropCounters(difference);
    }

    /**
     * The counters that are not 0.
     *
     * @return by name, sorted
     */
    public Map<String, Long> nonZero() {
        final var found = new TreeMap<>(values);
        found.values().removeIf(value -> value == 0);
        return found;
    }
}
