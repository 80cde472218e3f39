/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.audit;

import java.util.List;

/**
 * What SHarP should have on a switch, and what is there with its cookies. An entry that comes or goes while the switch
 * is asked is in neither list of faults.
 *
 * @param node the switch
 * @param entries all of them, in the order in which a packet meets them
 */
public record SwitchAudit(String node, List<AuditedEntry> entries) {
    /** Copies. */
    public SwitchAudit {
        entries = List.copyOf(entries);
    }

    /**
     * How many should be there.
     *
     * @return a number
     */
    public long expected() {
        return entries.stream().filter(AuditedEntry::expected).count();
    }

    /**
     * How many are there.
     *
     * @return a number
     */
    public long present() {
        return entries.stream().filter(AuditedEntry::present).count();
    }

    /**
     * How many should be there and are not.
     *
     * @return a number
     */
    public long missing() {
        return entries.stream().filter(entry -> !entry.present()).count();
    }

    /**
     * How many are there and should not.
     *
     * @return a number
     */
    public long unexpected() {
        return entries.stream().filter(entry -> !entry.expected()).count();
    }
}
