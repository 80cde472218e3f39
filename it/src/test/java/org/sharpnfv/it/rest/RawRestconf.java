/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sharpnfv.it.lab.NamespaceThread;

/** RESTCONF as no client speaks it: whatever octets, by a socket. */
public final class RawRestconf {
    private static final int TIMEOUT_MS = 20_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}).*", Pattern.DOTALL);
    private static final String END_OF_HEADERS = "\r\n\r\n";

    private final NamespaceThread thread;
    private final String root;

    /**
     * A client.
     *
     * @param thread in the controller's namespace
     * @param url of RESTCONF's root
     */
    public RawRestconf(final NamespaceThread thread, final String url) {
        this.thread = thread;
        root = URI.create(url).getPath();
    }

    /**
     * Sends a request.
     *
     * @param request what to send
     * @return the answer; one that does not come in time, or is none, has the status -1
     */
    public Reply send(final RawRequest request) {
        return thread.run(() -> exchange(request));
    }

    private Reply exchange(final RawRequest request) {
        final var uri = URI.create(Restconf.SERVER);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            final var head = new StringBuilder(request.method()).append(' ').append(root).append(request.path())
                .append(" HTTP/1.1\r\nHost: ").append(uri.getAuthority())
                .append("\r\nConnection: close\r\nAuthorization: Basic ").append(Base64.getEncoder()
                    .encodeToString("admin:admin".getBytes(StandardCharsets.US_ASCII)))
                .append("\r\nAccept: application/yang-data+json\r\nContent-Length: ").append(request.body().length);
            if (!request.contentType().isEmpty()) {
                head.append("\r\nContent-Type: ").append(request.contentType());
            }
            final var all = new ByteArrayOutputStream();
            all.writeBytes(head.append(END_OF_HEADERS).toString().getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(request.body());
            socket.getOutputStream().write(all.toByteArray());
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Reply(-1, String.valueOf(e));
        }
    }

    private static Reply parse(final String answer) {
        final var status = STATUS.matcher(answer);
        final int end = answer.indexOf(END_OF_HEADERS);
        if (!status.matches() || end < 0) {
            return new Reply(-1, answer);
        }
        final String body = answer.substring(end + END_OF_HEADERS.length());
        final boolean chunked = answer.substring(0, end).toLowerCase(Locale.ROOT)
            .contains("transfer-encoding: chunked");
        return new Reply(Integer.parseInt(status.group(1)), chunked ? joined(body) : body);
    }

    /** An error is short, and in ASCII as far as it matters here: chunks are taken as characters. */
    private static String joined(final String chunks) {
        return chunks.replaceAll("(?m)^[0-9a-fA-F]{1,8}\r\n", "").replace("\r\n", "");
    }
}
