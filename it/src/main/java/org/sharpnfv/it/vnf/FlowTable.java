/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * The state of all flows, by their forward key. The packet loop holds the lock for a batch, commands for a look-up; the
 * methods that say so want it to be held.
 */
final class FlowTable {
    private static final int BOTH_SIDES = Direction.FORWARD.bit() | Direction.REVERSE.bit();
    private static final long NO_MARKER = 0;
    /** Many flows' commands may be on their way when their markers come out. */
    private static final int MARKERS_MAX = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition markerArrived = lock.newCondition();
    private final Map<FlowKey, FlowState> flows = new HashMap<>();
    /** Flows whose state has left and has not come back. */
    private final Set<FlowKey> departed = new HashSet<>();
    private final Map<Long, Integer> markers = new HashMap<>();
    private final ArrayDeque<Long> markerOrder = new ArrayDeque<>();
    private final Counters counters;
    private final @Nullable Translation translation;

    FlowTable(final Counters counters) {
        this(counters, null);
    }

    FlowTable(final Counters counters, final @Nullable Translation translation) {
        this.counters = counters;
        this.translation = translation;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** The forward key of a packet's flow; null if nobody knows where it should go. Called with the lock held. */
    @Nullable FlowKey forwardKey(final Direction direction, final FlowKey key) {
        if (direction == Direction.FORWARD) {
            return key;
        }
        return translation != null && translation.isInward(key) ? translation.forwardOf(key) : key.reversed();
    }

    /** What a packet of a flow that is translated looks like in the other direction; null if nothing is known. */
    @Nullable FlowKey related(final Direction direction, final FlowKey key) {
        lock.lock();
        try {
            if (translation == null || direction == Direction.REVERSE) {
                return translation == null ? null : translation.forwardOf(key);
            }
            final FlowState state = flows.get(key);
            return state == null || state.port() == 0 ? null : translation.reverseKey(key, state.port());
        } finally {
            lock.unlock();
        }
    }

    /** Counts a packet and returns the port of its flow outside, 0 without one. Called with the lock held. */
    int count(final FlowKey forwardKey, final Direction direction, final long number) {
        FlowState state = flows.get(forwardKey);
        if (state == null) {
            state = new FlowState();
            flows.put(forwardKey, state);
            if (translation != null && Translation.applies(forwardKey)) {
                state.port(translation.choose(forwardKey));
                translation.know(forwardKey, state.port());
            }
            if (departed.contains(forwardKey)) {
                counters.add("processed-after-export", 1);
            }
        }
        state.count(direction).count(number);
        return state.port();
    }

    /** A marker has come out at one side. Called with the lock held. */
    void markerSeen(final long marker, final Direction side) {
        if (markers.merge(marker, side.bit(), (one, other) -> one | other) == BOTH_SIDES) {
            markerArrived.signalAll();
        }
        markerOrder.add(marker);
        if (markerOrder.size() > 2 * MARKERS_MAX) {
            markers.remove(markerOrder.remove());
        }
    }

    /** Waits for a marker on both sides, then takes the flow's state out of the table. */
    FlowState take(final FlowKey key, final int directions, final long marker, final long patienceNs)
            throws InterruptedException {
        lock.lock();
        try {
            long leftNs = patienceNs;
            while (marker != NO_MARKER && markers.getOrDefault(marker, 0) != BOTH_SIDES) {
                if (leftNs <= 0) {
                    counters.add("marker-missed", 1);
                    break;
                }
                leftNs = markerArrived.awaitNanos(leftNs);
            }
            final FlowState state = flows.get(key);
            if (state == null) {
                counters.add("exported-empty", 1);
                return new FlowState();
            }
            final FlowState taken = state.take(directions);
            if (state.isEmpty()) {
                flows.remove(key);
                departed.add(key);
                forget(key, state);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a flow's state in, in front of what was counted meanwhile. */
    void put(final FlowKey key, final FlowState state) {
        lock.lock();
        try {
            departed.remove(key);
            if (state.isEmpty()) {
                return;
            }
            final FlowState present = flows.putIfAbsent(key, state);
            if (present == null) {
                if (translation != null && state.port() != 0) {
                    translation.know(key, state.port());
                }
            } else {
                // lawful after a request for one direction; the sums of the dump are right in any case
                counters.add("merged", 1);
                present.merge(state);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The flow's state is somebody else's: a roll-back. */
    void discard(final FlowKey key) {
        lock.lock();
        try {
            final FlowState state = flows.remove(key);
            if (state != null) {
                forget(key, state);
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(final FlowKey key, final FlowState state) {
        if (translation != null && state.port() != 0) {
            translation.forget(key, state.port());
        }
    }

    /** The flow has moved for good: it may come back without its state once that has aged. */
    void forgetDeparture(final FlowKey key) {
        lock.lock();
        try {
            departed.remove(key);
        } finally {
            lock.unlock();
        }
    }

    JsonArray toJson() {
        lock.lock();
        try {
            final var all = new JsonArray();
            flows.forEach((key, state) -> {
                final JsonObject flow = state.toJson();
                flow.add("flow", FlowJson.json(key));
                all.add(flow);
            });
            return all;
        } finally {
            lock.unlock();
        }
    }

    static long nanos(final long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
