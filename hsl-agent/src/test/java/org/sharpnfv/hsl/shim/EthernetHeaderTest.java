/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EthernetHeaderTest {
    private static final String ADDRESSES = "020000000002020000000001";

    @Test
    void shouldNotLookBehindTags() {
        assertEquals(0x88B5, type(ADDRESSES + "88b5"));
        assertEquals(0x8100, type(ADDRESSES + "8100602a88b5"));
        assertEquals(0x88A8, type(ADDRESSES + "88a800018100602a88b5"));
    }

    @Test
    void shouldNotReadBehindTheEndOfAFrame() {
        assertEquals(-1, type(ADDRESSES + "88"));
        assertEquals(-1, type("0200"));
    }

    @Test
    void shouldPutTagInLine() {
        final MemorySegment memory = memory("ffffffff" + ADDRESSES + "0800" + "45");

        final long offset = EthernetHeader.insertTag(memory, 4, EthernetHeader.TYPE_VLAN, 0x602A);

        assertEquals(0, offset);
        assertArrayEquals(HexFormat.of().parseHex(ADDRESSES + "8100602a" + "0800" + "45"),
            memory.toArray(ValueLayout.JAVA_BYTE));
    }

    private static int type(final String hex) {
        return EthernetHeader.etherType(memory(hex), 0, hex.length() / 2);
    }

    private static MemorySegment memory(final String hex) {
        return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, HexFormat.of().parseHex(hex));
    }
}
