/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import org.sharpnfv.sharp.wire.ControlLink.Refusal;

/** Control frames and messages that did not count at an HSL. */
public final class HslCounters {
    private final long[] refusals = new long[Refusal.values().length];
    private long misplaced;
    private long skipped;
    private long otherVersions;
    private long flowsRefused;
    private long outdated;

    HslCounters() {
        // made by the machine
    }

    void count(final Refusal why) {
        refusals[why.ordinal()]++;
    }

    void misplaced() {
        misplaced++;
    }

    void skipped(final int messages) {
        skipped += messages;
    }

    void otherVersion() {
        otherVersions++;
    }

    void outdated() {
        outdated++;
    }

    void flowRefused() {
        flowsRefused++;
    }

    /**
     * Grows with every other number here: for who shows them and need not look at each as long as it is the same.
     *
     * @return the sum of all
     */
    public long changes() {
        long sum = misplaced + skipped + otherVersions + flowsRefused + outdated;
        for (final long each : refusals) {
            sum += each;
        }
        return sum;
    }

    /**
     * Frames that were refused.
     *
     * @param why the reason
     * @return their number
     */
    public long refused(final Refusal why) {
        return refusals[why.ordinal()];
    }

    /**
     * Messages that are not for an HSL, or not for that side of it.
     *
     * @return their number
     */
    public long misplacedMessages() {
        return misplaced;
    }

    /**
     * Messages of types that this version does not know.
     *
     * @return their number
     */
    public long skippedMessages() {
        return skipped;
    }

    /**
     * How often the controller said that it does not speak this version.
     *
     * @return the number
     */
    public long unsupportedVersions() {
        return otherVersions;
    }

    /**
     * START_HOs beyond {@link HslMachine#MAX_FLOWS}.
     *
     * @return their number
     */
    public long flowsRefused() {
        return flowsRefused;
    }

    /**
     * START_HOs of attempts that a later one has replaced.
     *
     * @return their number
     */
    public long outdatedStarts() {
        return outdated;
    }
}
