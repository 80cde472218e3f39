/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.nio.ByteBuffer;
import org.sharpnfv.sharp.flow.Direction;

/** UDP frames that carry a flow's number and a sequence number. */
final class SimFrame {
    static final int LENGTH = 60;

    private static final int PAYLOAD = 42;

    private SimFrame() {
        // static functions only
    }

    static byte[] of(final int flow, final Direction direction, final int sequence) {
        final var frame = ByteBuffer.allocate(LENGTH);
        final boolean forward = direction == Direction.FORWARD;
        final long host1 = 0x0200_0000_0001L;
        final long host2 = 0x0200_0000_0002L;
        putMac(frame, forward ? host2 : host1);
        putMac(frame, forward ? host1 : host2);
        frame.putShort((short) 0x0800).put((byte) 0x45).put((byte) 0).putShort((short) (LENGTH - 14)).putInt(0)
            .put((byte) 64).put((byte) 17).putShort((short) 0)
            .putInt(forward ? 0x0A000001 : 0x0A000002).putInt(forward ? 0x0A000002 : 0x0A000001)
            .putShort((short) (forward ? 5000 + flow : 7)).putShort((short) (forward ? 7 : 5000 + flow))
            .putShort((short) (LENGTH - 34)).putShort((short) 0);
        frame.putInt(flow).put((byte) direction.ordinal()).putInt(sequence);
        return frame.array();
    }

    private static void putMac(final ByteBuffer frame, final long mac) {
        frame.putShort((short) (mac >>> 32)).putInt((int) mac);
    }

    static int flow(final byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(PAYLOAD);
    }

    static Direction direction(final byte[] frame) {
        return Direction.of(frame[PAYLOAD + 4]);
    }

    static int sequence(final byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(PAYLOAD + 5);
    }

    static long destination(final byte[] frame) {
        return ByteBuffer.wrap(frame).getLong(0) >>> 16;
    }
}
