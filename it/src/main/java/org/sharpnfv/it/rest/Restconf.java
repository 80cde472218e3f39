/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NamespaceThread;
import org.sharpnfv.it.lab.Waiting;

/**
 * RESTCONF of the controller, from a thread that lives in its network namespace. By {@link HttpURLConnection}, because
 * that opens its sockets in the calling thread; {@code java.net.http} leaves open which thread does.
 */
public final class Restconf {
    /** As the controller's users write it. */
    public static final String SERVER = "http://127.0.0.1:8181";

    private static final String AUTHORIZATION = "Basic "
        + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.US_ASCII));
    private static final Pattern ROOT = Pattern.compile("href\"?\\s*[=:]\\s*['\"]([^'\"]+)['\"]");
    private static final int TIMEOUT_MS = 30_000;
    private static final int NO_ANSWER = -1;

    static {
        // Java repeats a POST by itself when the connection breaks: a second request that nobody has sent
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final NamespaceThread thread;
    private String root = "/rests";

    /**
     * Does not connect yet.
     *
     * @param thread in the controller's namespace
     */
    public Restconf(final NamespaceThread thread) {
        this.thread = thread;
    }

    /**
     * Waits until RESTCONF is up, and finds its root.
     *
     * @param controller watched meanwhile: if it ends there is nothing to wait for
     * @param limit how long at most
     */
    public void await(final ChildProcess controller, final Duration limit) {
        Waiting.until("RESTCONF at " + SERVER, limit, Duration.ofMillis(200), () -> {
            controller.checkAlive();
            return discover() && get("/data/ietf-yang-library:yang-library?depth=2").status() == 200;
        });
    }

    private boolean discover() {
        final Reply reply = thread.run(() -> exchange("GET", "/.well-known/host-meta", null));
        final Matcher matcher = ROOT.matcher(reply.body());
        if (reply.status() != 200 || !matcher.find()) {
            return false;
        }
        root = matcher.group(1);
        return true;
    }

    /**
     * The root, for people.
     *
     * @return the URL below which {@code /data} is
     */
    public String url() {
        return SERVER + root;
    }

    /**
     * Reads a resource.
     *
     * @param path below the root, e.g. {@code /data/...}
     * @return the answer
     */
    public Reply get(final String path) {
        return thread.run(() -> exchange("GET", root + path, null));
    }

    /**
     * Writes a resource.
     *
     * @param path below the root
     * @param body what to write
     * @return the answer
     */
    public Reply put(final String path, final JsonObject body) {
        return thread.run(() -> exchange("PUT", root + path, body));
    }

    /**
     * Creates a resource, or calls an operation.
     *
     * @param path below the root
     * @param body what to send
     * @return the answer
     */
    public Reply post(final String path, final JsonObject body) {
        return thread.run(() -> exchange("POST", root + path, body));
    }

    /**
     * Calls an operation that has no input. RESTCONF here answers 500 to one that comes with a body.
     *
     * @param path below the root
     * @return the answer
     */
    public Reply invoke(final String path) {
        return thread.run(() -> exchange("POST", root + path, null));
    }

    /**
     * Removes a resource.
     *
     * @param path below the root
     * @return the answer
     */
    public Reply delete(final String path) {
        return thread.run(() -> exchange("DELETE", root + path, null));
    }

    /** A request that nobody answers yields the status {@value #NO_ANSWER}: the controller may be booting. */
    private static Reply exchange(final String method, final String path, final @Nullable JsonObject body) {
        try {
            final var connection = (HttpURLConnection) URI.create(SERVER + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            connection.setRequestProperty("Authorization", AUTHORIZATION);
            connection.setRequestProperty("Accept", "application/yang-data+json, application/json, */*;q=0.1");
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/yang-data+json");
                try (var out = connection.getOutputStream()) {
                    out.write(body.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            final int status = connection.getResponseCode();
            try (var in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                return new Reply(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return new Reply(NO_ANSWER, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Insists on success.
     *
     * @param what for the message
     * @param reply the answer
     * @return the answer
     */
    public static Reply expectSuccess(final String what, final Reply reply) {
        if (!reply.isSuccess()) {
            throw new LabException(what + ": expected 2xx, found " + reply.status() + ' ' + reply.body());
        }
        return reply;
    }
}
