/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.Message;

/**
 * Questions to the VNFs of a group about flows of which a first packet has come (design: section 5, "VNFs that rewrite
 * headers"). The packets of which no answer has come yet wait here; nothing of a handover has begun. Every instance is
 * asked: whichever has the flow knows it. The first that does decides; if none does, or none answers in time, the flow
 * and its swap belong together.
 */
final class Inquiries {
    /** How long the packets wait for an answer: a hook that starts as a process on a busy host needs part of it. */
    static final long PATIENCE_NS = 1_000_000_000L;
    /** Packets of all flows that may wait; beyond, the swap is taken at once. */
    static final int MAX_PACKETS = 16_384;

    /** How a flow is known before the answer. */
    private record Arrival(Direction direction, FlowKey key) {
    }

    private static final class Inquiry {
        private final Arrival arrival;
        private final Sweep sweep;
        private final long question;
        private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
        private final Map<Instance, Outstanding> asked = new HashMap<>();
        private Timers.Timer patience;

        Inquiry(final Arrival arrival, final Sweep sweep, final long question) {
            this.arrival = arrival;
            this.sweep = sweep;
            this.question = question;
        }
    }

    private final ControllerMachine machine;
    private final Group group;
    private final Map<Arrival, Inquiry> byArrival = new HashMap<>();
    private final Map<Long, Inquiry> byQuestion = new HashMap<>();
    private int packets;

    Inquiries(final ControllerMachine machine, final Group group) {
        this.machine = machine;
        this.group = group;
    }

    /** Another packet of a flow that is asked about; false if it is not. */
    boolean add(final long nowNs, final Direction direction, final FlowKey arrived, final byte[] frame) {
        final var inquiry = byArrival.isEmpty() ? null : byArrival.get(new Arrival(direction, arrived));
        if (inquiry == null) {
            return false;
        }
        put(inquiry, frame);
        if (packets > MAX_PACKETS) {
            giveUp(nowNs, inquiry);
        }
        return true;
    }

    private void put(final Inquiry inquiry, final byte[] frame) {
        inquiry.frames.add(frame);
        packets++;
    }

    /** Asks about the flow of a packet; false if nobody is there who would know. */
    boolean begin(final long nowNs, final Sweep sweep, final Direction direction, final FlowKey arrived,
            final byte[] frame) {
        if (packets >= MAX_PACKETS || group.agents().values().stream().noneMatch(AgentStatus::describesFlows)) {
            return false;
        }
        final var inquiry = new Inquiry(new Arrival(direction, arrived), sweep, machine.nextIdentity());
        byArrival.put(inquiry.arrival, inquiry);
        byQuestion.put(inquiry.question, inquiry);
        put(inquiry, frame);
        // the detection entry must stay until the handover has begun
        sweep.countStarting(1);
        inquiry.patience = machine.timers().at(nowNs + PATIENCE_NS, now -> giveUp(now, inquiry));
        final var node = group.config().attachment(direction).node();
        for (final var instance : group.config().instances()) {
            if (group.agents().get(instance.id()).describesFlows()) {
                inquiry.asked.put(instance, new Outstanding(machine, nowNs, node, instance.port(direction),
                    new Message.DescribeFlow(inquiry.question, direction, arrived), sweep.counters()));
            }
        }
        return true;
    }

    /** An answer; one that comes late, or once more, changes nothing. */
    void handleDescribed(final long nowNs, final Instance sender, final Message.FlowDescribed answer) {
        final var inquiry = byQuestion.get(answer.handover());
        if (inquiry == null) {
            return;
        }
        if (answer.known() && answer.key(inquiry.arrival.direction).equals(inquiry.arrival.key)) {
            decide(nowNs, inquiry, answer.forward(), answer.reverse());
            return;
        }
        Outstanding.stop(inquiry.asked.remove(sender));
        if (inquiry.asked.isEmpty()) {
            giveUp(nowNs, inquiry);
        }
    }

    private void giveUp(final long nowNs, final Inquiry inquiry) {
        final var key = inquiry.arrival.key;
        final boolean forward = inquiry.arrival.direction == Direction.FORWARD;
        decide(nowNs, inquiry, forward ? key : key.reversed(), forward ? key.reversed() : key);
    }

    /** The flow is known now: both directions' packets that wait begin its handover. */
    private void decide(final long nowNs, final Inquiry inquiry, final FlowKey forward, final FlowKey reverse) {
        final var both = new ArrayList<Inquiry>();
        both.add(inquiry);
        final var direction = inquiry.arrival.direction.opposite();
        final var other = byArrival.get(new Arrival(direction, direction == Direction.FORWARD ? forward : reverse));
        if (other != null) {
            both.add(other);
        }
        both.forEach(this::close);
        final var sweep = current(inquiry.sweep);
        if (sweep == null || machine.slots().isFull() || group.isActive(forward)) {
            both.forEach(each -> feed(nowNs, each, forward));
        } else {
            final var handover = machine.begin(nowNs, sweep, forward, reverse);
            both.forEach(each -> each.frames.forEach(frame ->
                handover.handlePacket(nowNs, each.arrival.direction, frame, 0)));
            handover.awaitSilence(nowNs);
            if (sweep.isCancelled()) {
                handover.cancel(nowNs);
            }
        }
        both.forEach(each -> each.sweep.countStarting(-1));
    }

    /** The sweep that the packets belong to now; null if there is none any more. */
    private Sweep current(final Sweep sweep) {
        return group.requests().containsValue(sweep.request()) ? sweep.request().current() : null;
    }

    /** A handover that has begun meanwhile takes the packets, or they go where the flow goes. */
    private void feed(final long nowNs, final Inquiry inquiry, final FlowKey forward) {
        final var handover = group.active(inquiry.arrival.direction, inquiry.arrival.key);
        for (final byte[] frame : inquiry.frames) {
            if (handover != null) {
                handover.handlePacket(nowNs, inquiry.arrival.direction, frame, 0);
            } else {
                machine.passOn(group, inquiry.arrival.direction, forward, frame);
            }
        }
    }

    private void close(final Inquiry inquiry) {
        byArrival.remove(inquiry.arrival);
        byQuestion.remove(inquiry.question);
        if (inquiry.patience != null) {
            inquiry.patience.cancel();
        }
        inquiry.asked.values().forEach(Outstanding::stop);
        packets -= inquiry.frames.size();
    }

    /** The group is gone: what waits goes where everything goes now. */
    void abandon() {
        for (final var inquiry : List.copyOf(byArrival.values())) {
            close(inquiry);
            inquiry.frames.forEach(frame -> machine.passOn(group, inquiry.arrival.direction,
                group.forwardKey(inquiry.arrival.direction, inquiry.arrival.key), frame));
            inquiry.sweep.countStarting(-1);
        }
    }
}
