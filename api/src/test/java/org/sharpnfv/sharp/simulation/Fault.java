/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.EnumSet;
import java.util.Set;

/** Classes of faults. A run has some of those that are enabled. */
enum Fault {
    /** A switch goes on using old entries after the barrier reply. */
    STALE_CACHE,
    /** Control messages get lost. */
    CONTROL_LOSS,
    /** Control messages arrive twice. */
    CONTROL_DUPLICATION,
    /** Control messages are overtaken by others and by data. */
    CONTROL_DELAY,
    /** A switch drops packets for the controller. */
    PACKET_IN_LOSS,
    /** A switch drops packets of the controller. */
    PACKET_OUT_LOSS,
    /** A VNF's words come late, up to beyond the deadline. */
    VNF_SLOW,
    /** A VNF does not answer. */
    VNF_SILENT,
    /** Export or import fails. */
    VNF_FAILURE,
    /** Buffers are too small for the traffic. */
    SMALL_BUFFERS,
    /** An agent does not answer on one side, or both: its control frames get lost. */
    AGENT_SILENT,
    /** An agent dies and starts again. */
    AGENT_CRASH,
    /** The controller dies and starts again. */
    CONTROLLER_CRASH,
    /** A switch loses its connection to the controller for a while. */
    SWITCH_DISCONNECT,
    /** A switch dies and starts again with empty tables. */
    SWITCH_CRASH;

    /** Faults for which the protocol promises the same as without: nothing lost, everything in order, completed. */
    static final Set<Fault> HARMLESS = EnumSet.of(STALE_CACHE, CONTROL_DUPLICATION, CONTROL_DELAY);

    /** Faults that destroy what a process or a channel holds. */
    static final Set<Fault> CRASHES = EnumSet.of(AGENT_CRASH, CONTROLLER_CRASH, SWITCH_DISCONNECT, SWITCH_CRASH);

    /** {@code -Dsharp.simulation.faults=A,B} narrows the choice, to look for what one class does. */
    private static final Set<Fault> ENABLED = enabled();

    private static Set<Fault> enabled() {
        final var names = System.getProperty("sharp.simulation.faults");
        if (names == null) {
            return EnumSet.allOf(Fault.class);
        }
        final var chosen = EnumSet.noneOf(Fault.class);
        for (final var name : names.split(",", -1)) {
            if (!name.isBlank()) {
                chosen.add(Fault.valueOf(name.strip()));
            }
        }
        return chosen;
    }

    boolean isEnabled() {
        return ENABLED.contains(this);
    }
}
