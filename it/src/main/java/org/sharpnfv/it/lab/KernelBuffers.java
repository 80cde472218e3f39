/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sharpnfv.it.console.Console;

/**
 * Raises the kernel's default and largest receive buffer while sockets are opened that cannot be told a size: those of
 * Open vSwitch take the default of the moment, and with the usual 212 kB they lose packets under load. The settings
 * belong to the whole machine, so runs take turns (a locked file), and the file holds the original values meanwhile:
 * after a run that was killed in between, the next one restores them.
 */
final class KernelBuffers {
    private static final Path LOCK = Sandbox.PARENT.resolve("sharp-kernel-buffers.lock");
    private static final Path DEFAULT = Path.of("/proc", "sys", "net", "core", "rmem_default");
    private static final Path MAX = Path.of("/proc", "sys", "net", "core", "rmem_max");
    private static final String RAISED = "33554432";

    private KernelBuffers() {
    }

    static boolean canBeRaised() {
        return Files.isWritable(DEFAULT) && Files.isWritable(MAX);
    }

    /** Runs something with large buffers; where they may not be changed, with those of the machine. */
    static void whileRaised(final Runnable action) {
        if (!canBeRaised()) {
            Console.warn("sharp: net.core.rmem_default cannot be raised here; at high rates packets may be lost "
                + "in the kernel's receive buffers, which the drop counters will tell");
            action.run();
            return;
        }
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            final var lock = channel.lock();
            try {
                restore(read(channel));
                final String original = value(DEFAULT) + ' ' + value(MAX);
                write(channel, original);
                Files.writeString(MAX, RAISED);
                Files.writeString(DEFAULT, RAISED);
                try {
                    action.run();
                } finally {
                    restore(original);
                    channel.truncate(0);
                }
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw new LabException("cannot change " + DEFAULT + " or " + MAX, e);
        }
    }

    private static void restore(final String values) throws IOException {
        if (!values.isEmpty()) {
            final String[] words = values.split(" ", 2);
            Files.writeString(DEFAULT, words[0]);
            Files.writeString(MAX, words[1]);
        }
    }

    private static String value(final Path path) throws IOException {
        // in one read: the kernel gives such a file's rest to nobody
        try (var reader = Files.newBufferedReader(path)) {
            final String line = reader.readLine();
            if (line == null) {
                throw new IOException("expected a number in " + path + ", found nothing");
            }
            return line.strip();
        }
    }

    private static String read(final FileChannel channel) throws IOException {
        final var bytes = ByteBuffer.allocate(64);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void write(final FileChannel channel, final String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
    }
}
