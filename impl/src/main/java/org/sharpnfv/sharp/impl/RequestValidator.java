/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequests;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequestKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.request.Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.request.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroupKey;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.sharpnfv.sharp.flow.Direction;

/**
 * Decides whether a change of the configuration can be carried out as a whole. What is refused here was never there:
 * nothing of it reaches the machine or a switch. Only what the change touches is looked at, so that configuration from
 * a time with other rules does not get into the way of unrelated changes.
 */
final class RequestValidator {
    /** A change that cannot be carried out; the message begins with the leaf. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(final String message) {
            super(message);
        }

        Refused(final IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Our part of the configuration.
     *
     * @param groups the groups, or null
     * @param requests the requests, or null
     */
    record Configuration(@Nullable VnfGroups groups, @Nullable HandoverRequests requests) {
        Map<VnfGroupKey, VnfGroup> groupMap() {
            return groups == null ? Map.of() : groups.nonnullVnfGroup();
        }

        Map<HandoverRequestKey, HandoverRequest> requestMap() {
            return requests == null ? Map.of() : requests.nonnullHandoverRequest();
        }
    }

    private record Port(String node, int number) {
    }

    private record Rank(String group, int priority) {
    }

    void validate(final Configuration before, final Configuration after) throws Refused {
        final var groups = new HashMap<String, GroupConfig>();
        final var changed = new HashMap<String, GroupConfig>();
        for (final var group : after.groupMap().values()) {
            final boolean same = group.equals(before.groupMap().get(group.key()));
            final var config = readGroup(group, !same);
            if (config != null) {
                groups.put(config.id(), config);
                if (!same) {
                    changed.put(config.id(), config);
                }
            }
        }
        if (!changed.isEmpty()) {
            checkPorts(groups, changed);
        }
        checkRequests(before, after, groups, changed);
    }

    private static @Nullable GroupConfig readGroup(final VnfGroup group, final boolean strict) throws Refused {
        try {
            return ConfigTranslator.group(group);
        } catch (IllegalArgumentException e) {
            if (strict) {
                throw new Refused(e);
            }
            return null;
        }
    }

    /** Each port of a switch has one purpose in one group. */
    private static void checkPorts(final Map<String, GroupConfig> groups, final Map<String, GroupConfig> changed)
            throws Refused {
        final var users = new HashMap<Port, String>();
        for (final var group : groups.values()) {
            if (!changed.containsKey(group.id())) {
                claim(group, users);
            }
        }
        for (final var group : changed.values()) {
            claim(group, users);
        }
    }

    private static void claim(final GroupConfig group, final Map<Port, String> users) throws Refused {
        for (final var direction : Direction.values()) {
            final var side = group.attachment(direction);
            final var name = direction == Direction.FORWARD ? "ingress" : "egress";
            for (final int port : side.ports()) {
                claim(users, new Port(side.node(), port), name + "/port",
                    "the " + name + " of vnf-group '" + group.id() + "'");
            }
            for (final var instance : group.instances()) {
                claim(users, new Port(side.node(), instance.port(direction)), "instance/" + name + "-port",
                    "instance '" + instance.id() + "' of vnf-group '" + group.id() + "'");
            }
        }
    }

    private static void claim(final Map<Port, String> users, final Port port, final String leaf, final String user)
            throws Refused {
        final var other = users.putIfAbsent(port, user);
        if (other != null) {
            throw new Refused(leaf + ": port " + Integer.toUnsignedString(port.number()) + " of " + port.node()
                + ", of " + user + ", is already that of " + other);
        }
    }

    private void checkRequests(final Configuration before, final Configuration after,
            final Map<String, GroupConfig> groups, final Map<String, GroupConfig> changedGroups) throws Refused {
        final var unchanged = new HashMap<Rank, Map<String, RequestConfig>>();
        final var fresh = new HashMap<String, RequestConfig>();
        for (final var request : after.requestMap().values()) {
            final var id = request.requireId().getValue();
            final var old = before.requestMap().get(request.key());
            final boolean groupChanged = !groups.containsKey(request.getVnfGroup())
                || changedGroups.containsKey(request.getVnfGroup());
            if (old != null && !isAlike(old, request)) {
                throw new Refused(changedLeaf(old, request) + ": request '" + id
                    + "' is in force and cannot be changed; DELETE it and POST a new one");
            }
            if (old == null) {
                fresh.put(id, read(request, groups));
            } else if (groupChanged) {
                remember(unchanged, read(request, groups));
            } else {
                rememberLeniently(unchanged, request, groups);
            }
        }
        for (final var request : fresh.values()) {
            checkRank(request, unchanged);
            remember(unchanged, request);
        }
    }

    /** What was read from the datastore may be written back: it comes without empty containers, for example. */
    private static boolean isAlike(final HandoverRequest old, final HandoverRequest request) {
        try {
            return old.equals(request)
                || ConfigTranslator.request(old, null).equals(ConfigTranslator.request(request, null));
        } catch (IllegalArgumentException e) {
            // one of them is none: not the same
            return false;
        }
    }

    private static RequestConfig read(final HandoverRequest request, final Map<String, GroupConfig> groups)
            throws Refused {
        final var id = request.requireId().getValue();
        if (request.getVnfGroup() != null && !groups.containsKey(request.getVnfGroup())) {
            throw new Refused("vnf-group: request '" + id + "' needs vnf-group '" + request.getVnfGroup()
                + "', which does not exist");
        }
        final RequestConfig config;
        try {
            config = ConfigTranslator.request(request, groups.get(request.getVnfGroup()));
        } catch (IllegalArgumentException e) {
            throw new Refused(e);
        }
        final var group = groups.get(config.group());
        if (group.instance(config.destination()) == null) {
            throw new Refused("destination: request '" + id + "' needs instance '" + config.destination()
                + "', which does not exist in vnf-group '" + group.id() + "'; there are "
                + ConfigTranslator.instanceIds(group));
        }
        return config;
    }

    private static void remember(final Map<Rank, Map<String, RequestConfig>> ranks, final RequestConfig request) {
        ranks.computeIfAbsent(new Rank(request.group(), request.priority()), rank -> new HashMap<>())
            .put(request.id(), request);
    }

    private static void rememberLeniently(final Map<Rank, Map<String, RequestConfig>> ranks,
            final HandoverRequest request, final Map<String, GroupConfig> groups) {
        try {
            remember(ranks, read(request, groups));
        } catch (Refused e) {
            // of a time with other rules: not in force
        }
    }

    /** Two entries of the same priority that match the same packet: OpenFlow does not say which one counts. */
    private static void checkRank(final RequestConfig request, final Map<Rank, Map<String, RequestConfig>> ranks)
            throws Refused {
        for (final var other : ranks.getOrDefault(new Rank(request.group(), request.priority()), Map.of()).values()) {
            for (final var direction : Direction.values()) {
                if (direction.in(request.directions()) && direction.in(other.directions())
                        && request.match(direction).overlaps(other.match(direction))) {
                    throw new Refused("priority: request '" + other.id() + "' of the same vnf-group has priority "
                        + other.priority() + ", too, and its match overlaps that of '" + request.id()
                        + "'; use another priority");
                }
            }
        }
    }

    private static String changedLeaf(final HandoverRequest old, final HandoverRequest request) {
        if (!Objects.equals(old.getVnfGroup(), request.getVnfGroup())) {
            return "vnf-group";
        }
        if (!Objects.equals(old.getDestination(), request.getDestination())) {
            return "destination";
        }
        if (!Objects.equals(old.getPriority(), request.getPriority())) {
            return "priority";
        }
        if (!orEmpty(old.getMatch()).equals(orEmpty(request.getMatch()))) {
            return "match";
        }
        if (!Objects.equals(old.getReverseMatch(), request.getReverseMatch())) {
            return "reverse-match";
        }
        return "id";
    }

    private static Match orEmpty(final @Nullable Match match) {
        return match == null ? new MatchBuilder().build() : match;
    }
}
