/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The part of bpf(2) that it takes to hand frames to AF_XDP sockets. Everything is a descriptor: what is closed, also
 * by the death of the process, is gone.
 *
 * <pre>
 *  BPF_MAP_CREATE:      0 type | 4 key bytes | 8 value bytes | 12 entries
 *  BPF_MAP_UPDATE_ELEM: 0 map | 8 key (8, pointer) | 16 value (8, pointer) | 24 flags (8)
 *  BPF_PROG_LOAD:       0 type | 4 instructions | 8 code (8, pointer) | 16 licence (8, pointer) | ... | 48 name (16)
 *                       | 64 interface | 68 attach type
 *  BPF_LINK_CREATE:     0 program | 4 interface | 8 attach type | 12 flags
 * </pre>
 */
// what a method handle throws is declared as Throwable
@SuppressWarnings("checkstyle:IllegalCatch")
public final class Bpf {
    /** Of XDP: by the driver, before the kernel makes a packet buffer of a frame. */
    public static final int XDP_FLAGS_DRV_MODE = 1 << 2;
    /** Of XDP: by the kernel, for every driver. */
    public static final int XDP_FLAGS_SKB_MODE = 1 << 1;

    private static final MethodHandle SYSCALL = Libc.link("syscall",
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(1));
    private static final long NUMBER = System.getProperty("os.arch").equals("amd64") ? 321 : 280;
    private static final int MAP_CREATE = 0;
    private static final int MAP_UPDATE_ELEM = 2;
    private static final int PROG_LOAD = 5;
    private static final int LINK_CREATE = 28;
    private static final int MAP_TYPE_XSKMAP = 17;
    private static final int PROG_TYPE_XDP = 6;
    private static final int ATTACH_TYPE_XDP = 37;
    private static final int ATTRIBUTES_BYTES = 72;
    private static final int INSTRUCTION_BYTES = 8;
    /** The program calls nothing that asks for another one. */
    private static final String LICENCE = "EPL-2.0";

    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    /** One for each thread. */
    public Bpf() {
        // memory is in the field
    }

    /** A map from the numbers of receive queues to AF_XDP sockets; returns its descriptor. */
    public int createSocketMap(final int queues) throws ErrnoException {
        final MemorySegment attributes = attributes();
        attributes.set(JAVA_INT, 0, MAP_TYPE_XSKMAP);
        attributes.set(JAVA_INT, 4, Integer.BYTES);
        attributes.set(JAVA_INT, 8, Integer.BYTES);
        attributes.set(JAVA_INT, 12, queues);
        return call(MAP_CREATE, attributes, "BPF_MAP_CREATE");
    }

    /** Enters a socket. */
    public void putSocket(final int map, final int queue, final int socket) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            final MemorySegment attributes = attributes();
            attributes.set(JAVA_INT, 0, map);
            attributes.set(JAVA_LONG, 8, arena.allocateFrom(JAVA_INT, queue).address());
            attributes.set(JAVA_LONG, 16, arena.allocateFrom(JAVA_INT, socket).address());
            call(MAP_UPDATE_ELEM, attributes, "BPF_MAP_UPDATE_ELEM");
        }
    }

    /** Has the kernel verify and compile an XDP program; returns its descriptor. */
    public int loadXdp(final MemorySegment code) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            final MemorySegment attributes = attributes();
            attributes.set(JAVA_INT, 0, PROG_TYPE_XDP);
            attributes.set(JAVA_INT, 4, (int) (code.byteSize() / INSTRUCTION_BYTES));
            attributes.set(JAVA_LONG, 8, code.address());
            attributes.set(JAVA_LONG, 16, arena.allocateFrom(LICENCE).address());
            attributes.setString(48, "sharp_hsl");
            attributes.set(JAVA_INT, 68, ATTACH_TYPE_XDP);
            return call(PROG_LOAD, attributes, "BPF_PROG_LOAD");
        }
    }

    /** Runs a program for each frame that an interface receives, as long as the descriptor that is returned is open. */
    public int linkXdp(final int program, final int interfaceIndex, final int flags) throws ErrnoException {
        final MemorySegment attributes = attributes();
        attributes.set(JAVA_INT, 0, program);
        attributes.set(JAVA_INT, 4, interfaceIndex);
        attributes.set(JAVA_INT, 8, ATTACH_TYPE_XDP);
        attributes.set(JAVA_INT, 12, flags);
        return call(LINK_CREATE, attributes, "BPF_LINK_CREATE");
    }

    private static MemorySegment attributes() {
        return Arena.ofAuto().allocate(ATTRIBUTES_BYTES, Long.BYTES);
    }

    private int call(final int command, final MemorySegment attributes, final String name) throws ErrnoException {
        final long result;
        try {
            result = (long) SYSCALL.invokeExact(state, NUMBER, command, attributes, ATTRIBUTES_BYTES);
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
        return ErrnoException.check(result >= 0 ? (int) result : -state.get(JAVA_INT, Libc.ERRNO_OFFSET), name);
    }
}
