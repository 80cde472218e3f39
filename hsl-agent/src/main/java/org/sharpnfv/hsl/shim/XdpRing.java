/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * One of the four rings that an AF_XDP socket shares with the kernel. One side moves the producer's index, the other
 * the consumer's; both run through all numbers and are cut to the ring's size, a power of two, only to find an entry.
 *
 * <pre>
 *  fill, completion: 0 address in the UMEM (8)
 *  receive, send:    0 address in the UMEM (8) | 8 length (4) | 12 options (4)
 * </pre>
 */
final class XdpRing {
    /** Of an entry of the fill and the completion ring. */
    static final int ADDRESS_BYTES = 8;
    /** Of an entry of the receive and the send ring. */
    static final int DESCRIPTOR_BYTES = 16;

    private static final VarHandle INDEX = JAVA_INT.varHandle().withInvokeExactBehavior();
    private static final int LENGTH = 8;
    private static final int OPTIONS = 12;
    private static final int NEED_WAKEUP = 1;

    /**
     * Where in a ring's memory what is.
     *
     * @param producer index of the side that fills entries
     * @param consumer index of the side that empties them
     * @param entries the first entry
     * @param flags what the kernel has to say
     */
    record Offsets(long producer, long consumer, long entries, long flags) {
        long bytes(final int size, final int entryBytes) {
            return entries + (long) size * entryBytes;
        }
    }

    private final MemorySegment memory;
    private final Offsets offsets;
    private final int size;
    private final int entryBytes;

    XdpRing(final MemorySegment memory, final Offsets offsets, final int size, final int entryBytes) {
        if (Integer.bitCount(size) != 1 || memory.byteSize() < offsets.bytes(size, entryBytes)) {
            throw new IllegalArgumentException("expected a power of two of entries within " + memory.byteSize()
                + " bytes, found " + size);
        }
        this.memory = memory;
        this.offsets = offsets;
        this.size = size;
        this.entryBytes = entryBytes;
    }

    int size() {
        return size;
    }

    /** With what was written before it was moved. */
    int producerAcquire() {
        return (int) INDEX.getAcquire(memory, offsets.producer);
    }

    void setProducerRelease(final int index) {
        INDEX.setRelease(memory, offsets.producer, index);
    }

    int consumerAcquire() {
        return (int) INDEX.getAcquire(memory, offsets.consumer);
    }

    void setConsumerRelease(final int index) {
        INDEX.setRelease(memory, offsets.consumer, index);
    }

    /** Whether the kernel only looks at the ring when it is told to. */
    boolean needsWakeup() {
        return ((int) INDEX.getOpaque(memory, offsets.flags) & NEED_WAKEUP) != 0;
    }

    private long entry(final int index) {
        return offsets.entries + (long) (index & size - 1) * entryBytes;
    }

    long address(final int index) {
        return memory.get(JAVA_LONG, entry(index));
    }

    void putAddress(final int index, final long address) {
        memory.set(JAVA_LONG, entry(index), address);
    }

    int length(final int index) {
        return memory.get(JAVA_INT, entry(index) + LENGTH);
    }

    void putDescriptor(final int index, final long address, final int length) {
        final long entry = entry(index);
        memory.set(JAVA_LONG, entry, address);
        memory.set(JAVA_INT, entry + LENGTH, length);
        memory.set(JAVA_INT, entry + OPTIONS, 0);
    }
}
