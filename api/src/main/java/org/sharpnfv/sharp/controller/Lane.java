/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayDeque;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * One direction of a flow in handover: its packets at the controller and how far its epochs are (design: section 3).
 */
final class Lane {
    final Direction direction;
    final FlowKey key;
    final String node;

    /** In a roll-back, packets that the attempt before had sent to the destination as late ones: the oldest of all. */
    final ArrayDeque<byte[]> lateBefore = new ArrayDeque<>();
    /** In a roll-back, packets that came back from the source: older than all others. */
    final ArrayDeque<byte[]> oldestBuffer = new ArrayDeque<>();
    /** Packets that are older than all in {@link #buffer}: they came back from an HSL. */
    final ArrayDeque<byte[]> lateBuffer = new ArrayDeque<>();
    /** Packets of the epoch in which the switch sends the flow here, in their order. */
    final ArrayDeque<byte[]> buffer = new ArrayDeque<>();

    /** A packet of the epoch was seen: the one before is over in the switch. */
    boolean epochSeen;
    /** START_HO to the source on this side, or null if it was not sent yet. */
    Outstanding startSource;
    boolean sourceAcknowledged;
    /** START_HO to the source was sent behind evidence that the epoch before is over, and not on a guess. */
    boolean startProven;
    /** Its acknowledgement is here: everything that the source sends back as late is here, too. */
    boolean sourceEmptied;
    int round;
    /** START_HO to the destination on this side, or null if it was not sent yet. */
    Outstanding startDestination;
    boolean destinationAcknowledged;
    boolean drained;

    /** The exact entry as it was installed last, or null. */
    FlowEntry exact;
    /** The barrier behind the exact entry has been answered. */
    boolean exactInForce;
    boolean firstUnmarked;
    /** START_RELEASE has been sent. */
    boolean begun;
    /** RELEASE_FINISHED has been sent. */
    boolean closed;
    Outstanding release;

    int released;
    /** How many of those were late ones. The destination gives them back first. */
    int lateReleased;
    /** How many late ones of the attempt before have not been given back yet. */
    int lateAwaited;
    long lastPacketNs;

    Lane(final Direction direction, final FlowKey key, final String node) {
        this.direction = direction;
        this.key = key;
        this.node = node;
    }

    int buffered() {
        return lateBefore.size() + oldestBuffer.size() + lateBuffer.size() + buffer.size();
    }

    /** Whether the destination may have let packets through. */
    boolean mayHavePassed() {
        return begun || closed;
    }

    /** The oldest packet that is buffered from before the epoch at the controller, or null. */
    byte[] pollLate() {
        final var oldest = lateBefore.isEmpty() ? oldestBuffer : lateBefore;
        return oldest.isEmpty() ? lateBuffer.poll() : oldest.poll();
    }

    /** Begins a new attempt: what is buffered stays, what came back so far came from the source. */
    void restart() {
        settle();
        oldestBuffer.addAll(lateBuffer);
        lateBuffer.clear();
        startSource = null;
        startDestination = null;
        release = null;
        epochSeen = false;
        sourceAcknowledged = false;
        startProven = false;
        sourceEmptied = false;
        round = 0;
        destinationAcknowledged = false;
        drained = false;
        exactInForce = false;
        firstUnmarked = false;
        begun = false;
        closed = false;
        released = 0;
        lateAwaited = lateReleased;
        lateReleased = 0;
    }

    /** Stops repeating messages. */
    void settle() {
        Outstanding.stop(startSource);
        Outstanding.stop(startDestination);
        Outstanding.stop(release);
    }
}
