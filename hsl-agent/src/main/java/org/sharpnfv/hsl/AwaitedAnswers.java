/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.hsl.HslMachine;

/** Counts what the VNF or the hook was asked and has not answered yet; what is older than a minute is given up. */
final class AwaitedAnswers {
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(1);

    /** When asked, the oldest first; bounded like the machine's own. */
    private static final class Asked {
        private final Map<Long, Long> askedNs = new LinkedHashMap<>();
        private final Counter counter;

        Asked(final Counter counter) {
            this.counter = counter;
        }

        void add(final long nowNs, final long number) {
            if (askedNs.size() >= HslMachine.MAX_FLOWS) {
                askedNs.remove(askedNs.keySet().iterator().next());
            }
            askedNs.put(number, nowNs);
            counter.set(askedNs.size());
        }

        void remove(final long number) {
            askedNs.remove(number);
            counter.set(askedNs.size());
        }

        void tend(final long nowNs) {
            if (!askedNs.isEmpty()) {
                askedNs.values().removeIf(since -> nowNs - since > PATIENCE_NS);
                counter.set(askedNs.size());
            }
        }
    }

    private final Asked states;
    private final Asked questions;

    AwaitedAnswers(final Counters counters) {
        states = new Asked(counters.counter("vnf.awaited-states"));
        questions = new Asked(counters.counter("vnf.awaited-descriptions"));
    }

    /** To export or to import. */
    void add(final long nowNs, final long handover) {
        states.add(nowNs, handover);
    }

    void remove(final long handover) {
        states.remove(handover);
    }

    /** Which flows belong together. */
    void addQuestion(final long nowNs, final long question) {
        questions.add(nowNs, question);
    }

    void removeQuestion(final long question) {
        questions.remove(question);
    }

    void tend(final long nowNs) {
        states.tend(nowNs);
        questions.tend(nowNs);
    }
}
