/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;

/** What is known of an instance's HSL. */
final class AgentStatus {
    private final long[] heardNs = {Long.MIN_VALUE, Long.MIN_VALUE};
    private String version = "";
    private int capabilities;
    private boolean up;
    private long session;

    /** Takes note of the HSL's session; true if it has started anew since the last one. */
    boolean isRestart(final long current) {
        final boolean restart = session != 0 && current > session;
        session = Math.max(session, current);
        return restart;
    }

    void heard(final long nowNs, final Direction side, final Message.HelloReply reply) {
        heardNs[side.ordinal()] = nowNs;
        version = reply.version();
        capabilities = reply.capabilities();
    }

    /** Whether its VNF says which flows belong together. */
    boolean describesFlows() {
        return up && (capabilities & Message.HelloReply.DESCRIBES_FLOWS) != 0;
    }

    /** Up if both sides have answered lately. */
    boolean evaluate(final long nowNs, final long limitNs) {
        final boolean before = up;
        up = true;
        for (final long heard : heardNs) {
            if (heard == Long.MIN_VALUE || nowNs - heard >= limitNs) {
                up = false;
            }
        }
        return up != before;
    }

    boolean isUp() {
        return up;
    }

    String version() {
        return version;
    }
}
