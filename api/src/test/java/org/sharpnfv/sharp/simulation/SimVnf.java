/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A stateful VNF: for each flow it counts what it processes. It exports behind the MARKERs, imports, restores. */
final class SimVnf {
    final String id;
    private final Map<Integer, Integer> counts = new HashMap<>();
    private final Map<Integer, Integer> copies = new HashMap<>();
    private final Set<Integer> exported = new HashSet<>();
    private final Set<Integer> importing = new HashSet<>();

    SimVnf(final String id) {
        this.id = id;
    }

    /** Processes a packet; says what is wrong, or null. */
    String process(final int flow) {
        if (exported.contains(flow)) {
            return id + " processes flow " + flow + " after it has exported its state";
        }
        if (importing.contains(flow)) {
            return id + " processes flow " + flow + " before the import is complete";
        }
        counts.merge(flow, 1, Integer::sum);
        return null;
    }

    int export(final int flow) {
        final int count = counts.getOrDefault(flow, 0);
        counts.remove(flow);
        copies.put(flow, count);
        exported.add(flow);
        return count;
    }

    void expectImport(final int flow) {
        importing.add(flow);
    }

    void importState(final int flow, final int count) {
        importing.remove(flow);
        exported.remove(flow);
        counts.put(flow, count);
    }

    void restore(final int flow) {
        if (exported.remove(flow)) {
            counts.put(flow, copies.get(flow));
        }
    }

    int count(final int flow) {
        return counts.getOrDefault(flow, 0);
    }
}
