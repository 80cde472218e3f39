/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.ControlLink;
import org.sharpnfv.sharp.wire.ControlLink.Opened;
import org.sharpnfv.sharp.wire.ControlLink.Refusal;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/**
 * The HSL of one VNF instance: all its handovers. One thread drives it; it knows no clock, no thread and no I/O.
 *
 * <p>The driver gives every frame that arrives from the network to {@link #handleControl} if its EtherType is the
 * protocol's, else asks {@link #gate} and, if there is one, {@link FlowGate#offer}. After each batch it calls
 * {@link #handleProgress}, moves packets of {@link #draining} gates, and does what {@link #poll} returns.
 */
public final class HslMachine {
    /** Most flows at a time; further START_HOs are not answered, and counted. */
    public static final int MAX_FLOWS = 65_536;
    /** Most questions that the VNF may owe an answer to. */
    public static final int MAX_QUESTIONS = 65_536;
    /** Attempts that are remembered although only their end is known of them; beyond, the oldest is forgotten. */
    static final int ENDED_EARLY_MAX = 4_096;
    /** Shortest time between two unasked HELLO_REPLYs, nanoseconds. */
    static final long GREETING_NS = 5_000_000L;
    /** How long RELEASE_FINISHED may wait for its acknowledgement, nanoseconds: less than until it is repeated. */
    static final long ACKNOWLEDGE_WITHIN_NS = 10_000_000L;
    /** Kept, because values() makes a new array each time. */
    private static final Direction[] SIDES = Direction.values();

    private final String instance;
    private final String version;
    private final MessageCodec codec;
    private final ControlKey key;
    private final ControlLink[] links = new ControlLink[2];
    private final HslCounters counters = new HslCounters();
    private final Map<Long, HslFlow> flows = new HashMap<>();
    private final GateTable[] gates = {new GateTable(), new GateTable()};
    private final SlotTable[] bySlot = {new SlotTable(), new SlotTable()};
    private final ArrayDeque<HslOutput> outputs = new ArrayDeque<>();
    private final List<FlowGate> draining = new ArrayList<>();
    private final ArrayDeque<HslFlow> dirty = new ArrayDeque<>();
    private final ArrayDeque<FlowGate> unmarked = new ArrayDeque<>();
    private final PriorityQueue<Wake> wakes = new PriorityQueue<>((one, other) ->
        Long.compare(one.dueNs() - other.dueNs(), 0));

    /** When a flow wants to be asked; only the one that agrees with {@link HslFlow#wakeNs} counts. */
    private record Wake(long dueNs, HslFlow flow) {
    }

    /** Attempts that ended on one side before they began on the other: START_HO is still on its way. */
    private final LinkedHashSet<Long> endedEarly = new LinkedHashSet<>();
    private long acknowledgeWithinNs = ACKNOWLEDGE_WITHIN_NS;
    private boolean vnfAttached;
    private boolean vnfDescribesFlows;
    /** Questions that the VNF has not answered yet; of too many, the oldest has timed out at the controller. */
    private final Map<Long, Question> questions = new LinkedHashMap<>();
    private long controllerSession;

    /** What the controller wants to know, and on which side. */
    private record Question(Direction side, Message.DescribeFlow message) {
    }

    private Long greetedNs;
    private Long versionNs;

    /**
     * A machine.
     *
     * @param instance the instance's name
     * @param version the agent's version
     * @param codec for control messages
     * @param key the group's
     * @param session of this start of the HSL: higher than that of every earlier one, so a driver gives the wall
     *     clock's microseconds
     */
    public HslMachine(final String instance, final String version, final MessageCodec codec, final ControlKey key,
            final long session) {
        this.instance = instance;
        this.version = version;
        this.codec = codec;
        this.key = key.copy();
        for (final var side : Direction.values()) {
            links[side.ordinal()] = new ControlLink(codec, key.forInstance(instance), new Channel(true, side), session);
        }
    }

    /**
     * How long the acknowledgement of RELEASE_FINISHED may wait for HANDOVER_FINISHED, which makes it needless.
     *
     * @param ns less than it takes until RELEASE_FINISHED is repeated; 0 for not at all
     */
    public void acknowledgeWithin(final long ns) {
        acknowledgeWithinNs = ns;
    }

    long acknowledgeWithinNs() {
        return acknowledgeWithinNs;
    }

    /**
     * Whether no flow is in handover, so that every packet passes.
     *
     * @return true if {@link #gate} would always return null
     */
    public boolean isIdle() {
        return flows.isEmpty();
    }

    /**
     * The gate that decides on a frame.
     *
     * @param side where the frame came from
     * @param header the frame's header
     * @return the gate, or null if the frame passes
     */
    public FlowGate gate(final Direction side, final FrameHeader header) {
        final var exact = gates[side.ordinal()].get(header);
        if (exact != null || !Mark.is(header.ethDestination())) {
            return exact;
        }
        final var gate = bySlot[side.ordinal()].get(Mark.slot(header.ethDestination()));
        return gate != null && gate.flow().hasMark(header.ethDestination())
            && header.matchesApartFromDestination(gate.key()) ? gate : null;
    }

    /**
     * A frame of the protocol's EtherType has come from the network.
     *
     * @param nowNs the time
     * @param side where it came from
     * @param frame a copy of the frame
     */
    public void handleControl(final long nowNs, final Direction side, final byte[] frame) {
        switch (links[side.ordinal()].open(frame)) {
            case Opened.Refused refused -> {
                counters.count(refused.why());
                if (refused.why() == Refusal.OTHER_VERSION) {
                    answerVersion(nowNs, side, frame[MessageCodec.OFFSET_VERSION] & 0xFF);
                } else if (refused.why() == Refusal.STALE) {
                    greet(nowNs, side);
                }
            }
            case Opened.Accepted accepted -> {
                counters.skipped(accepted.unknown());
                handleController(nowNs, side);
                if (accepted.messages().isEmpty()) {
                    greet(nowNs, side);
                }
                for (final var message : accepted.messages()) {
                    handleMessage(nowNs, side, message);
                    schedule(flows.get(message.handover()));
                }
            }
        }
    }

    /** The controller takes this HSL for one of a life before: it is told of this one, though not for each frame. */
    private void greet(final long nowNs, final Direction side) {
        if (greetedNs == null || nowNs - greetedNs >= GREETING_NS) {
            greetedNs = nowNs;
            send(side, helloReply(0));
        }
    }

    /** Anybody can make such a frame: few are answered. */
    private void answerVersion(final long nowNs, final Direction side, final int found) {
        if (versionNs == null || nowNs - versionNs >= MessageCodec.VERSION_ANSWER_NS) {
            versionNs = nowNs;
            send(side, new Message.UnsupportedVersion(0, found, MessageCodec.VERSION, MessageCodec.VERSION));
        }
    }

    /** A controller that has started anew is told what is left of the one before. */
    private void handleController(final long nowNs, final Direction side) {
        final long session = links[side.ordinal()].peer();
        if (session <= controllerSession) {
            return;
        }
        final boolean another = controllerSession != 0;
        controllerSession = session;
        if (another) {
            // of a flow's attempts the last one is to be gone on with: it takes over what those before hold
            final var last = new HashMap<FlowKey, Long>();
            flows.values().forEach(flow -> last.merge(flow.start().forward(), flow.start().handover(), Math::max));
            for (final var flow : List.copyOf(flows.values())) {
                flow.handleController(nowNs, side, last.get(flow.start().forward()) == flow.start().handover());
                schedule(flow);
            }
        }
    }

    private void handleMessage(final long nowNs, final Direction side, final Message message) {
        switch (message) {
            case Message.Hello m -> send(side, helloReply(m.handover()));
            case Message.DescribeFlow m -> handleDescribe(side, m);
            case Message.StartHandover m -> handleStart(nowNs, side, m);
            case Message.DrainedAcknowledged m -> {
                final var flow = flows.get(m.handover());
                if (flow != null) {
                    flow.handleDrainedAcknowledged(m.direction());
                }
            }
            case Message.StartRelease m -> {
                final var flow = flows.get(m.handover());
                if (flow != null) {
                    flow.handleStartRelease(nowNs, m.direction());
                }
            }
            case Message.ReleaseFinished m -> {
                final var flow = flows.get(m.handover());
                if (flow != null) {
                    flow.handleReleaseFinished(nowNs, m, side);
                }
            }
            case Message.HandoverEnded m -> {
                final var flow = flows.get(m.handover());
                if (flow != null) {
                    flow.handleEnded(nowNs, m.outcome());
                } else {
                    endedEarly.add(m.handover());
                    if (endedEarly.size() > ENDED_EARLY_MAX) {
                        endedEarly.removeFirst();
                    }
                }
                send(side, new Message.HandoverEndedAcknowledged(m.handover()));
            }
            case Message.State m -> {
                final var flow = flows.get(m.handover());
                if (flow != null) {
                    flow.handleState(nowNs, m, side);
                }
            }
            case Message.StateAcknowledged m -> {
                final var flow = flows.get(m.handover());
                if (flow != null) {
                    flow.handleStateAcknowledged(nowNs, m);
                }
            }
            case Message.UnsupportedVersion m -> counters.otherVersion();
            case Message.StateImported m -> counters.misplaced();
            case Message.HelloReply m -> counters.misplaced();
            case Message.StartAcknowledged m -> counters.misplaced();
            case Message.Drained m -> counters.misplaced();
            case Message.FirstUnmarked m -> counters.misplaced();
            case Message.ReleaseFinishedAcknowledged m -> counters.misplaced();
            case Message.StateFailed m -> counters.misplaced();
            case Message.HandoverFinished m -> counters.misplaced();
            case Message.HandoverEndedAcknowledged m -> counters.misplaced();
            case Message.FlowReport m -> counters.misplaced();
            case Message.FlowDescribed m -> counters.misplaced();
        }
    }

    private Message helloReply(final long handover) {
        return new Message.HelloReply(handover, instance, version,
            vnfDescribesFlows ? Message.HelloReply.DESCRIBES_FLOWS : 0);
    }

    private void handleDescribe(final Direction side, final Message.DescribeFlow question) {
        if (!vnfAttached || !vnfDescribesFlows) {
            send(side, question.unknown());
        } else if (questions.putIfAbsent(question.handover(), new Question(side, question)) == null) {
            if (questions.size() > MAX_QUESTIONS) {
                questions.remove(questions.keySet().iterator().next());
            }
            outputs.add(new HslOutput.AskVnf(question.handover(), question.direction(), question.key()));
        }
    }

    /**
     * The VNF says which flows belong together.
     *
     * @param question of the controller
     * @param forward key of the forward packets; null if it does not say
     * @param reverse key of the reverse packets; null if it does not say
     * @return false if nobody has asked
     */
    public boolean handleFlowDescribed(final long question, final @Nullable FlowKey forward,
            final @Nullable FlowKey reverse) {
        final var asked = questions.remove(question);
        if (asked == null) {
            return false;
        }
        final var message = asked.message();
        final var one = forward == null && message.direction() == Direction.FORWARD ? message.key() : forward;
        final var other = reverse == null && message.direction() == Direction.REVERSE ? message.key() : reverse;
        send(asked.side(), one == null || other == null ? message.unknown()
            : new Message.FlowDescribed(question, true, one, other));
        return true;
    }

    /**
     * Whether the VNF rewrites headers and is to be asked which flows belong together.
     *
     * @param describes whether it does
     */
    public void handleVnfDescribesFlows(final boolean describes) {
        vnfDescribesFlows = describes;
    }

    private void handleStart(final long nowNs, final Direction side, final Message.StartHandover start) {
        if (!side.in(start.directions())) {
            counters.misplaced();
            return;
        }
        if (isOutdated(start) || endedEarly.contains(start.handover())) {
            counters.outdated();
            return;
        }
        final var keeper = start.role() == Role.SOURCE && start.transfer() == StateTransfer.RESTORE
            ? released(start) : null;
        if (keeper != null) {
            keeper.refuse(start.handover(), key.markToken(start.handover()));
            send(side, new Message.StateFailed(start.handover(), "packets have been passed on to the VNF"));
            return;
        }
        var flow = flows.get(start.handover());
        if (flow == null) {
            if (flows.size() >= MAX_FLOWS) {
                counters.flowRefused();
                return;
            }
            flow = new HslFlow(this, start, key.markToken(start.handover()), nowNs);
            flows.put(start.handover(), flow);
        }
        flow.handleStart(nowNs, side, start);
    }

    /** The flow whose packets, to be given back, are with the VNF already: then only that one has its state. */
    private @Nullable HslFlow released(final Message.StartHandover start) {
        for (final var side : Direction.values()) {
            final var gate = gates[side.ordinal()].get(start.key(side));
            if (gate != null && gate.flow().hasReleased()) {
                return gate.flow();
            }
        }
        return null;
    }

    /** The flow stays here, whatever attempts before this one have left on a side that it has not reached. */
    void giveUpEarlier(final Message.StartHandover ended) {
        for (final var side : Direction.values()) {
            final var gate = gates[side.ordinal()].get(ended.key(side));
            if (gate != null && gate.flow().start().handover() < ended.handover()) {
                gate.flow().giveUpGates();
            }
        }
    }

    /** Whether a later attempt has begun on one side: what is still on its way of this one must not undo that. */
    private boolean isOutdated(final Message.StartHandover start) {
        for (final var side : Direction.values()) {
            final var gate = gates[side.ordinal()].get(start.key(side));
            if (gate != null && gate.flow().start().handover() > start.handover()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a VNF listens on the control channel or a hook is there.
     *
     * @param attached whether it is; otherwise the VNF is taken for one without state
     */
    public void handleVnfAttached(final boolean attached) {
        vnfAttached = attached;
    }

    /**
     * The VNF says that it has processed everything before the MARKER and stopped.
     *
     * @param nowNs the time
     * @param handover the attempt
     */
    public void handleDrained(final long nowNs, final long handover) {
        final var flow = flows.get(handover);
        if (flow != null) {
            flow.handleDrained(nowNs);
            schedule(flow);
        }
    }

    /**
     * The VNF says that the state has left.
     *
     * @param nowNs the time
     * @param handover the attempt
     */
    public void handleStateExported(final long nowNs, final long handover) {
        handleDrained(nowNs, handover);
    }

    /**
     * The VNF has given its state of a flow, as {@link HslOutput.Instruction#GET_STATE} has asked.
     *
     * @param nowNs the time
     * @param handover the attempt
     * @param state all of it
     */
    public void handleStateGiven(final long nowNs, final long handover, final byte[] state) {
        final var flow = flows.get(handover);
        if (flow != null) {
            flow.handleStateGiven(nowNs, state);
            schedule(flow);
        }
    }

    /**
     * The VNF says that the state is there.
     *
     * @param nowNs the time
     * @param handover the attempt
     */
    public void handleStateImported(final long nowNs, final long handover) {
        final var flow = flows.get(handover);
        if (flow != null) {
            flow.handleStateImported(nowNs);
            schedule(flow);
        }
    }

    /**
     * The VNF says that export or import failed.
     *
     * @param nowNs the time
     * @param handover the attempt
     * @param reason in words
     */
    public void handleStateFailed(final long nowNs, final long handover, final String reason) {
        final var flow = flows.get(handover);
        if (flow != null) {
            flow.handleStateFailed(nowNs, reason);
            schedule(flow);
        }
    }

    /**
     * A frame of the protocol's EtherType has come out of the VNF. If it is a MARKER, everything before it has too.
     *
     * @param nowNs the time
     * @param side the network side to which the VNF sent it
     * @param frame the frame
     */
    public void handleFromVnf(final long nowNs, final Direction side, final ByteBuffer frame) {
        final long identity = codec.markerIdentity(frame, frame.position(), frame.remaining());
        final var flow = identity == 0 ? null : flows.get(identity);
        if (flow != null) {
            flow.handleMarkerBack(nowNs, side.opposite());
            schedule(flow);
        }
    }

    /**
     * Looks at what the packet path has brought about since the last call.
     *
     * @param nowNs the time
     */
    public void handleProgress(final long nowNs) {
        for (var gate = unmarked.poll(); gate != null; gate = unmarked.poll()) {
            gate.flow().sendFirstUnmarked(nowNs, gate.direction());
            schedule(gate.flow());
        }
        for (var flow = dirty.poll(); flow != null; flow = dirty.poll()) {
            flow.handleProgress(nowNs);
            schedule(flow);
        }
    }

    /**
     * Time has passed.
     *
     * @param nowNs the time
     */
    public void handleTimeout(final long nowNs) {
        for (var wake = wakes.peek(); wake != null && wake.dueNs() - nowNs <= 0; wake = wakes.peek()) {
            wakes.remove();
            final var flow = wake.flow();
            if (flow.wakeNs() == wake.dueNs()) {
                flow.wakeNs(Long.MAX_VALUE);
                if (flow.handleTimeout(nowNs)) {
                    forget(flow);
                    flows.remove(flow.start().handover());
                } else {
                    schedule(flow);
                }
            }
        }
    }

    private void schedule(final HslFlow flow) {
        if (flow != null) {
            final long next = flow.nextTimeoutNs();
            if (next < flow.wakeNs()) {
                flow.wakeNs(next);
                wakes.add(new Wake(next, flow));
            }
        }
    }

    private void forget(final HslFlow flow) {
        for (final var direction : Direction.values()) {
            final var gate = flow.gate(direction);
            if (gate != null) {
                gates[direction.ordinal()].remove(gate);
                bySlot[direction.ordinal()].remove(flow.start().slot(), gate);
            }
        }
    }

    /**
     * When {@link #handleTimeout} has something to do next.
     *
     * @return the time, or {@link Long#MAX_VALUE}
     */
    public long nextTimeoutNs() {
        while (!wakes.isEmpty() && wakes.peek().flow().wakeNs() != wakes.peek().dueNs()) {
            wakes.remove();
        }
        return wakes.isEmpty() ? Long.MAX_VALUE : wakes.peek().dueNs();
    }

    /**
     * The next thing to do.
     *
     * @return an output, or null
     */
    public HslOutput poll() {
        if (outputs.isEmpty()) {
            for (final var side : SIDES) {
                byte[] frame = links[side.ordinal()].poll();
                while (frame != null) {
                    outputs.add(new HslOutput.Send(side, frame));
                    frame = links[side.ordinal()].poll();
                }
            }
        }
        return outputs.poll();
    }

    /**
     * The gates that have packets to pass on or to send back; those that are done are dropped from the list.
     *
     * @return the list, valid until the next call of any method
     */
    public List<FlowGate> draining() {
        if (!draining.isEmpty()) {
            draining.removeIf(FlowGate::isDone);
        }
        return draining;
    }

    void draining(final FlowGate gate) {
        if (gate.enlist()) {
            draining.add(gate);
        }
    }

    /**
     * What did not count, and why.
     *
     * @return the counters, which go on counting
     */
    public HslCounters counters() {
        return counters;
    }

    /**
     * Flows that are in handover or linger.
     *
     * @return their number
     */
    public int flows() {
        return flows.size();
    }

    /**
     * Packets in all buffers.
     *
     * @return their number
     */
    public int held() {
        int held = 0;
        for (final var flow : flows.values()) {
            held += flow.held();
        }
        return held;
    }

    boolean vnfAttached() {
        return vnfAttached;
    }

    void install(final long nowNs, final FlowGate gate) {
        final int side = gate.direction().ordinal();
        final var earlier = gates[side].get(gate.key());
        if (earlier != null) {
            gate.adopt(earlier);
            earlier.flow().superseded(nowNs, gate.direction());
        }
        gates[side].put(gate);
        bySlot[side].put(gate.flow().start().slot(), gate);
    }

    void dirty(final HslFlow flow) {
        if (dirty.peekLast() != flow) {
            dirty.add(flow);
        }
    }

    void firstUnmarked(final HslFlow flow, final Direction direction) {
        unmarked.add(flow.gate(direction));
    }

    void send(final Direction side, final Message message) {
        links[side.ordinal()].add(message);
    }

    Retry retry(final long nowNs, final Direction side, final Message message) {
        send(side, message);
        return new Retry(nowNs, side, message);
    }

    void repeat(final long nowNs, final Retry retry) {
        if (retry != null && retry.isDue(nowNs)) {
            send(retry.side, retry.message);
            retry.sent(nowNs);
        }
    }

    void sendMarkers(final HslFlow flow) {
        for (final var side : Direction.values()) {
            outputs.add(new HslOutput.SendMarker(side, codec.encodeMarker(flow.start().handover())));
        }
    }

    /** Tells the VNF to stop and to give the state away, behind a MARKER or at once. */
    void tellToExport(final HslOutput.Instruction instruction, final HslFlow flow, final boolean behindMarker) {
        tell(instruction, flow, behindMarker ? flow.start().handover() : 0, null, null);
    }

    void tellEnd(final HslFlow flow, final Outcome outcome) {
        tell(HslOutput.Instruction.HANDOVER_FINISHED, flow, 0, outcome, null);
    }

    void tellState(final HslFlow flow, final byte[] state) {
        tell(HslOutput.Instruction.PUT_STATE, flow, 0, null, state);
    }

    void tell(final HslOutput.Instruction instruction, final HslFlow flow) {
        tell(instruction, flow, 0, null, null);
    }

    private void tell(final HslOutput.Instruction instruction, final HslFlow flow, final long marker,
            final @Nullable Outcome outcome, final byte @Nullable [] state) {
        if (vnfAttached) {
            final var start = flow.start();
            outputs.add(new HslOutput.TellVnf(instruction, start.handover(), start.forward(), start.reverse(),
                start.directions(), start.peer(), start.peerAddress(), marker, outcome, state));
        }
    }
}
