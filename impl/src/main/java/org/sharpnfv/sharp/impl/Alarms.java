/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.impl.Inbox.Input;

/** What the bundle itself, not the machine, wants to do later. Needs the engine's turn. */
final class Alarms {
    private record Alarm(long dueNs, Input input) implements Comparable<Alarm> {
        @Override
        public int compareTo(final Alarm other) {
            return Long.compare(dueNs, other.dueNs);
        }
    }

    private final PriorityQueue<Alarm> heap = new PriorityQueue<>();

    void at(final long dueNs, final Input input) {
        heap.add(new Alarm(dueNs, input));
    }

    long nextNs() {
        final var first = heap.peek();
        return first == null ? Long.MAX_VALUE : first.dueNs();
    }

    @Nullable Input pollDue(final long nowNs) {
        return nextNs() <= nowNs ? heap.remove().input() : null;
    }
}
