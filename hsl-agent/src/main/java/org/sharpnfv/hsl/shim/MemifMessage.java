/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The control messages of memif 2.0, 128 bytes each, in the host's byte order; the rest is zero.
 *
 * <pre>
 *              0 type (2)
 *  HELLO       2 name (32) | 34 lowest version (2) | 36 highest version (2) | 38 last region (2)
 *              | 40 last ring to the client (2) | 42 last ring from the client (2) | 44 log2 of ring size at most (1)
 *  INIT        2 version (2) | 4 interface id (4) | 8 mode (1) | 9 secret (24) | 33 name (32)
 *  ADD_REGION  2 index (2) | 4 size (8)                                    with the memory's descriptor
 *  ADD_RING    2 flags (2) | 4 index (2) | 6 region (2) | 8 offset (4)
 *              | 12 log2 of ring size (1) | 13 private header (2)         with the interrupt's descriptor
 *  CONNECT     2 interface name (32)
 *  CONNECTED   2 interface name (32)
 *  DISCONNECT  2 code (4) | 6 reason (96)
 * </pre>
 */
final class MemifMessage {
    static final int BYTES = 128;
    static final int VERSION = 2 << 8;
    static final int MODE_ETHERNET = 0;
    static final int RING_FROM_CLIENT = 1;
    static final int RING_LOG2_MAX = 14;
    static final int REGIONS_MAX = 256;

    static final int ACK = 1;
    static final int HELLO = 2;
    static final int INIT = 3;
    static final int ADD_REGION = 4;
    static final int ADD_RING = 5;
    static final int CONNECT = 6;
    static final int CONNECTED = 7;
    static final int DISCONNECT = 8;

    private static final int NAME_BYTES = 32;
    private static final int REASON_BYTES = 96;

    private final MemorySegment memory;

    MemifMessage(final MemorySegment memory) {
        this.memory = memory;
    }

    private static MemifMessage of(final int type) {
        final var message = new MemifMessage(Arena.ofAuto().allocate(BYTES, Long.BYTES));
        message.memory.set(JAVA_SHORT_UNALIGNED, 0, (short) type);
        return message;
    }

    static MemifMessage ack() {
        return of(ACK);
    }

    /** One ring in each direction: the agent has one packet thread. */
    static MemifMessage hello(final String name) {
        final var hello = of(HELLO);
        hello.text(2, NAME_BYTES, name);
        hello.memory.set(JAVA_SHORT_UNALIGNED, 34, (short) VERSION);
        hello.memory.set(JAVA_SHORT_UNALIGNED, 36, (short) VERSION);
        hello.memory.set(JAVA_SHORT_UNALIGNED, 38, (short) (REGIONS_MAX - 1));
        hello.memory.set(JAVA_BYTE, 44, (byte) RING_LOG2_MAX);
        return hello;
    }

    static MemifMessage connected(final String name) {
        final var connected = of(CONNECTED);
        connected.text(2, NAME_BYTES, name);
        return connected;
    }

    static MemifMessage disconnect(final String reason) {
        final var disconnect = of(DISCONNECT);
        disconnect.text(6, REASON_BYTES, reason);
        return disconnect;
    }

    static MemifMessage init(final int version, final long id, final int mode) {
        final var init = of(INIT);
        init.memory.set(JAVA_SHORT_UNALIGNED, 2, (short) version);
        init.memory.set(JAVA_INT_UNALIGNED, 4, (int) id);
        init.memory.set(JAVA_BYTE, 8, (byte) mode);
        return init;
    }

    static MemifMessage addRegion(final int index, final long size) {
        final var region = of(ADD_REGION);
        region.memory.set(JAVA_SHORT_UNALIGNED, 2, (short) index);
        region.memory.set(JAVA_LONG_UNALIGNED, 4, size);
        return region;
    }

    static MemifMessage addRing(final boolean fromClient, final int region, final int offset, final int log2) {
        final var ring = of(ADD_RING);
        ring.memory.set(JAVA_SHORT_UNALIGNED, 2, (short) (fromClient ? RING_FROM_CLIENT : 0));
        ring.memory.set(JAVA_SHORT_UNALIGNED, 6, (short) region);
        ring.memory.set(JAVA_INT_UNALIGNED, 8, offset);
        ring.memory.set(JAVA_BYTE, 12, (byte) log2);
        return ring;
    }

    static MemifMessage connect(final String name) {
        final var connect = of(CONNECT);
        connect.text(2, NAME_BYTES, name);
        return connect;
    }

    MemorySegment memory() {
        return memory;
    }

    int type() {
        return unsignedShort(0);
    }

    int version() {
        return unsignedShort(2);
    }

    long id() {
        return Integer.toUnsignedLong(memory.get(JAVA_INT_UNALIGNED, 4));
    }

    int mode() {
        return memory.get(JAVA_BYTE, 8);
    }

    String initName() {
        return text(33, NAME_BYTES);
    }

    int regionIndex() {
        return unsignedShort(2);
    }

    long regionBytes() {
        return memory.get(JAVA_LONG_UNALIGNED, 4);
    }

    boolean ringFromClient() {
        return (unsignedShort(2) & RING_FROM_CLIENT) != 0;
    }

    int ringIndex() {
        return unsignedShort(4);
    }

    int ringRegion() {
        return unsignedShort(6);
    }

    long ringOffset() {
        return Integer.toUnsignedLong(memory.get(JAVA_INT_UNALIGNED, 8));
    }

    int ringLog2() {
        return Byte.toUnsignedInt(memory.get(JAVA_BYTE, 12));
    }

    String interfaceName() {
        return text(2, NAME_BYTES);
    }

    String reason() {
        return text(6, REASON_BYTES);
    }

    private int unsignedShort(final int at) {
        return Short.toUnsignedInt(memory.get(JAVA_SHORT_UNALIGNED, at));
    }

    private void text(final int at, final int bytesMax, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // the last byte stays zero
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, at, Math.min(bytes.length, bytesMax - 1));
    }

    /** Of the peer, for a log: only what prints. */
    private String text(final int at, final int bytesMax) {
        final var text = new StringBuilder();
        for (int i = 0; i < bytesMax; i++) {
            final int each = Byte.toUnsignedInt(memory.get(JAVA_BYTE, (long) at + i));
            if (each == 0) {
                break;
            }
            text.append(each >= ' ' && each < 0x7F ? (char) each : '?');
        }
        return text.toString();
    }
}
