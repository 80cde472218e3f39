/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics are to be had.
 *
 * @param host an address or a name
 * @param port 0 for any that is free
 */
public record MetricsAddress(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";

    /** Reads {@code [ADDRESS:]PORT}; an IPv6 address is in brackets. */
    public static MetricsAddress parse(final String text) {
        final int colon = text.lastIndexOf(':');
        final String address = colon < 0 ? LOOPBACK : text.substring(0, colon);
        final boolean inBrackets = address.startsWith("[") && address.endsWith("]");
        final String host = inBrackets ? address.substring(1, address.length() - 1) : address;
        if (host.isEmpty() || host.contains(":") != inBrackets) {
            throw refusal(text, null);
        }
        final int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw refusal(text, e);
        }
        if (port < 0 || port > 0xFFFF) {
            throw refusal(text, null);
        }
        return new MetricsAddress(host, port);
    }

    private static IllegalArgumentException refusal(final String text, final @Nullable Throwable cause) {
        return new IllegalArgumentException("expected [ADDRESS:]PORT with a port of 0 to 65535, such as 9464, "
            + "0.0.0.0:9464 or [::1]:9464, found " + text, cause);
    }

    InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }
}
