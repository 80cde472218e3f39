/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/** What a {@link ControllerMachine} wants done. Outputs for one switch are to be done in their order. */
public sealed interface ControllerOutput {
    /**
     * The switch that it is about.
     *
     * @return the node's name
     */
    String node();

    /**
     * Add an entry, or replace the one with the same identity.
     *
     * @param entry the entry
     */
    record Install(FlowEntry entry) implements ControllerOutput {
        @Override
        public String node() {
            return entry.node();
        }
    }

    /**
     * Remove an entry, if it is there (strict).
     *
     * @param entry the entry
     */
    record Remove(FlowEntry entry) implements ControllerOutput {
        @Override
        public String node() {
            return entry.node();
        }
    }

    /**
     * Remove all entries of a kind, in all tables.
     *
     * @param node the switch
     * @param cookie the cookie
     * @param mask the bits of it that count
     */
    record RemoveAll(String node, long cookie, long mask) implements ControllerOutput {
    }

    /**
     * Send a barrier request and call {@link ControllerMachine#handleBarrier} with the reply.
     *
     * @param node the switch
     * @param token names the barrier
     */
    record Barrier(String node, long token) implements ControllerOutput {
    }

    /**
     * Ask for all entries of a table that have SHarP's cookie prefix, and call {@link ControllerMachine#handleEntries}
     * with the reply.
     *
     * @param node the switch
     * @param table number of the table
     * @param cookie a cookie with the prefix
     */
    record ReadEntries(String node, int table, long cookie) implements ControllerOutput {
    }

    /**
     * Send a packet out of a port.
     *
     * @param node the switch
     * @param port number of the port
     * @param frame the packet
     */
    record PacketOut(String node, int port, byte[] frame) implements ControllerOutput {
    }
}
