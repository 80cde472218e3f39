/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Collection;
import java.util.List;
import org.sharpnfv.sharp.flow.Direction;

/** Exact entries that a controller of before has left: each tells where its flow is. */
final class Remnants {
    private final ControllerMachine machine;
    private final Collection<Group> groups;

    Remnants(final ControllerMachine machine, final Collection<Group> groups) {
        this.machine = machine;
        this.groups = groups;
    }

    void handle(final long nowNs, final List<FlowEntry> all) {
        for (final var entry : all) {
            final var kind = Cookie.kind(machine.settings().cookiePrefix(), entry.cookie());
            if ((kind == Cookie.Kind.EXACT || kind == Cookie.Kind.OFFER) && !machine.entries().isOurs(entry.cookie())) {
                groups.forEach(group -> handle(nowNs, group, entry, kind));
            }
        }
    }

    private void handle(final long nowNs, final Group group, final FlowEntry entry, final Cookie.Kind kind) {
        final var key = entry.match().toKey();
        for (final var direction : Direction.values()) {
            if (key != null && entry.metadata() != null
                    && entry.metadata() == machine.entries().metadata(group, direction)) {
                final int port = kind == Cookie.Kind.OFFER ? (int) Cookie.identity(entry.cookie()) : port(entry);
                group.config().instances().stream().filter(instance -> instance.port(direction) == port).findFirst()
                    .ifPresent(instance -> group.inherit(nowNs, group.forwardKey(direction, key), direction, instance,
                        machine.entries().stay(entry, port), kind == Cookie.Kind.OFFER));
            }
        }
    }

    private static int port(final FlowEntry entry) {
        return entry.actions().size() == 1 && entry.actions().getFirst() instanceof FlowEntry.Action.Output output
            ? output.port() : 0;
    }
}
