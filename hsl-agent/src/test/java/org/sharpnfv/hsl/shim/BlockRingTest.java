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

import java.util.List;
import org.junit.jupiter.api.Test;

/** AF_PACKET with {@code --ring v3}. */
class BlockRingTest extends PacketShimContract {
    /** A block's frames are not all taken by one poll. */
    BlockRingTest() {
        super(RingVersion.V3, 7);
    }

    @Test
    void shouldSleepAfterAPollThatFoundNothing() {
        final var readable = readable(other());
        final var frames = new Frames();
        Frames.send(one(), Frames.plain(1, 60), Frames.plain(2, 60));
        assertEquals(1, readable.await(2_000_000_000L), "a block that is not full is handed over soon");

        int taken = 0;
        while (taken < 2) {
            taken += other().poll(frames::take, 1);
        }
        assertEquals(0, other().poll(frames::take, 1));

        assertEquals(0, readable.await(0));
        assertEquals(2, frames.await(other(), 2).size());
    }

    @Test
    void shouldTakeTheLongestFrames() throws Exception {
        namespace().veth("wide1", "wide2", 9000);
        try (Shim sender = shim("wide1"); Shim wide = shim("wide2")) {
            Frames.send(sender, Frames.plain(1, 9014), Frames.tagged("8100602a", 2, 9018));

            final List<byte[]> received = new Frames().await(wide, 2);

            assertArrayEquals(Frames.plain(1, 9014), received.get(0));
            assertArrayEquals(Frames.tagged("8100602a", 2, 9018), received.get(1));
        }
    }
}
