/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.List;
import java.util.Objects;
import org.sharpnfv.sharp.flow.FlowMatch;

/**
 * An entry of a flow table (OpenFlow 1.3.5, 5.2). Table, priority and match are its identity on a switch; adding
 * another one with the same identity replaces it.
 *
 * @param node the switch
 * @param table table number
 * @param priority priority
 * @param cookie cookie, see {@link Cookie}
 * @param metadata value that all 64 bits of the metadata must have, or null
 * @param match the rest of the match
 * @param actions what happens, in order; none drops
 * @param idleSeconds idle timeout, 0 for none
 * @param hardSeconds hard timeout, 0 for none
 * @param notifyRemoval whether the switch tells when it removes the entry
 */
public record FlowEntry(String node, int table, int priority, long cookie, Long metadata, FlowMatch match,
        List<Action> actions, int idleSeconds, int hardSeconds, boolean notifyRemoval) {
    /** Something that happens to a packet. */
    public sealed interface Action {
        /**
         * Send it out of a port.
         *
         * @param port number of the port
         */
        record Output(int port) implements Action {
        }

        /**
         * Send it to the controller.
         *
         * @param maxLength bytes of it, 0xFFFF for all
         */
        record ToController(int maxLength) implements Action {
        }

        /**
         * Go on in another table; comes last.
         *
         * @param table number of the table
         * @param metadata is written before
         */
        record Goto(int table, long metadata) implements Action {
        }
    }

    /**
     * Whether a switch takes this entry for another one's replacement.
     *
     * @param other another entry
     * @return true if node, table, priority and match are equal
     */
    public boolean isInPlaceOf(final FlowEntry other) {
        return node.equals(other.node) && table == other.table && priority == other.priority
            && Objects.equals(metadata, other.metadata) && match.equals(other.match);
    }

    /** Copies. */
    public FlowEntry {
        actions = List.copyOf(actions);
    }

    /**
     * The entries that a switch needs for this one, see {@link FlowMatch#onSwitch()}.
     *
     * @return nearly always one
     */
    public List<FlowEntry> onSwitch() {
        final var matches = match.onSwitch();
        return matches.size() == 1 ? List.of(this) : matches.stream().map(each -> new FlowEntry(node, table, priority,
            cookie, metadata, each, actions, idleSeconds, hardSeconds, notifyRemoval)).toList();
    }
}
