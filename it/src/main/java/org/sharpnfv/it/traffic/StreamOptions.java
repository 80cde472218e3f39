/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.util.List;

/**
 * What both ends of a stream must agree on.
 *
 * @param bind own address
 * @param target Host2's address
 * @param flows number of flows, each with a UDP port of its own at Host1
 * @param basePort the first flow's port
 * @param sizeBytes length of a frame without frame check sequence
 * @param ratePps packets/s of all flows together
 * @param series the file for the round-trip times
 */
public record StreamOptions(String bind, String target, int flows, int basePort, int sizeBytes, int ratePps,
        String series) {
    /** Host2's UDP port. */
    public static final int TARGET_PORT = 7;

    /** Checks the ranges. */
    public StreamOptions {
        if (sizeBytes < Payload.FRAME_MIN || sizeBytes > Payload.FRAME_MAX) {
            throw new IllegalArgumentException("expected a frame of " + Payload.FRAME_MIN + " to " + Payload.FRAME_MAX
                + " bytes, found " + sizeBytes);
        }
        if (flows < 1 || basePort < 1 || basePort + flows > 65536) {
            throw new IllegalArgumentException("expected ports below 65536, found " + flows + " from " + basePort);
        }
        if (ratePps < 1 || ratePps > 50_000) {
            throw new IllegalArgumentException("expected 1 to 50000 packets/s, found " + ratePps);
        }
    }

    /**
     * As arguments of a program.
     *
     * @return the words, for {@link #parse}
     */
    public List<String> words() {
        return List.of(bind, target, Integer.toString(flows), Integer.toString(basePort), Integer.toString(sizeBytes),
            Integer.toString(ratePps), series);
    }

    static StreamOptions parse(final String... words) {
        return new StreamOptions(words[0], words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]),
            Integer.parseInt(words[4]), Integer.parseInt(words[5]), words[6]);
    }
}
