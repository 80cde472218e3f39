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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Outcome;

/**
 * Finds the flows of a request while its detection entry is in the switches, and hands each over (paper: III-C, phase
 * 1). A request is swept when it comes, towards its destination, and when it goes, back to whatever steers its flows
 * without it.
 *
 * <pre>
 *  window    entered when                                         detection entry
 *  OPENING   the request came or goes                             sent behind a barrier, another one under way
 *  OPEN      the barriers of both switches are answered           in force
 *  CLOSING   nothing new was seen for the idle time, or hard
 *            time, and that is noted in the journal               removed, barrier under way
 *  CLOSED    both barriers are answered                           gone; exact entries of ended flows go, too
 * </pre>
 *
 * <p>The controller closes the window itself, since it sees every packet that the detection entry catches. The entry's
 * own time-outs are a lease that it renews: they only matter if the controller is gone.
 */
final class Sweep {
    /** Well below the lease of a detection entry, nanoseconds. */
    static final long RENEWAL_NS = 2_000_000_000L;
    /** Flows in handover for each one whose START_HO may be outstanding. */
    private static final int IN_PROGRESS = 8;

    private enum Window { OPENING, OPEN, CLOSING, CLOSED }

    /** How far it is with the note that the window closes, which a controller that starts anew must find. */
    private enum Journal { SILENT, WRITING, DURABLE }

    private final ControllerMachine machine;
    private final Group group;
    private final Request request;
    private final boolean handingBack;
    private final long number;
    private final long requestedNs;
    private final CounterSet counters;
    private final FlowList flows = new FlowList();
    private final WaitingFlows waiting = new WaitingFlows();
    private final Map<FlowKey, Placement> settled = new HashMap<>();
    private final int[] unsteady = new int[2];
    private final long[] steadyNs = {Long.MAX_VALUE, Long.MAX_VALUE};
    private final List<List<LongConsumer>> awaitingBarrier = List.of(new ArrayList<>(), new ArrayList<>());
    private final FlowEntry[] detection = new FlowEntry[2];

    private Window window = Window.OPENING;
    private boolean complete;
    private Journal journal = Journal.SILENT;
    private int barriers;
    private int starting;
    private boolean admitting;
    private boolean catching;
    private long openedNs;
    /** When the barriers of both switches were answered; 0 before. */
    private long inForceNs;
    private long lastNewNs;
    private long extendedNs;
    private Phase phase = Phase.DETECTION;
    private boolean cancelled;
    private boolean abandoned;
    private FailureReason reason;
    private long finishedNs;
    private long firstDetectedNs;
    private long lastEndedNs;
    private int detected;
    private int completed;
    private int rolledBack;
    private int failed;
    private int ctrlBuffMax;
    private int swBuffMax;
    private int late;
    private int lost;
    private int reordered;

    Sweep(final ControllerMachine machine, final Group group, final Request request, final boolean handingBack,
            final long number, final long nowNs) {
        this.machine = machine;
        this.group = group;
        this.request = request;
        this.handingBack = handingBack;
        this.number = number;
        requestedNs = nowNs;
        counters = new CounterSet(machine.tally().packets());
        if (handingBack) {
            phase = Phase.ROLLING_BACK;
        }
    }

    Group group() {
        return group;
    }

    Request request() {
        return request;
    }

    CounterSet counters() {
        return counters;
    }

    long number() {
        return number;
    }

    long requestedNs() {
        return requestedNs;
    }

    long inForceNs() {
        return inForceNs;
    }

    boolean isHandingBack() {
        return handingBack;
    }

    Phase phase() {
        return phase;
    }

    FailureReason reason() {
        return reason;
    }

    /** Whether flows are still looked for; a packet that comes all the same is a straggler. */
    boolean isLooking() {
        return window == Window.OPENING || window == Window.OPEN;
    }

    /** Whether the window was open for its whole time: flows that were not seen count as new since. */
    boolean isComplete() {
        return complete;
    }

    /**
     * Opens the window. Both switches' entries should come into force at one moment: Open vSwitch looks through its
     * cached flows at most once in 5 ms, and two bridges do so together, so that of two entries that come one after the
     * other the second waits for the next look. So something that changes nothing goes first: both come while it waits.
     */
    void open(final long nowNs) {
        prepare(nowNs);
        if (!machine.settings().alignEntries()) {
            detect(nowNs);
            return;
        }
        for (final var direction : Direction.values()) {
            if (direction.in(request.config().directions())) {
                final var known = machine.entries().control(group, direction, group.config().instances().getFirst());
                machine.book().install(known);
                barriers++;
                machine.book().barrier(known.node(), this::handleAligned);
            }
        }
    }

    /** Opens the window of a request whose entries a controller of before may have put in: these must be first. */
    void reopen(final long nowNs) {
        prepare(nowNs);
        detect(nowNs);
    }

    private void prepare(final long nowNs) {
        lastNewNs = nowNs;
        openedNs = nowNs;
        extendedNs = nowNs - request.config().idleNs();
        for (final var direction : Direction.values()) {
            if (direction.in(request.config().directions())) {
                unsteady[direction.ordinal()]++;
            }
        }
    }

    private void handleAligned(final long nowNs) {
        if (--barriers == 0 && window == Window.OPENING) {
            detect(nowNs);
        }
    }

    /** Puts the entries in: for each switch one ordered batch, so that no flow sees the second without the first. */
    private void detect(final long nowNs) {
        for (final var direction : Direction.values()) {
            if (!direction.in(request.config().directions())) {
                continue;
            }
            detection[direction.ordinal()] = machine.entries().detection(this, direction);
            machine.book().install(detection[direction.ordinal()]);
            if (handingBack) {
                machine.book().remove(machine.entries().forwarding(group, request, direction));
            } else {
                machine.book().install(machine.entries().forwarding(group, request, direction));
            }
            machine.timers().at(nowNs + RENEWAL_NS, now -> renew(now, direction));
            barriers++;
            machine.book().barrier(detection[direction.ordinal()].node(), now -> handleOpened(now, direction));
        }
    }

    /** The switch removes the entry by itself when this ends: if the controller is gone, nobody takes its packets. */
    private void renew(final long nowNs, final Direction direction) {
        if (isLooking()) {
            machine.book().install(detection[direction.ordinal()]);
            machine.timers().at(nowNs + RENEWAL_NS, now -> renew(now, direction));
        }
    }

    /** The request was in force before the controller started: only its forwarding entries are put in. */
    void restore(final long nowNs) {
        for (final var direction : Direction.values()) {
            if (direction.in(request.config().directions())) {
                machine.book().install(machine.entries().forwarding(group, request, direction));
            }
        }
        settle(nowNs);
    }

    /** Nothing is looked for. */
    void settle(final long nowNs) {
        window = Window.CLOSED;
        complete = true;
        phase = handingBack ? Phase.ROLLED_BACK : Phase.COMPLETED;
        finishedNs = nowNs;
    }

    /** A controller of before has begun to hand a flow over. */
    void resume(final long nowNs, final FlowHandover handover) {
        firstDetectedNs = detected == 0 ? nowNs : firstDetectedNs;
        detected++;
        machine.tally().detected();
        flows.begin(handover);
        group.pass(handover);
        if (phase.isFinal()) {
            // it was told that this is over, and when
            flows.restate();
            phase = handingBack ? Phase.ROLLING_BACK : Phase.DETECTION;
            finishedNs = 0;
            machine.changed(this);
        }
    }

    private void handleOpened(final long nowNs, final Direction direction) {
        steady(nowNs, direction);
        if (--barriers == 0 && window == Window.OPENING) {
            window = Window.OPEN;
            openedNs = nowNs;
            inForceNs = nowNs;
            lastNewNs = nowNs;
            group.yieldExacts(nowNs, this);
            scheduleCheck(nowNs);
        }
    }

    /** A switch gave up on the entry: only for a controller that is gone, and this one is not. */
    void handleDetectionRemoved(final String node) {
        for (final var entry : detection) {
            if (entry != null && entry.node().equals(node) && isLooking()) {
                machine.book().install(entry);
            }
        }
    }

    /** Handovers that have begun wait for entries that will never come: what is there already must do. */
    private void steadyWithoutEntries() {
        for (final var direction : Direction.values()) {
            if (direction.in(request.config().directions()) && unsteady[direction.ordinal()] > 0) {
                machine.book().barrier(group.config().attachment(direction).node(), now -> steady(now, direction));
            }
        }
    }

    private void steady(final long nowNs, final Direction direction) {
        final int index = direction.ordinal();
        if (--unsteady[index] == 0) {
            steadyNs[index] = nowNs + machine.settings().guardNs();
            awaitingBarrier.get(index).forEach(action -> machine.timers().at(steadyNs[index], action));
            awaitingBarrier.get(index).clear();
        }
    }

    /** Entries that hid flows from this sweep have just been removed: the switches use them for a while longer. */
    void unsettle(final long nowNs) {
        extend(nowNs);
        for (final var direction : Direction.values()) {
            if (direction.in(request.config().directions())) {
                unsteady[direction.ordinal()]++;
                steadyNs[direction.ordinal()] = Long.MAX_VALUE;
                machine.book().barrier(group.config().attachment(direction).node(), now -> steady(now, direction));
            }
        }
    }

    /** Runs an action when no packet of a direction can be on its way by the entries of before. */
    void whenSteady(final long nowNs, final Direction direction, final LongConsumer action) {
        final long steady = steadyNs[direction.ordinal()];
        if (steady == Long.MAX_VALUE) {
            awaitingBarrier.get(direction.ordinal()).add(action);
        } else if (steady - nowNs <= 0) {
            action.accept(nowNs);
        } else {
            machine.timers().at(steady, action);
        }
    }

    private void scheduleCheck(final long nowNs) {
        final long idle = lastNewNs + request.config().idleNs();
        final long hard = openedNs + request.config().hardNs();
        final long due = hard - idle < 0 ? hard : idle;
        // a window that waits for others looks again soon
        machine.timers().at(due - nowNs > 0 ? due : nowNs + 50_000_000L, this::checkWindow);
    }

    private void checkWindow(final long nowNs) {
        if (window != Window.OPEN) {
            return;
        }
        extendBeyondOutage(nowNs);
        admitSoon(nowNs);
        final boolean timeIsUp = nowNs - openedNs >= request.config().hardNs()
            && nowNs - extendedNs >= request.config().idleNs();
        if (timeIsUp && starting > 0) {
            catchStarting(nowNs);
        }
        final boolean over = timeIsUp || nowNs - lastNewNs >= request.config().idleNs() && starting == 0;
        if (!over || machine.isTakingOver(nowNs) || !waiting.isEmpty()
                || group.isHidden(this) || group.hasWaiting(this)) {
            scheduleCheck(nowNs);
            return;
        }
        if (journal != Journal.DURABLE) {
            note();
            return;
        }
        window = Window.CLOSING;
        for (final var entry : detection) {
            if (entry != null) {
                machine.book().remove(entry);
                barriers++;
                machine.book().barrier(entry.node(), this::handleClosed);
            }
        }
    }

    /** New flows do not cease: those whose packets wait here get entries of their own, and do without this one's. */
    private void catchStarting(final long nowNs) {
        catching = true;
        flows.inProgress().forEach(handover -> handover.catchPackets(nowNs));
    }

    /** Whether flows whose handovers begin need entries of their own. */
    boolean isCatching() {
        return catching;
    }

    private void note() {
        if (journal == Journal.SILENT) {
            journal = Journal.WRITING;
            machine.note(this, now -> {
                journal = Journal.DURABLE;
                checkWindow(now);
            });
        }
    }

    private void handleClosed(final long nowNs) {
        if (--barriers > 0 || window != Window.CLOSING || abandoned) {
            return;
        }
        window = Window.CLOSED;
        complete = true;
        if (handingBack) {
            request.take().removeSettled();
            settled.entrySet().removeIf(each -> group.handDown(nowNs, this, each.getKey(),
                each.getValue()));
        }
        removeSettled();
        group.dropSilent(this);
        group.unsettleOthers(nowNs, this);
        finishIfDone(nowNs);
    }

    /**
     * While a switch is gone, flows are silent for want of it: that means nothing. Both switches count even for one
     * direction, since a host is silent, too, when the packets that it would answer do not come.
     */
    private void extendBeyondOutage(final long nowNs) {
        for (final var direction : Direction.values()) {
            final long sinceNs = nowNs
                - machine.book().connectedForNs(nowNs, group.config().attachment(direction).node());
            if (sinceNs - lastNewNs > 0) {
                extend(sinceNs);
            }
        }
    }

    /** The request is withdrawn: this sweep looks for no more flows, its entries are the other one's to remove. */
    void supersede(final long nowNs) {
        window = Window.CLOSED;
        if (detection[0] == null && detection[1] == null) {
            steadyWithoutEntries();
        }
        finishIfDone(nowNs);
    }

    /** The group is gone, and all entries with it. */
    void abandon() {
        window = Window.CLOSED;
        removeSettled();
        waiting.clear();
        abandoned = true;
    }

    private void removeSettled() {
        settled.values().forEach(placement -> placement.remove(machine.book()));
        settled.clear();
    }

    /** Ended flows whose exact entries stay while the window is open. */
    Map<FlowKey, Placement> settled() {
        return settled;
    }

    /** There may be more to find: the window stays open for another idle time. */
    void extend(final long nowNs) {
        lastNewNs = nowNs;
        extendedNs = nowNs;
    }

    /**
     * A packet of a flow that is in no handover, while many others are: it passes, by way of the controller, to where
     * the flow is, which waits for its handover. Not before the detection entry is in force everywhere: a packet that
     * still came by the entry before would overtake this one.
     *
     * @param nowNs the time
     * @param direction its direction
     * @param key the flow's forward key
     * @param reverse its reverse key
     * @param frame the packet
     * @return false if nothing was done, and the handover is to begin now
     */
    boolean postpone(final long nowNs, final Direction direction, final FlowKey key, final FlowKey reverse,
            final byte[] frame) {
        if (!isBusy() || steadyNs[direction.ordinal()] - nowNs > 0 || !isLooking()) {
            return false;
        }
        lastNewNs = nowNs;
        waiting.add(key, reverse, direction);
        counters.packetIn();
        machine.packetOut(group.config().attachment(direction).node(),
            group.settleLocation(key, request, handingBack).port(direction), frame, counters);
        machine.touched(this);
        return true;
    }

    private boolean isBusy() {
        return starting >= machine.settings().flowsAtOnce() || machine.slots().isFull()
            || flows.inProgress().size() >= IN_PROGRESS * machine.settings().flowsAtOnce();
    }

    /** The flow's handover begins, or it is another sweep's: returns the directions of which packets were sent on. */
    int stopWaiting(final FlowKey key) {
        return waiting.remove(key);
    }

    /** Flows that another sweep has found, at the same place. */
    void adoptWaiting(final Sweep other) {
        waiting.addAll(other.waiting);
    }

    /** Whether a flow waits that another request matches, too. */
    boolean hasWaiting(final Request other) {
        return waiting.anyMatches(other);
    }

    private void admitSoon(final long nowNs) {
        if (!waiting.isEmpty() && !admitting) {
            admitting = true;
            machine.timers().at(nowNs, this::admit);
        }
    }

    private void admit(final long nowNs) {
        admitting = false;
        while (!waiting.isEmpty() && !isBusy()) {
            waiting.first((key, reverse) -> {
                if (group.isActive(key)) {
                    waiting.remove(key);
                } else {
                    machine.beginSilently(nowNs, this, key, reverse);
                }
            });
        }
    }

    /**
     * A packet of a flow that is in no handover.
     *
     * @param nowNs the time
     * @param key the flow's forward key
     * @param reverse its reverse key
     * @return its handover, just begun
     */
    FlowHandover begin(final long nowNs, final FlowKey key, final FlowKey reverse) {
        lastNewNs = nowNs;
        firstDetectedNs = detected == 0 ? nowNs : firstDetectedNs;
        detected++;
        machine.tally().detected();
        final var from = group.locate(key, request, handingBack);
        final var to = handingBack ? group.target(key, request) : request.destination();
        final var handover = new FlowHandover(machine, this, key, reverse, from, to, request.config().directions(),
            machine.slots().allocate(), nowNs);
        flows.begin(handover);
        machine.touched(this);
        group.pass(handover);
        return handover;
    }

    /** A flow's handover has come to another phase. */
    void handlePhase(final long nowNs, final FlowHandover handover) {
        admitSoon(nowNs);
        final var next = handover.phase();
        flows.change(handover);
        if (!handingBack && !phase.isFinal() && (next == Phase.BUFFERING || next == Phase.RELEASE)
                && next.ordinal() > phase.ordinal()) {
            phase = next;
            machine.changed(this);
        } else {
            machine.touched(this);
        }
    }

    /** Flows whose packets are buffered at the controller: the detection entry must stay as long as there are any. */
    void countStarting(final int change) {
        starting += change;
    }

    void handleFlowEnded(final long nowNs, final FlowHandover handover) {
        flows.end(handover, !abandoned);
        machine.tally().ended(outcome(handover), nowNs - handover.startedNs(), handover.agent());
        if (abandoned) {
            return;
        }
        admitSoon(nowNs);
        lastEndedNs = nowNs;
        switch (outcome(handover)) {
            case COMPLETED -> completed++;
            case ROLLED_BACK -> rolledBack++;
            case FAILED -> failed++;
        }
        if (handover.reason() != null) {
            reason = handover.reason();
        }
        final AgentCounters agent = handover.agent();
        ctrlBuffMax = Math.max(ctrlBuffMax, agent.ctrlBuffMax());
        swBuffMax = Math.max(swBuffMax, agent.swBuffMax());
        late += agent.late();
        lost += agent.lost();
        reordered += agent.reordered();
        group.handleFlowEnded(nowNs, handover);
        final var placement = handover.place();
        if (group.isWantedByOther(this, handover.key())) {
            group.offer(nowNs, handover.key(), placement);
            group.unsettleOthers(nowNs, this);
        } else if (!handover.isAtDestination()) {
            group.pin(handover.key(), new Pin(placement, handover, null));
        } else if (window != Window.CLOSED) {
            placement.supersede(settled.put(handover.key(), placement), machine.book());
        } else if (!handingBack || !group.handDown(nowNs, this, handover.key(), placement)) {
            placement.remove(machine.book());
            group.unsettleOthers(nowNs, this);
        }
        finishIfDone(nowNs);
    }

    private static Outcome outcome(final FlowHandover handover) {
        return switch (handover.phase()) {
            case COMPLETED -> Outcome.COMPLETED;
            case ROLLED_BACK, CANCELLED -> Outcome.ROLLED_BACK;
            case FAILED -> Outcome.FAILED;
            case DETECTION, BUFFERING, RELEASE, ROLLING_BACK -> throw new IllegalStateException(
                "expected a final phase, found " + handover.phase());
        };
    }

    /**
     * Rolls back what is in progress. The window stays open for its time: a flow that has not shown up yet would follow
     * the forwarding entry without its state, so it is found, and rolled back, too.
     */
    void cancel(final long nowNs) {
        cancelled = true;
        new ArrayList<>(flows.inProgress()).forEach(handover -> handover.cancel(nowNs));
        if (!phase.isFinal() && phase != Phase.ROLLING_BACK) {
            phase = Phase.ROLLING_BACK;
            machine.changed(this);
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    private void finishIfDone(final long nowNs) {
        if (window != Window.CLOSED || !flows.inProgress().isEmpty() || phase.isFinal()) {
            return;
        }
        finishedNs = nowNs;
        if (handingBack) {
            group.leaveBehind(nowNs, this);
        }
        if (failed > 0) {
            phase = Phase.FAILED;
        } else if (cancelled) {
            phase = Phase.CANCELLED;
        } else if (handingBack) {
            phase = Phase.ROLLED_BACK;
        } else {
            phase = rolledBack > 0 ? Phase.ROLLED_BACK : Phase.COMPLETED;
        }
        machine.changed(this);
        group.handleSweepFinished(nowNs, this);
    }

    /** A flow that was rolled back here has to go on without its state: that is a failure after all. */
    void leaveBehind(final long nowNs, final FlowHandover handover, final Instance next) {
        handover.leaveBehind(nowNs, next);
        flows.correct(handover);
        rolledBack--;
        failed++;
        machine.tally().leftBehind();
        reason = handover.reason();
        if (phase.isFinal()) {
            phase = Phase.FAILED;
            machine.changed(this);
        } else {
            machine.touched(this);
        }
    }

    boolean isActive() {
        return window != Window.CLOSED || !flows.inProgress().isEmpty();
    }

    boolean isWindowOpen() {
        return window != Window.CLOSED;
    }

    /** Flows in handover. */
    Collection<FlowHandover> inProgress() {
        return flows.inProgress();
    }

    SweepView view() {
        return summary().with(flows.views());
    }

    /** What is new since the last call. */
    SweepUpdate pollUpdate() {
        return flows.poll(summary());
    }

    /** Everything is to be told again. */
    void restate() {
        flows.restate();
    }

    /** The state without the single flows. */
    SweepView summary() {
        return new SweepView(phase, reason, reason == null ? "" : words(reason), requestedNs, finishedNs,
            lastEndedNs == 0 ? 0 : lastEndedNs - firstDetectedNs, detected + waiting.count(), flows.inProgress().size(),
            completed, rolledBack, failed, counters.view(),
            new AgentCounters(ctrlBuffMax, swBuffMax, late, lost, reordered), List.of());
    }

    private static String words(final FailureReason reason) {
        return switch (reason) {
            case DESTINATION_SILENT -> "the destination's HSL did not acknowledge START_HO: is its agent running?";
            case SOURCE_SILENT -> "the source's HSL did not acknowledge START_HO: is its agent running?";
            case STATE_TRANSFER_FAILED -> "a VNF reported that export or import of the state failed";
            case DEADLINE_EXCEEDED -> "the handover was not finished by its deadline";
            case BUFFER_OVERFLOW -> "a buffer was full: raise the limit, or the policy on-overflow";
            case PACKETS_LOST -> "packets were lost between controller and destination, see lost-packets";
            case SWITCH_DISCONNECTED -> "a switch disconnected";
            case AGENT_RESTARTED -> "an agent started anew: what it held is lost, see lost-packets";
            case CONTROLLER_RESTARTED -> "the controller started anew: the packets that it had in hand are lost";
            case CANCELLED_BY_USER -> "cancelled on request";
        };
    }
}
