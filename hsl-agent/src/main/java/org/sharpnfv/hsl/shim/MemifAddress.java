/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sharpnfv.hsl.linux.UnixListener;

/** Where a memif client connects to: {@code PATH} or {@code PATH/ID}, the ID a number, 0 if left out. */
record MemifAddress(String path, long id) {
    private static final long ID_MAX = 0xFFFF_FFFFL;
    private static final Pattern WITH_ID = Pattern.compile("(.+)/([0-9]{1,10})");

    MemifAddress {
        final int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > UnixListener.PATH_BYTES_MAX || path.endsWith("/") || id > ID_MAX) {
            throw new IllegalArgumentException("expected the path of a socket, 1 to " + UnixListener.PATH_BYTES_MAX
                + " bytes, and perhaps a slash and an interface id from 0 to " + ID_MAX + ", found \"" + path
                + (id == 0 ? "" : "/" + id) + "\"; take the VNF's socket= and id=");
        }
    }

    static MemifAddress parse(final String text) {
        final Matcher matcher = WITH_ID.matcher(text);
        return matcher.matches() ? new MemifAddress(matcher.group(1), Long.parseLong(matcher.group(2)))
            : new MemifAddress(text, 0);
    }
}
