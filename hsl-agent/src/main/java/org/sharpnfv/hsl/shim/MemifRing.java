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
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A ring of memif 2.0 in memory that is shared with the client. The client moves the head, we move the tail: in the
 * ring from the client, head - tail slots are frames to take; in the one to the client they are empty buffers to fill.
 *
 * <pre>
 *    0 cookie (4) | 4 flags (2) | 6 head (2)
 *   64 tail (2)
 *  128 descriptors (16 each): 0 flags (2) | 2 region (2) | 4 length (4) | 8 offset (4) | 12 metadata (4)
 * </pre>
 *
 * <p>The client may write anything at any time: whoever reads a number reads it once, then checks it.
 */
final class MemifRing {
    static final int COOKIE = 0x3E31F20;
    static final int ALIGNMENT_BYTES = 16;
    /** Another descriptor follows for the same frame. */
    static final int DESCRIPTOR_NEXT = 1;

    /** As on every machine that the agent runs on: the first bytes are the lowest. */
    private static final ValueLayout.OfLong HEAD_OF_DESCRIPTOR = JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** Exact, its offsets long: with any other call each access would go through a conversion of its own. */
    private static final VarHandle INDEX = JAVA_SHORT.varHandle().withInvokeExactBehavior();
    private static final long FLAGS = 4;
    private static final long HEAD = 6;
    private static final long TAIL = 64;
    private static final int DESCRIPTORS = 128;
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int DESCRIPTOR_REGION = 2;
    private static final int DESCRIPTOR_LENGTH = 4;
    private static final int DESCRIPTOR_OFFSET = 8;
    /** The reader looks by itself, no interrupts please. */
    private static final short MASK_INTERRUPT = 1;
    private static final short NO_INTERRUPT_MASKED = 0;

    private final MemorySegment memory;
    private final int size;
    private final int mask;

    /** Memory of {@link #bytes} bytes, aligned to {@value #ALIGNMENT_BYTES}. */
    MemifRing(final MemorySegment memory, final int log2) {
        this.memory = memory;
        size = 1 << log2;
        mask = size - 1;
    }

    static long bytes(final int log2) {
        return DESCRIPTORS + ((long) DESCRIPTOR_BYTES << log2);
    }

    boolean hasCookie() {
        return memory.get(JAVA_INT, 0) == COOKIE;
    }

    int size() {
        return size;
    }

    /** With what the client wrote before it moved the head. */
    int headAcquire() {
        return Short.toUnsignedInt((short) INDEX.getAcquire(memory, HEAD));
    }

    int tail() {
        return Short.toUnsignedInt(memory.get(JAVA_SHORT, TAIL));
    }

    /** Everything read and written before is done when the client sees it. */
    void setTailRelease(final int tail) {
        INDEX.setRelease(memory, TAIL, (short) tail);
    }

    boolean interruptsMasked() {
        return ((short) INDEX.getOpaque(memory, FLAGS) & MASK_INTERRUPT) != 0;
    }

    void maskInterrupts(final boolean masked) {
        INDEX.setVolatile(memory, FLAGS, masked ? MASK_INTERRUPT : NO_INTERRUPT_MASKED);
    }

    private long descriptor(final int index) {
        return DESCRIPTORS + (long) (index & mask) * DESCRIPTOR_BYTES;
    }

    /** Flags, region and length of a descriptor, read together: for the functions that take it apart. */
    long head(final int index) {
        return memory.get(HEAD_OF_DESCRIPTOR, descriptor(index));
    }

    static boolean next(final long head) {
        return (head & DESCRIPTOR_NEXT) != 0;
    }

    static int region(final long head) {
        return (int) (head >>> DESCRIPTOR_REGION * Byte.SIZE) & 0xFFFF;
    }

    /** Negative if the client wrote nonsense. */
    static int length(final long head) {
        return (int) (head >>> DESCRIPTOR_LENGTH * Byte.SIZE);
    }

    long offset(final int index) {
        return Integer.toUnsignedLong(memory.get(JAVA_INT, descriptor(index) + DESCRIPTOR_OFFSET));
    }

    /** The region stays as the client said it, whose number is the caller's. */
    void fill(final int index, final int region, final int length, final boolean next) {
        memory.set(HEAD_OF_DESCRIPTOR, descriptor(index), (long) length << DESCRIPTOR_LENGTH * Byte.SIZE
            | (long) region << DESCRIPTOR_REGION * Byte.SIZE | (next ? DESCRIPTOR_NEXT : 0));
    }
}
