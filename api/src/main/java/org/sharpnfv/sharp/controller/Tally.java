/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageType;
import org.sharpnfv.sharp.wire.Outcome;

/**
 * What is counted over all requests, for as long as the machine lives: what a request has counted is forgotten with the
 * request, and a total must never fall.
 */
final class Tally {
    private final CounterSet packets = new CounterSet(null);
    private final long[] received = new long[MessageType.values().length];
    private final long[] sent = new long[MessageType.values().length];
    private final long[] lost = new long[Loss.values().length];
    private final Map<Outcome, Durations.Counter> ended = new EnumMap<>(Outcome.class);
    private long detected;
    private long leftBehind;
    private long late;
    private long lostByAgents;
    private long reordered;

    Tally() {
        for (final var outcome : Outcome.values()) {
            ended.put(outcome, new Durations.Counter());
        }
    }

    /** Counts the packets of all requests. */
    CounterSet packets() {
        return packets;
    }

    void received(final Message message) {
        received[MessageType.of(message).ordinal()]++;
    }

    void sent(final Message message) {
        sent[MessageType.of(message).ordinal()]++;
    }

    void lost(final Loss why) {
        lost[why.ordinal()]++;
    }

    void detected() {
        detected++;
    }

    void ended(final Outcome outcome, final long durationNs, final AgentCounters agent) {
        ended.get(outcome).add(durationNs);
        late += agent.late();
        lostByAgents += agent.lost();
        reordered += agent.reordered();
    }

    void leftBehind() {
        leftBehind++;
    }

    Statistics view(final Map<Phase, Integer> requests, final Map<Phase, Integer> flows,
            final ProtocolCounters protocol, final Map<String, GroupView> groups) {
        final var durations = new EnumMap<Outcome, Durations>(Outcome.class);
        ended.forEach((outcome, counter) -> durations.put(outcome, counter.view()));
        return new Statistics(requests, flows, detected, durations, leftBehind, packets.view(), late, lostByAgents,
            reordered, byName(Loss.values(), lost), byName(MessageType.values(), received),
            byName(MessageType.values(), sent), protocol, groups);
    }

    private static <T> Map<T, Long> byName(final T[] names, final long[] counts) {
        final var map = new LinkedHashMap<T, Long>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], counts[i]);
        }
        return map;
    }
}
