/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Frames that the kernel took for an interface and then dropped: it had no carrier, or its queue was full. No call says
 * so, only the interface's own count. Reads a file, so it is for those who read counters, not for the packet thread.
 *
 * <pre>
 *  /proc/thread-self/net/dev: name: bytes packets errs drop fifo frame compressed multicast (received)
 *                                   bytes packets errs drop ... (sent)
 * </pre>
 */
public final class TransmitDrops {
    private static final Path FILE = Path.of("/proc/thread-self/net/dev");
    private static final int SENT_DROP = 11;
    private static final long UNKNOWN = -1;

    private final String prefix;
    private long seen;
    private long total;

    /** From now on, for an interface of this namespace. */
    public TransmitDrops(final String name) {
        prefix = name + ':';
        seen = Math.max(read(), 0);
    }

    /** How many so far. What an interface had counted when it was deleted or moved elsewhere stays. */
    public synchronized long count() {
        final long now = read();
        if (now != UNKNOWN) {
            // an interface that was made anew begins at zero
            total += now < seen ? now : now - seen;
            seen = now;
        }
        return total;
    }

    private long read() {
        try (var lines = Files.lines(FILE, StandardCharsets.UTF_8)) {
            return lines.map(String::strip).filter(line -> line.startsWith(prefix)).findFirst()
                .map(line -> line.substring(prefix.length()).strip().split(" +"))
                .filter(fields -> fields.length > SENT_DROP)
                .map(fields -> Long.parseLong(fields[SENT_DROP])).orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
