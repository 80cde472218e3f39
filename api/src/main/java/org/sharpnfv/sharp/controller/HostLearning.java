/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sharpnfv.sharp.flow.Direction;

/**
 * On a side with several ports: which host is behind which, as a switch learns it. Packets of an unknown host come here
 * as copies until an entry knows the host; packets to one go out of all ports.
 */
final class HostLearning {
    /** Most hosts of one side; packets to others go out of all ports. */
    static final int MAX_HOSTS = 4096;

    private static final long MULTICAST = 1L << 40;

    private final SwitchBook book;
    private final Entries entries;
    private final Group group;
    private final Direction side;
    private final Map<Long, Integer> ports = new HashMap<>();

    HostLearning(final SwitchBook book, final Entries entries, final Group group, final Direction side) {
        this.book = book;
        this.entries = entries;
        this.group = group;
        this.side = side;
    }

    /** A packet from a host has come in on a port. */
    void learn(final long mac, final int port) {
        final var before = ports.get(mac);
        if ((mac & MULTICAST) != 0 || before != null && before == port
                || before == null && ports.size() >= MAX_HOSTS) {
            return;
        }
        ports.put(mac, port);
        if (before != null) {
            book.remove(entries.knownSource(group, side, before, mac));
        }
        for (final var instance : group.config().instances()) {
            book.install(entries.knownDestination(group, side, instance.port(side), mac, port));
        }
        book.install(entries.knownSource(group, side, port, mac));
    }

    /** Where a packet to a host goes: to all ports as long as nothing was heard of the host. */
    List<Integer> portsTo(final long mac) {
        final var port = ports.get(mac);
        return port == null ? group.config().attachment(side).ports() : List.of(port);
    }

    /** The switch has heard nothing of a host for a while. */
    void forget(final long mac, final int port) {
        if (ports.remove(mac, port)) {
            book.forget(entries.knownSource(group, side, port, mac));
            for (final var instance : group.config().instances()) {
                book.remove(entries.knownDestination(group, side, instance.port(side), mac, port));
            }
        }
    }

    /** The group is gone. */
    void clear() {
        for (final var host : Map.copyOf(ports).entrySet()) {
            book.remove(entries.knownSource(group, side, host.getValue(), host.getKey()));
            forget(host.getKey(), host.getValue());
        }
    }
}
