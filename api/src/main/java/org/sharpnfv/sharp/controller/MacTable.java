/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.HashMap;
import java.util.Map;

/** On which port of a side with several ports a host is, as a switch learns it. */
final class MacTable {
    /** Most hosts of one side; packets to others go out of all ports. */
    static final int MAX_HOSTS = 4096;

    private final Map<Long, Integer> ports = new HashMap<>();

    Integer port(final long mac) {
        return ports.get(mac);
    }

    /** Returns false if the table is full. */
    boolean learn(final long mac, final int port) {
        if (ports.size() >= MAX_HOSTS && !ports.containsKey(mac)) {
            return false;
        }
        ports.put(mac, port);
        return true;
    }

    boolean forget(final long mac, final int port) {
        return ports.remove(mac, port);
    }
}
