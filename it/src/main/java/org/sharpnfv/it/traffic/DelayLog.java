/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Time of sending and round-trip time of each packet, in arrays that are added chunk by chunk. */
final class DelayLog {
    private static final int CHUNK = 1 << 16;
    private static final int PAIRS_MAX = 1 << 25;

    private final List<long[]> chunks = new ArrayList<>();
    private long[] chunk = new long[2 * CHUNK];
    private int used;
    private int total;

    DelayLog() {
        chunks.add(chunk);
    }

    void add(final long sentNs, final long delayNs) {
        if (total == PAIRS_MAX) {
            return;
        }
        if (used == chunk.length) {
            chunk = new long[2 * CHUNK];
            chunks.add(chunk);
            used = 0;
        }
        chunk[used] = sentNs;
        chunk[used + 1] = delayNs;
        used += 2;
        total++;
    }

    /** Writes pairs of 64-bit numbers, big endian; {@link DelaySeries} reads them. */
    void write(final Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            for (int i = 0; i < total; i++) {
                final long[] from = chunks.get(i / CHUNK);
                out.writeLong(from[2 * (i % CHUNK)]);
                out.writeLong(from[2 * (i % CHUNK) + 1]);
            }
        }
    }
}
