/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks a running Open vSwitch as {@code ovs-appctl} does (JSON-RPC), without a process for each question. */
final class SwitchControl implements AutoCloseable {
    private final SocketChannel channel;
    private final JsonReader reader;
    private int questions;

    SwitchControl(final Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        reader = new JsonReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        reader.setStrictness(Strictness.LENIENT);
    }

    String ask(final String method, final String... words) throws IOException {
        final var parameters = new JsonArray();
        for (final var word : words) {
            parameters.add(word);
        }
        final var question = new JsonObject();
        question.addProperty("id", questions++);
        question.addProperty("method", method);
        question.add("params", parameters);
        final var bytes = ByteBuffer.wrap(question.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        final var answer = JsonParser.parseReader(reader).getAsJsonObject();
        if (!answer.get("error").isJsonNull()) {
            throw new LabException(method + ": " + answer.get("error"));
        }
        return answer.get("result").getAsString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
