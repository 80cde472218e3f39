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
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.sharpnfv.it.console.Console;

/** Answers JSON objects, one a line, over TCP: peers that bring state, and whoever manages the VNF. */
final class LineServer implements Runnable, AutoCloseable {
    private volatile boolean closed;
    private final ServerSocket server;
    private final UnaryOperator<JsonObject> service;

    LineServer(final String address, final int port, final UnaryOperator<JsonObject> service) throws IOException {
        server = new ServerSocket(port, 64, InetAddress.getByName(address));
        this.service = service;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void run() {
        try {
            while (true) {
                final Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofPlatform().daemon().name("served").start(() -> serve(socket));
            }
        } catch (IOException e) {
            if (closed) {
                return;
            }
            Console.warn("management port: " + e.getMessage());
        }
    }

    /** Accepts nobody any more. */
    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
    }

    private void serve(final Socket socket) {
        try (socket; var reader = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            final OutputStream out = socket.getOutputStream();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                out.write((answer(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the other side has gone: nothing is owed to it
        }
    }

    private JsonObject answer(final String line) {
        try {
            return service.apply(JsonParser.parseString(line).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
            final var error = new JsonObject();
            error.addProperty("type", "error");
            error.addProperty("reason", String.valueOf(e.getMessage()));
            return error;
        }
    }
}
