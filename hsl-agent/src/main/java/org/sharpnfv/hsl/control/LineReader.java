/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Cuts a byte stream into lines of a bounded length; what is longer, or not UTF-8, is a malformed line. */
final class LineReader {
    static final int LINE_BYTES_MAX = 65536;

    /** Takes the lines. */
    interface Lines {
        void line(String line);

        void malformed(String why);
    }

    private final ByteBuffer buffer = ByteBuffer.allocate(LINE_BYTES_MAX + 1);
    private final ReadableByteChannel channel;
    private final Lines lines;
    private boolean skipping;

    LineReader(final ReadableByteChannel channel, final Lines lines) {
        this.channel = channel;
        this.lines = lines;
    }

    /** Reads once, waiting for it, and hands out the whole lines; returns false at the end of the stream. */
    boolean read() throws IOException {
        final int from = buffer.position();
        if (channel.read(buffer) < 0) {
            return false;
        }
        int begin = 0;
        final int end = buffer.position();
        for (int i = from; i < end; i++) {
            if (buffer.get(i) == '\n') {
                finish(begin, i);
                begin = i + 1;
            }
        }
        buffer.limit(end).position(begin);
        buffer.compact();
        if (!buffer.hasRemaining()) {
            if (!skipping) {
                lines.malformed("line longer than " + LINE_BYTES_MAX + " bytes");
            }
            skipping = true;
        }
        if (skipping) {
            buffer.clear();
        }
        return true;
    }

    private void finish(final int begin, final int end) {
        if (skipping) {
            skipping = false;
            return;
        }
        try {
            final String line = StandardCharsets.UTF_8.newDecoder().decode(buffer.slice(begin, end - begin)).toString();
            if (!line.isBlank()) {
                lines.line(line);
            }
        } catch (CharacterCodingException e) {
            lines.malformed("not UTF-8");
        }
    }
}
