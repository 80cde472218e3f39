/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.ControlLink;
import org.sharpnfv.sharp.wire.MessageCodec;

/** The way to an HSL at one of its ports. */
final class ControlPort {
    private static final int AT_ONCE = 16;
    private static final long UNHEARD_NS = Long.MIN_VALUE / 2;

    private final String node;
    private final Instance instance;
    private final Direction side;
    private final ControlLink link;
    private final AgentProbe probe = new AgentProbe();
    private Long versionNs;
    private long heardNs = UNHEARD_NS;
    private int outstanding;

    ControlPort(final String node, final Instance instance, final Direction side, final ControlLink link) {
        this.node = node;
        this.instance = instance;
        this.side = side;
        this.link = link;
    }

    String node() {
        return node;
    }

    Instance instance() {
        return instance;
    }

    Direction side() {
        return side;
    }

    ControlLink link() {
        return link;
    }

    int port() {
        return instance.port(side);
    }

    /** When the last message came from there that was authentic. */
    long heardNs() {
        return heardNs;
    }

    boolean isHeard() {
        return heardNs != UNHEARD_NS;
    }

    AgentProbe probe() {
        return probe;
    }

    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    /** How many messages wait there to be answered, apart from those that are answered at once. */
    int queued() {
        return Math.max(0, outstanding - AT_ONCE);
    }

    void countOutstanding(final int change) {
        outstanding += change;
    }

    /** Anybody can make a frame of another version: few are answered. */
    boolean mayAnswerVersion(final long nowNs) {
        if (versionNs != null && nowNs - versionNs < MessageCodec.VERSION_ANSWER_NS) {
            return false;
        }
        versionNs = nowNs;
        return true;
    }
}
