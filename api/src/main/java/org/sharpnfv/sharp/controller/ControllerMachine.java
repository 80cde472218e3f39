/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
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

/**
 * SHarP's controller: all groups, requests and flows. One thread drives it; it knows no clock, no thread and no I/O.
 *
 * <p>The driver calls {@code put...}, {@code remove...}, {@code handle...} for what happens, {@link #handleTimeout}
 * when {@link #nextTimeoutNs} is reached, and does what {@link #poll} returns, in order, after each call.
 */
public final class ControllerMachine {
    /** Traffic flows meanwhile: a switch that is busy with packets must hardly feel it. */
    private static final long REHEARSAL_NS = 5_000_000L;
    private static final int REHEARSALS_AN_ENTRY = 5;
    private static final int REHEARSED_INSTANCES = 2;
    /** How long what a controller of before has left on a switch stays there, so that HSLs can tell of it first. */
    static final long TAKEOVER_NS = 1_000_000_000L;

    private final ControllerSettings settings;
    private final MessageCodec codec;
    private final Entries entries;
    private final Timers timers = new Timers();
    private final FrameHeader header = new FrameHeader();

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<PortRef, PortUse> ports = new HashMap<>();
    private final Map<String, RequestConfig> waiting = new LinkedHashMap<>();
    private final Map<String, Optional<Set<String>>> restored = new HashMap<>();
    private final ArrayDeque<JournalNote> notes = new ArrayDeque<>();
    private final Map<Long, LongConsumer> noting = new HashMap<>();
    private long nextNote;
    /** Switches of which it is not known yet what a controller of before has left there. */
    private final Set<String> unread = new HashSet<>();
    private final EarlyPackets early = new EarlyPackets();
    private final Set<ControlPort> filling = new LinkedHashSet<>();
    private final long session;
    private long takeoverUntilNs = Long.MIN_VALUE;
    /** Whether a controller of before has left requests. */
    private boolean succeeding;
    private final Map<String, Request> records = new LinkedHashMap<>();
    private final Map<Long, Sweep> sweeps = new HashMap<>();
    private final Map<Long, FlowHandover> attempts = new HashMap<>();
    private final Map<Ending, Told> endings = new HashMap<>();
    private final Slots slots = new Slots();

    private final ArrayDeque<ControllerOutput> outputs = new ArrayDeque<>();
    private final SwitchBook book;
    private final Set<String> touched = new LinkedHashSet<>();
    private final ArrayDeque<StateChange> changes = new ArrayDeque<>();

    private long nextNumber = 1;
    private long nextAttempt;
    private int hellos;
    private int rehearsals;
    private boolean rehearsing;
    private final ProtocolCounters protocol = new ProtocolCounters();
    private final Tally tally = new Tally();

    private record PortRef(String node, int port) {
    }

    private record Ending(long attempt, String instance, Direction side) {
    }

    /** What is being said about an end, and what follows. */
    private record Told(Outstanding outstanding, LongConsumer next) {
    }

    /**
     * The state of a request's handover has changed.
     *
     * @param id name of the request
     * @param handBack whether it is about the flows' being handed back, after the request was withdrawn
     * @param view the state, without the single flows
     */
    public record StateChange(String id, boolean handBack, SweepView view) {
    }

    /**
     * A machine.
     *
     * @param settings where SHarP lives on the switches
     * @param firstAttempt identity of the first attempt, and session of this start of the controller; must be higher
     *     than any that agents may remember, so a driver gives the wall clock's microseconds
     */
    public ControllerMachine(final ControllerSettings settings, final long firstAttempt) {
        this.settings = settings;
        session = firstAttempt;
        codec = new MessageCodec(settings.etherType());
        // counts on about every second
        final int incarnation = (int) (firstAttempt >>> 20) & (1 << Cookie.INCARNATION_BITS) - 1;
        entries = new Entries(settings, incarnation);
        book = new SwitchBook(settings.cookiePrefix(), incarnation, outputs);
        nextAttempt = firstAttempt;
    }

    // --- configuration ---

    /**
     * A group is there, or has another configuration.
     *
     * @param nowNs the time
     * @param config the configuration
     */
    public void putGroup(final long nowNs, final GroupConfig config) {
        final var before = groups.get(config.id());
        if (before != null && before.config().equals(config)) {
            return;
        }
        if (before != null && before.isAlike(config)) {
            change(before, config);
        } else {
            final var again = removeGroup(nowNs, config.id());
            final var group = new Group(this, config);
            groups.put(config.id(), group);
            attach(group);
            entries.permanent(group).forEach(book::install);
            hello(nowNs, group);
            again.forEach(request -> waiting.putIfAbsent(request.id(), request));
        }
        touched.add(config.id());
        putWaiting(nowNs, groups.get(config.id()));
    }

    /** Instances or ports come or go; whatever stays as it is goes on undisturbed. */
    private void change(final Group group, final GroupConfig config) {
        final var entriesBefore = new ArrayList<>(entries.permanent(group));
        ports.values().removeIf(use -> use.group() == group);
        group.change(config);
        attach(group);
        final var entriesNow = entries.permanent(group);
        entriesNow.stream().filter(entry -> !entriesBefore.contains(entry)).forEach(book::install);
        entriesBefore.stream().filter(entry -> entriesNow.stream().noneMatch(other -> other.isInPlaceOf(entry)))
            .forEach(book::remove);
    }

    private void attach(final Group group) {
        final var config = group.config();
        for (final var direction : Direction.values()) {
            final var side = config.attachment(direction);
            for (final int port : side.ports()) {
                ports.put(new PortRef(side.node(), port), new PortUse(group, direction, null, null));
            }
            for (final var instance : config.instances()) {
                ports.put(new PortRef(side.node(), instance.port(direction)), new PortUse(group, direction, instance,
                    group.controlPort(instance, direction)));
            }
        }
    }

    private void putWaiting(final long nowNs, final Group group) {
        for (final var request : new ArrayList<>(waiting.values())) {
            if (request.group().equals(group.config().id())) {
                waiting.remove(request.id());
                putRequest(nowNs, request);
            }
        }
    }

    /**
     * A group is gone, and with it everything of its requests on the switches.
     *
     * @param nowNs the time
     * @param id its name
     * @return the requests that were in force
     */
    public List<RequestConfig> removeGroup(final long nowNs, final String id) {
        final var group = groups.remove(id);
        if (group == null) {
            return List.of();
        }
        final var inForce = new ArrayList<RequestConfig>();
        group.abandon(nowNs);
        ports.values().removeIf(use -> use.group() == group);
        for (final var request : group.requests().values()) {
            if (!request.isWithdrawn()) {
                inForce.add(request.config());
            }
            records.remove(request.config().id());
            sweeps.values().removeIf(sweep -> sweep.request() == request);
            touched.add(request.config().id());
        }
        for (final var side : Direction.values()) {
            group.hosts(side).clear();
        }
        entries.permanent(group).forEach(book::remove);
        book.removeByMetadata(entries.metadata(group, Direction.FORWARD), entries.metadata(group, Direction.REVERSE));
        touched.add(id);
        return inForce;
    }

    /**
     * A request is there. One for a group that is not there waits for it; one whose entries would be those of a request
     * that is being handed back waits until that is done.
     *
     * @param nowNs the time
     * @param config the request
     */
    public void putRequest(final long nowNs, final RequestConfig config) {
        final var group = groups.get(config.group());
        final var destination = group == null ? null : group.config().instance(config.destination());
        if (destination == null) {
            waiting.put(config.id(), config);
            return;
        }
        if (group.mustWait(config)) {
            waiting.put(config.id(), config);
            return;
        }
        if (group.requests().containsKey(config.id())) {
            return;
        }
        final var request = new Request(config, nextNumber++, destination, owner ->
            new Sweep(this, group, owner, false, nextNumber++, nowNs));
        final var sweep = request.take();
        group.requests().put(config.id(), request);
        records.put(config.id(), request);
        sweeps.put(sweep.number(), sweep);
        final var before = restored.remove(config.id());
        if (before != null) {
            request.restored(before.orElse(null));
        }
        if (before != null && before.isPresent()) {
            sweep.restore(nowNs);
            touched(sweep);
        } else {
            changed(sweep);
            if (before == null) {
                sweep.open(nowNs);
            } else {
                sweep.reopen(nowNs);
            }
        }
    }

    /**
     * A request was in force when the controller stopped. If it was settled its flows are with its destination, and
     * none is looked for. Otherwise flows are looked for again; those that were handed over before still have their
     * exact entries.
     *
     * @param nowNs the time
     * @param config the request
     * @param settled what was noted when it was settled, see {@link JournalNote#behind}; null if it was not
     */
    public void restoreRequest(final long nowNs, final RequestConfig config, final @Nullable Set<String> settled) {
        succeeding = true;
        restored.put(config.id(), Optional.ofNullable(settled));
        putRequest(nowNs, config);
    }

    /** Has something noted, and goes on when it is durable. */
    void note(final Sweep sweep, final LongConsumer action) {
        final var request = sweep.request();
        final var id = request.config().id();
        final var note = sweep.isHandingBack()
            ? new JournalNote(++nextNote, id, true, Set.of(), sweep.group().settledBehind(id))
            : new JournalNote(++nextNote, id, false, request.settle(sweep.group().lookingBefore(request)), Map.of());
        notes.add(note);
        noting.put(note.token(), action);
    }

    /**
     * The next thing to be written where a controller that starts anew finds it.
     *
     * @return the note, or null
     */
    public JournalNote pollNote() {
        return notes.poll();
    }

    /**
     * A note is durable, or cannot be made so.
     *
     * @param nowNs the time
     * @param token names it
     */
    public void handleNoted(final long nowNs, final long token) {
        final var action = noting.remove(token);
        if (action != null) {
            action.accept(nowNs);
        }
    }

    /**
     * A request is withdrawn: its flows are handed back.
     *
     * @param nowNs the time
     * @param id its name
     */
    public void removeRequest(final long nowNs, final String id) {
        waiting.remove(id);
        restored.remove(id);
        final var request = records.get(id);
        if (request == null || request.isWithdrawn()) {
            return;
        }
        final var group = groups.get(request.config().group());
        if (group == null) {
            return;
        }
        final var sweep = new Sweep(this, group, request, true, nextNumber++, nowNs);
        sweeps.put(sweep.number(), sweep);
        request.handBackBy(sweep);
        sweep.adoptWaiting(request.take());
        request.take().supersede(nowNs);
        changed(sweep);
        sweep.open(nowNs);
    }

    /**
     * Rolls back what is in progress and looks for no more flows.
     *
     * @param nowNs the time
     * @param id name of the request
     * @return false if there is no such request in force
     */
    public boolean cancel(final long nowNs, final String id) {
        final var request = records.get(id);
        if (request == null || request.isWithdrawn() || request.current().phase().isFinal()) {
            return false;
        }
        request.current().cancel(nowNs);
        return true;
    }

    /**
     * Forgets the history of requests that are gone.
     *
     * @return their names
     */
    public List<String> clearFinished() {
        final var gone = new ArrayList<String>();
        records.values().removeIf(request -> {
            final boolean finished = request.isWithdrawn() && !request.current().isActive();
            if (finished) {
                gone.add(request.config().id());
            }
            return finished;
        });
        touched.addAll(gone);
        return gone;
    }

    // --- switches ---

    /**
     * A switch has connected and takes orders.
     *
     * @param nowNs the time
     * @param node its name
     */
    public void handleSwitchConnected(final long nowNs, final String node) {
        if (book.handleConnected(nowNs, node)) {
            takeoverUntilNs = nowNs + TAKEOVER_NS;
            timers.at(takeoverUntilNs, now -> finishTakeover(now, node));
        }
        readEntries(node);
        for (final var group : groups.values()) {
            group.extendWindows(nowNs);
            askAgents(group);
            touched.add(group.config().id());
        }
    }

    private void finishTakeover(final long nowNs, final String node) {
        if (succeeding) {
            unread.add(node);
            readEntries(node);
        } else {
            conclude(nowNs, node);
        }
    }

    private void readEntries(final String node) {
        if (unread.contains(node) && book.isConnected(node)) {
            outputs.add(new ControllerOutput.ReadEntries(node, settings.steeringTable(),
                (long) settings.cookiePrefix() << 48));
        }
    }

    /**
     * The entries that were asked for.
     *
     * @param nowNs the time
     * @param node the switch
     * @param all its entries in the steering table; none if it cannot tell
     */
    public void handleEntries(final long nowNs, final String node, final List<FlowEntry> all) {
        if (unread.remove(node)) {
            new Remnants(this, groups.values()).handle(nowNs, all);
            conclude(nowNs, node);
        }
    }

    private void conclude(final long nowNs, final String node) {
        releaseEarlyUnlessTakingOver(nowNs);
        book.removeLastingOfOthers(node);
        book.removeExactOfOthers(node);
    }

    /**
     * A switch is gone.
     *
     * @param nowNs the time
     * @param node its name
     */
    public void handleSwitchDisconnected(final long nowNs, final String node) {
        book.handleDisconnected(node);
        releaseEarlyUnlessTakingOver(nowNs);
        groups.keySet().forEach(touched::add);
    }

    /**
     * A barrier has been answered.
     *
     * @param nowNs the time
     * @param token names it
     */
    public void handleBarrier(final long nowNs, final long token) {
        book.handleBarrier(nowNs, token);
    }

    /**
     * A switch has removed an entry by itself.
     *
     * @param node the switch
     * @param cookie the entry's cookie
     * @param inPort what it matched, or null
     * @param ethSource what it matched, or null
     */
    public void handleFlowRemoved(final String node, final long cookie, final Integer inPort, final Long ethSource) {
        final var kind = Cookie.kind(settings.cookiePrefix(), cookie);
        if (kind == Cookie.Kind.LEARNING && inPort != null && ethSource != null) {
            final var use = ports.get(new PortRef(node, inPort));
            if (use != null) {
                use.group().hosts(use.side()).forget(ethSource, inPort);
            }
        } else if (kind == Cookie.Kind.DETECTION && entries.isOurs(cookie)) {
            final var sweep = sweeps.get(Cookie.identity(cookie));
            if (sweep != null) {
                sweep.handleDetectionRemoved(node);
            }
        } else if ((kind == Cookie.Kind.DEFAULT || kind == Cookie.Kind.FORWARDING) && entries.isOurs(cookie)) {
            book.restore(node, cookie);
        }
    }

    /**
     * A packet has come from a switch.
     *
     * @param nowNs the time
     * @param node the switch
     * @param port the port on which the packet entered it
     * @param cookie cookie of the entry that sent it
     * @param frame the packet; the machine's from now on
     */
    public void handlePacketIn(final long nowNs, final String node, final int port, final long cookie,
            final byte[] frame) {
        final var kind = Cookie.kind(settings.cookiePrefix(), cookie);
        final var use = ports.get(new PortRef(node, port));
        if (kind == Cookie.Kind.FOREIGN || use == null || !header.parse(ByteBuffer.wrap(frame), 0, frame.length)) {
            if (kind != Cookie.Kind.FOREIGN) {
                protocol.stray();
            }
            return;
        }
        if (use.instance() != null) {
            handleFromInstance(nowNs, use, frame);
        } else if (kind == Cookie.Kind.LEARNING) {
            use.group().hosts(use.side()).learn(header.ethSource(), port);
        } else {
            handleData(nowNs, use, kind, cookie, frame);
        }
    }

    private void handleFromInstance(final long nowNs, final PortUse use, final byte[] frame) {
        if (header.ethType() == settings.etherType()) {
            handleControl(nowNs, use, frame);
            return;
        }
        final var handover = slots.find(header.ethDestination());
        if (handover != null && header.matchesApartFromDestination(handover.key(use.side()))
                && handover.hasMade(header.ethDestination())) {
            use.group().newest(handover).handleReturned(nowNs, use.instance(), use.side(), frame);
            return;
        }
        if (mayHeirReceive(nowNs) && !early.isFull() && Mark.is(header.ethDestination())
                && Mark.late(header.ethDestination())) {
            // sent back for a controller of before: of an attempt that an HSL reports, or of one before that
            final var owner = use.group().inProgress(flow -> header.matchesApartFromDestination(flow.key(use.side())));
            if (owner != null) {
                owner.handleReturned(nowNs, use.instance(), use.side(), frame);
                return;
            }
            early.add(new EarlyPackets.Returned(use, frame));
            if (!isTakingOver(nowNs)) {
                timers.at(nowNs + TAKEOVER_NS / 2, this::releaseReturned);
            }
            return;
        }
        sendToHosts(use, frame);
    }

    /** Whether an HSL may send back what was sent by the controller before: one may not have reported yet. */
    private boolean mayHeirReceive(final long nowNs) {
        return isTakingOver(nowNs) || succeeding && nowNs - takeoverUntilNs < 2 * TAKEOVER_NS;
    }

    private void releaseReturned(final long nowNs) {
        for (final var packet : early.takeReturned(any -> true)) {
            handleReturnedEarly(nowNs, packet);
        }
    }

    private void sendToHosts(final PortUse use, final byte[] frame) {
        protocol.stray();
        // one in 128 locally administered addresses looks like a late mark: a host may have it, and wants its packets
        for (final int port : use.group().hosts(use.side()).portsTo(header.ethDestination())) {
            packetOut(use.group().config().attachment(use.side()).node(), port, frame, null);
        }
    }

    private void handleControl(final long nowNs, final PortUse use, final byte[] frame) {
        switch (use.control().link().open(frame)) {
            case Opened.Refused refused -> {
                protocol.count(refused.why());
                if (refused.why() == Refusal.OTHER_VERSION && use.control().mayAnswerVersion(nowNs)) {
                    say(use.control(), new Message.UnsupportedVersion(0, frame[MessageCodec.OFFSET_VERSION] & 0xFF,
                        MessageCodec.VERSION, MessageCodec.VERSION), null);
                }
            }
            case Opened.Accepted accepted -> {
                use.control().heard(nowNs);
                protocol.skipped(accepted.unknown());
                if (use.group().agents().get(use.instance().id()).isRestart(use.control().link().peer())) {
                    use.group().handleAgentRestarted(nowNs, use.instance());
                }
                boolean first = true;
                for (final var message : accepted.messages()) {
                    handleMessage(nowNs, use, message, first);
                    first = false;
                }
            }
        }
    }

    private void handleMessage(final long nowNs, final PortUse use, final Message message, final boolean first) {
        tally.received(message);
        switch (message) {
            case Message.HelloReply reply -> {
                final var status = use.group().agents().get(use.instance().id());
                status.heard(nowNs, use.side(), reply);
                use.control().probe().handle(nowNs, reply);
                if (status.evaluate(nowNs, 3 * settings.helloNs())) {
                    touched.add(use.group().config().id());
                }
            }
            case Message.HandoverEndedAcknowledged ended ->
                handleEndAcknowledged(nowNs, message.handover(), use.instance());
            case Message.UnsupportedVersion other -> protocol.otherVersion();
            // no attempt of a controller of before has such a name; ours count on from the highest one
            case Message.FlowReport report when report.handover() <= 0 || report.handover() > nextAttempt ->
                protocol.error();
            case Message.FlowReport report when !attempts.containsKey(report.handover()) ->
                use.group().resume(nowNs, use.instance(), report);
            case Message.FlowReport report -> {
                protocol.repeatedReport();
                attempts.get(report.handover()).handleReport(nowNs, report);
            }
            case Message.FlowDescribed described -> use.group().inquiries().handleDescribed(nowNs, use.instance(),
                described);
            case Message.DescribeFlow m -> protocol.error();
            case Message.Hello m -> protocol.error();
            case Message.StartHandover m -> protocol.error();
            case Message.DrainedAcknowledged m -> protocol.error();
            case Message.StartRelease m -> protocol.error();
            case Message.ReleaseFinished m -> protocol.error();
            case Message.HandoverEnded m -> protocol.error();
            case Message.StartAcknowledged m -> handleOfAttempt(nowNs, use, m, first);
            case Message.Drained m -> handleOfAttempt(nowNs, use, m, first);
            case Message.FirstUnmarked m -> handleOfAttempt(nowNs, use, m, first);
            case Message.ReleaseFinishedAcknowledged m -> handleOfAttempt(nowNs, use, m, first);
            case Message.State m -> handleOfAttempt(nowNs, use, m, first);
            case Message.StateAcknowledged m -> handleOfAttempt(nowNs, use, m, first);
            case Message.StateImported m -> handleOfAttempt(nowNs, use, m, first);
            case Message.StateFailed m -> handleOfAttempt(nowNs, use, m, first);
            case Message.HandoverFinished m -> handleOfAttempt(nowNs, use, m, first);
        }
    }

    private void handleEndAcknowledged(final long nowNs, final long attempt, final Instance instance) {
        for (final var side : Direction.values()) {
            final var told = endings.remove(new Ending(attempt, instance.id(), side));
            if (told != null) {
                told.outstanding().settle();
                told.next().accept(nowNs);
            }
        }
    }

    private void handleOfAttempt(final long nowNs, final PortUse use, final Message message, final boolean first) {
        final var handover = attempts.get(message.handover());
        if (handover != null) {
            handover.handleMessage(nowNs, use.instance(), use.side(), message, first);
        } else if (takeoverUntilNs - nowNs > 0) {
            // of a controller of before: the HSL repeats it, and by then has reported the attempt
            protocol.early();
        } else if (message instanceof Message.HandoverFinished || message instanceof Message.StateFailed
                || message instanceof Message.State || message instanceof Message.StateImported
                || message instanceof Message.FirstUnmarked || message instanceof Message.Drained) {
            // of a life before, or long over: let the HSL come to rest
            say(use.control(), new Message.HandoverEnded(message.handover(), Outcome.FAILED), null);
        } else {
            protocol.error();
        }
    }

    /** Tells an instance that an attempt is over, until it says that it knows. */
    void tellEnd(final long nowNs, final long attempt, final String node, final Instance instance,
            final Direction side, final Outcome outcome, final CounterSet counters) {
        tellEnd(nowNs, attempt, node, instance, side, outcome, counters, now -> { });
    }

    /** The same, and goes on when it knows, or will never say so. */
    void tellEnd(final long nowNs, final long attempt, final String node, final Instance instance,
            final Direction side, final Outcome outcome, final CounterSet counters, final LongConsumer next) {
        final var ending = new Ending(attempt, instance.id(), side);
        final var before = endings.remove(ending);
        if (before != null) {
            before.outstanding().settle();
        }
        final var told = new Told(new Outstanding(this, nowNs, node, instance.port(side),
            new Message.HandoverEnded(attempt, outcome), counters),
            before == null ? next : before.next().andThen(next));
        endings.put(ending, told);
        timers.at(nowNs + Outstanding.MAX_TRIES * Outstanding.MAX_NS, now -> {
            if (endings.remove(ending, told)) {
                told.next().accept(now);
            }
        });
    }

    private void handleData(final long nowNs, final PortUse use, final Cookie.Kind kind, final long cookie,
            final byte[] frame) {
        final var group = use.group();
        final var arrived = header.key();
        final var key = group.forwardKey(use.side(), arrived);
        if (isTakingOver(nowNs) && group.active(use.side(), arrived) == null) {
            if (!early.isFull()) {
                early.add(key, new EarlyPackets.Packet(use, kind, cookie, frame));
                return;
            }
            early.take(group, key).forEach(packet -> {
                parse(packet.frame());
                handleKnown(nowNs, packet.use(), packet.kind(), packet.cookie(), packet.frame());
            });
            parse(frame);
        }
        handleKnown(nowNs, use, kind, cookie, frame);
    }

    private void handleKnown(final long nowNs, final PortUse use, final Cookie.Kind kind, final long cookie,
            final byte[] frame) {
        final var group = use.group();
        final var arrived = header.key();
        final var key = group.forwardKey(use.side(), arrived);
        final boolean ours = entries.isOurs(cookie);
        final long identity = ours ? Cookie.identity(cookie) : 0;
        var sweep = kind == Cookie.Kind.OFFER || kind == Cookie.Kind.DETECTION && !ours ? group.looking(key)
            : kind == Cookie.Kind.DETECTION ? sweeps.get(identity) : null;
        var handover = group.active(use.side(), arrived);
        if (group.inquiries().add(nowNs, use.side(), arrived, frame)) {
            return;
        }
        if (sweep != null && sweep.request().isWithdrawn()) {
            sweep = sweep.request().handBack();
        }
        final boolean claimed = handover != null && handover.isEnded() && sweep != null
            && (sweep != handover.sweep());
        if (handover == null || claimed) {
            if (sweep == null || !group.requests().containsValue(sweep.request())
                    || !sweep.isLooking() && !group.isLocated(key)) {
                if (kind == Cookie.Kind.OFFER) {
                    protocol.stray();
                    packetOut(group.config().attachment(use.side()).node(), (int) Cookie.identity(cookie), frame, null);
                } else {
                    passOn(group, use.side(), key, frame);
                }
                return;
            }
            if (handover == null && group.inquiries().begin(nowNs, sweep, use.side(), arrived, frame)) {
                return;
            }
            final var reverse = handover != null ? handover.key(Direction.REVERSE)
                : use.side() == Direction.FORWARD ? key.reversed() : arrived;
            group.stopWaiting(key, sweep);
            if (handover == null && sweep.postpone(nowNs, use.side(), key, reverse, frame)) {
                return;
            }
            if (slots.isFull()) {
                passOn(group, use.side(), key, frame);
                return;
            }
            handover = begin(nowNs, sweep, key, reverse);
            handover.handlePacket(nowNs, use.side(), frame, kind == Cookie.Kind.EXACT ? identity : 0);
            handover.awaitSilence(nowNs);
            if (sweep.isCancelled()) {
                handover.cancel(nowNs);
            }
            return;
        }
        handover.handlePacket(nowNs, use.side(), frame, kind == Cookie.Kind.EXACT ? identity : 0);
    }

    /** A straggler of an entry that is gone: the flow is new, the packet goes where the flow goes now. */
    void passOn(final Group group, final Direction side, final FlowKey key, final byte[] frame) {
        protocol.stray();
        packetOut(group.config().attachment(side).node(), group.target(key, null).port(side), frame, null);
    }

    /** Begins the handover of a flow; its packets, and silence of its directions, come next. */
    FlowHandover begin(final long nowNs, final Sweep sweep, final FlowKey key, final FlowKey reverse) {
        final int sentOn = sweep.stopWaiting(key);
        final var handover = sweep.begin(nowNs, key, reverse);
        activate(handover);
        handover.start(nowNs);
        handover.handleSentOn(nowNs, sentOn);
        if (sweep.isCatching()) {
            handover.catchPackets(nowNs);
        }
        return handover;
    }

    /** Begins the handover of a flow that has waited for it; there is no packet of it at hand. */
    void beginSilently(final long nowNs, final Sweep sweep, final FlowKey key, final FlowKey reverse) {
        final var handover = begin(nowNs, sweep, key, reverse);
        handover.awaitSilence(nowNs);
        if (sweep.isCancelled()) {
            handover.cancel(nowNs);
        }
    }

    /** Whether flows may be known only in a while: by an HSL's report, or an entry. */
    boolean isTakingOver(final long nowNs) {
        return succeeding && (takeoverUntilNs - nowNs > 0 || unread.stream().anyMatch(book::isConnected));
    }

    /** The flow of early packets is known now. */
    void releaseEarly(final long nowNs, final FlowHandover handover) {
        final var group = handover.sweep().group();
        for (final var packet : early.takeReturned(packet -> packet.use().group() == group
                && parse(packet.frame()).matchesApartFromDestination(handover.key(packet.use().side())))) {
            handover.handleReturned(nowNs, packet.use().instance(), packet.use().side(), packet.frame());
        }
        for (final var key : new LinkedHashSet<>(List.of(handover.key(), handover.key(Direction.REVERSE).reversed()))) {
            early.take(group, key).forEach(packet ->
                handover.handlePacket(nowNs, packet.use().side(), packet.frame(), 0));
        }
    }

    /** Nobody has reported the others: their handovers begin. A switch that is gone is not waited for. */
    private void releaseEarlyUnlessTakingOver(final long nowNs) {
        if (isTakingOver(nowNs)) {
            return;
        }
        // the handover that another packet of a flow begins takes those that were sent back
        for (final var packet : early.takeAll()) {
            parse(packet.frame());
            handleData(nowNs, packet.use(), packet.kind(), packet.cookie(), packet.frame());
        }
        releaseReturned(nowNs);
    }

    private void handleReturnedEarly(final long nowNs, final EarlyPackets.Returned packet) {
        final var use = packet.use();
        parse(packet.frame());
        final var owner = use.group().find(flow -> header.matchesApartFromDestination(flow.key(use.side())));
        if (owner != null) {
            owner.handleReturned(nowNs, use.instance(), use.side(), packet.frame());
        } else {
            sendToHosts(use, packet.frame());
        }
    }

    private FrameHeader parse(final byte[] frame) {
        header.parse(ByteBuffer.wrap(frame), 0, frame.length);
        return header;
    }

    // --- time ---

    /**
     * Time has passed.
     *
     * @param nowNs the time
     */
    public void handleTimeout(final long nowNs) {
        timers.run(nowNs);
    }

    /**
     * When {@link #handleTimeout} has something to do next.
     *
     * @return the time, or {@link Long#MAX_VALUE}
     */
    public long nextTimeoutNs() {
        return timers.nextNs();
    }

    private void hello(final long nowNs, final Group group) {
        if (groups.get(group.config().id()) != group) {
            return;
        }
        askAgents(group);
        boolean allUp = true;
        for (final var status : group.agents().values()) {
            if (status.evaluate(nowNs, 3 * settings.helloNs())) {
                touched.add(group.config().id());
            }
            allUp &= status.isUp();
        }
        timers.at(nowNs + (allUp ? settings.helloNs() : settings.helloNs() / 4), now -> hello(now, group));
        if (!rehearsing && group.agents().values().stream().anyMatch(AgentStatus::isUp)) {
            rehearse(nowNs, group);
        }
    }

    /**
     * Goes the way that a handover will go, again and again, as long as nothing else goes there. Only once in the life
     * of a controller, because it is the virtual machine that learns. The first request ends it. Nobody sees it in a
     * switch's entries: one that is there is put again, and one is removed that never was.
     */
    private void rehearse(final long nowNs, final Group group) {
        rehearsing = sweeps.isEmpty() && rehearsals < settings.rehearsals()
            && groups.get(group.config().id()) == group;
        if (!rehearsing) {
            return;
        }
        final var instances = group.config().instances();
        for (int i = 0; i < Math.min(REHEARSED_INSTANCES, instances.size()); i++) {
            ask(group, instances.get((rehearsals + i) % instances.size()));
        }
        for (final var direction : Direction.values()) {
            if (rehearsals % REHEARSALS_AN_ENTRY == 0) {
                final var nobodys = entries.nobodys(group, direction);
                book.install(entries.control(group, direction, instances.getFirst()));
                book.remove(nobodys);
                book.barrier(nobodys.node(), now -> timers.nextNs());
            }
        }
        touched.add(group.config().id());
        rehearsals++;
        timers.at(nowNs + REHEARSAL_NS, now -> rehearse(now, group));
    }

    private void askAgents(final Group group) {
        group.config().instances().forEach(instance -> ask(group, instance));
    }

    private void ask(final Group group, final Instance instance) {
        for (final var direction : Direction.values()) {
            if (book.isConnected(group.config().attachment(direction).node())) {
                say(group.controlPort(instance, direction), new Message.Hello(++hellos), null);
            }
        }
    }

    /**
     * Asks the HSLs of a group on both sides, so that {@link #agentViews} tells soon how long that takes, and whether
     * frames of full length come and go.
     *
     * @param nowNs the time
     * @param id name of the group; nothing happens if there is none
     */
    public void probeAgents(final long nowNs, final String id) {
        for (final var control : controlPorts(id)) {
            control.probe().forget();
            if (book.isConnected(control.node())) {
                fill(control, 0);
                control.probe().begin(nowNs, hellos + 1L);
                fill(control, 1);
                fill(control, MessageCodec.HELLOS_A_FRAME);
            }
        }
    }

    /** Sends frames with so many HELLOs and whatever waits. */
    private void fill(final ControlPort control, final int number) {
        for (int i = 0; i < number; i++) {
            say(control, new Message.Hello(++hellos), null);
        }
        filling.remove(control);
        empty(control);
    }

    private List<ControlPort> controlPorts(final String id) {
        final var all = new ArrayList<ControlPort>();
        final var group = groups.get(id);
        if (group != null) {
            for (final var instance : group.config().instances()) {
                for (final var direction : Direction.values()) {
                    all.add(group.controlPort(instance, direction));
                }
            }
        }
        return all;
    }

    // --- what is to be done ---

    /**
     * The next thing to do.
     *
     * @return an output, or null
     */
    public ControllerOutput poll() {
        if (outputs.isEmpty()) {
            filling.forEach(this::empty);
            filling.clear();
            book.flush();
        }
        return outputs.poll();
    }

    /**
     * The next change of a handover's phase.
     *
     * @return the change, or null
     */
    public StateChange pollChange() {
        return changes.poll();
    }

    /**
     * The names of requests and groups of which something changed since the last call.
     *
     * @return the names
     */
    public Set<String> drainTouched() {
        final var names = new LinkedHashSet<>(touched);
        touched.clear();
        return names;
    }

    /**
     * The handover of a request.
     *
     * @param id name of the request
     * @return the state, or null if nothing is known of it
     */
    public SweepView view(final String id) {
        final var request = records.get(id);
        return request == null ? null : request.take().view();
    }

    /**
     * The handing back of a withdrawn request.
     *
     * @param id name of the request
     * @return the state, or null if it is not withdrawn
     */
    public SweepView handBackView(final String id) {
        final var request = records.get(id);
        return request == null || request.handBack() == null ? null : request.handBack().view();
    }

    /**
     * What is new about the handover of a request.
     *
     * @param id name of the request
     * @return the news since the last call, or null if nothing is known of the request
     */
    public SweepUpdate pollUpdate(final String id) {
        final var request = records.get(id);
        return request == null ? null : request.take().pollUpdate();
    }

    /**
     * What is new about the handing back of a withdrawn request.
     *
     * @param id name of the request
     * @return the news since the last call, or null if it is not withdrawn
     */
    public SweepUpdate pollHandBackUpdate(final String id) {
        final var request = records.get(id);
        return request == null || request.handBack() == null ? null : request.handBack().pollUpdate();
    }

    /**
     * What was told under a name has been lost: its next updates are whole.
     *
     * @param id name of a request or a group
     */
    public void restate(final String id) {
        final var request = records.get(id);
        if (request != null) {
            request.take().restate();
            if (request.handBack() != null) {
                request.handBack().restate();
            }
        }
        if (request != null || groups.containsKey(id)) {
            touched.add(id);
        }
    }

    /**
     * The state of a group.
     *
     * @param id its name
     * @return the state, or null if there is none
     */
    public GroupView groupView(final String id) {
        final var group = groups.get(id);
        if (group == null) {
            return null;
        }
        final var instances = new LinkedHashMap<String, GroupView.InstanceView>();
        group.agents().forEach((name, status) -> instances.put(name,
            new GroupView.InstanceView(status.isUp(), status.version())));
        return new GroupView(book.isConnected(group.config().ingress().node())
            && book.isConnected(group.config().egress().node()), instances);
    }

    /**
     * The groups that there are.
     *
     * @return their configurations
     */
    public List<GroupConfig> groups() {
        return groups.values().stream().map(Group::config).toList();
    }

    /**
     * The HSLs of a group, side by side.
     *
     * @param nowNs the time
     * @param id its name
     * @return what is known of each; nothing if there is no such group
     */
    public List<AgentView> agentViews(final long nowNs, final String id) {
        return controlPorts(id).stream().map(control -> control.probe().view(nowNs, control)).toList();
    }

    /**
     * What SHarP should have on a switch.
     *
     * @param node the switch
     * @return the entries
     */
    public List<FlowEntry> expectedEntries(final String node) {
        return book.expected(node);
    }

    /**
     * What did not count, and why.
     *
     * @return the counters, which go on counting
     */
    public ProtocolCounters protocol() {
        return protocol;
    }

    /**
     * What was counted so far, over all requests.
     *
     * @return the totals now
     */
    public Statistics statistics() {
        final var requests = new EnumMap<Phase, Integer>(Phase.class);
        records.values().forEach(request -> requests.merge(request.current().phase(), 1, Integer::sum));
        final var flows = new EnumMap<Phase, Integer>(Phase.class);
        Stream.concat(sweeps.values().stream(), groups.values().stream().flatMap(group -> group.remains().stream()))
            .forEach(sweep -> sweep.inProgress().forEach(flow -> flows.merge(flow.phase(), 1, Integer::sum)));
        final var views = new LinkedHashMap<String, GroupView>();
        groups.keySet().forEach(id -> views.put(id, groupView(id)));
        return tally.view(requests, flows, protocol.copy(), views);
    }

    // --- for the package ---

    Tally tally() {
        return tally;
    }

    ControllerSettings settings() {
        return settings;
    }

    Entries entries() {
        return entries;
    }

    Timers timers() {
        return timers;
    }

    long nextAttempt(final FlowHandover handover) {
        attempts.put(++nextAttempt, handover);
        return nextAttempt;
    }

    Slots slots() {
        return slots;
    }

    SwitchBook book() {
        return book;
    }

    void forget(final FlowHandover handover) {
        handover.sweep().group().forget(handover);
        slots.free(handover);
        for (final long attempt : handover.attempts()) {
            attempts.remove(attempt);
        }
    }

    void forget(final long nowNs, final Group group, final Request request) {
        sweeps.values().removeIf(sweep -> sweep.request() == request);
        touched.add(request.config().id());
        putWaiting(nowNs, group);
    }

    /** Puts a message into the next frame to an HSL; whoever opens the frame has it counted as one that was sent. */
    void send(final String node, final int port, final Message message, final CounterSet counters) {
        final var control = controlPort(node, port);
        if (control != null) {
            say(control, message, counters);
        }
    }

    /** The way to the HSL at a port; null if the configuration has none there. */
    ControlPort controlPort(final String node, final int port) {
        final var use = ports.get(new PortRef(node, port));
        return use == null ? null : use.control();
    }

    private void say(final ControlPort to, final Message message, final CounterSet counters) {
        final boolean opens = to.link().add(message);
        tally.sent(message);
        filling.add(to);
        if (opens && counters != null) {
            counters.packetOut();
        }
    }

    /** Frames to a switch that is gone are dropped: what they say is repeated. */
    private void empty(final ControlPort port) {
        for (byte[] frame = port.link().poll(); frame != null; frame = port.link().poll()) {
            if (book.isConnected(port.node())) {
                outputs.add(new ControllerOutput.PacketOut(port.node(), port.port(), frame));
            }
        }
    }

    /** Sends a user's packet, behind the messages for the same port. */
    void packetOut(final String node, final int port, final byte[] frame, final CounterSet counters) {
        final var use = ports.get(new PortRef(node, port));
        if (use != null && use.control() != null && filling.remove(use.control())) {
            empty(use.control());
        }
        if (counters != null) {
            counters.packetOut();
        }
        if (!book.packetOut(node, port, frame)) {
            protocol.lost();
            tally.lost(Loss.SWITCH_ABSENT);
            if (counters != null) {
                counters.lost();
            }
        }
    }

    ControlLink newLink(final ControlKey key, final Instance instance, final Direction side) {
        return new ControlLink(codec, key.forInstance(instance.id()), new Channel(false, side), session);
    }

    /** Goes on with an attempt of a controller of before. */
    void adopt(final long attempt, final FlowHandover handover) {
        attempts.put(attempt, handover);
        nextAttempt = Math.max(nextAttempt, attempt);
    }

    void activate(final FlowHandover handover) {
        slots.assign(handover);
        handover.sweep().group().activate(handover);
    }

    /** Of an attempt or a question, never used again. */
    long nextIdentity() {
        return ++nextAttempt;
    }

    long nextNumber() {
        return nextNumber++;
    }

    void changed(final Sweep sweep) {
        if (records.get(sweep.request().config().id()) != sweep.request()) {
            // what a controller of before has left: nobody has asked for it here
            return;
        }
        touched(sweep);
        changes.add(new StateChange(sweep.request().config().id(), sweep.isHandingBack(), sweep.summary()));
    }

    void touched(final Sweep sweep) {
        touched.add(sweep.request().config().id());
    }

    void countProtocolError() {
        protocol.error();
    }
}
