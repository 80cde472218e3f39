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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks a {@link LineServer}; keeps its connection for the next question and makes a new one when it has gone. */
public final class LineClient implements AutoCloseable {
    private static final int CONNECT_MS = 1000;
    private static final int ANSWER_MS = 5000;

    private final InetSocketAddress address;
    private @Nullable Socket socket;
    private @Nullable BufferedReader reader;

    /**
     * Connects at the first question.
     *
     * @param host the server's address
     * @param port the server's port
     */
    public LineClient(final String host, final int port) {
        address = new InetSocketAddress(host, port);
    }

    /**
     * Asks and waits for the answer.
     *
     * @param question one JSON object
     * @return the answer
     * @throws IOException if there is none within seconds
     */
    public synchronized JsonObject ask(final JsonObject question) throws IOException {
        if (socket != null) {
            try {
                return exchange(question);
            } catch (IOException e) {
                close();
            }
        }
        connect();
        return exchange(question);
    }

    private void connect() throws IOException {
        final var fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.connect(address, CONNECT_MS);
        fresh.setSoTimeout(ANSWER_MS);
        socket = fresh;
        reader = new BufferedReader(new InputStreamReader(fresh.getInputStream(), StandardCharsets.UTF_8));
    }

    private JsonObject exchange(final JsonObject question) throws IOException {
        final Socket current = socket;
        final BufferedReader answers = reader;
        if (current == null || answers == null) {
            throw new IOException("not connected with " + address);
        }
        current.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
        final String line = answers.readLine();
        if (line == null) {
            throw new IOException(address + " has closed the connection");
        }
        try {
            return JsonParser.parseString(line).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("expected a JSON object from " + address + ", found " + line, e);
        }
    }

    @Override
    public synchronized void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // gone already
            }
            socket = null;
        }
    }
}
