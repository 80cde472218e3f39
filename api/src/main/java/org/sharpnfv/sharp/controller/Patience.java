/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/** How long a flow's handover waits: for its HSLs to acknowledge, and for packets of a direction that seems silent. */
final class Patience {
    /** How much later an HSL may acknowledge for each message that is queued there, nanoseconds. */
    private static final long BUSY_NS = 1_000_000L;

    private final ControllerMachine machine;
    private final Sweep sweep;
    private final Lanes lanes;

    Patience(final ControllerMachine machine, final Sweep sweep, final Lanes lanes) {
        this.machine = machine;
        this.sweep = sweep;
        this.lanes = lanes;
    }

    /** How long an HSL that has nothing else to do may be silent, nanoseconds. */
    long limitNs() {
        return Math.min(machine.settings().acknowledgeNs(), sweep.request().config().deadlineNs() / 2);
    }

    /**
     * How long a direction is silent before it counts as such, nanoseconds. Waiting does not use the deadline up, and
     * is no shorter than where START_HO waits.
     */
    long silenceNs() {
        final var settings = machine.settings();
        return Math.min(settings.silenceNs(),
            Math.max(settings.startSilenceNs(), sweep.request().config().deadlineNs() / 4));
    }

    /** Whether a switch is not connected, so that nobody behind it can answer. */
    boolean isCutOff() {
        return lanes.any(lane -> !machine.book().isConnected(lane.node));
    }

    /** How long all HSLs that have yet to acknowledge may go on without a word; 0 if one was silent for too long. */
    long leftNs(final long nowNs, final Instance from, final Instance to) {
        long leftNs = Long.MAX_VALUE;
        for (final var lane : lanes) {
            if (!lane.destinationAcknowledged) {
                leftNs = Math.min(leftNs, leftNs(nowNs, to, lane));
            }
            if (!lane.sourceAcknowledged) {
                leftNs = Math.min(leftNs, leftNs(nowNs, from, lane));
            }
        }
        return Math.max(0, leftNs);
    }

    private long leftNs(final long nowNs, final Instance instance, final Lane lane) {
        final var control = sweep.group().controlPort(instance, lane.direction);
        final long silentNs = Math.min(nowNs - control.heardNs(), connectedForNs(nowNs));
        return limitNs() + control.queued() * BUSY_NS - silentNs;
    }

    /** How long all of its switches have been connected; 0 if one is not. */
    private long connectedForNs(final long nowNs) {
        long shortestNs = Long.MAX_VALUE;
        for (final var lane : lanes) {
            shortestNs = Math.min(shortestNs, machine.book().connectedForNs(nowNs, lane.node));
        }
        return shortestNs;
    }
}
