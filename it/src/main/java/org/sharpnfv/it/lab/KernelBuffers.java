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
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.sharpnfv.it.console.Console;

/**
 * Raises the kernel's default and largest socket buffers while sockets are opened that cannot be told a size: those of
 * Open vSwitch take the default of the moment, and with the usual 212 kB they lose packets under load, both ways. The
 * settings belong to the whole machine, so runs take turns (a locked file), and the file holds the original values
 * meanwhile: after a run that was killed in between, the next one restores them.
 */
final class KernelBuffers {
    private static final Path LOCK = Sandbox.PARENT.resolve("sharp-kernel-buffers.lock");
    /** The largest values come first: a default may not exceed them. */
    private static final List<Path> SETTINGS = Stream.of("rmem_max", "rmem_default", "wmem_max", "wmem_default")
        .map(name -> Path.of("/proc", "sys", "net", "core", name)).toList();
    private static final String RAISED = "33554432";

    private KernelBuffers() {
    }

    static boolean canBeRaised() {
        return SETTINGS.stream().allMatch(Files::isWritable);
    }

    /** Runs something with large buffers; where they may not be changed, with those of the machine. */
    static void whileRaised(final Runnable action) {
        if (!canBeRaised()) {
            Console.warn("sharp: net.core.rmem_default and wmem_default cannot be raised here; at high rates packets "
                + "may be lost in the kernel's socket buffers");
            action.run();
            return;
        }
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            final var lock = channel.lock();
            try {
                restore(read(channel));
                final String original = values();
                write(channel, original);
                for (final var setting : SETTINGS) {
                    Files.writeString(setting, RAISED);
                }
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
            throw new LabException("cannot change one of " + SETTINGS, e);
        }
    }

    private static void restore(final String values) throws IOException {
        if (!values.isEmpty()) {
            final String[] words = values.split(" ", -1);
            // the defaults first: back below the largest values
            for (int i = Math.min(words.length, SETTINGS.size()) - 1; i >= 0; i--) {
                Files.writeString(SETTINGS.get(i), words[i]);
            }
        }
    }

    private static String values() throws IOException {
        final var all = new StringJoiner(" ");
        for (final var setting : SETTINGS) {
            all.add(value(setting));
        }
        return all.toString();
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
        final var bytes = ByteBuffer.allocate(128);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void write(final FileChannel channel, final String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
    }
}
