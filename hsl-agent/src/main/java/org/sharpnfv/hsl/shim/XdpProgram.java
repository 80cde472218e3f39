/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The XDP program: a frame goes to the socket of its receive queue, or up the kernel's stack if there is none.
 *
 * <pre>
 *  bpf_insn (8): 0 operation (1) | 1 source register, destination register (4 bits each) | 2 offset (2) | 4 value (4)
 *
 *  r2 = *(u32 *) (r1 + 16)              rx_queue_index of struct xdp_md
 *  r1 = map                             two instructions long
 *  r3 = XDP_PASS                        what to do where the map has no socket
 *  call bpf_redirect_map
 *  exit
 * </pre>
 */
final class XdpProgram {
    private static final int INSTRUCTIONS = 6;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int LOAD_WORD = 0x61;
    private static final int LOAD_DOUBLE_VALUE = 0x18;
    private static final int MOVE_VALUE = 0xb7;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    /** The value is a map's descriptor: BPF_PSEUDO_MAP_FD. */
    private static final int SOURCE_MAP = 1;
    private static final int RX_QUEUE_INDEX = 16;
    private static final int XDP_PASS = 2;
    private static final int REDIRECT_MAP = 51;

    private XdpProgram() {
        // one function
    }

    /** The program for a map. */
    static MemorySegment code(final int map) {
        final MemorySegment code = Arena.ofAuto().allocate((long) INSTRUCTIONS * INSTRUCTION_BYTES, Long.BYTES);
        put(code, 0, LOAD_WORD, 2, 1, RX_QUEUE_INDEX, 0);
        put(code, 1, LOAD_DOUBLE_VALUE, 1, SOURCE_MAP, 0, map);
        // instruction 2 is the upper half of the value, zero
        put(code, 3, MOVE_VALUE, 3, 0, 0, XDP_PASS);
        put(code, 4, CALL, 0, 0, 0, REDIRECT_MAP);
        put(code, 5, EXIT, 0, 0, 0, 0);
        return code;
    }

    private static void put(final MemorySegment code, final int position, final int operation, final int destination,
            final int source, final int offset, final int value) {
        final long at = (long) position * INSTRUCTION_BYTES;
        code.set(JAVA_BYTE, at, (byte) operation);
        code.set(JAVA_BYTE, at + 1, (byte) (source << 4 | destination));
        code.set(JAVA_SHORT, at + 2, (short) offset);
        code.set(JAVA_INT, at + 4, value);
    }
}
