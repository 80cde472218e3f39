/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sharpnfv.sharp.flow.Direction;

/**
 * Invariants 1 to 3 of the design, section 4, at each packet: every packet that a switch accepted is processed once, in
 * the order of acceptance, by a VNF whose state counts all packets before it; and packets leave in that order.
 *
 * <p>Faults are taken into account exactly. A packet that a fault destroyed is excused, nothing else is. Where a
 * handover may fail, a packet out of order or without its state is a {@link Suspicion}: at the end there must be a
 * handover of the flow at that time that has ended as failed, or has counted it. Duplicates are never excused.
 */
final class Ledger {
    private static final Pattern SILENCING =
        Pattern.compile("to the dead agent|to the dead switch|tables are not filled");

    private final Clock clock;
    private final Scenario scenario;
    private final Transcript transcript;
    private final List<Track> tracks = new ArrayList<>();
    private final List<Suspicion> suspicions = new ArrayList<>();
    private long packets;
    private int atController;
    private int atControllerMost;
    private int destroyed;

    /** Something that only a failed handover explains, between the last time that all was well and now. */
    record Suspicion(int flow, long sinceNs, long atNs, Invariant invariant, String message) {
    }

    Ledger(final Clock clock, final Scenario scenario, final Transcript transcript) {
        this.clock = clock;
        this.scenario = scenario;
        this.transcript = transcript;
        for (int flow = 0; flow < scenario.flows; flow++) {
            for (final var direction : Direction.values()) {
                tracks.add(new Track(flow, direction));
            }
        }
    }

    List<Track> tracks() {
        return tracks;
    }

    List<Suspicion> suspicions() {
        return suspicions;
    }

    long packets() {
        return packets;
    }

    int destroyed() {
        return destroyed;
    }

    int atController() {
        return atController;
    }

    int atControllerMost() {
        return atControllerMost;
    }

    /** Counts a packet as accepted by a switch and returns its sequence number. */
    int accept(final int flow, final Direction direction) {
        packets++;
        return tracks.get(flow << 1 | direction.ordinal()).accept();
    }

    private Track track(final byte[] frame) {
        return tracks.get(SimFrame.track(frame));
    }

    private void suspect(final Track track, final Invariant invariant, final String message) {
        transcript.say("!! " + message);
        if (!scenario.mayRollBack()) {
            throw new Violation(invariant, message);
        }
        // a state is wrong since its last exact count; that shows when the direction's next packet is processed
        if (invariant == Invariant.STATE && tracks.get(track.flow << 1).silenced) {
            // what is dead silences flows in both directions: a window that closes meanwhile takes them for new
            return;
        }
        suspicions.add(new Suspicion(track.flow, invariant == Invariant.STATE ? track.exactNs : clock.nowNs(),
            clock.nowNs(), invariant, message));
    }

    /** A VNF gets a packet. */
    void process(final SimVnf vnf, final byte[] frame) {
        final var track = track(frame);
        final int sequence = SimFrame.sequence(frame);
        if (SimFrame.destination(track.direction, SimFrame.host(frame)) != macOf(frame)) {
            throw new Violation(Invariant.LOSS_FREE, vnf.id() + " gets " + SimFrame.text(frame) + " with a mark");
        }
        if (track.is(sequence, Track.PROCESSED)) {
            throw new Violation(Invariant.LOSS_FREE, vnf.id() + ", " + track + ": packet " + sequence
                + " is processed for the second time");
        }
        track.set(sequence, Track.PROCESSED);
        if (sequence < track.lastProcessed && !track.is(sequence, Track.STRAY)) {
            suspect(track, Invariant.ORDER, vnf.id() + ", " + track + ": packet " + sequence + " is processed behind "
                + track.lastProcessed);
        }
        track.lastProcessed = Math.max(track.lastProcessed, sequence);
        final var wrong = vnf.process(SimFrame.track(frame), track.processed);
        if (wrong != null) {
            suspect(track, Invariant.STATE, wrong);
        }
        track.exactNs = clock.nowNs();
        track.processed++;
    }

    private static long macOf(final byte[] frame) {
        long mac = 0;
        for (int i = 0; i < 6; i++) {
            mac = mac << 8 | frame[i] & 0xFF;
        }
        return mac;
    }

    /** A host on the far side gets a packet. */
    void deliver(final byte[] frame) {
        final var track = track(frame);
        final int sequence = SimFrame.sequence(frame);
        if (!track.is(sequence, Track.PROCESSED)) {
            throw new Violation(Invariant.LOSS_FREE, track + ": packet " + sequence + " is delivered unprocessed");
        }
        if (track.is(sequence, Track.DELIVERED)) {
            throw new Violation(Invariant.LOSS_FREE, track + ": packet " + sequence + " is delivered a second time");
        }
        track.set(sequence, Track.DELIVERED);
        if (sequence < track.lastDelivered && !track.is(sequence, Track.STRAY)) {
            suspect(track, Invariant.ORDER, track + ": packet " + sequence + " is delivered behind "
                + track.lastDelivered);
        }
        track.lastDelivered = Math.max(track.lastDelivered, sequence);
    }

    /** A fault takes a packet. */
    void destroy(final byte[] frame, final String cause) {
        if (!SimFrame.isControl(frame)) {
            final var track = track(frame);
            track.set(SimFrame.sequence(frame), Track.DESTROYED);
            destroyed++;
            tracks.get(track.flow << 1).silenced |= SILENCING.matcher(cause).find();
            if (transcript.isOn()) {
                transcript.say("destroyed: " + SimFrame.text(frame) + ", " + cause);
            }
        }
    }

    /** An HSL drops a packet and counts it. */
    void drop(final byte[] frame) {
        track(frame).set(SimFrame.sequence(frame), Track.DROPPED);
    }

    /** A packet is at the controller. */
    void enterController(final byte[] frame) {
        final var track = track(frame);
        final int sequence = SimFrame.sequence(frame);
        if (!track.is(sequence, Track.AT_CONTROLLER)) {
            track.set(sequence, Track.AT_CONTROLLER);
            track.inNs(sequence, clock.nowNs());
            atController++;
            atControllerMost = Math.max(atControllerMost, atController);
        }
    }

    /** A packet leaves the controller. Invariant 6: it was there for some round trips, however long the state takes. */
    void leaveController(final byte[] frame) {
        final var track = track(frame);
        final int sequence = SimFrame.sequence(frame);
        if (!track.is(sequence, Track.AT_CONTROLLER)) {
            throw new Violation(Invariant.LOSS_FREE, track + ": packet " + sequence
                + " leaves the controller for the second time");
        }
        track.clear(sequence, Track.AT_CONTROLLER);
        atController--;
        final long thereNs = clock.nowNs() - track.inNs(sequence);
        if (thereNs > Bounds.atControllerNs(scenario)) {
            throw new Violation(Invariant.CONTROLLER_LOAD, track + ": packet " + sequence
                + " was at the controller for "
                + thereNs / 1000 + " us");
        }
    }

    /** The last packet that came is sent on without a handover. */
    void stray(final byte[] frame) {
        track(frame).set(SimFrame.sequence(frame), Track.STRAY);
    }

    /** The controller dies, and what it buffers with it. */
    void destroyAtController() {
        for (final var track : tracks) {
            for (int sequence = 0; sequence < track.accepted; sequence++) {
                if (track.is(sequence, Track.AT_CONTROLLER)) {
                    track.clear(sequence, Track.AT_CONTROLLER);
                    track.set(sequence, Track.DESTROYED);
                    destroyed++;
                    transcript.say("destroyed: packet " + sequence + " of " + track + ", with the controller");
                }
            }
        }
        atController = 0;
    }
}
