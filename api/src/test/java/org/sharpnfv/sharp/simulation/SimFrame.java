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
import org.sharpnfv.sharp.wire.MessageCodec;

/** UDP frames that carry a flow's number and a sequence number. */
final class SimFrame {
    static final int LENGTH = 60;
    /** UDP source port of the forward packets of flow 0. */
    static final int FIRST_PORT = 5000;
    /** UDP destination port of the reverse packets of flow 0, where the VNFs translate. */
    static final int TRANSLATED_PORT = 20_000;

    private static final int PAYLOAD = 42;
    private static final long HOST_1 = 0x0200_0000_1000L;
    private static final long HOST_2 = 0x0200_0000_2000L;

    private SimFrame() {
        // static functions only
    }

    /** A frame as a switch gets it; the host that a flow belongs to is behind one of a side's ports. */
    static byte[] of(final int flow, final Direction direction, final int sequence, final int host,
            final boolean translated) {
        final var frame = ByteBuffer.allocate(LENGTH);
        final boolean forward = direction == Direction.FORWARD;
        final int answeredTo = translated ? 0x0A000064 : 0x0A000001;
        final int answeredPort = (translated ? TRANSLATED_PORT : FIRST_PORT) + flow;
        putMac(frame, destination(direction, host));
        putMac(frame, destination(direction.opposite(), host));
        frame.putShort((short) 0x0800).put((byte) 0x45).put((byte) 0).putShort((short) (LENGTH - 14)).putInt(0)
            .put((byte) 64).put((byte) 17).putShort((short) 0)
            .putInt(forward ? 0x0A000001 : 0x0A000002).putInt(forward ? 0x0A000002 : answeredTo)
            .putShort((short) (forward ? FIRST_PORT + flow : 7)).putShort((short) (forward ? 7 : answeredPort))
            .putShort((short) (LENGTH - 34)).putShort((short) 0);
        frame.putInt(flow).put((byte) direction.ordinal()).putInt(sequence).put((byte) host);
        return frame.array();
    }

    private static void putMac(final ByteBuffer frame, final long mac) {
        frame.putShort((short) (mac >>> 32)).putInt((int) mac);
    }

    static long destination(final Direction direction, final int host) {
        return (direction == Direction.FORWARD ? HOST_2 : HOST_1) + host;
    }

    static boolean isControl(final byte[] frame) {
        return frame[12] == (byte) (MessageCodec.ETHER_TYPE >>> 8) && frame[13] == (byte) MessageCodec.ETHER_TYPE;
    }

    private static int readInt(final byte[] frame, final int offset) {
        return frame[offset] << 24 | (frame[offset + 1] & 0xFF) << 16 | (frame[offset + 2] & 0xFF) << 8
            | frame[offset + 3] & 0xFF;
    }

    static int flow(final byte[] frame) {
        return readInt(frame, PAYLOAD);
    }

    static Direction direction(final byte[] frame) {
        return Direction.of(frame[PAYLOAD + 4]);
    }

    /** Flow and direction in one number. */
    static int track(final byte[] frame) {
        return flow(frame) << 1 | frame[PAYLOAD + 4];
    }

    static int sequence(final byte[] frame) {
        return readInt(frame, PAYLOAD + 5);
    }

    static int host(final byte[] frame) {
        return frame[PAYLOAD + 9];
    }

    /** Whether the destination address is the flow's own, and no mark. */
    static boolean isPlain(final byte[] frame) {
        return frame[0] == 0x02;
    }

    static String text(final byte[] frame) {
        return isControl(frame) ? "a control frame" : "packet " + sequence(frame) + " of flow " + flow(frame) + " "
            + direction(frame);
    }
}
