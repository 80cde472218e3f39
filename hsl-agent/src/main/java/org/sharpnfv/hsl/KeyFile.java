/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.sharpnfv.sharp.wire.ControlKey;

/** A group's control-key in a file: base64, blanks and line ends aside. */
final class KeyFile {
    private static final long BYTES_MAX = 4096;

    private KeyFile() {
        // one static function only
    }

    static ControlKey read(final Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("--key-file " + file + ": expected a readable file with the group's control-key");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException("--key-file " + file + ": expected a key in base64, found " + Files.size(file)
                + " bytes");
        }
        final String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
        try {
            return ControlKey.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IOException("--key-file " + file + ": expected " + ControlKey.MIN_LENGTH + " to "
                + ControlKey.MAX_LENGTH + " octets in base64, as 'openssl rand -base64 32' makes them: "
                + e.getMessage(), e);
        }
    }
}
