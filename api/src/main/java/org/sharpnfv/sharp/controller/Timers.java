/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Everything that is to happen at a time. Cancelled timers leave the heap together, once they are the most of it. */
final class Timers {
    private final PriorityQueue<Timer> heap = new PriorityQueue<>(Timers::compare);
    private long order;
    private int cancelled;

    /** Something that is to happen. */
    final class Timer {
        private final long dueNs;
        private final long order;
        private LongConsumer action;

        private Timer(final long dueNs, final long order, final LongConsumer action) {
            this.dueNs = dueNs;
            this.order = order;
            this.action = action;
        }

        void cancel() {
            if (action != null) {
                action = null;
                cancelled++;
            }
        }
    }

    private static int compare(final Timer one, final Timer other) {
        final int byTime = Long.compare(one.dueNs - other.dueNs, 0);
        return byTime != 0 ? byTime : Long.compare(one.order, other.order);
    }

    Timer at(final long dueNs, final LongConsumer action) {
        final var timer = new Timer(dueNs, order++, action);
        heap.add(timer);
        if (cancelled > heap.size() / 2) {
            heap.removeIf(each -> each.action == null);
            cancelled = 0;
        }
        return timer;
    }

    void run(final long nowNs) {
        for (var timer = heap.peek(); timer != null && timer.dueNs - nowNs <= 0; timer = heap.peek()) {
            heap.remove();
            final var action = timer.action;
            if (action == null) {
                cancelled--;
            } else {
                timer.action = null;
                action.accept(nowNs);
            }
        }
    }

    long nextNs() {
        while (!heap.isEmpty() && heap.peek().action == null) {
            heap.remove();
            cancelled--;
        }
        return heap.isEmpty() ? Long.MAX_VALUE : heap.peek().dueNs;
    }
}
