/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.TestFlows;

/** The layout of the mark (design: section 5, phase 2). */
class MarkTest {
    private static final Masked LATE = new Masked(Mark.LATE_VALUE, Mark.LATE_MASK);

    @Test
    void shouldHaveDocumentedLayout() {
        assertEquals(0x5605_BEEF_1234L, Mark.of(false, 0x1_0005L, 0xBEEF, 0x1234));
        assertEquals(0x5685_BEEF_1234L, Mark.of(true, 0x1_0005L, 0xBEEF, 0x1234));
    }

    @Test
    void shouldBeLocallyAdministeredIndividualAddress() {
        assertEquals(0b10, Mark.PREFIX & 0b11);
    }

    @Test
    void shouldNotBelongToAnAttemptWithoutItsToken() {
        final var key = ControlKey.of("a key of 16 byte".getBytes(StandardCharsets.US_ASCII));
        final long mark = Mark.of(true, 5, 7, key.markToken(5));

        assertTrue(Mark.belongsTo(mark, 5, key.markToken(5)));
        assertFalse(Mark.belongsTo(mark, 5 + 128, key.markToken(5 + 128)));
        assertFalse(Mark.belongsTo(mark ^ 1, 5, key.markToken(5)));
        assertEquals(0, ControlKey.NONE.markToken(5));
    }

    @Test
    void shouldKeepFieldsApart() {
        final var random = new Random(10);
        for (int i = 0; i < 10_000; i++) {
            final boolean late = random.nextBoolean();
            final long handover = random.nextLong();
            final int slot = random.nextInt(0x1_0000);
            final int token = random.nextInt();

            final long mark = Mark.of(late, handover, slot, token);

            assertTrue(Mark.is(mark));
            assertEquals(0, mark >>> 48);
            assertEquals(late, Mark.late(mark));
            assertEquals(slot, Mark.slot(mark));
            assertTrue(Mark.belongsTo(mark, handover, token & 0xFFFF));
            assertFalse(Mark.belongsTo(mark, handover + 1 + random.nextInt(127), token & 0xFFFF));
            assertEquals(token & 0xFFFF, mark & 0xFFFF);
            assertEquals(late, (mark & LATE.mask()) == LATE.value());
        }
    }

    @Test
    void shouldNotTakeHostForMark() {
        assertFalse(Mark.is(TestFlows.HOST_1));
        assertFalse(Mark.is(0xFFFF_FFFF_FFFFL));
        assertTrue(Mark.is(0x5600_0000_0000L));
    }

    @Test
    void shouldWriteDestinationAddressOnly() {
        final byte[] frame = new byte[60];
        Arrays.fill(frame, (byte) 0xFF);

        Mark.write(frame, 0x5685_BEEF_1234L);

        assertEquals("5685beef1234ffff", HexFormat.of().formatHex(frame, 0, 8));
        assertEquals((byte) 0xFF, frame[59]);
    }
}
