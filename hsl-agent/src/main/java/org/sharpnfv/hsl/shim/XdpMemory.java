/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;

/**
 * The UMEM: what the frames of an AF_XDP socket are in, in chunks of one size, first those to receive into, then those
 * to send from.
 *
 * @param memory all of it
 * @param chunkBytes size of a chunk, a power of two; the kernel leaves {@value #HEADROOM_BYTES} before a received frame
 * @param receiveChunks how many there are to receive into, a power of two
 * @param sendChunks how many there are to send from, a power of two
 */
record XdpMemory(MemorySegment memory, int chunkBytes, int receiveChunks, int sendChunks) {
    /** XDP_PACKET_HEADROOM: for programs that put something first. */
    static final int HEADROOM_BYTES = 256;
    /** The kernel takes no chunk that is larger than a page. */
    static final int CHUNK_BYTES_MAX = 4096;

    XdpMemory {
        if (Integer.bitCount(chunkBytes) != 1 || Integer.bitCount(receiveChunks) != 1
                || Integer.bitCount(sendChunks) != 1
                || memory.byteSize() < (long) chunkBytes * (receiveChunks + sendChunks)) {
            throw new IllegalArgumentException("expected powers of two that fit into " + memory.byteSize()
                + " bytes, found chunks of " + chunkBytes + ": " + receiveChunks + " and " + sendChunks);
        }
    }

    /** Longest frame that a chunk takes. */
    int frameBytesMax() {
        return chunkBytes - HEADROOM_BYTES;
    }

    long receiveAddress(final int chunk) {
        return (long) chunk * chunkBytes;
    }

    long sendAddress(final int chunk) {
        return (long) (receiveChunks + chunk) * chunkBytes;
    }

    /** The begin of the chunk that an address is in. */
    long chunkOf(final long address) {
        return address & -chunkBytes;
    }
}
