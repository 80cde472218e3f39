/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

/**
 * A stateful VNF: for each direction of a flow it counts what it processes. What it is told about state it does for all
 * directions of a handover together. It says what is wrong and goes on as if it had the right state.
 */
final class SimVnf {
    private final String id;
    private final int[] counts;
    private final int[] copies;
    private final long[] exported;
    private final long[] importing;

    SimVnf(final String id, final int flows) {
        this.id = id;
        counts = new int[flows * 2];
        copies = new int[flows * 2];
        exported = new long[flows * 2];
        importing = new long[flows * 2];
    }

    String id() {
        return id;
    }

    /** Processes a packet; says what is wrong, or null. */
    String process(final int track, final int processedBefore) {
        String wrong = null;
        if (exported[track] != 0) {
            wrong = " processes a packet after it has exported its state";
        } else if (importing[track] != 0) {
            wrong = " processes a packet before the import is complete";
        } else if (counts[track] != processedBefore) {
            wrong = ": its state counts " + counts[track] + " packets, but " + processedBefore
                + " have been processed";
        }
        exported[track] = 0;
        importing[track] = 0;
        counts[track] = processedBefore + 1;
        return wrong == null ? null : id + ", flow " + (track >> 1) + ((track & 1) == 0 ? " FORWARD" : " REVERSE")
            + wrong;
    }

    int export(final int track, final long attempt) {
        copies[track] = counts[track];
        exported[track] = attempt;
        return copies[track];
    }

    void expectImport(final int track, final long attempt) {
        importing[track] = attempt;
    }

    boolean isImporting(final int track, final long attempt) {
        return importing[track] == attempt;
    }

    void importState(final int track, final int count) {
        importing[track] = 0;
        exported[track] = 0;
        counts[track] = count;
    }

    /** Takes up the state again that was exported, if it was. */
    void restore(final int track) {
        if (exported[track] != 0) {
            exported[track] = 0;
            counts[track] = copies[track];
        }
        importing[track] = 0;
    }

    /** A handover is over in which nothing is to be waited for any more. */
    void giveUp(final int track, final long attempt) {
        if (importing[track] == attempt) {
            importing[track] = 0;
        }
        if (exported[track] == attempt) {
            restore(track);
        }
    }
}
