/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.flow.FlowKey;

/**
 * Where SHarP lives on the switches and how long it waits.
 *
 * @param classifierTable table in which packets arrive; SHarP sorts out its own ports' packets there
 * @param steeringTable table of the group's entries, reached only from the classifier
 * @param classifierPriority lowest priority of SHarP's entries in the classifier table, six are used
 * @param steeringPriority priority of a group's default entry; a request r has this + 2r and this + 2r + 1
 * @param cookiePrefix upper 16 bits of the cookie of every entry
 * @param etherType of control messages
 * @param guardNs for a silent flow: wait after the barrier until no packet can be under way by the old entry
 * @param startSilenceNs the same where START_HO must not come too early, as nobody gives packets back: in a roll-back,
 *     and where the instance stays the same
 * @param silenceNs a direction in which nothing was seen for so long does not keep a handover from ending; a quarter of
 *     its deadline, if that is less
 * @param acknowledgeNs how long acknowledgements of START_HO are waited for, at most
 * @param acknowledgeWithinNs how long DRAINED may wait for its acknowledgement, which HANDOVER_ENDED makes needless
 * @param helloNs interval at which HSLs are asked whether they are there
 * @param flowsAtOnce for how many flows of a request START_HO may be outstanding; others wait, and their packets pass
 * @param rehearsals how often the way to the first group's switches and HSLs is gone, every five milliseconds until
 *     there is a request, so that the first handover finds compiled code and filled caches everywhere
 * @param alignEntries whether an entry that is there already goes to both switches before a request's own, and is
 *     waited for: Open vSwitch then uses the request's entries on both at one moment
 * @param startRelease whether what the controller has held may pass at the destination as soon as the source is empty,
 *     not only when the exact entry is used, which takes Open vSwitch 5 ms
 */
public record ControllerSettings(int classifierTable, int steeringTable, int classifierPriority,
        int steeringPriority, int cookiePrefix, int etherType, long guardNs, long startSilenceNs, long silenceNs,
        long acknowledgeNs, long acknowledgeWithinNs, long helloNs, int flowsAtOnce, int rehearsals,
        boolean alignEntries, boolean startRelease) {
    /** What is used unless configured otherwise, without rehearsals, aligned entries and START_RELEASE. */
    public static final ControllerSettings DEFAULT = new ControllerSettings(0, 1, 40_000, 100, 0x5350, 0x88B5,
        4_000_000L, 20_000_000L, 100_000_000L, 1_000_000_000L, 10_000_000L, 2_000_000_000L, 4_096, 0, false, false);

    /** Checks ranges. */
    public ControllerSettings {
        if (steeringTable <= classifierTable || steeringTable > 254) {
            throw new IllegalArgumentException("steering-table: expected a table behind " + classifierTable
                + ", found " + steeringTable);
        }
        if (classifierPriority < 0 || classifierPriority > 65_500 || steeringPriority < 0
                || steeringPriority + 2 * RequestConfig.MAX_PRIORITY + 3 > 65_535) {
            throw new IllegalArgumentException("priorities " + classifierPriority + " and " + steeringPriority
                + " leave no room for SHarP's entries");
        }
        if (flowsAtOnce < 1) {
            throw new IllegalArgumentException("flows-at-once: expected at least 1, found " + flowsAtOnce);
        }
    }

    /**
     * The same with another number of rehearsals.
     *
     * @param number how many
     * @return other settings
     */
    public ControllerSettings withRehearsals(final int number) {
        return new ControllerSettings(classifierTable, steeringTable, classifierPriority, steeringPriority,
            cookiePrefix, etherType, guardNs, startSilenceNs, silenceNs, acknowledgeNs, acknowledgeWithinNs, helloNs,
            flowsAtOnce, number, alignEntries, startRelease);
    }

    /**
     * The same with entries that come into force on both switches at one moment.
     *
     * @return other settings
     */
    public ControllerSettings withAlignedEntries() {
        return new ControllerSettings(classifierTable, steeringTable, classifierPriority, steeringPriority,
            cookiePrefix, etherType, guardNs, startSilenceNs, silenceNs, acknowledgeNs, acknowledgeWithinNs, helloNs,
            flowsAtOnce, rehearsals, true, startRelease);
    }

    /**
     * The same with START_RELEASE.
     *
     * @return other settings
     */
    public ControllerSettings withStartRelease() {
        return new ControllerSettings(classifierTable, steeringTable, classifierPriority, steeringPriority,
            cookiePrefix, etherType, guardNs, startSilenceNs, silenceNs, acknowledgeNs, acknowledgeWithinNs, helloNs,
            flowsAtOnce, rehearsals, alignEntries, true);
    }

    /**
     * The priority of a flow's exact entry. All lie above every request's. OpenDaylight cannot say VLAN identifier 0
     * to a switch: it says any tag, so that the entry of a priority-tagged flow must not hide those of tagged flows.
     */
    int exactPriority(final FlowKey key) {
        return steeringPriority + 2 * RequestConfig.MAX_PRIORITY + 2 + (key.vlan() == 0 ? 0 : 1);
    }
}
