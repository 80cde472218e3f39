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
import java.util.List;
import java.util.function.LongConsumer;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Message.StartHandover;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/**
 * Moves one flow, both directions together, from the source to the destination (paper: III-C; design: section 5).
 *
 * <pre>
 *  step        entered when                                    packets of the flow at the controller are
 *  STARTING    its first packet is here                        buffered
 *  BUFFERING   both instances acknowledged START_HO            released at once, marked
 *  RELEASE     RELEASE_FINISHED went out for all directions    released at once, marked
 *  ENDED       HANDOVER_FINISHED is here, or nothing helps     released at once, marked, for a while
 * </pre>
 *
 * <p>Marked late are those that an HSL has sent back: they are older than all that the switch has sent here. What it
 * sends here although RELEASE_FINISHED is out, because it was silent for longer than anybody thought, is newer.
 *
 * <p>A roll-back is a second attempt with the roles exchanged: the destination gives back what it holds, as an instance
 * gives back late packets, and the source buffers until all of it is there.
 */
final class FlowHandover {
    /** How long an ended handover still takes care of stragglers, nanoseconds. */
    static final long LINGER_NS = 2_000_000_000L;
    /** The source hears of every such part of the state that has arrived, and of the last one. */
    private static final int STATE_WORD = 16;
    /** Round of a START_HO to the destination that is sent for its acknowledgement only. */
    static final int PROBE_ROUND = 1;

    private enum Step { STARTING, BUFFERING, RELEASE, ENDED }

    /** One try to move the flow, or to bring it back, and what its marks carry. */
    private record Attempt(long identity, int markToken) {
    }

    private final ControllerMachine machine;
    private final Sweep sweep;
    private final FlowKey key;
    private final FlowKey reverse;
    private final Lanes lanes;
    private final int directions;
    private final Instance source;
    private final Instance destination;
    private final int slot;
    /** Whether the flow changes its instance; otherwise there is nothing to roll back. */
    private final boolean moves;
    private final long startedNs;

    // of this attempt
    private long attempt;
    private long attemptBefore;
    private Instance from;
    private Instance to;
    private StateTransfer transfer;
    private Step step = Step.ENDED;
    private final List<Attempt> allAttempts = new ArrayList<>(1);
    private boolean stateless;
    /** The destination has the state that has come through the controller. */
    private boolean stateImported;
    /** Of the same flow, if it has not been forgotten yet. */
    private FlowHandover predecessor;
    private boolean ownerTold;
    private Timers.Timer acknowledgeTimer;
    private Timers.Timer deadlineTimer;

    /** The first attempt is one of a controller of before; what came before that is not known. */
    private boolean inherited;
    /** Its source has given the state away, and where it went nobody has spoken: it may be in use there. */
    private boolean doubtful;
    /** How the attempts before this one have ended. */
    private Outcome endedBefore = Outcome.ROLLED_BACK;
    /** The destination is told of the end when the source knows. */
    private boolean endDeferred;
    private boolean rollingBack;
    /** A roll-back came too late: the destination had processed packets already and goes on. */
    private boolean turned;
    private Phase phase = Phase.DETECTION;
    private FailureReason reason;
    private long finishedNs;
    private AgentCounters agent = AgentCounters.NONE;
    /** Packets that the controller sent on out of order because its buffer was full. */
    private int reorderedHere;
    private final CounterSet counters;
    private final PacketPath packets;
    private final Patience patience;
    private final Milestones milestones;

    FlowHandover(final ControllerMachine machine, final Sweep sweep, final FlowKey key, final FlowKey reverse,
            final Instance source, final Instance destination, final int directions, final int slot,
            final long nowNs) {
        this.machine = machine;
        this.sweep = sweep;
        this.key = key;
        this.reverse = reverse;
        this.source = source;
        this.destination = destination;
        this.slot = slot;
        moves = source != null && !source.id().equals(destination.id());
        startedNs = nowNs;
        milestones = new Milestones(nowNs);
        counters = new CounterSet(sweep.counters());
        packets = new PacketPath(machine, sweep.group(), counters, slot);
        this.directions = directions;
        lanes = new Lanes(directions, direction ->
            new Lane(direction, key(direction), sweep.group().config().attachment(direction).node()));
        patience = new Patience(machine, sweep, lanes);
    }

    /** Whether an HSL has made a mark for one of its attempts. */
    boolean hasMade(final long mark) {
        for (final var each : allAttempts) {
            if (Mark.belongsTo(mark, each.identity(), each.markToken())) {
                return true;
            }
        }
        return false;
    }

    /** The key of its forward packets, by which it is known. */
    FlowKey key() {
        return key;
    }

    FlowKey key(final Direction direction) {
        return direction == Direction.FORWARD ? key : reverse;
    }

    Sweep sweep() {
        return sweep;
    }

    /** Where the flow is; a source that an HSL's report does not name cannot have it. */
    Instance location() {
        return source == null || phase == Phase.COMPLETED || phase == Phase.FAILED ? to : source;
    }

    boolean isAtDestination() {
        return location().id().equals(destination.id());
    }

    int slot() {
        return slot;
    }

    Phase phase() {
        return phase;
    }

    FailureReason reason() {
        return reason;
    }

    AgentCounters agent() {
        return agent;
    }

    long startedNs() {
        return startedNs;
    }

    long finishedNs() {
        return finishedNs;
    }

    boolean isEnded() {
        return step == Step.ENDED;
    }

    long[] attempts() {
        return allAttempts.stream().mapToLong(Attempt::identity).toArray();
    }

    private void step(final Step next) {
        if ((step == Step.STARTING) != (next == Step.STARTING)) {
            sweep.countStarting(next == Step.STARTING ? 1 : -1);
        }
        step = next;
    }

    void start(final long nowNs) {
        begin(nowNs, moves ? source : null, destination, moves ? sweep.request().config().mode().transfer()
            : StateTransfer.NONE);
        if (transfer == StateTransfer.UNGUARDED) {
            rewriteEntries(nowNs);
            return;
        }
        // an instance that has the flow already still gets packets of the epoch before: START_HO goes behind them
        if (moves) {
            lanes.forEach(lane -> startDestination(nowNs, lane));
        }
    }

    /** The baseline without order: packets go to the destination from now on, whatever the state does. */
    private void rewriteEntries(final long nowNs) {
        for (final var lane : lanes) {
            installExact(lane, to.port(lane.direction));
            lane.startProven = true;
            startBehindData(nowNs, lane);
        }
    }

    /**
     * Packets of the flow were sent on to where it is, before the handover began, in the order in which they came by
     * the detection entry: the epoch before is over there.
     */
    void handleSentOn(final long nowNs, final int sentOn) {
        for (final var lane : lanes) {
            if (lane.direction.in(sentOn)) {
                lane.lastPacketNs = nowNs;
                lane.epochSeen = true;
                prove(nowNs, lane);
                startBehindData(nowNs, lane);
            }
        }
    }

    /**
     * Goes on with an attempt of a controller of before, as an HSL has reported it. Both HSLs are told once more, which
     * changes nothing for one that knows; packets go to the destination's HSL at once, which holds them.
     */
    void resume(final long nowNs, final Message.FlowReport report, final Instance newFrom, final Instance newTo) {
        inherited = true;
        doubtful = report.role() == Role.SOURCE && report.movesState();
        rollingBack = !newTo.id().equals(destination.id());
        reason = FailureReason.CONTROLLER_RESTARTED;
        machine.adopt(report.handover(), this);
        begin(nowNs, report.handover(), newFrom, newTo, report.transfer());
        // packets wait at the destination from now on, where the state may be already
        stateImported = true;
        if (transfer == StateTransfer.UNGUARDED) {
            rewriteEntries(nowNs);
        }
        lanes.forEach(lane -> startBehindData(nowNs, lane));
        enter(nowNs, rollingBack ? Phase.ROLLING_BACK : Phase.BUFFERING);
    }

    private void begin(final long nowNs, final Instance newFrom, final Instance newTo,
            final StateTransfer newTransfer) {
        begin(nowNs, machine.nextAttempt(this), newFrom, newTo, newTransfer);
    }

    private void begin(final long nowNs, final long newAttempt, final Instance newFrom, final Instance newTo,
            final StateTransfer newTransfer) {
        attemptBefore = attempt;
        attempt = newAttempt;
        allAttempts.add(new Attempt(attempt, sweep.group().markToken(attempt)));
        from = newFrom;
        to = newTo;
        transfer = newTransfer;
        step(Step.STARTING);
        stateless = false;
        stateImported = false;
        final var config = sweep.request().config();
        cancelTimers();
        acknowledgeTimer = machine.timers().at(nowNs + patience.limitNs(), this::handleAcknowledgeTimeout);
        deadlineTimer = machine.timers().at(nowNs + config.deadlineNs(), this::handleDeadline);
        if (from == null) {
            for (final var lane : lanes) {
                lane.sourceAcknowledged = true;
                lane.sourceEmptied = true;
                lane.drained = true;
            }
        }
    }

    private StartHandover startMessage(final Role role, final Instance peer, final int round) {
        final var config = sweep.request().config();
        return new StartHandover(attempt, role, directions, transfer, slot, key, reverse,
            peer == null ? "" : peer.id(), peer == null ? "" : peer.managementAddress(), config.agentBufferLimit(),
            config.overflow(), (int) (config.deadlineNs() / 1_000_000L), round);
    }

    /** The epoch before is as good as over in this direction's switch: START_HO may go, behind the data. */
    private void startBehindData(final long nowNs, final Lane lane) {
        if (step != Step.STARTING) {
            return;
        }
        if (from != null && lane.startSource == null) {
            sendStartSource(nowNs, lane);
        }
        startDestination(nowNs, lane);
    }

    /**
     * A packet of a later epoch was seen: all packets of the one before are on their way to the source, if not there.
     * A START_HO behind them is acknowledged behind those that the source sends back. If one went earlier, on a guess,
     * another one follows.
     */
    private void prove(final long nowNs, final Lane lane) {
        if (from != null && !lane.startProven && step != Step.ENDED) {
            lane.startProven = true;
            Outstanding.stop(lane.startSource);
            lane.round++;
            sendStartSource(nowNs, lane);
        }
    }

    private void sendStartSource(final long nowNs, final Lane lane) {
        lane.startSource = new Outstanding(machine, nowNs, lane.node, from.port(lane.direction),
            startMessage(Role.SOURCE, to, lane.round), counters);
    }

    private void startDestination(final long nowNs, final Lane lane) {
        if (lane.startDestination == null) {
            lane.startDestination = new Outstanding(machine, nowNs, lane.node, to.port(lane.direction),
                startMessage(Role.DESTINATION, from, 0), counters);
        }
    }

    /** {@link #startBehindData} at a time to come, unless another attempt has begun by then. */
    private LongConsumer laterStart(final Lane lane) {
        final long thisAttempt = attempt;
        return now -> {
            if (thisAttempt == attempt) {
                startBehindData(now, lane);
            }
        };
    }

    /** Nothing is heard of a direction: START_HO goes when no packet can be under way by the old entry any more. */
    void awaitSilence(final long nowNs) {
        for (final var lane : lanes) {
            if (!lane.epochSeen) {
                final var start = laterStart(lane);
                // an instance that goes on with the flow sends nothing back: there a wrong guess would cost the order
                sweep.whenSteady(nowNs, lane.direction, from != null ? start : now ->
                    machine.timers().at(now + machine.settings().startSilenceNs(), start));
            }
        }
    }

    /**
     * A packet of the flow, from the switch.
     *
     * @param nowNs the time
     * @param direction its direction
     * @param frame the packet
     * @param cookieAttempt identity of the attempt whose exact entry sent it; 0 if another entry did
     */
    void handlePacket(final long nowNs, final Direction direction, final byte[] frame, final long cookieAttempt) {
        final var lane = lanes.of(direction);
        if (lane == null) {
            machine.packetOut(sweep.group().config().attachment(direction).node(), location().port(direction), frame,
                counters);
            return;
        }
        counters.packetIn();
        lane.lastPacketNs = nowNs;
        if (transfer == StateTransfer.UNGUARDED) {
            packets.sendPlain(lane, to, frame);
            return;
        }
        switch (step) {
            case STARTING -> {
                final boolean ofThisEpoch = !rollingBack && !turned || inherited && allAttempts.size() == 1
                    || cookieAttempt == Cookie.identity(attempt)
                    || turned && cookieAttempt == Cookie.identity(attemptBefore);
                if (!ofThisEpoch && turned && !inherited) {
                    // older than what went to the destination: it passes there, or waits in front
                    packets.sendMarked(lane, to,
                        lane.startDestination == null ? allAttempts.getFirst().identity() : attempt, frame,
                        lane.startDestination != null);
                    return;
                }
                if (!ofThisEpoch && !turned && from != null) {
                    startDestination(nowNs, lane);
                    // sent here before others went to the instance that gives the flow back: it joins them there, in
                    // ctrl_buff, and comes back before them
                    packets.sendMarked(lane, from, lane.startSource == null ? attemptBefore : attempt, frame, false);
                    return;
                }
                if (ofThisEpoch) {
                    lane.epochSeen = true;
                    prove(nowNs, lane);
                    startBehindData(nowNs, lane);
                }
                buffer(nowNs, lane, lane.buffer, frame);
            }
            case BUFFERING -> {
                lane.epochSeen = true;
                prove(nowNs, lane);
                release(lane, frame, false);
            }
            case RELEASE, ENDED -> release(lane, frame, false);
        }
    }

    /**
     * A packet of the flow that an HSL has sent back.
     *
     * @param nowNs the time
     * @param sender the HSL's instance
     * @param direction its direction
     * @param frame the packet, with a mark
     */
    void handleReturned(final long nowNs, final Instance sender, final Direction direction, final byte[] frame) {
        final var lane = lanes.of(direction);
        if (lane == null) {
            return;
        }
        counters.packetIn();
        Mark.write(frame, lane.key.ethDestination());
        if (!goesToAndFro(lane, sender)) {
            takeBack(nowNs, lane, sender, frame);
            return;
        }
        if (phase == Phase.FAILED) {
            tellOwner(nowNs);
        }
        machine.timers().at(nowNs + Outstanding.FIRST_NS, now -> sendAgain(now, lane, sender, frame));
    }

    /**
     * The packet would go to the HSL that has just sent it back, and come back at once: it knows nothing of the attempt
     * yet, and there is no room here, or nothing of its end.
     */
    private boolean goesToAndFro(final Lane lane, final Instance sender) {
        return sender.id().equals(to.id()) && (phase == Phase.FAILED || step == Step.STARTING
            && !lane.destinationAcknowledged && isFull() && sweep.request().config().overflow() == Overflow.REORDER);
    }

    /** The handover may have gone on meanwhile: then the packet is one that has come back, like others. */
    private void sendAgain(final long nowNs, final Lane lane, final Instance sender, final byte[] frame) {
        if (!goesToAndFro(lane, sender)) {
            takeBack(nowNs, lane, sender, frame);
            return;
        }
        if (step == Step.STARTING) {
            reorderedHere++;
        }
        packets.sendPlain(lane, to, frame);
    }

    private void takeBack(final long nowNs, final Lane lane, final Instance sender, final byte[] frame) {
        if (step == Step.STARTING) {
            buffer(nowNs, lane, age(lane, sender), frame);
        } else {
            release(lane, frame, true);
        }
    }

    /** Where a packet that has come back belongs, among those that wait for a start. */
    private ArrayDeque<byte[]> age(final Lane lane, final Instance sender) {
        if (!rollingBack) {
            return lane.lateBuffer;
        }
        if (sender.id().equals(to.id())) {
            return lane.oldestBuffer;
        }
        if (lane.lateAwaited > 0) {
            lane.lateAwaited--;
            return lane.lateBefore;
        }
        return lane.lateBuffer;
    }

    private void buffer(final long nowNs, final Lane lane, final ArrayDeque<byte[]> queue, final byte[] frame) {
        if (!isFull()) {
            packets.buffer(queue, frame);
            return;
        }
        switch (sweep.request().config().overflow()) {
            case DROP -> {
                counters.lost();
                machine.tally().lost(Loss.BUFFER_FULL);
            }
            case REORDER -> {
                packets.buffer(queue, frame);
                if (lane.destinationAcknowledged) {
                    // it waits there instead, still in order
                    packets.flushMarked(lane, to, attempt);
                } else {
                    reorderedHere += lane.buffered();
                    packets.flushPlain(lane, to);
                }
            }
            case FAIL -> {
                packets.buffer(queue, frame);
                fail(nowNs, FailureReason.BUFFER_OVERFLOW);
            }
        }
    }

    private boolean isFull() {
        return sweep.counters().buffered() >= sweep.request().config().controllerBufferLimit();
    }

    private void release(final Lane lane, final byte[] frame, final boolean late) {
        if (phase == Phase.FAILED) {
            packets.sendPlain(lane, to, frame);
        } else {
            packets.release(lane, to, attempt, frame, late);
        }
    }

    /**
     * A message from an HSL.
     *
     * @param nowNs the time
     * @param sender the HSL's instance
     * @param side the side on which it sent the message
     * @param message the message
     * @param first whether it is the first of its frame, which counts as one packet-in
     */
    void handleMessage(final long nowNs, final Instance sender, final Direction side, final Message message,
            final boolean first) {
        if (first) {
            counters.packetIn();
        }
        if (message.handover() != attempt) {
            handleOldAttempt(nowNs, sender, side, message);
            return;
        }
        switch (message) {
            case Message.StartAcknowledged m -> handleStartAcknowledged(nowNs, m);
            case Message.Drained m -> handleDrained(nowNs, m);
            case Message.FirstUnmarked m -> {
                final var lane = lanes.of(m.direction());
                if (lane != null) {
                    lane.firstUnmarked = true;
                    lane.epochSeen = true;
                    prove(nowNs, lane);
                    closeWhatIsComplete(nowNs);
                }
            }
            case Message.ReleaseFinishedAcknowledged m -> {
                final var lane = lanes.of(m.direction());
                if (lane != null) {
                    Outstanding.stop(lane.release);
                }
            }
            case Message.State m -> relay(to, m);
            case Message.StateAcknowledged m -> {
                if (from != null && (m.arrived() == m.parts() || m.arrived() % STATE_WORD == 0)) {
                    relay(from, m);
                }
            }
            case Message.StateImported m -> {
                stateImported = true;
                enterBufferingIfAcknowledged(nowNs);
                closeWhatIsComplete(nowNs);
            }
            case Message.StateFailed m when isRefusedBy(sender) -> turnAround(nowNs);
            case Message.StateFailed m -> fail(nowNs, FailureReason.STATE_TRANSFER_FAILED);
            case Message.HandoverFinished m -> handleFinished(nowNs, m);
            case Message.HandoverEndedAcknowledged m -> machine.countProtocolError();
            case Message.Hello m -> machine.countProtocolError();
            case Message.HelloReply m -> machine.countProtocolError();
            case Message.StartHandover m -> machine.countProtocolError();
            case Message.DrainedAcknowledged m -> machine.countProtocolError();
            case Message.StartRelease m -> machine.countProtocolError();
            case Message.ReleaseFinished m -> machine.countProtocolError();
            case Message.HandoverEnded m -> machine.countProtocolError();
            case Message.FlowReport m -> machine.countProtocolError();
            case Message.DescribeFlow m -> machine.countProtocolError();
            case Message.FlowDescribed m -> machine.countProtocolError();
            case Message.UnsupportedVersion m -> machine.countProtocolError();
        }
    }

    /** State on its way between the HSLs. */
    private void relay(final Instance receiver, final Message message) {
        final var lane = lanes.first();
        machine.send(lane.node, receiver.port(lane.direction), message, counters);
    }

    /**
     * An HSL still repeats something about an attempt that was given up: it is told so. But not as long as it holds
     * packets of that attempt, which it would let go: those it gives back when START_HO of this attempt arrives.
     */
    private void handleOldAttempt(final long nowNs, final Instance sender, final Direction side,
            final Message message) {
        if (message instanceof Message.HandoverFinished && message.handover() == attemptBefore && isRefusedBy(sender)) {
            turnAround(nowNs);
            return;
        }
        final boolean holds = from != null && sender.id().equals(from.id()) && step == Step.STARTING;
        if (!holds && !(message instanceof Message.HandoverEndedAcknowledged)) {
            machine.send(sweep.group().config().attachment(side).node(), sender.port(side),
                new Message.HandoverEnded(message.handover(), phase == Phase.FAILED ? Outcome.FAILED
                    : endedBefore), counters);
        }
    }

    private void handleStartAcknowledged(final long nowNs, final Message.StartAcknowledged message) {
        final var lane = lanes.of(message.direction());
        if (lane == null) {
            return;
        }
        if (message.role() == Role.DESTINATION) {
            Outstanding.stop(lane.startDestination);
            if (message.round() == PROBE_ROUND && lane.destinationAcknowledged) {
                handleProbeBack(nowNs, lane);
            }
            lane.destinationAcknowledged = true;
        } else {
            lane.sourceAcknowledged = true;
            if (message.round() == lane.round) {
                Outstanding.stop(lane.startSource);
                lane.sourceEmptied = lane.startProven;
            }
        }
        enterBufferingIfAcknowledged(nowNs);
        closeWhatIsComplete(nowNs);
    }

    private boolean destinationAcknowledged() {
        return lanes.all(lane -> lane.destinationAcknowledged);
    }

    private boolean isAcknowledged() {
        return destinationAcknowledged() && lanes.all(lane -> lane.sourceAcknowledged);
    }

    /** Whether packets wait here for the state, and not at the destination. */
    private boolean awaitsState() {
        return transfer == StateTransfer.RELAY && !stateImported && !stateless;
    }

    private boolean isDestinationHeard() {
        return lanes.any(lane -> lane.destinationAcknowledged);
    }

    private void enterBufferingIfAcknowledged(final long nowNs) {
        if (step != Step.STARTING || !isAcknowledged()) {
            return;
        }
        if (awaitsState()) {
            enterPhaseBuffering(nowNs);
            return;
        }
        step(Step.BUFFERING);
        acknowledgeTimer.cancel();
        enterPhaseBuffering(nowNs);
        if (transfer == StateTransfer.UNGUARDED) {
            // its entries have been there from the start
            return;
        }
        for (final var lane : lanes) {
            installExact(lane, to.port(lane.direction));
            final long thisAttempt = attempt;
            machine.book().barrier(lane.node, now -> handleExactInForce(now, lane, thisAttempt));
            packets.flushMarked(lane, to, attempt);
        }
    }

    /** All packets wait somewhere from now on; with OpenNF's move that is here at first, then at the destination. */
    private void enterPhaseBuffering(final long nowNs) {
        if (!rollingBack && !(transfer == StateTransfer.RELAY && phase == Phase.BUFFERING)) {
            milestones.acknowledged(nowNs);
            enter(nowNs, Phase.BUFFERING);
        }
    }

    private void installExact(final Lane lane, final int port) {
        lane.exact = machine.entries().exact(sweep.group(), attempt, lane, port);
        machine.book().install(lane.exact);
    }

    private void handleExactInForce(final long nowNs, final Lane lane, final long ofAttempt) {
        if (ofAttempt != attempt || step == Step.STARTING) {
            return;
        }
        lane.exactInForce = true;
        closeWhatIsComplete(nowNs);
        probeAfterSilence(nowNs, lane);
    }

    /**
     * A direction in which nothing moves is closed when neither a packet-in nor the destination has seen any: silence,
     * a probe that comes back behind all packet-ins that wait somewhere, and silence again.
     */
    private void probeAfterSilence(final long nowNs, final Lane lane) {
        final long ofAttempt = attempt;
        machine.timers().at(nowNs + patience.silenceNs() / 2, now -> {
            if (!isOpen(lane, ofAttempt)) {
                return;
            }
            if (lane.lastPacketNs - nowNs > 0) {
                probeAfterSilence(now, lane);
            } else {
                Outstanding.stop(lane.startDestination);
                lane.startDestination = new Outstanding(machine, now, lane.node, to.port(lane.direction),
                    startMessage(Role.DESTINATION, from, PROBE_ROUND), counters);
            }
        });
    }

    private void handleProbeBack(final long nowNs, final Lane lane) {
        final long ofAttempt = attempt;
        machine.timers().at(nowNs + patience.silenceNs() / 2, now -> {
            if (!isOpen(lane, ofAttempt)) {
                return;
            }
            if (lane.lastPacketNs - nowNs > 0) {
                probeAfterSilence(now, lane);
            } else {
                lane.firstUnmarked = true;
                closeWhatIsComplete(now);
            }
        });
    }

    private boolean isOpen(final Lane lane, final long ofAttempt) {
        return ofAttempt == attempt && step == Step.BUFFERING && !lane.closed && !lane.firstUnmarked;
    }

    private void handleDrained(final long nowNs, final Message.Drained message) {
        final var lane = lanes.of(message.direction());
        if (lane == null) {
            return;
        }
        if (from != null) {
            acknowledgeDrained(nowNs, lane);
        }
        lane.drained = true;
        if (allDrained()) {
            milestones.drained(nowNs);
        }
        closeWhatIsComplete(nowNs);
    }

    /** HANDOVER_ENDED says that it was heard, too: most often it goes out soon enough to be the only word. */
    private void acknowledgeDrained(final long nowNs, final Lane lane) {
        final long ofAttempt = attempt;
        final int port = from.port(lane.direction);
        final LongConsumer acknowledge = now -> machine.send(lane.node, port,
            new Message.DrainedAcknowledged(ofAttempt, lane.direction), counters);
        final long withinNs = machine.settings().acknowledgeWithinNs();
        if (lane.drained || withinNs == 0) {
            acknowledge.accept(nowNs);
        } else {
            machine.timers().at(nowNs + withinNs, now -> {
                if (step != Step.ENDED || ofAttempt != attempt) {
                    acknowledge.accept(now);
                }
            });
        }
    }

    private boolean allDrained() {
        return lanes.all(lane -> lane.drained);
    }

    /**
     * Sends RELEASE_FINISHED for the directions whose epoch at the controller is over. It also waits until the source
     * has sent on everything that it processed: the destination's packets must not overtake those on the far side.
     */
    private void closeWhatIsComplete(final long nowNs) {
        if (step != Step.BUFFERING || !allDrained() || transfer == StateTransfer.UNGUARDED) {
            return;
        }
        for (final var lane : lanes) {
            if (!lane.closed && lane.exactInForce && lane.firstUnmarked && (!lane.epochSeen || lane.sourceEmptied)) {
                lane.closed = true;
                noteFirstRelease(nowNs);
                lane.release = new Outstanding(machine, nowNs, lane.node, to.port(lane.direction),
                    new Message.ReleaseFinished(attempt, lane.direction, lane.released, stateless), counters);
            }
            startRelease(nowNs, lane);
        }
        if (lanes.all(lane -> lane.closed)) {
            step(Step.RELEASE);
            if (!rollingBack) {
                milestones.releaseFinished(nowNs);
                enter(nowNs, Phase.RELEASE);
            }
        }
    }

    /**
     * What has come here may pass at the destination as soon as nothing older can come: the source has sent back all
     * that it had. The switch may take its time to use the exact entry. Nobody waits for an answer, as RELEASE_FINISHED
     * says the same and more.
     */
    private void startRelease(final long nowNs, final Lane lane) {
        if (machine.settings().startRelease() && transfer == StateTransfer.MOVE && !stateless && !lane.mayHavePassed()
            && lane.startProven && lane.sourceEmptied) {
            lane.begun = true;
            noteFirstRelease(nowNs);
            machine.send(lane.node, to.port(lane.direction), new Message.StartRelease(attempt, lane.direction),
                counters);
        }
    }

    private void noteFirstRelease(final long nowNs) {
        if (!rollingBack) {
            milestones.released(nowNs);
        }
    }

    private void handleFinished(final long nowNs, final Message.HandoverFinished message) {
        if (step == Step.ENDED && endDeferred) {
            return;
        }
        if (step == Step.ENDED) {
            machine.send(lanes.first().node, to.port(lanes.first().direction),
                new Message.HandoverEnded(attempt, outcome()), counters);
            return;
        }
        final var counted = message.counters();
        agent = new AgentCounters(counted.ctrlBuffMax(), counted.swBuffMax(), counted.late(), counted.lost(),
            counted.reordered() + reorderedHere);
        milestones.imported(message.importedUs());
        if (isInheritedStart() && message.outcome() == Outcome.COMPLETED) {
            follow(nowNs, to);
            return;
        }
        if (step == Step.STARTING) {
            // the HSL has given up before everything had begun
            letGo();
        }
        if (message.outcome() == Outcome.FAILED) {
            if (reason == null) {
                reason = agent.lost() > 0 ? FailureReason.PACKETS_LOST
                    : stateless ? FailureReason.SOURCE_SILENT : FailureReason.BUFFER_OVERFLOW;
            }
            end(nowNs, stateless && agent.lost() == 0 && sweep.request().config().continueWithoutState()
                ? Phase.COMPLETED : Phase.FAILED);
        } else if (rollingBack && counters.view().lost() == 0 && !stateless) {
            end(nowNs, reason == FailureReason.CANCELLED_BY_USER ? Phase.CANCELLED : Phase.ROLLED_BACK);
        } else if (rollingBack) {
            end(nowNs, Phase.FAILED);
        } else {
            end(nowNs, Phase.COMPLETED);
        }
    }

    /** An HSL reports an attempt that the other one has reported before, or repeats itself. */
    void handleReport(final long nowNs, final Message.FlowReport report) {
        if (report.handover() == attempt && report.role() == Role.DESTINATION) {
            doubtful = false;
        }
        if (report.isFinished() && isInheritedStart()) {
            follow(nowNs, to);
        }
    }

    /** A later attempt of a controller of before is finished: the flow is where that one has brought it. */
    void handleOvertaken(final long nowNs, final long later, final Instance where) {
        if (isInheritedStart() && later > attempt) {
            follow(nowNs, where);
        }
    }

    private boolean isInheritedStart() {
        return inherited && step == Step.STARTING && allAttempts.size() == 1;
    }

    /**
     * A controller of before had brought the flow there already. What has come here since then goes after it, by an
     * attempt that changes nothing for the instance: what the switch itself sends must not overtake it.
     */
    private void follow(final long nowNs, final Instance where) {
        doubtful = false;
        rollingBack = !where.id().equals(destination.id());
        turned = !rollingBack;
        endedBefore = rollingBack ? Outcome.ROLLED_BACK : Outcome.COMPLETED;
        final var lane = lanes.first();
        for (final var each : from == null ? List.of(to) : List.of(from, to)) {
            machine.tellEnd(nowNs, attempt, lane.node, each, lane.direction, endedBefore, counters);
        }
        lanes.forEach(Lane::restart);
        begin(nowNs, null, where, StateTransfer.NONE);
        divert(nowNs);
    }

    private Outcome outcome() {
        return switch (phase) {
            case COMPLETED -> Outcome.COMPLETED;
            case ROLLED_BACK, CANCELLED -> Outcome.ROLLED_BACK;
            case DETECTION, BUFFERING, RELEASE, ROLLING_BACK, FAILED -> Outcome.FAILED;
        };
    }

    private void end(final long nowNs, final Phase last) {
        // with whom the state was in the meantime, nobody knows
        close(nowNs, doubtful ? Phase.FAILED : last);
        conclude(nowNs);
    }

    /** Nothing more is done about it, and both HSLs hear so. */
    private void close(final long nowNs, final Phase last) {
        step(Step.ENDED);
        finishedNs = nowNs;
        cancelTimers();
        lanes.forEach(Lane::settle);
        enter(nowNs, last);
        if (from == null || last == Phase.FAILED) {
            tellEnd(nowNs, to, attempt);
        }
        if (from != null && last == Phase.FAILED) {
            tellEnd(nowNs, from, attempt);
        } else if (from != null) {
            tellEndInOrder(nowNs);
        }
    }

    /**
     * First the source, then the destination: whoever takes over meanwhile finds the destination's word that it has
     * finished, not the source's alone that it has begun.
     */
    private void tellEndInOrder(final long nowNs) {
        final var lane = lanes.first();
        final long ofAttempt = attempt;
        endDeferred = true;
        machine.tellEnd(nowNs, ofAttempt, lane.node, from, lane.direction, outcome(), counters, now -> {
            endDeferred = false;
            tellEnd(now, to, ofAttempt);
        });
    }

    private void conclude(final long nowNs) {
        sweep.handleFlowEnded(nowNs, this);
        machine.timers().at(nowNs + LINGER_NS, now -> machine.forget(this));
    }

    private void tellEnd(final long nowNs, final Instance instance, final long ofAttempt) {
        for (final var lane : lanes) {
            // one side is enough, unless something is wrong: it may be that side
            if (lane == lanes.first() || phase == Phase.FAILED) {
                machine.tellEnd(nowNs, ofAttempt, lane.node, instance, lane.direction, outcome(), counters);
            }
        }
    }

    private void handleAcknowledgeTimeout(final long nowNs) {
        if (step != Step.STARTING || isAcknowledged()) {
            return;
        }
        final long leftNs = patience.leftNs(nowNs, from, to);
        if (leftNs > 0) {
            // nobody could answer for a part of the time, or who has to is there and busy: the deadline decides
            acknowledgeTimer = machine.timers().at(nowNs + leftNs, this::handleAcknowledgeTimeout);
            return;
        }
        if (!destinationAcknowledged()) {
            fail(nowNs, FailureReason.DESTINATION_SILENT);
        } else if (sweep.request().config().continueWithoutState() && !rollingBack) {
            reason = FailureReason.SOURCE_SILENT;
            continueStateless(nowNs);
        } else {
            fail(nowNs, FailureReason.SOURCE_SILENT);
        }
    }

    private void continueStateless(final long nowNs) {
        stateless = true;
        expectNothingOfSource();
        enterBufferingIfAcknowledged(nowNs);
        closeWhatIsComplete(nowNs);
    }

    private void handleDeadline(final long nowNs) {
        if (step != Step.ENDED) {
            fail(nowNs, patience.isCutOff() ? FailureReason.SWITCH_DISCONNECTED : FailureReason.DEADLINE_EXCEEDED);
        }
    }

    /** An HSL of this attempt has started anew: what it held is lost, and it knows nothing of the attempt. */
    void handleAgentRestarted(final long nowNs, final Instance instance) {
        if (step == Step.ENDED) {
            return;
        }
        if (instance.equals(to)) {
            handleHolderLost(nowNs);
        } else if (instance.equals(from) && step == Step.STARTING) {
            fail(nowNs, FailureReason.AGENT_RESTARTED);
        } else if (instance.equals(from) && !allDrained()) {
            handleGiverLost(nowNs);
        } else if (instance.equals(from) && step == Step.BUFFERING && reason == null) {
            // what still came to it by the old entry has passed to a VNF that had given its state away
            reason = FailureReason.AGENT_RESTARTED;
        }
    }

    private void handleHolderLost(final long nowNs) {
        for (final var lane : lanes) {
            for (int i = 0; i < lane.released; i++) {
                counters.lost();
                machine.tally().lost(Loss.AGENT_RESTARTED);
            }
        }
        if (step == Step.RELEASE || rollingBack) {
            // it may have let packets through already: the flow stays, with what is left of it
            reason = reason == null ? FailureReason.AGENT_RESTARTED : reason;
            giveUp(nowNs);
        } else {
            fail(nowNs, FailureReason.AGENT_RESTARTED);
        }
    }

    /** Nothing comes from it any more, but the state may still be on its way from VNF to VNF: that is waited for. */
    private void handleGiverLost(final long nowNs) {
        reason = reason == null ? FailureReason.AGENT_RESTARTED : reason;
        expectNothingOfSource();
        deadlineTimer.cancel();
        deadlineTimer = machine.timers().at(nowNs + machine.settings().acknowledgeNs(), this::handleDeadline);
        closeWhatIsComplete(nowNs);
    }

    private void expectNothingOfSource() {
        for (final var lane : lanes) {
            Outstanding.stop(lane.startSource);
            lane.sourceAcknowledged = true;
            lane.sourceEmptied = true;
            lane.startProven = true;
            lane.drained = true;
        }
    }

    /** Somebody asked to stop it: as long as the destination cannot have processed a packet. */
    void cancel(final long nowNs) {
        final boolean passed = lanes.any(Lane::mayHavePassed) || transfer == StateTransfer.UNGUARDED;
        if (step != Step.ENDED && !rollingBack && moves && !passed) {
            fail(nowNs, FailureReason.CANCELLED_BY_USER);
        }
    }

    private void fail(final long nowNs, final FailureReason why) {
        if (step == Step.ENDED) {
            return;
        }
        if (reason == null) {
            reason = why;
        }
        // no packet may go to a destination that has not answered
        final boolean mayRollBack = why == FailureReason.CANCELLED_BY_USER || why == FailureReason.DESTINATION_SILENT
            || why == FailureReason.SOURCE_SILENT || sweep.request().config().rollBack() || !isDestinationHeard();
        if (transfer == StateTransfer.UNGUARDED) {
            giveUp(nowNs);
        } else if (!rollingBack && !turned && moves && mayRollBack) {
            rollBack(nowNs);
        } else if (step == Step.BUFFERING && !stateless) {
            // release at the destination, without the state: it reports what that cost
            stateless = true;
            deadlineTimer.cancel();
            deadlineTimer = machine.timers().at(nowNs + machine.settings().acknowledgeNs(), this::handleDeadline);
            for (final var lane : lanes) {
                lane.drained = true;
                lane.sourceEmptied = true;
                lane.firstUnmarked = true;
            }
            closeWhatIsComplete(nowNs);
        } else {
            giveUp(nowNs);
        }
    }

    private void rollBack(final long nowNs) {
        rollingBack = true;
        enter(nowNs, Phase.ROLLING_BACK);
        final boolean diverted = step != Step.STARTING;
        final boolean told = lanes.any(lane -> lane.startSource != null);
        final var proven = lanes.where(lane -> lane.epochSeen);
        if (!diverted) {
            tellEnd(nowNs, to, attempt);
        }
        lanes.forEach(Lane::restart);
        begin(nowNs, diverted ? to : null, source, told ? StateTransfer.RESTORE : StateTransfer.NONE);
        divert(nowNs);
        // nothing is on its way to the source any more there: it may hold from now on
        proven.forEach(lane -> startDestination(nowNs, lane));
    }

    /** The detection entry goes while packets of this flow wait here for their START_HOs: others must not overtake. */
    void catchPackets(final long nowNs) {
        for (final var lane : lanes) {
            if (step == Step.STARTING && lane.exact == null) {
                sendToController(nowNs, lane);
            }
        }
    }

    private void sendToController(final long nowNs, final Lane lane) {
        final long thisAttempt = attempt;
        installExact(lane, 0);
        machine.timers().at(nowNs + Sweep.RENEWAL_NS, now -> renew(now, lane, thisAttempt));
    }

    /** Packets come here once more; START_HOs go behind the first one, or when none can be under way any more. */
    private void divert(final long nowNs) {
        for (final var lane : lanes) {
            sendToController(nowNs, lane);
            final var start = laterStart(lane);
            machine.book().barrier(lane.node, now ->
                machine.timers().at(now + machine.settings().startSilenceNs(), start));
        }
    }

    private void renew(final long nowNs, final Lane lane, final long ofAttempt) {
        if (ofAttempt == attempt && step == Step.STARTING) {
            machine.book().install(lane.exact);
            machine.timers().at(nowNs + Sweep.RENEWAL_NS, now -> renew(now, lane, ofAttempt));
        }
    }

    /** The destination is to give back what it holds, but has passed on some of it. */
    private boolean isRefusedBy(final Instance sender) {
        return rollingBack && step == Step.STARTING && transfer == StateTransfer.RESTORE && from != null
            && sender.id().equals(from.id());
    }

    /**
     * The roll-back comes too late: the destination has processed packets, so only it has the flow's state. The flow
     * stays there; what has come here meanwhile follows by an attempt that changes nothing for the destination.
     */
    private void turnAround(final long nowNs) {
        rollingBack = false;
        turned = true;
        enter(nowNs, Phase.BUFFERING);
        lanes.forEach(Lane::restart);
        begin(nowNs, source, destination, StateTransfer.RESTORE);
        divert(nowNs);
    }

    /** The last resort: packets flow to an instance that is there, and it is said that they did so without order. */
    private void giveUp(final long nowNs) {
        final var silent = to;
        if (!isDestinationHeard() && from != null) {
            to = from;
        }
        close(nowNs, Phase.FAILED);
        // it may have heard of the attempt all the same
        tellEnd(nowNs, silent, attempt);
        for (final var each : allAttempts) {
            if (each.identity() != attempt) {
                // an instance that never heard of the later ones would go on sending packets back
                if (source != null) {
                    tellEnd(nowNs, source, each.identity());
                }
                tellEnd(nowNs, destination, each.identity());
            }
        }
        letGo();
        conclude(nowNs);
    }

    /** What waits here goes on, behind the word that nobody is to send it back, and ahead of what the switch sends. */
    private void letGo() {
        for (final var lane : lanes) {
            packets.flushPlain(lane, to);
            installExact(lane, to.port(lane.direction));
        }
    }

    /** The group is gone: what is buffered goes on, and nothing of the flow stays on the switches. */
    void abandon(final long nowNs) {
        if (step != Step.ENDED) {
            lanes.forEach(lane -> packets.flushPlain(lane, to));
            reason = FailureReason.CANCELLED_BY_USER;
            end(nowNs, Phase.FAILED);
        }
        place().remove(machine.book());
    }

    /** A roll-back has left the flow where nothing steers it any more: it goes on elsewhere, without its state. */
    void leaveBehind(final long nowNs, final Instance next) {
        to = next;
        phase = Phase.FAILED;
        finishedNs = nowNs;
        ownerTold = false;
        tellOwner(nowNs);
    }

    /** The HSL where a failed flow is may think that it was moved away once, and send its packets back. */
    private void tellOwner(final long nowNs) {
        if (!ownerTold) {
            ownerTold = true;
            for (var each = this; each != null; each = each.predecessor) {
                for (final var past : each.allAttempts) {
                    tellEnd(nowNs, to, past.identity());
                }
            }
        }
    }

    void succeed(final FlowHandover other) {
        predecessor = other;
    }

    /** Takes over the entries of a flow that was in no handover: its own take their place. */
    void adopt(final Placement placement) {
        for (final var lane : lanes) {
            if (lane.exact == null && placement.isOf(lane)) {
                lane.exact = placement.take(lane.direction);
            }
        }
        placement.remove(machine.book());
    }

    /** Leaves its exact entries, which tell where the flow is, to somebody else. */
    Placement place() {
        final var placement = new Placement(location());
        for (final var lane : lanes) {
            if (lane.exact != null) {
                placement.put(lane.direction, lane.exact);
                lane.exact = null;
            }
        }
        return placement;
    }

    private void enter(final long nowNs, final Phase next) {
        phase = next;
        sweep.handlePhase(nowNs, this);
    }

    private void cancelTimers() {
        if (acknowledgeTimer != null) {
            acknowledgeTimer.cancel();
            deadlineTimer.cancel();
        }
    }

    FlowView view() {
        return new FlowView(key, source == null ? "" : source.id(), destination.id(), phase, reason, startedNs,
            finishedNs, milestones.timeline(sweep), counters.view(), agent);
    }
}
