/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.SocketCalls;

/** The client's memory: rings and packets, mapped as long as its connection lasts. */
final class MemifRegions implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment[] regions = new MemorySegment[MemifMessage.REGIONS_MAX];
    private int size;

    int size() {
        return size;
    }

    /** Maps the next region; the descriptor stays the caller's. Returns why not, null if it is mapped. */
    @Nullable String add(final Libc libc, final SocketCalls calls, final int index, final long bytes, final int fd) {
        if (index != size || index >= regions.length) {
            return "expected region " + size + ", found " + index;
        }
        // an access behind the file's end would end this process, now or after the client made the file shorter
        final int seals = calls.seals(fd);
        if (seals < 0 || (seals & LinuxAbi.F_SEAL_SHRINK) == 0) {
            return "expected memory sealed against shrinking, found other; no zero-copy=yes";
        }
        if (bytes <= 0 || bytes > calls.size(fd)) {
            return "expected a region as large as its file, found " + bytes + " of " + calls.size(fd) + " bytes";
        }
        try {
            regions[size] = libc.mmap(fd, bytes, LinuxAbi.PROT_READ_WRITE, LinuxAbi.MAP_SHARED, arena);
        } catch (ErrnoException e) {
            return e.getMessage();
        }
        size++;
        return null;
    }

    MemorySegment get(final int index) {
        return regions[index];
    }

    /** Whether a range, as the client says it, is within a region. */
    boolean holds(final int region, final long offset, final long bytes) {
        return region < size && bytes > 0 && offset <= regions[region].byteSize() - bytes;
    }

    @Override
    public void close() {
        arena.close();
    }
}
