/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.audit.SwitchAudit;

/**
 * A switch of a group.
 *
 * @param node its name, for example {@code openflow:1}
 * @param version of OpenFlow, as on the wire (4 is 1.3); 0 if the switch is not connected with this node
 * @param hardware what it says it is, for example {@code Open vSwitch}; empty if it is not known
 * @param bridge name of its local port, which is the bridge's for Open vSwitch; empty if it is not known
 * @param ports those that groups use
 * @param audit its entries, expected against present; null if they are not known
 * @param foreign entries of other applications in the table that packets meet first; null if they are not known
 * @param classifierPriority the lowest priority of SHarP's entries there
 * @param silence why something is not known; empty if all is
 */
public record SwitchFacts(String node, int version, String hardware, String bridge, List<PortFacts> ports,
        @Nullable SwitchAudit audit, @Nullable List<ForeignEntry> foreign, int classifierPriority, String silence) {
    /**
     * A port that a group uses.
     *
     * @param number its number
     * @param isPresent whether the switch has it
     * @param hasLink whether its link is up
     * @param receiveDrops packets that it has dropped, since it was made; negative if that is not known
     * @param transmitDrops the same in the other direction
     */
    public record PortFacts(int number, boolean isPresent, boolean hasLink, long receiveDrops, long transmitDrops) {
    }

    /**
     * Somebody else's entry.
     *
     * @param priority its priority
     * @param cookie its cookie
     * @param inPort the only port whose packets it matches; 0 for all
     */
    public record ForeignEntry(int priority, long cookie, int inPort) {
    }

    /** Copies. */
    public SwitchFacts {
        ports = List.copyOf(ports);
        foreign = foreign == null ? null : List.copyOf(foreign);
    }

    boolean isConnected() {
        return version != 0;
    }
}
