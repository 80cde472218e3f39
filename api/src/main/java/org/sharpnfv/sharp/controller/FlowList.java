/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * A sweep's flows as the northbound lists them: those in progress and those that did not complete or lost something,
 * others up to a limit; a flow that was tried more than once is there with its last try. Remembers what the northbound
 * was told, so that telling it what is new takes no longer than what is new.
 */
final class FlowList {
    /** Completed flows that are kept. */
    static final int MAX_COMPLETED = 200;
    /** Ended flows that are kept, those that did not complete included. */
    static final int MAX_ENDED = 10_000;

    private final Map<FlowKey, FlowHandover> inProgress = new LinkedHashMap<>();
    private final Map<FlowKey, FlowView> ended = new LinkedHashMap<>();
    private final Set<FlowKey> changed = new LinkedHashSet<>();
    private final Set<FlowKey> told = new HashSet<>();
    private boolean untold = true;

    Collection<FlowHandover> inProgress() {
        return inProgress.values();
    }

    void begin(final FlowHandover handover) {
        inProgress.put(handover.key(), handover);
        changed.add(handover.key());
    }

    void change(final FlowHandover handover) {
        changed.add(handover.key());
    }

    /** The flow's handover has ended, or it is of no interest any more. */
    void end(final FlowHandover handover, final boolean isOfInterest) {
        final var key = handover.key();
        inProgress.remove(key);
        changed.add(key);
        if (isOfInterest && (ended.size() < MAX_COMPLETED || ended.containsKey(key)
                || isRemarkable(handover.view()) && ended.size() < MAX_ENDED)) {
            ended.put(key, handover.view());
        } else {
            ended.remove(key);
        }
    }

    private static boolean isRemarkable(final FlowView view) {
        return view.phase() != Phase.COMPLETED || view.reason() != null || view.controller().lost() > 0
            || view.agent().lost() > 0 || view.agent().reordered() > 0;
    }

    /** What is told of an ended flow is true no more. */
    void correct(final FlowHandover handover) {
        if (ended.replace(handover.key(), handover.view()) != null) {
            changed.add(handover.key());
        }
    }

    /** All that are listed. */
    List<FlowView> views() {
        final var views = new ArrayList<>(ended.values());
        inProgress.values().forEach(handover -> views.add(handover.view()));
        return views;
    }

    /** What is new since the last call. */
    SweepUpdate poll(final SweepView summary) {
        final var news = new ArrayList<FlowView>(changed.size());
        final var gone = new ArrayList<FlowKey>();
        for (final var key : changed) {
            final var active = inProgress.get(key);
            final var view = active == null ? ended.get(key) : active.view();
            if (view != null) {
                news.add(view);
                told.add(key);
            } else if (told.remove(key)) {
                gone.add(key);
            }
        }
        changed.clear();
        final boolean isWhole = untold;
        untold = false;
        return new SweepUpdate(isWhole, summary.with(news), gone);
    }

    /** Everything is new again: what was told has been forgotten. */
    void restate() {
        untold = true;
        told.clear();
        changed.addAll(ended.keySet());
        changed.addAll(inProgress.keySet());
    }
}
