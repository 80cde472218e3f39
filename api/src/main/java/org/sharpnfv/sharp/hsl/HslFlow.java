/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Message.StartHandover;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/**
 * One attempt to hand over one flow, as the HSL of one instance sees it.
 *
 * <pre>
 *  SOURCE       waits for START_HO on each side -> drains the VNF -> DRAINED -> waits for HANDOVER_ENDED -> lingers
 *  DESTINATION  holds -> state and RELEASE_FINISHED are there -> releases -> HANDOVER_FINISHED -> lingers
 * </pre>
 *
 * <p>Lingering: a late packet is still treated rightly for a while, then the flow is forgotten.
 */
final class HslFlow {
    /** How long a transparent VNF without a control channel is given to pass the MARKER through, nanoseconds. */
    static final long DRAIN_NS = 5_000_000L;
    /** How long announced packets that have not come are waited for, nanoseconds. The channel is in order. */
    static final long SHORTFALL_NS = 100_000_000L;
    /** How long a flow is kept after its end, nanoseconds. */
    static final long LINGER_NS = 3_000_000_000L;

    private static final int BOTH = 3;

    private final HslMachine machine;
    private final StartHandover start;
    private final int markToken;
    private final FlowGate[] gates = new FlowGate[2];
    private final long startedNs;
    private final Retry[] drainedRetry = new Retry[2];
    private final Retry[] firstUnmarkedRetry = new Retry[2];
    private final int[] rounds = new int[2];
    private final int[] announced = {-1, -1};
    /** Acknowledgements that HANDOVER_FINISHED makes needless if it goes out before they are due. */
    private final Owed[] owed = new Owed[2];
    private Retry finishedRetry;
    private Retry failedRetry;
    private Retry reportRetry;
    private Retry importedRetry;
    /** Of a source whose state goes through the controller, and not all of it has arrived. */
    private OutgoingState outgoing;
    /** Of a destination whose state comes through the controller. */
    private IncomingState incoming;

    private int arrived;
    /** An attempt to take the flow back to its source, which came too late; 0 if there was none. */
    private long refused;
    private int refusedToken;
    private int superseded;
    private int acknowledged;
    private boolean stateThere;
    private boolean stateless;
    private boolean vnfToldToExport;
    private boolean drained;
    private int markersBack;
    private Outcome outcome;
    private long importedNs;
    private long timerNs = Long.MAX_VALUE;
    private long shortfallNs = Long.MAX_VALUE;
    private long giveUpNs;
    private long wakeNs = Long.MAX_VALUE;
    /** A controller goes on with it that has not begun it. */
    private boolean inherited;
    private boolean ended;
    private boolean endHeard;
    private boolean released;
    /** Directions whose marked packets may pass. */
    private int passing;

    private int held;
    private int ctrlBuffMax;
    private int swBuffMax;
    private int late;
    private int lost;
    private int reordered;
    private boolean overflow;

    /** A message that is to be sent at a time. */
    private record Owed(long dueNs, Direction side, Message message) {
    }

    HslFlow(final HslMachine machine, final StartHandover start, final int markToken, final long nowNs) {
        this.machine = machine;
        this.start = start;
        this.markToken = markToken;
        startedNs = nowNs;
        giveUpNs = nowNs + patienceNs(start);
    }

    StartHandover start() {
        return start;
    }

    int markToken() {
        return markToken;
    }

    boolean hasMark(final long mark) {
        return Mark.belongsTo(mark, start.handover(), markToken)
            || refused != 0 && Mark.belongsTo(mark, refused, refusedToken);
    }

    /**
     * The flow stays with this attempt. Until the controller hears of it, its packets come with the other one's mark.
     */
    void refuse(final long attempt, final int token) {
        refused = attempt;
        refusedToken = token;
    }

    FlowGate gate(final Direction direction) {
        return gates[direction.ordinal()];
    }

    /** START_HO has arrived on a side: the first time it makes the gate, a repetition only repeats the answer. */
    void handleStart(final long nowNs, final Direction side, final StartHandover again) {
        if (ended && outcome != null) {
            // another controller has heard of it from the source only, which does not know that it is over
            machine.send(side, finished());
        }
        if (ended) {
            // the end has overtaken it on the other side
            return;
        }
        rounds[side.ordinal()] = again.round();
        if (reportRetry != null) {
            // another controller goes on with it, by its own deadline
            reportRetry = null;
            giveUpNs = nowNs + patienceNs(again);
            repeatDrained(nowNs);
        }
        if (start.role() == Role.SOURCE) {
            startSource(nowNs, side);
        } else {
            startDestination(nowNs, side);
        }
    }

    private void startSource(final long nowNs, final Direction side) {
        if (!side.in(arrived)) {
            arrived |= side.bit();
            final var gate = new FlowGate(this, side, FlowGate.State.RETURNING);
            gates[side.ordinal()] = gate;
            machine.install(nowNs, gate);
            if (start.transfer() == StateTransfer.UNGUARDED) {
                acknowledge(side);
                letPass(gate);
            } else if (gate.held() == 0) {
                gate.next();
            } else {
                machine.draining(gate);
            }
        } else if (side.in(acknowledged)) {
            acknowledge(side);
        }
        if (arrived == start.directions() && !vnfToldToExport) {
            vnfToldToExport = true;
            export(nowNs);
        }
    }

    private void export(final long nowNs) {
        switch (start.transfer()) {
            case MOVE, RELAY -> {
                machine.sendMarkers(this);
                if (machine.vnfAttached()) {
                    machine.tellToExport(isRelayed() ? HslOutput.Instruction.GET_STATE
                        : HslOutput.Instruction.EXPORT_STATE, this, true);
                } else {
                    timerNs = nowNs + DRAIN_NS;
                }
            }
            case UNGUARDED -> {
                machine.tellToExport(HslOutput.Instruction.EXPORT_STATE, this, false);
                handleDrained(nowNs);
            }
            case NONE, RESTORE -> handleDrained(nowNs);
        }
    }

    private boolean isRelayed() {
        return start.transfer() == StateTransfer.RELAY;
    }

    /** The side of messages that belong to none. */
    private Direction anySide() {
        return Direction.FORWARD.in(start.directions()) ? Direction.FORWARD : Direction.REVERSE;
    }

    private void startDestination(final long nowNs, final Direction side) {
        final boolean first = arrived == 0;
        if (!side.in(arrived)) {
            arrived |= side.bit();
            final var gate = new FlowGate(this, side, FlowGate.State.HOLD);
            gates[side.ordinal()] = gate;
            machine.install(nowNs, gate);
            if (start.transfer() == StateTransfer.UNGUARDED) {
                letPass(gate);
            }
        }
        if (first) {
            expectState(nowNs);
        }
        acknowledge(side);
    }

    private void expectState(final long nowNs) {
        switch (start.transfer()) {
            case RELAY -> incoming = new IncomingState();
            case MOVE, UNGUARDED, RESTORE, NONE -> {
                if (start.transfer() == StateTransfer.NONE || !machine.vnfAttached()) {
                    stateThere = true;
                    importedNs = nowNs;
                } else {
                    machine.tell(start.transfer() == StateTransfer.RESTORE ? HslOutput.Instruction.RESTORE_STATE
                        : HslOutput.Instruction.IMPORT_STATE, this);
                }
            }
        }
    }

    /** Nothing waits: what an earlier attempt holds passes, and then everything. */
    private void letPass(final FlowGate gate) {
        released = true;
        gate.giveUp();
        machine.draining(gate);
    }

    private void acknowledge(final Direction side) {
        acknowledged |= side.bit();
        if (inherited) {
            // what it was told before may be lost, and an acknowledgement alone does not say that it is known here
            machine.send(side, report());
        }
        final var gate = gates[side.ordinal()];
        machine.send(side, new Message.StartAcknowledged(start.handover(), start.role(), side,
            gate == null ? 0 : gate.returned(), rounds[side.ordinal()]));
    }

    /** A gate has nothing left to drain. */
    void drained(final Direction direction) {
        if (start.role() == Role.SOURCE) {
            if (!direction.in(acknowledged)) {
                acknowledge(direction);
            }
        } else {
            machine.dirty(this);
        }
    }

    /** The VNF has processed all that it got. */
    void handleDrained(final long nowNs) {
        if (!drained && start.role() == Role.SOURCE) {
            drained = true;
            timerNs = Long.MAX_VALUE;
            if (isRelayed() && !machine.vnfAttached()) {
                handleStateGiven(nowNs, new byte[0]);
            }
            for (final var side : Direction.values()) {
                if (side.in(start.directions())) {
                    drainedRetry[side.ordinal()] = machine.retry(nowNs, side,
                        new Message.Drained(start.handover(), side));
                }
            }
        }
    }

    /** The controller that goes on with the attempt may not be the one that was told. */
    private void repeatDrained(final long nowNs) {
        if (drained) {
            drained = false;
            handleDrained(nowNs);
        }
    }

    void handleMarkerBack(final long nowNs, final Direction entered) {
        markersBack |= entered.bit();
        if (markersBack == BOTH || markersBack == start.directions()) {
            handleDrained(nowNs);
        }
    }

    void handleDrainedAcknowledged(final Direction side) {
        drainedRetry[side.ordinal()] = null;
    }

    /** The VNF has given the state, which goes to the destination through the controller. */
    void handleStateGiven(final long nowNs, final byte[] state) {
        if (outgoing != null || !isRelayed() || start.role() != Role.SOURCE || ended) {
            return;
        }
        if (state.length > Message.State.MAX_PARTS * Message.State.PART_LENGTH) {
            handleStateFailed(nowNs, "a state of " + state.length + " octets is too long for the controller: at most "
                + Message.State.MAX_PARTS * Message.State.PART_LENGTH);
        } else {
            outgoing = new OutgoingState(start.handover(), state);
            outgoing.send(nowNs, this::sendState);
            handleDrained(nowNs);
        }
    }

    private void sendState(final Message part) {
        machine.send(anySide(), part);
    }

    void handleStateAcknowledged(final long nowNs, final Message.StateAcknowledged message) {
        if (outgoing != null) {
            outgoing.handleAcknowledged(nowNs, message.arrived());
            outgoing.send(nowNs, this::sendState);
        }
    }

    /** A part of the state has come from the source through the controller. */
    void handleState(final long nowNs, final Message.State part, final Direction side) {
        if (incoming == null || ended) {
            return;
        }
        final boolean wasComplete = incoming.isComplete();
        machine.send(side, new Message.StateAcknowledged(start.handover(), incoming.handle(part), part.parts()));
        if (!wasComplete && incoming.isComplete()) {
            if (machine.vnfAttached()) {
                machine.tellState(this, incoming.octets());
            } else {
                handleStateImported(nowNs);
            }
        }
    }

    void handleStateImported(final long nowNs) {
        if (!stateThere && start.role() == Role.DESTINATION) {
            stateThere = true;
            importedNs = nowNs;
            if (isRelayed() && !ended) {
                importedRetry = machine.retry(nowNs, anySide(), new Message.StateImported(start.handover()));
            }
            releaseWhatIsReady(nowNs);
            if (start.transfer() == StateTransfer.UNGUARDED) {
                machine.dirty(this);
            }
        }
    }

    void handleStateFailed(final long nowNs, final String reason) {
        if (failedRetry == null && !ended && outcome == null) {
            failedRetry = machine.retry(nowNs, anySide(), new Message.StateFailed(start.handover(), reason));
        }
    }

    /** The packet path saw the first packet that the switch itself sent here. */
    void firstUnmarked(final Direction direction) {
        machine.firstUnmarked(this, direction);
    }

    void sendFirstUnmarked(final long nowNs, final Direction direction) {
        if (announced[direction.ordinal()] < 0 && firstUnmarkedRetry[direction.ordinal()] == null) {
            firstUnmarkedRetry[direction.ordinal()] = machine.retry(nowNs, direction,
                new Message.FirstUnmarked(start.handover(), direction));
        }
    }

    /** Marked packets of a direction may pass. If it is lost, RELEASE_FINISHED brings about the same, only later. */
    void handleStartRelease(final long nowNs, final Direction direction) {
        if (start.role() == Role.DESTINATION && !ended) {
            passing |= direction.bit();
            releaseWhatIsReady(nowNs);
        }
    }

    void handleReleaseFinished(final long nowNs, final Message.ReleaseFinished message, final Direction side) {
        final var acknowledgement = new Message.ReleaseFinishedAcknowledged(start.handover(), message.direction());
        final int index = message.direction().ordinal();
        final boolean foreign = start.role() != Role.DESTINATION || gates[index] == null;
        final long withinNs = machine.acknowledgeWithinNs();
        if (foreign || ended || outcome != null || announced[index] >= 0 || withinNs == 0) {
            machine.send(side, acknowledgement);
        } else {
            owed[index] = new Owed(nowNs + withinNs, side, acknowledgement);
        }
        if (foreign) {
            return;
        }
        firstUnmarkedRetry[index] = null;
        importedRetry = null;
        if (announced[index] < 0) {
            announced[index] = message.count();
        }
        if (message.stateless() && !stateThere) {
            stateThere = true;
            stateless = true;
            importedNs = nowNs;
        }
        releaseWhatIsReady(nowNs);
    }

    private void releaseWhatIsReady(final long nowNs) {
        if (!stateThere || superseded != 0) {
            return;
        }
        boolean missing = false;
        for (final var gate : gates) {
            if (gate == null || !gate.isWaiting()) {
                continue;
            }
            final int count = announced[gate.direction().ordinal()];
            if (count < 0) {
                releaseMarked(gate);
                continue;
            }
            if (gate.markedReceived() >= count) {
                open(gate);
            } else if (shortfallNs != Long.MAX_VALUE && nowNs - shortfallNs >= 0) {
                countLost(count - gate.markedReceived());
                open(gate);
            } else {
                missing = true;
            }
        }
        if (missing && shortfallNs == Long.MAX_VALUE) {
            shortfallNs = nowNs + SHORTFALL_NS;
        }
    }

    private void releaseMarked(final FlowGate gate) {
        if (gate.direction().in(passing)) {
            released = true;
            gate.releaseMarked();
            machine.draining(gate);
        }
    }

    /** A marked packet went to the VNF without waiting. */
    void passedMarked() {
        if (isAwaitingPackets()) {
            machine.dirty(this);
        }
    }

    private boolean isAwaitingPackets() {
        return shortfallNs != Long.MAX_VALUE || announced[0] >= 0 || announced[1] >= 0;
    }

    /** The VNF has got a packet although others wait: nothing is to be rolled back any more. */
    void passedOn() {
        released = true;
    }

    /** Whether packets that this HSL held as the destination have been passed on. */
    boolean hasReleased() {
        return released;
    }

    private void open(final FlowGate gate) {
        released = true;
        gate.release();
        machine.draining(gate);
    }

    /** Marked packets may have arrived, or a gate has opened: see what follows. */
    void handleProgress(final long nowNs) {
        if (start.role() != Role.DESTINATION || superseded != 0) {
            return;
        }
        if (overflow && outcome == null) {
            stateThere = true;
            for (final var gate : gates) {
                if (gate != null && gate.isWaiting()) {
                    open(gate);
                }
            }
        }
        releaseWhatIsReady(nowNs);
        if (arrived != start.directions()) {
            return;
        }
        for (final var gate : gates) {
            if (gate != null && gate.state() != FlowGate.State.OPEN) {
                return;
            }
        }
        if (start.transfer() == StateTransfer.UNGUARDED && !stateThere) {
            return;
        }
        if (outcome == null && !ended) {
            final boolean whole = lost == 0 && !overflow && !stateless;
            outcome = whole ? Outcome.COMPLETED : Outcome.FAILED;
            failedRetry = null;
            forgetOwed();
            finishedRetry = machine.retry(nowNs, anySide(), finished());
        }
    }

    private Message finished() {
        return new Message.HandoverFinished(start.handover(), outcome, counters(),
            (int) ((importedNs - startedNs) / 1000));
    }

    /**
     * A later attempt has taken over one direction; with the last one this attempt has nothing more to say. Packets
     * with its mark may come for a while yet.
     */
    void superseded(final long nowNs, final Direction direction) {
        superseded |= direction.bit();
        if (superseded == arrived) {
            ended = true;
            if (giveUpNs - nowNs < LINGER_NS) {
                giveUpNs = nowNs + LINGER_NS;
            }
            settle();
        }
    }

    private void forgetOwed() {
        owed[0] = null;
        owed[1] = null;
    }

    private void settle() {
        forgetOwed();
        finishedRetry = null;
        failedRetry = null;
        reportRetry = null;
        importedRetry = null;
        outgoing = null;
        firstUnmarkedRetry[0] = null;
        firstUnmarkedRetry[1] = null;
        drainedRetry[0] = null;
        drainedRetry[1] = null;
    }

    private static long patienceNs(final StartHandover start) {
        return start.deadlineMs() * 1_500_000L;
    }

    /** HANDOVER_ENDED has arrived. What was to be rolled back may come a second time, as failed. */
    void handleEnded(final long nowNs, final Outcome result) {
        settle();
        ended = true;
        if (start.role() == Role.DESTINATION || result == Outcome.FAILED) {
            // the controller gave up: what is held passes, and nothing is sent back any more
            giveUpGates();
            if (result == Outcome.FAILED) {
                machine.giveUpEarlier(start);
            }
        }
        if (!endHeard) {
            endHeard = true;
            giveUpNs = nowNs + LINGER_NS;
            if (start.transfer() != StateTransfer.NONE) {
                machine.tellEnd(this, result);
            }
        }
    }

    /**
     * Another controller is there: it is told of the last attempt, until it goes on with it or ends it.
     *
     * @param nowNs the time
     * @param side where it was heard
     * @param last whether this is the flow's last attempt
     */
    void handleController(final long nowNs, final Direction side, final boolean last) {
        if (!ended && last) {
            inherited = true;
            reportRetry = machine.retry(nowNs, side, report());
        } else if (ended) {
            // it does not know this attempt: what is sent back would find nobody
            giveUpGates();
        }
    }

    private Message report() {
        final boolean moves = start.role() == Role.SOURCE ? vnfToldToExport : stateThere;
        final int progress = (moves ? Message.FlowReport.STATE_MOVES : 0)
            | (arrived == start.directions() ? Message.FlowReport.ARRIVED : 0)
            | (outcome != null ? Message.FlowReport.FINISHED : 0);
        return new Message.FlowReport(start.handover(), start.role(), start.directions(), start.transfer(), progress,
            start.slot(), start.forward(), start.reverse(), start.peer());
    }

    void giveUpGates() {
        for (final var gate : gates) {
            if (gate != null && gate.state() != FlowGate.State.OPEN) {
                released |= start.role() == Role.DESTINATION;
                gate.giveUp();
                machine.draining(gate);
            }
        }
    }

    /**
     * Time has passed.
     *
     * @return true if the flow is to be forgotten
     */
    boolean handleTimeout(final long nowNs) {
        if (timerNs != Long.MAX_VALUE && timerNs - nowNs <= 0) {
            // the VNF may have said so before it was asked, and then nothing else resets the timer
            timerNs = Long.MAX_VALUE;
            handleDrained(nowNs);
        }
        if (shortfallNs != Long.MAX_VALUE && shortfallNs - nowNs <= 0) {
            releaseWhatIsReady(nowNs);
            shortfallNs = Long.MAX_VALUE;
        }
        for (int i = 0; i < 2; i++) {
            machine.repeat(nowNs, drainedRetry[i]);
            machine.repeat(nowNs, firstUnmarkedRetry[i]);
            if (owed[i] != null && owed[i].dueNs() - nowNs <= 0) {
                machine.send(owed[i].side(), owed[i].message());
                owed[i] = null;
            }
        }
        machine.repeat(nowNs, finishedRetry);
        machine.repeat(nowNs, failedRetry);
        machine.repeat(nowNs, reportRetry);
        machine.repeat(nowNs, importedRetry);
        if (outgoing != null) {
            outgoing.repeat(nowNs, this::sendState);
        }
        if (giveUpNs - nowNs > 0) {
            return false;
        }
        if (ended && held == 0) {
            return true;
        }
        giveUpGates();
        machine.giveUpEarlier(start);
        ended = true;
        giveUpNs = nowNs + LINGER_NS;
        return false;
    }

    long wakeNs() {
        return wakeNs;
    }

    void wakeNs(final long newWakeNs) {
        wakeNs = newWakeNs;
    }

    long nextTimeoutNs() {
        long next = Math.min(giveUpNs, Math.min(timerNs, shortfallNs));
        for (int i = 0; i < 2; i++) {
            next = Math.min(next, Math.min(Retry.dueNs(drainedRetry[i]), Retry.dueNs(firstUnmarkedRetry[i])));
            next = owed[i] == null ? next : Math.min(next, owed[i].dueNs());
        }
        next = Math.min(next, Math.min(Retry.dueNs(reportRetry), Retry.dueNs(importedRetry)));
        next = Math.min(next, outgoing == null ? Long.MAX_VALUE : outgoing.dueNs());
        return Math.min(next, Math.min(Retry.dueNs(finishedRetry), Retry.dueNs(failedRetry)));
    }

    AgentCounters counters() {
        return new AgentCounters(ctrlBuffMax, swBuffMax, late, lost, reordered);
    }

    int held() {
        return held;
    }

    void heldOne(final int ctrlBuff, final int swBuff) {
        held++;
        ctrlBuffMax = Math.max(ctrlBuffMax, ctrlBuff);
        swBuffMax = Math.max(swBuffMax, swBuff);
        if (isAwaitingPackets()) {
            machine.dirty(this);
        }
    }

    void released() {
        held--;
    }

    void countLate() {
        late++;
    }

    void countLost(final int packets) {
        lost += packets;
    }

    void countReordered() {
        reordered++;
    }

    void overflowed() {
        overflow = true;
        machine.dirty(this);
    }

    boolean holdsGate(final FlowGate gate) {
        return gates[gate.direction().ordinal()] == gate;
    }
}
