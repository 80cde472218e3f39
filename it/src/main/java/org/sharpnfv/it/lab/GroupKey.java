/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The control-key of a run's group: its own for each run, in a file that agents read.
 *
 * @param file the file
 * @param base64 its contents
 */
public record GroupKey(Path file, String base64) {
    private static final int OCTETS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The key of a run; made at the first call.
     *
     * @param directory the run's
     * @return the key
     */
    public static GroupKey in(final Path directory) {
        final Path file = directory.resolve("control-key");
        try {
            if (!Files.exists(file)) {
                final var octets = new byte[OCTETS];
                RANDOM.nextBytes(octets);
                Files.createFile(file, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(octets) + "\n");
            }
            return new GroupKey(file, Files.readString(file).strip());
        } catch (IOException e) {
            throw new LabException("cannot make " + file, e);
        }
    }
}
