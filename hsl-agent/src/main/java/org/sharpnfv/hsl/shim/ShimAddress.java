/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.nio.charset.StandardCharsets;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;

/**
 * How the VNF is reached: the kind of shim, a colon, and where its ingress and its egress side are. The kinds are those
 * of {@link ShimKind}.
 */
public record ShimAddress(ShimKind kind, String ingress, String egress) {
    public ShimAddress {
        kind.check(ingress);
        kind.check(egress);
        if (kind.place(ingress).equals(kind.place(egress))) {
            throw new IllegalArgumentException("expected two different " + kind.plural() + ", found "
                + kind.place(ingress) + " twice; name the VNF's ingress side, then its egress side");
        }
    }

    /** Reads what a person wrote. */
    public static ShimAddress parse(final String text) {
        final int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(expected(text) + "put the kind and a colon first");
        }
        final String prefix = text.substring(0, colon);
        final ShimKind kind = ShimKind.of(prefix).orElseThrow(() ->
            new IllegalArgumentException(expected(text) + '"' + prefix + "\" is no kind of shim"));
        final String[] names = kind.sides(text.substring(colon + 1));
        if (names.length != 2) {
            throw new IllegalArgumentException("expected " + kind.form() + " (ingress side, egress side), found \""
                + text + "\"; name exactly two " + kind.plural() + ", it has " + names.length);
        }
        return new ShimAddress(kind, names[0], names[1]);
    }

    private static String expected(final String text) {
        return "expected " + ShimKind.forms() + " (ingress side, egress side), found \"" + text + "\"; ";
    }

    /** Refuses what the kernel would not take as the name of an interface. */
    public static String checkName(final String name) {
        final int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > NetworkInterfaces.NAME_BYTES_MAX || name.equals(".") || name.equals("..")
                || name.chars().anyMatch(c -> c == '/' || c == ':' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("expected an interface name of 1 to " + NetworkInterfaces.NAME_BYTES_MAX
                + " bytes without space, slash or colon, found \"" + name + "\"; see `ip link`");
        }
        return name;
    }

    /** What no other interface of the agent may have, of the ingress side. */
    public String ingressPlace() {
        return kind.place(ingress);
    }

    /** The same of the egress side. */
    public String egressPlace() {
        return kind.place(egress);
    }

    /** Opens the ingress side; {@code mtu} is that of the network interface it belongs to. */
    public Shim openIngress(final Libc libc, final int mtu, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return kind.open(libc, ingress, mtu, options, counters);
    }

    /** Opens the egress side; {@code mtu} is that of the network interface it belongs to. */
    public Shim openEgress(final Libc libc, final int mtu, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return kind.open(libc, egress, mtu, options, counters);
    }

    @Override
    public String toString() {
        return kind.text(ingress, egress);
    }
}
