/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** AF_PACKET as it is by default. */
class AfPacketShimTest extends PacketShimContract {
    AfPacketShimTest() {
        super(RingVersion.V2, 64);
    }

    @Test
    void shouldCountFramesThatAreLongerThanASlot() throws Exception {
        namespace().veth("wide1", "wide2", 9000);
        try (Shim sender = shim("wide1"); Shim wide = shim("wide2");
                Shim narrow = shim("wide2", new ShimOptions(1 << 20, 2048, 1 << 20, 64, false))) {
            Frames.send(sender, Frames.plain(1, 9014), Frames.plain(2, 1514));

            assertEquals(2, new Frames().await(wide, 2).size());
            assertEquals(1, new Frames().await(narrow, 1).size());
            assertEquals(1, narrow.counters().receiveDroppedTruncated().value());
        }
    }
}
