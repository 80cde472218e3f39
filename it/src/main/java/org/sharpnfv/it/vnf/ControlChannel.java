/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.console.Console;

/**
 * The line to the agent: JSON objects, one a line, over a Unix socket. Connects again for ever: an agent may start
 * later than its VNF, and may be started anew.
 */
final class ControlChannel implements Runnable {
    private static final long AGAIN_MS = 50;

    private final Path path;
    private final Consumer<JsonObject> commands;
    private volatile @Nullable SocketChannel current;

    ControlChannel(final Path path, final Consumer<JsonObject> commands) {
        this.path = path;
        this.commands = commands;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                    var reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
                channel.connect(UnixDomainSocketAddress.of(path));
                current = channel;
                Console.warn("connected with the agent at " + path);
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    handle(line);
                }
            } catch (IOException e) {
                // not there yet, or gone
            }
            current = null;
            pause();
        }
    }

    private void handle(final String line) {
        try {
            commands.accept(JsonParser.parseString(line).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
            Console.warn("cannot make sense of " + line + ": " + e);
        }
    }

    /** Sends an answer; without a connection it is lost, and the agent asks again. */
    synchronized void send(final JsonObject message) {
        final SocketChannel channel = current;
        if (channel == null) {
            return;
        }
        final var bytes = ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            Console.warn("cannot answer the agent: " + e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
