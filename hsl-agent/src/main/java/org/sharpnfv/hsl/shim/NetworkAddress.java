/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.sharpnfv.hsl.linux.Libc;

/**
 * How the network is reached on one side: the name of an interface or device, and perhaps the kind of shim and a colon
 * before it.
 *
 * @param kind what carries the frames
 * @param name the interface's or device's
 */
public record NetworkAddress(NetworkKind kind, String name) {
    public NetworkAddress {
        kind.check(name);
    }

    /** Reads what a person wrote. */
    public static NetworkAddress parse(final String text) {
        final int colon = text.indexOf(':');
        if (colon < 0) {
            return new NetworkAddress(NetworkKind.AF_PACKET, text);
        }
        final String prefix = text.substring(0, colon);
        return new NetworkAddress(NetworkKind.of(prefix).orElseThrow(() -> new IllegalArgumentException(
            "expected the name of an interface, or " + NetworkKind.forms() + ", found \"" + text + "\"; \"" + prefix
                + "\" is no kind of shim")), text.substring(colon + 1));
    }

    /** What no other interface or device of the agent may have. */
    public String place() {
        return kind.place(name);
    }

    /** Opens it; libc is that of the thread that will use the shim. */
    public NetworkShim open(final Libc libc, final ShimOptions options, final ShimCounters counters)
            throws ShimException {
        return kind.open(libc, name, options, counters);
    }

    @Override
    public String toString() {
        return kind == NetworkKind.AF_PACKET ? name : kind.prefix() + ':' + name;
    }
}
