/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import java.util.Locale;

/** What a step of a handover is spent on. */
public enum Spent {
    /** RESTCONF, the configuration datastore and its listener. */
    DATASTORE,
    /** Flow-mods, and the answers to the barriers behind them. */
    BARRIER,
    /** From a switch to the controller: a packet or a message of an HSL. */
    PACKET_IN,
    /** From the controller to an HSL: the RPC, the switch and the way behind it. */
    RPC,
    /** In an HSL. */
    AGENT,
    /** A switch changes over to a new entry and uses it for the next packet, and what waits for that. */
    SWITCH,
    /** VNFs, and hosts whose answers are waited for. */
    VNF,
    /** New flows are looked for: the request's idle time-out. */
    WINDOW;

    /**
     * As it is written.
     *
     * @return a word
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
