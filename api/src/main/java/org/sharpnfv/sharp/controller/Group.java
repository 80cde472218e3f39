/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** A group at work: its requests in force, its flows in handover, and where each flow is. */
final class Group {
    private static final long REMAINS_DEADLINE_NS = 5_000_000_000L;
    private static final int REMAINS_LIMIT = 10_000;

    private final ControllerMachine machine;
    private GroupConfig config;
    private final long number;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<FlowKey, FlowHandover> active = new HashMap<>();
    /** Forward keys by reverse keys, where they are not each other's swap. */
    private final Map<FlowKey, FlowKey> translated = new HashMap<>();
    private final Inquiries inquiries;
    private final Map<FlowKey, Pin> pins = new HashMap<>();
    /** Where ended handovers left their flows, as long as a detection window is open; rules tell otherwise. */
    private final Map<FlowKey, Instance> located = new HashMap<>();
    /** Flows in no handover whose packets come here by entries of their own, for whoever looks for them. */
    private final Map<FlowKey, Placement> offered = new HashMap<>();
    /** Attempts of a controller of before that a destination has finished. */
    private final Set<Long> reportedAsFinished = new HashSet<>();
    private final HostLearning[] hosts = new HostLearning[2];
    private final Map<String, AgentStatus> agents = new LinkedHashMap<>();
    private boolean renewing;
    private Sweep remains;
    private final List<ControlPort> controlPorts = new ArrayList<>();

    Group(final ControllerMachine machine, final GroupConfig config) {
        this.machine = machine;
        this.config = config;
        inquiries = new Inquiries(machine, this);
        number = numberOf(config.id());
        for (final var side : Direction.values()) {
            hosts[side.ordinal()] = new HostLearning(machine.book(), machine.entries(), this, side);
        }
        config.instances().forEach(instance -> agents.put(instance.id(), new AgentStatus()));
    }

    /** Forty bits of a hash (FNV-1a) of the name: a controller that starts again finds its own entries in place. */
    private static long numberOf(final String id) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (final byte octet : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ octet & 0xFF) * 0x100_0000_01B3L;
        }
        return (hash ^ hash >>> 40) & 0xFF_FFFF_FFFFL;
    }

    GroupConfig config() {
        return config;
    }

    long number() {
        return number;
    }

    Map<String, Request> requests() {
        return requests;
    }

    Map<String, AgentStatus> agents() {
        return agents;
    }

    /** The way to an instance's HSL on one side; as long as neither it nor the key changes, it is the same one. */
    ControlPort controlPort(final Instance instance, final Direction side) {
        for (final var port : controlPorts) {
            if (port.side() == side && port.instance().equals(instance)) {
                return port;
            }
        }
        final var port = new ControlPort(config.attachment(side).node(), instance, side,
            machine.newLink(config.key(), instance, side));
        controlPorts.add(port);
        return port;
    }

    /** What marks of an attempt carry. */
    int markToken(final long attempt) {
        return config.key().markToken(attempt);
    }

    HostLearning hosts(final Direction side) {
        return hosts[side.ordinal()];
    }

    /** Questions to the VNFs about flows. */
    Inquiries inquiries() {
        return inquiries;
    }

    /** The forward key of the flow that a packet belongs to, as far as is known. */
    FlowKey forwardKey(final Direction direction, final FlowKey arrived) {
        return direction == Direction.FORWARD ? arrived : translated.getOrDefault(arrived, arrived.reversed());
    }

    /** The handover that a packet belongs to, or null. */
    FlowHandover active(final Direction direction, final FlowKey arrived) {
        final var handover = active.get(forwardKey(direction, arrived));
        return handover == null || handover.key(direction).equals(arrived) ? handover : null;
    }

    /** The handover that has the last word on where a flow is, if it has ended, too; else the one asked for. */
    FlowHandover newest(final FlowHandover handover) {
        final var last = active.get(handover.key());
        return handover.isEnded() && last != null && last.isEnded() ? last : handover;
    }

    /** Whether a forward key is taken. */
    boolean isActive(final FlowKey forwardKey) {
        final var handover = active.get(forwardKey);
        return handover != null && !handover.isEnded();
    }

    /** The handover in progress that fits, or null; looks at all of them. */
    FlowHandover inProgress(final Predicate<FlowHandover> fits) {
        return active.values().stream().filter(handover -> !handover.isEnded()).filter(fits).findFirst().orElse(null);
    }

    /** The flow's handover, also one that has ended. */
    FlowHandover find(final Predicate<FlowHandover> fits) {
        final var inProgress = inProgress(fits);
        return inProgress != null ? inProgress
            : active.values().stream().filter(fits).findFirst().orElse(null);
    }

    int activeFlows() {
        return active.size();
    }

    void activate(final FlowHandover handover) {
        handover.succeed(active.put(handover.key(), handover));
        if (!handover.key(Direction.REVERSE).equals(handover.key().reversed())) {
            translated.put(handover.key(Direction.REVERSE), handover.key());
        }
    }

    /**
     * An entry that a controller of before has left tells where a flow is.
     *
     * @param nowNs the time
     * @param key the flow's forward key
     * @param direction the entry's direction
     * @param where the instance to which it leads, or from which it took the flow to the controller
     * @param entry what can take its place
     * @param isOffer whether the flow's packets have come here by it
     */
    void inherit(final long nowNs, final FlowKey key, final Direction direction, final Instance where,
            final FlowEntry entry, final boolean isOffer) {
        final var uppermost = uppermost(request -> request.matches(key));
        if (isActive(key) || uppermost == null) {
            return;
        }
        final var sweep = uppermost.current();
        located.put(key, where);
        final boolean atGoal = where.equals(goal(sweep, key));
        if (sweep.isLooking() && (isOffer || !atGoal)) {
            // also if it stays: packets are on their way here, and the switch's own must not overtake them
            final var placement = offered.computeIfAbsent(key, any -> new Placement(where));
            placement.put(direction, entry);
            offer(nowNs, placement);
            sweep.extend(nowNs);
        } else if (!atGoal) {
            keep(pins.computeIfAbsent(key, any -> new Pin(new Placement(where), null, null)).placement(), direction,
                entry);
        } else if (sweep.isWindowOpen()) {
            keep(sweep.settled().computeIfAbsent(key, any -> new Placement(where)), direction, entry);
        }
    }

    private void keep(final Placement placement, final Direction direction, final FlowEntry entry) {
        placement.put(direction, entry);
        machine.book().install(entry);
    }

    /** Of requests that are settled behind one, behind which others they are. */
    Map<String, Set<String>> settledBehind(final String id) {
        return requests.values().stream().filter(request -> request.isBehind(id)).collect(Collectors.toMap(
            request -> request.config().id(), request -> request.behindWithout(id)));
    }

    /** The request of the highest priority among those that fit; null if none does. */
    private Request uppermost(final Predicate<Request> fits) {
        Request best = null;
        for (final var request : requests.values()) {
            if (fits.test(request) && (best == null || request.config().priority() > best.config().priority())) {
                best = request;
            }
        }
        return best;
    }

    /** Requests that came before this one and still look for flows, which they hide from it. */
    Set<String> lookingBefore(final Request request) {
        return requests.values().stream().filter(other -> other != request && other.isBefore(request)
            && other.current().isLooking()).map(other -> other.config().id()).collect(Collectors.toSet());
    }

    /** An ended handover has lingered long enough. */
    void forget(final FlowHandover handover) {
        handover.succeed(null);
        active.remove(handover.key(), handover);
        final var next = active.get(handover.key());
        final var reverse = handover.key(Direction.REVERSE);
        if (next == null || !next.key(Direction.REVERSE).equals(reverse)) {
            translated.remove(reverse, handover.key());
        }
    }

    /**
     * Where a flow has been so far: what is known of it, else the highest-priority older request that holds it, else
     * the default instance (design: section 5).
     */
    Instance locate(final FlowKey key, final Request claimant, final boolean withdrawn) {
        final var pin = pins.get(key);
        if (pin != null) {
            return pin.instance();
        }
        final var known = located.get(key);
        if (known != null) {
            return known;
        }
        if (withdrawn && claimant.holds(key)) {
            return claimant.destination();
        }
        final var best = uppermost(request -> request != claimant && request.isBefore(claimant)
            && request.holds(key));
        return best == null ? config.instance(config.defaultInstance()) : best.destination();
    }

    /** The same, and from now on that is known of it, whatever other requests come to. */
    Instance settleLocation(final FlowKey key, final Request claimant, final boolean withdrawn) {
        final var instance = locate(key, claimant, withdrawn);
        located.put(key, instance);
        return instance;
    }

    /** What steers a flow when a request is gone. */
    Instance target(final FlowKey key, final Request gone) {
        final var best = uppermost(request -> request != gone && !request.isWithdrawn() && request.matches(key));
        return best == null ? config.instance(config.defaultInstance()) : best.destination();
    }

    /** The sweep whose detection entries would catch a flow's packets; null if none would. */
    Sweep looking(final FlowKey key) {
        final var best = uppermost(request -> request.current().isLooking() && request.matches(key));
        return best == null ? null : best.current();
    }

    /** Whether a handover or a roll-back has left the flow somewhere, and rules alone do not tell where. */
    boolean isLocated(final FlowKey key) {
        return pins.containsKey(key) || located.containsKey(key);
    }

    void pin(final FlowKey key, final Pin pin) {
        final var before = pins.put(key, pin);
        pin.placement().supersede(before == null ? null : before.placement(), machine.book());
    }

    /** A handover begins: the flow's entries are its own from now on. */
    void pass(final FlowHandover handover) {
        final var pin = pins.remove(handover.key());
        if (pin != null) {
            handover.adopt(pin.placement());
        }
        adopt(handover, offered);
        for (final var request : requests.values()) {
            adopt(handover, request.take().settled());
            adopt(handover, request.current().settled());
        }
    }

    private static void adopt(final FlowHandover handover, final Map<FlowKey, Placement> from) {
        final var placement = from.remove(handover.key());
        if (placement != null) {
            handover.adopt(placement);
        }
    }

    /** Another sweep looks for a flow: its exact entry must not hide it from that one. */
    void offer(final long nowNs, final FlowKey key, final Placement placement) {
        if (placement.hasExact()) {
            offer(nowNs, placement);
            placement.supersede(offered.put(key, placement), machine.book());
        }
    }

    private void offer(final long nowNs, final Placement placement) {
        placement.offer(machine);
        if (!renewing) {
            renewing = true;
            machine.timers().at(nowNs + Sweep.RENEWAL_NS, this::renewOffers);
        }
    }

    private void renewOffers(final long nowNs) {
        final var all = Stream.concat(offered.values().stream(), pins.values().stream().map(Pin::placement)
            .filter(Placement::isOffered)).toList();
        all.forEach(placement -> placement.renew(machine.book()));
        renewing = !all.isEmpty();
        if (renewing) {
            machine.timers().at(nowNs + Sweep.RENEWAL_NS, this::renewOffers);
        }
    }

    /** A sweep's detection entries are in force: exact entries of ended flows must not hide them from it. */
    void yieldExacts(final long nowNs, final Sweep sweep) {
        boolean removed = false;
        for (final var request : requests.values()) {
            for (final var other : List.of(request.take(), request.current())) {
                if (other != sweep && isAbove(sweep, other)) {
                    for (final var key : new ArrayList<>(other.settled().keySet())) {
                        if (sweep.request().matches(key)) {
                            offer(nowNs, key, other.settled().remove(key));
                            removed = true;
                        }
                    }
                }
            }
        }
        for (final var each : pins.entrySet()) {
            final var pin = each.getValue();
            if (pin.placement().hasExact() && !pin.placement().isOffered() && isUppermost(sweep, each.getKey())
                    && (pin.handover() == null || pin.handover().sweep() != sweep
                        && (isAbove(sweep, pin.handover().sweep())
                            || !requests.containsValue(pin.handover().sweep().request())))) {
                offer(nowNs, pin.placement());
                each.setValue(new Pin(pin.placement(), pin.handover(), sweep));
                removed = true;
            }
        }
        if (removed) {
            sweep.unsettle(nowNs);
        }
    }

    /**
     * A request is gone that was above another one, which still looks for flows: one that was handed back must not show
     * up there as if nothing were known of it.
     *
     * @param nowNs the time
     * @param gone the sweep that has handed it back
     * @param key the flow's forward key
     * @param placement where it is
     * @return whether its entries stay, or others are in their place
     */
    boolean handDown(final long nowNs, final Sweep gone, final FlowKey key, final Placement placement) {
        final var heir = uppermost(request -> request != gone.request() && request.matches(key));
        if (heir == null || !heir.current().isWindowOpen()) {
            return false;
        }
        final var sweep = heir.current();
        if (goal(sweep, key).equals(placement.instance())) {
            placement.supersede(sweep.settled().put(key, placement), machine.book());
        } else {
            offer(nowNs, key, placement);
        }
        return true;
    }

    /** Where a sweep wants a flow. */
    private Instance goal(final Sweep sweep, final FlowKey key) {
        return sweep.isHandingBack() ? target(key, sweep.request()) : sweep.request().destination();
    }

    /** Whether a flow's packets would reach this sweep's detection entries if no exact entry caught them. */
    private boolean isUppermost(final Sweep sweep, final FlowKey key) {
        return sweep.request().matches(key) && requests.values().stream().noneMatch(request ->
            request.matches(key) && request.current() != sweep && isAbove(request.current(), sweep));
    }

    private static boolean isAbove(final Sweep one, final Sweep other) {
        return one.request() == other.request() || one.request().config().priority()
            > other.request().config().priority();
    }

    /** A window has closed: a flow that was offered to it and showed no packet counts as new from now on. */
    void dropSilent(final Sweep sweep) {
        pins.values().removeIf(pin -> {
            final boolean silent = pin.offeredTo() == sweep;
            if (silent) {
                pin.placement().remove(machine.book());
            }
            return silent;
        });
        offered.entrySet().removeIf(each -> {
            final boolean silent = looking(each.getKey()) == null;
            if (silent) {
                each.getValue().remove(machine.book());
            }
            return silent;
        });
    }

    /** Whether flows of a sweep are caught by a request above it that is being handed back, and will come down. */
    boolean isHidden(final Sweep sweep) {
        return requests.values().stream().anyMatch(request -> request.isWithdrawn() && request.current() != sweep
            && request.current().isWindowOpen() && isAbove(request.current(), sweep));
    }

    /**
     * Whether a flow of another sweep is waited for: one whose handover has yet to begin, since where it is nothing
     * tells but this controller; one in a handover that is below, or is handed down.
     */
    boolean hasWaiting(final Sweep sweep) {
        for (final var request : requests.values()) {
            for (final var other : List.of(request.take(), request.current())) {
                if (other != sweep && (other.hasWaiting(sweep.request())
                        || (isAbove(sweep, other) || request.isWithdrawn()) && other.inProgress().stream().anyMatch(
                            handover -> sweep.request().matches(handover.key())))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A flow is a sweep's: others leave it to that one. */
    void stopWaiting(final FlowKey key, final Sweep sweep) {
        for (final var request : requests.values()) {
            for (final var other : List.of(request.take(), request.current())) {
                if (other != sweep) {
                    other.stopWaiting(key);
                }
            }
        }
    }

    /** Whether another sweep looks for a flow whose handover in this one has ended. */
    boolean isWantedByOther(final Sweep sweep, final FlowKey key) {
        for (final var request : requests.values()) {
            final var other = request.current();
            if (other != sweep && other.isWindowOpen() && isAbove(other, sweep) && request.matches(key)) {
                return true;
            }
        }
        return false;
    }

    /** A switch is back: flows that it has hidden may show up now. */
    void extendWindows(final long nowNs) {
        for (final var request : requests.values()) {
            if (request.current().isWindowOpen()) {
                request.current().extend(nowNs);
            }
        }
    }

    /** A sweep has removed entries: what others see next may still follow packets that were steered by those. */
    void unsettleOthers(final long nowNs, final Sweep sweep) {
        for (final var request : requests.values()) {
            if (request.current() != sweep && request.current().isWindowOpen()) {
                request.current().unsettle(nowNs);
            }
        }
    }

    void handleFlowEnded(final long nowNs, final FlowHandover handover) {
        located.put(handover.key(), handover.location());
        for (final var request : requests.values()) {
            final var other = request.current();
            if (other != handover.sweep() && request.matches(handover.key())) {
                other.extend(nowNs);
            }
        }
    }

    void handleSweepFinished(final long nowNs, final Sweep sweep) {
        if (requests.values().stream().noneMatch(Request::isActive)) {
            located.clear();
            reportedAsFinished.clear();
        }
        if (sweep.isHandingBack()) {
            final var gone = sweep.request().config().id();
            requests.remove(gone);
            requests.values().forEach(request -> request.forget(gone));
            machine.forget(nowNs, this, sweep.request());
        }
    }

    /** An HSL has started anew. */
    void handleAgentRestarted(final long nowNs, final Instance instance) {
        List.copyOf(active.values()).forEach(handover -> handover.handleAgentRestarted(nowNs, instance));
    }

    /** Goes on with an attempt of a controller of before; if that cannot be now, the HSL reports it once more. */
    void resume(final long nowNs, final Instance reporter, final Message.FlowReport report) {
        final var peer = config.instance(report.peer());
        final var from = report.role() == Role.SOURCE ? reporter : peer;
        final var to = report.role() == Role.SOURCE ? peer : reporter;
        final var key = report.forward();
        final var known = active.get(key);
        if (to != null && (report.isFinished() || reportedAsFinished.contains(report.handover()))) {
            // all that is left to do is to say so, to the other one too when it reports
            reportedAsFinished.add(report.handover());
            located.put(key, to);
            if (known != null) {
                known.handleOvertaken(nowNs, report.handover(), to);
            }
            final var side = Direction.FORWARD.in(report.directions()) ? Direction.FORWARD : Direction.REVERSE;
            machine.tellEnd(nowNs, report.handover(), config.attachment(side).node(), reporter, side,
                report.transfer() == StateTransfer.RESTORE ? Outcome.ROLLED_BACK : Outcome.COMPLETED, null);
            return;
        }
        if (to == null || known != null && !known.isEnded() || !machine.slots().reserve(report.slot())) {
            return;
        }
        final var sweep = owner(nowNs, key);
        final var target = sweep == remains ? target(key, null) : goal(sweep, key);
        final boolean back = !to.id().equals(target.id());
        final var handover = new FlowHandover(machine, sweep, key, report.reverse(), back ? to : from, target,
            report.directions(), report.slot(), nowNs);
        stopWaiting(key, sweep);
        sweep.stopWaiting(key);
        sweep.resume(nowNs, handover);
        machine.activate(handover);
        handover.resume(nowNs, report, from, to);
        machine.releaseEarly(nowNs, handover);
    }

    /** Of what a controller of before has left, if anything came up. */
    Optional<Sweep> remains() {
        return Optional.ofNullable(remains);
    }

    /** The request that steers a flow; flows of requests that are gone belong to one that nobody sees. */
    private Sweep owner(final long nowNs, final FlowKey key) {
        final var best = uppermost(request -> request.matches(key));
        if (best != null) {
            return best.current();
        }
        if (remains == null) {
            final var nobody = new RequestConfig("", config.id(), config.defaultInstance(), 1, FlowMatch.ANY,
                FlowMatch.ANY, 3, HandoverMode.SHARP, 0, 0, REMAINS_DEADLINE_NS, true, true, Overflow.REORDER,
                REMAINS_LIMIT, REMAINS_LIMIT);
            remains = new Request(nobody, 0, config.instance(config.defaultInstance()), request ->
                new Sweep(machine, this, request, true, machine.nextNumber(), nowNs)).take();
            remains.settle(nowNs);
        }
        return remains;
    }

    /**
     * Flows that could not be moved stay where they are as long as a request steers them elsewhere. When none does,
     * they follow what steers them without it, and count as failed.
     */
    void leaveBehind(final long nowNs, final Sweep sweep) {
        pins.entrySet().removeIf(entry -> {
            final boolean nobody = requests.values().stream().noneMatch(request -> request != sweep.request()
                && request.matches(entry.getKey()));
            if (nobody) {
                final var handover = entry.getValue().handover();
                final var next = target(entry.getKey(), sweep.request());
                entry.getValue().placement().remove(machine.book());
                if (handover != null && !entry.getValue().instance().equals(next)) {
                    handover.sweep().leaveBehind(nowNs, handover, next);
                }
            }
            return nobody;
        });
    }

    /** Whether another configuration has the same switches and knows all instances in use, at the same ports. */
    boolean isAlike(final GroupConfig other) {
        return other.ingress().node().equals(config.ingress().node())
            && other.egress().node().equals(config.egress().node())
            && requests.values().stream().allMatch(request ->
                request.destination().equals(other.instance(request.destination().id())));
    }

    void change(final GroupConfig next) {
        final boolean rekeyed = !next.key().equals(config.key());
        config = next;
        controlPorts.removeIf(port -> rekeyed || !next.instances().contains(port.instance()));
        agents.keySet().removeIf(id -> next.instance(id) == null);
        next.instances().forEach(instance -> agents.computeIfAbsent(instance.id(), id -> new AgentStatus()));
    }

    /** The group is gone: handovers end where they are. */
    void abandon(final long nowNs) {
        requests.values().forEach(request -> {
            request.take().abandon();
            request.current().abandon();
        });
        inquiries.abandon();
        List.copyOf(active.values()).forEach(handover -> handover.abandon(nowNs));
        pins.values().forEach(pin -> pin.placement().remove(machine.book()));
        pins.clear();
        offered.values().forEach(placement -> placement.remove(machine.book()));
        offered.clear();
    }

    /** Whether a request that is being handed back has the same name, or entries at the same place. */
    boolean mustWait(final RequestConfig newcomer) {
        return requests.values().stream().anyMatch(request -> request.isWithdrawn()
            && (request.config().id().equals(newcomer.id())
                || request.config().priority() == newcomer.priority()));
    }
}
