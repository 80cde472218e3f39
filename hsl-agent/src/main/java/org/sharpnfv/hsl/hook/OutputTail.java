/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.hook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads all a command prints, so that it never waits for us, and keeps the last bytes. */
final class OutputTail {
    private final byte[] kept;
    private final InputStream stream;
    private final Thread reader;
    private int size;

    OutputTail(final InputStream stream, final int keptBytes) {
        this.stream = stream;
        kept = new byte[keptBytes];
        // not virtual: a read of a pipe keeps its carrier, and there are no more of those than processors
        reader = Thread.ofPlatform().daemon().name("hsl-hook-output").unstarted(this::read);
    }

    void start() {
        reader.start();
    }

    /** What was kept, once the stream ended or after the time: a child left behind may hold it open. */
    String text(final long waitMs) throws InterruptedException {
        reader.join(waitMs);
        synchronized (kept) {
            return new String(kept, 0, size, StandardCharsets.UTF_8);
        }
    }

    private void read() {
        final var piece = new byte[4096];
        try (stream) {
            int count = stream.read(piece);
            while (count >= 0) {
                append(piece, count);
                count = stream.read(piece);
            }
        } catch (IOException e) {
            // the process is gone; what was read before is what there is
            append(piece, 0);
        }
    }

    private void append(final byte[] piece, final int count) {
        synchronized (kept) {
            final int copied = Math.min(count, kept.length);
            final int over = Math.max(0, size + copied - kept.length);
            System.arraycopy(kept, over, kept, 0, size - over);
            System.arraycopy(piece, count - copied, kept, size - over, copied);
            size += copied - over;
        }
    }
}
