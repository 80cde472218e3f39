/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayList;
import java.util.List;
import org.sharpnfv.sharp.controller.Cookie.Kind;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.wire.Mark;

/**
 * Every entry that SHarP puts on a switch.
 *
 * <pre>
 *  classifier table, p = classifierPriority
 *   p+5  in_port=instance, eth_type=control             controller
 *   p+5  in_port=host, eth_type=control                 drop: nobody outside speaks to an HSL
 *   p+4  in_port=instance, eth_dst=late mark            controller
 *   p+2  in_port=instance, eth_dst=known host           the host's port         (several ports on the side)
 *   p+2  in_port=host, eth_src=known host               steering table          (several ports)
 *   p+1  in_port=instance                               all the side's ports
 *   p+1  in_port=host                                   steering table          (several ports: also controller)
 *  steering table, s = steeringPriority; every entry also matches the metadata: group and direction
 *   exact, see exactPriority                            controller, destination or source
 *   the same while another request may claim the flow   controller: the cookie has the port where the flow is
 *   s+2r+1  request's match                             controller: detection entry
 *   s+2r    request's match                             destination: forwarding entry
 *   s       any                                         default instance
 * </pre>
 */
final class Entries {
    /** Idle time-out of an entry for a known host, seconds, as switches age addresses. */
    static final int HOST_IDLE_SECONDS = 300;

    /**
     * Hard time-out of an entry that sends users' packets to the controller, seconds: it is renewed in good time, so
     * that it only ends when the controller is gone. Its packets would be lost all that time; without it they go to the
     * destination.
     */
    static final int LEASE_SECONDS = 6;

    private static final int WHOLE_PACKET = 0xFFFF;
    private static final int HEADER_ONLY = 128;

    private final ControllerSettings settings;
    private final int incarnation;

    Entries(final ControllerSettings settings, final int incarnation) {
        this.settings = settings;
        this.incarnation = incarnation;
    }

    /** Whether an entry is of this incarnation. */
    boolean isOurs(final long cookie) {
        return Cookie.incarnation(cookie) == incarnation;
    }

    List<FlowEntry> permanent(final Group group) {
        final var entries = new ArrayList<FlowEntry>();
        final var config = group.config();
        final long cookie = cookie(Kind.CLASSIFIER, group.number());
        for (final var direction : Direction.values()) {
            final var side = config.attachment(direction);
            for (final var instance : config.instances()) {
                final int port = instance.port(direction);
                entries.add(control(group, direction, instance));
                entries.add(classifier(side.node(), 4, cookie, port, null,
                    new Masked(Mark.LATE_VALUE, Mark.LATE_MASK), null,
                    List.of(new Action.ToController(WHOLE_PACKET))));
                entries.add(classifier(side.node(), 1, cookie, port, null, null, null,
                    side.ports().stream().<Action>map(Action.Output::new).toList()));
            }
            for (final int port : side.ports()) {
                entries.add(classifier(side.node(), 5, cookie, port, null, null, settings.etherType(), List.of()));
                final var actions = new ArrayList<Action>();
                if (side.ports().size() > 1) {
                    actions.add(new Action.ToController(HEADER_ONLY));
                }
                actions.add(new Action.Goto(settings.steeringTable(), metadata(group, direction)));
                entries.add(classifier(side.node(), 1, cookie(Kind.LEARNING, group.number()), port, null, null, null,
                    actions));
            }
            entries.add(new FlowEntry(side.node(), settings.steeringTable(), settings.steeringPriority(),
                cookie(Kind.DEFAULT, group.number()), metadata(group, direction), FlowMatch.ANY,
                List.of(new Action.Output(config.instance(config.defaultInstance()).port(direction))), 0, 0, true));
        }
        return entries;
    }

    /** What brings an HSL's messages here. */
    FlowEntry control(final Group group, final Direction side, final Instance instance) {
        return classifier(group.config().attachment(side).node(), 5, cookie(Kind.CLASSIFIER, group.number()),
            instance.port(side), null, null, settings.etherType(), List.of(new Action.ToController(WHOLE_PACKET)));
    }

    FlowEntry knownSource(final Group group, final Direction side, final int port, final long mac) {
        final var base = classifier(group.config().attachment(side).node(), 2, cookie(Kind.LEARNING, group.number()),
            port, new Masked(mac, FlowMatch.EXACT_MAC), null, null,
            List.of(new Action.Goto(settings.steeringTable(), metadata(group, side))));
        return new FlowEntry(base.node(), base.table(), base.priority(), base.cookie(), null, base.match(),
            base.actions(), HOST_IDLE_SECONDS, 0, true);
    }

    FlowEntry knownDestination(final Group group, final Direction side, final int instancePort, final long mac,
            final int port) {
        return classifier(group.config().attachment(side).node(), 2, cookie(Kind.CLASSIFIER, group.number()),
            instancePort, null, new Masked(mac, FlowMatch.EXACT_MAC), null, List.of(new Action.Output(port)));
    }

    private FlowEntry classifier(final String node, final int priority, final long cookie, final int port,
            final Masked ethSource, final Masked ethDestination, final Integer ethType, final List<Action> actions) {
        return new FlowEntry(node, settings.classifierTable(), settings.classifierPriority() + priority, cookie, null,
            new FlowMatch(port, ethSource, ethDestination, null, ethType, null, null, null, null, null), actions, 0, 0,
            false);
    }

    FlowEntry forwarding(final Group group, final Request request, final Direction direction) {
        return steering(group, direction, 2 * request.config().priority(), cookie(Kind.FORWARDING, request.order()),
            request.config().match(direction), List.of(new Action.Output(request.destination().port(direction))), 0, 0);
    }

    FlowEntry detection(final Sweep sweep, final Direction direction) {
        final var config = sweep.request().config();
        return steering(sweep.group(), direction, 2 * config.priority() + 1,
            cookie(Kind.DETECTION, sweep.number()), config.match(direction),
            List.of(new Action.ToController(WHOLE_PACKET)), LEASE_SECONDS, LEASE_SECONDS);
    }

    /** The switch tells of its end, also if somebody else has removed it. */
    private FlowEntry steering(final Group group, final Direction direction, final int priority, final long cookie,
            final FlowMatch match, final List<Action> actions, final int idle, final int hard) {
        return new FlowEntry(group.config().attachment(direction).node(), settings.steeringTable(),
            settings.steeringPriority() + priority, cookie, metadata(group, direction), match, actions, idle, hard,
            true);
    }

    /** A flow's own entry, to an instance's port, or to the controller if the port is 0: then it has a lease. */
    FlowEntry exact(final Group group, final long attempt, final Lane lane, final int port) {
        return new FlowEntry(lane.node, settings.steeringTable(), settings.exactPriority(lane.key),
            cookie(Kind.EXACT, attempt), metadata(group, lane.direction), FlowMatch.exact(lane.key),
            List.of(port == 0 ? new Action.ToController(WHOLE_PACKET) : new Action.Output(port)), 0,
            port == 0 ? LEASE_SECONDS : 0, false);
    }

    /** In place of an exact entry: to the controller, with the port where the flow is. */
    FlowEntry offer(final FlowEntry exact, final int port) {
        return inPlaceOf(exact, cookie(Kind.OFFER, port), new Action.ToController(WHOLE_PACKET), LEASE_SECONDS);
    }

    /** In place of an exact entry, maybe of a controller of before: to where the flow is. */
    FlowEntry stay(final FlowEntry exact, final int port) {
        return inPlaceOf(exact, cookie(Kind.EXACT, 0), new Action.Output(port), 0);
    }

    private static FlowEntry inPlaceOf(final FlowEntry exact, final long cookie, final Action action, final int hard) {
        return new FlowEntry(exact.node(), exact.table(), exact.priority(), cookie, exact.metadata(), exact.match(),
            List.of(action), 0, hard, false);
    }

    /** An exact entry that no switch ever has. */
    FlowEntry nobodys(final Group group, final Direction direction) {
        final var nobody = new FlowKey(0, 0, FlowKey.UNTAGGED, EtherType.IPV4, EtherType.PROTOCOL_UDP, 0, 0, 0, 0, 0,
            0);
        return new FlowEntry(group.config().attachment(direction).node(), settings.steeringTable(),
            settings.exactPriority(nobody), cookie(Kind.EXACT, 0), (long) settings.cookiePrefix() << 48,
            FlowMatch.exact(nobody), List.of(new Action.ToController(WHOLE_PACKET)), 0, 0, false);
    }

    private long cookie(final Kind kind, final long identity) {
        return Cookie.of(settings.cookiePrefix(), kind, incarnation, identity);
    }

    long metadata(final Group group, final Direction direction) {
        return (long) settings.cookiePrefix() << 48 | group.number() << 1 | direction.ordinal();
    }
}
