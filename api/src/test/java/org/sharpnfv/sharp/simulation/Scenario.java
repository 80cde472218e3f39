/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.controller.HandoverMode;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Overflow;

/** What a seed stands for: the size of a run, its faults, times and limits. Script and delays follow from it. */
final class Scenario {
    static final long MS = 1_000_000L;
    static final int INSTANCES = 3;

    private static final int LARGE_ONE_IN = 4_000;
    private static final int MEDIUM_ONE_IN = 500;
    private static final int BUSY_ONE_IN = 32;
    /** Rarely: what asks whether agents are there is no part of a handover. */
    private static final long HELLO_NS = 8_000 * MS;
    private static final int SMALL_PACKETS = 60;
    /** How much slower a very slow cache is than a usual one. */
    private static final int VERY = 5;
    private static final Set<Fault> TRANSLATABLE = EnumSet.of(Fault.STALE_CACHE, Fault.CONTROL_DUPLICATION,
        Fault.SMALL_BUFFERS, Fault.VNF_SLOW, Fault.VNF_FAILURE);

    final long seed;
    /** How flows are moved; the same seed means the same traffic, script and faults in each mode. */
    final HandoverMode mode;
    final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    final int flows;
    final int actions;
    final long packets;
    /** The VNFs rewrite headers: the reverse of a flow is not its swap. */
    final boolean translates;
    final boolean sameSwitch;
    final int hostPorts;
    final ControlKey key;
    final ControllerSettings settings;

    final long controlDelayNs;
    final long staleNs;
    final double controlLoss;
    final double duplication;
    final double delay;
    final double packetInLoss;
    final double packetOutLoss;

    final long stateNs;
    final long vnfWordNs;
    final double vnfSilence;
    final double vnfFailure;

    final long idleNs;
    final long hardNs;
    final long deadlineNs;
    final boolean continueWithoutState;
    final boolean rollBack;
    final boolean cancels;
    final Overflow overflow;
    final int controllerLimit;
    final int agentLimit;
    final int poolLimit;
    /** How long traffic goes on after the last action. */
    final long tailNs;

    Scenario(final long seed, final HandoverMode mode) {
        this.seed = seed;
        this.mode = mode;
        final var dice = new Dice(seed, "scenario");
        chooseFaults(new Dice(seed, "faults"));
        final boolean large = dice.oneIn(LARGE_ONE_IN);
        final boolean medium = !large && dice.oneIn(MEDIUM_ONE_IN);
        final boolean busy = dice.oneIn(BUSY_ONE_IN);
        flows = large ? dice.between(1_000, 3_000) : medium ? dice.between(20, 150) : dice.between(1, 4);
        packets = large ? flows * 8L : medium ? flows * 30L : busy ? SMALL_PACKETS * 8 : SMALL_PACKETS;
        actions = large ? 1 : dice.between(1, 4);
        // an answer that gets lost leaves two flows of one, whose state is then torn: not with faults that do that
        translates = TRANSLATABLE.containsAll(faults) && new Dice(seed, "translation").oneIn(4);
        sameSwitch = dice.oneIn(6);
        hostPorts = dice.oneIn(8) ? 2 : 1;
        key = dice.oneIn(16) ? ControlKey.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
            : ControlKey.NONE;
        controlDelayNs = dice.spread(60_000, dice.oneIn(8) ? 5 * MS : 600_000);
        cancels = dice.oneIn(6);
        final boolean fails = !isHarmless();
        rollBack = !fails || dice.below(4) > 0;
        continueWithoutState = dice.oneIn(2);
        final long usualNs = !faults.contains(Fault.STALE_CACHE) ? dice.upTo(MS / 10)
            : dice.upTo(dice.oneIn(2) ? 3 * MS : 15 * MS);
        controlLoss = faults.contains(Fault.CONTROL_LOSS) ? dice.fraction() * 0.2 : 0;
        duplication = faults.contains(Fault.CONTROL_DUPLICATION) ? dice.fraction() * 0.5 : 0;
        delay = faults.contains(Fault.CONTROL_DELAY) ? dice.fraction() * 0.5 : 0;
        packetInLoss = faults.contains(Fault.PACKET_IN_LOSS) ? dice.fraction() * 0.1 : 0;
        packetOutLoss = faults.contains(Fault.PACKET_OUT_LOSS) ? dice.fraction() * 0.1 : 0;
        final boolean slow = faults.contains(Fault.VNF_SLOW);
        stateNs = slow ? dice.spread(MS, 400 * MS) : dice.oneIn(4) ? dice.upTo(30 * MS) : MS / 10;
        staleNs = isVeryStale(usualNs) ? VERY * usualNs : usualNs;
        vnfWordNs = slow ? dice.spread(MS / 100, 100 * MS) : dice.oneIn(16) ? dice.upTo(400 * MS) : 20_000;
        vnfSilence = faults.contains(Fault.VNF_SILENT) ? dice.fraction() : 0;
        vnfFailure = faults.contains(Fault.VNF_FAILURE) ? dice.fraction() : 0;
        idleNs = 2 * staleNs + 4 * controlDelayNs + (large ? 60 : dice.between(8, 24)) * MS;
        hardNs = idleNs * dice.between(2, 8);
        final boolean shortDeadline = fails && dice.oneIn(2);
        deadlineNs = shortDeadline ? dice.spread(20, 300) * MS : 2_000 * MS;
        final long acknowledgeNs = fails && dice.oneIn(2) ? dice.spread(60, 300) * MS : 1_000 * MS;
        final var wait = new Dice(seed, "waiting");
        final var waiting = settings(acknowledgeNs, flows > 4 ? wait.between(16, 64) : wait.between(1, 4));
        final var aligned = isAligned() ? waiting.withAlignedEntries() : waiting;
        settings = startsRelease() ? aligned.withStartRelease() : aligned;
        final boolean small = faults.contains(Fault.SMALL_BUFFERS);
        overflow = Overflow.values()[dice.below(3)];
        controllerLimit = small ? dice.between(1, 20) : 100_000;
        agentLimit = small ? dice.between(1, 20) : 100_000;
        poolLimit = small && dice.oneIn(3) ? dice.between(5, 60) : Integer.MAX_VALUE;
        tailNs = idleNs + 15 * MS + (fails ? dice.spread(10, 200) * MS : 0);
    }

    private ControllerSettings settings(final long acknowledgeNs, final int flowsAtOnce) {
        final var base = ControllerSettings.DEFAULT;
        return new ControllerSettings(base.classifierTable(), base.steeringTable(), base.classifierPriority(),
            base.steeringPriority(), base.cookiePrefix(), base.etherType(), base.guardNs(),
            base.startSilenceNs(), isBrief() ? base.startSilenceNs() : base.silenceNs(), acknowledgeNs,
            acknowledgesLate() ? base.acknowledgeWithinNs() : 0, HELLO_NS, flowsAtOnce, 0, false, false);
    }

    /** Half of them; what happened with a seed that told something must happen with it again. */
    private boolean isAligned() {
        return new Dice(seed, "alignment").oneIn(2)
            && Arrays.stream(TellingSeeds.all()).noneMatch(telling -> telling == seed);
    }

    /** Half of them, as above. */
    private boolean startsRelease() {
        return new Dice(seed, "start-release").oneIn(2) && !isTelling();
    }

    /** Three of four, as above. */
    private boolean acknowledgesLate() {
        return !new Dice(seed, "acknowledge-within").oneIn(4) && !isTelling();
    }

    /** One of four, and the telling ones: a direction may end while the switch still sends its packets here. */
    private boolean isBrief() {
        return new Dice(seed, "brief-silence").oneIn(4) || isTelling();
    }

    /**
     * Half of those, as above, in which the destination can put packets in order, or START_HO waits for longer. Their
     * switches use old entries for up to 75 ms, or up to 20.
     */
    private boolean isVeryStale(final long usualNs) {
        final long startSilenceNs = ControllerSettings.DEFAULT.startSilenceNs();
        return (stateNs > 10 * usualNs || VERY * usualNs < startSilenceNs)
            && new Dice(seed, "very-stale").oneIn(2) && !isTelling();
    }

    private boolean isTelling() {
        return LongStream.concat(LongStream.of(TellingSeeds.all()), LongStream.of(TellingSeeds.rare()))
            .anyMatch(telling -> telling == seed);
    }

    private void chooseFaults(final Dice dice) {
        final int count = dice.oneIn(3) ? 0 : dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            final var fault = Fault.values()[dice.below(Fault.values().length)];
            if (fault.isEnabled()) {
                faults.add(fault);
            }
        }
        if (faults.contains(Fault.CONTROLLER_CRASH)) {
            // its successor knows from the switches where flows are: with both gone nobody does
            faults.remove(Fault.SWITCH_CRASH);
        }
        if (faults.isEmpty() && dice.oneIn(2) && Fault.STALE_CACHE.isEnabled()) {
            faults.add(Fault.STALE_CACHE);
        }
    }

    boolean has(final Fault fault) {
        return faults.contains(fault);
    }

    /** Whether every handover must complete. */
    boolean isHarmless() {
        return Fault.HARMLESS.containsAll(faults);
    }

    /** Whether a handover may be rolled back. */
    boolean mayRollBack() {
        return !isHarmless() || cancels;
    }

    /** Whether something may be lost that a process held or that was on its way to one that is dead. */
    boolean crashes() {
        return faults.stream().anyMatch(Fault.CRASHES::contains);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + mode + ": " + flows + " flows, " + actions + " actions, faults " + faults
            + (translates ? ", translated" : "") + (sameSwitch ? ", one switch" : "")
            + ", stale " + staleNs / 1000 + " us, control " + controlDelayNs / 1000
            + " us, state " + stateNs / 1000 + " us, word " + vnfWordNs / 1000 + " us, deadline " + deadlineNs / MS
            + " ms, idle " + idleNs / MS + " ms, limits " + controllerLimit + " and " + agentLimit + " " + overflow
            + (rollBack ? ", roll-back" : ", no roll-back") + (continueWithoutState ? ", continue" : "");
    }
}
