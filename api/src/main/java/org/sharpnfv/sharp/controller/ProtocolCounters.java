/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.sharpnfv.sharp.wire.ControlLink.Refusal;

/** Packets and control messages that are of no handover, or did not count. Nothing is passed over in silence. */
public final class ProtocolCounters {
    private final long[] refusals = new long[Refusal.values().length];
    private long errors;
    private long skipped;
    private long otherVersions;
    private long early;
    private long repeatedReports;
    private long strays;
    private long lost;

    ProtocolCounters() {
        // made by the machine
    }

    /** What it has counted so far; that one counts no more. */
    ProtocolCounters copy() {
        final var copy = new ProtocolCounters();
        System.arraycopy(refusals, 0, copy.refusals, 0, refusals.length);
        copy.errors = errors;
        copy.skipped = skipped;
        copy.otherVersions = otherVersions;
        copy.early = early;
        copy.repeatedReports = repeatedReports;
        copy.strays = strays;
        copy.lost = lost;
        return copy;
    }

    void count(final Refusal why) {
        refusals[why.ordinal()]++;
    }

    void error() {
        errors++;
    }

    void skipped(final int messages) {
        skipped += messages;
    }

    void otherVersion() {
        otherVersions++;
    }

    void early() {
        early++;
    }

    void repeatedReport() {
        repeatedReports++;
    }

    void stray() {
        strays++;
    }

    void lost() {
        lost++;
    }

    /**
     * Control frames that were refused.
     *
     * @param why the reason
     * @return their number
     */
    public long refused(final Refusal why) {
        return refusals[why.ordinal()];
    }

    /**
     * Messages that make no sense where they come from.
     *
     * @return their number
     */
    public long errors() {
        return errors;
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
     * How often an HSL said that it does not speak this version.
     *
     * @return the number
     */
    public long unsupportedVersions() {
        return otherVersions;
    }

    /**
     * Messages of attempts that a controller of before began and an HSL has not reported yet.
     *
     * @return their number
     */
    public long earlyMessages() {
        return early;
    }

    /**
     * FLOW_REPORTs of attempts that go on already.
     *
     * @return their number
     */
    public long repeatedReports() {
        return repeatedReports;
    }

    /**
     * Packets of no flow in handover that came all the same; they were sent on where the flow goes.
     *
     * @return their number
     */
    public long strays() {
        return strays;
    }

    /**
     * Users' packets for a switch that is gone, beyond what may wait for it.
     *
     * @return their number
     */
    public long lostPackets() {
        return lost;
    }
}
