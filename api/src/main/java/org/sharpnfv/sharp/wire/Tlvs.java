/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * What may follow the fixed fields of a message: type (1 byte), length (1 byte), value. An unknown type is skipped, of
 * a repeated one the last counts. A text is UTF-8.
 */
final class Tlvs {
    /** Key of the reverse packets, if it is not the swap of the forward one. */
    static final int REVERSE_KEY = 1;
    /** Name of the other instance. */
    static final int PEER = 2;
    /** Management address of the other instance. */
    static final int PEER_ADDRESS = 3;
    /** Name of the HSL's own instance. */
    static final int INSTANCE = 4;
    /** Version of the agent. */
    static final int AGENT_VERSION = 5;
    /** Why something failed, in words. */
    static final int REASON = 6;

    private final Map<Integer, ByteBuffer> values = new HashMap<>();

    /** Reads what is left of a body. */
    static Tlvs read(final ByteBuffer in) {
        final var tlvs = new Tlvs();
        while (in.hasRemaining()) {
            final int type = in.get() & 0xFF;
            final int length = in.get() & 0xFF;
            if (length > in.remaining()) {
                throw new IllegalArgumentException("TLV " + type + " of " + length + " bytes is cut short");
            }
            tlvs.values.put(type, in.slice(in.position(), length));
            in.position(in.position() + length);
        }
        return tlvs;
    }

    String text(final int type) {
        final var value = values.get(type);
        if (value == null) {
            return "";
        }
        return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    FlowKey reverseOf(final FlowKey forward) {
        final var value = values.get(REVERSE_KEY);
        return value == null ? forward.reversed() : FlowKeyCodec.get(value.duplicate());
    }

    /** Writes a text, cut between two characters if it is too long; nothing if it is empty. */
    static void putText(final ByteBuffer out, final int type, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MessageCodec.MAX_TEXT);
        while (length < bytes.length && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        if (length > 0) {
            out.put((byte) type).put((byte) length).put(bytes, 0, length);
        }
    }

    /** The most that {@link #putText} writes. */
    static int room(final String text) {
        return 2 + Math.min(text.getBytes(StandardCharsets.UTF_8).length, MessageCodec.MAX_TEXT);
    }

    static void putReverse(final ByteBuffer out, final FlowKey forward, final FlowKey reverse) {
        if (!reverse.equals(forward.reversed())) {
            final int at = out.position();
            out.put((byte) REVERSE_KEY).put((byte) 0);
            FlowKeyCodec.put(out, reverse);
            out.put(at + 1, (byte) (out.position() - at - 2));
        }
    }
}
