/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.ui;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NamespaceThread;

/**
 * The W3C's WebDriver protocol, as little of it as the tests need. Not Selenium's client, which opens its sockets in
 * threads of its own: those are not in the namespace where chromedriver is.
 */
final class WebDriver {
    private static final int TIMEOUT_MS = 60_000;

    private final NamespaceThread thread;
    private final String server;

    WebDriver(final NamespaceThread thread, final int port) {
        this.thread = thread;
        server = "http://127.0.0.1:" + port;
    }

    /**
     * One command.
     *
     * @param method of HTTP
     * @param path e.g. {@code /session/1/url}
     * @param body its parameters, or nothing
     * @return the answer's value
     */
    JsonElement call(final String method, final String path, final @Nullable JsonObject body) {
        return thread.run(() -> exchange(method, path, body));
    }

    /**
     * Whether chromedriver is there.
     *
     * @return true if it answers
     */
    boolean isReady() {
        try {
            return call("GET", "/status", null).getAsJsonObject().get("ready").getAsBoolean();
        } catch (LabException e) {
            return false;
        }
    }

    private JsonElement exchange(final String method, final String path, final @Nullable JsonObject body)
            throws IOException {
        final var connection = (HttpURLConnection) URI.create(server + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
            try (var out = connection.getOutputStream()) {
                out.write(body.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        final int status = connection.getResponseCode();
        try (var in = status >= HttpURLConnection.HTTP_BAD_REQUEST ? connection.getErrorStream()
                : connection.getInputStream()) {
            final var answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status != HttpURLConnection.HTTP_OK) {
                throw new LabException(method + ' ' + path + ": " + status + ' ' + answer);
            }
            final var value = JsonParser.parseString(answer).getAsJsonObject().get("value");
            return value == null ? JsonNull.INSTANCE : value;
        }
    }
}
