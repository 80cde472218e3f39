/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;

/**
 * How the VNF is reached: {@code veth:IF,IF} for two existing interfaces whose other ends the VNF has, or
 * {@code tap:NAME,NAME} for two TAP interfaces to be made.
 */
public record ShimAddress(Kind kind, String ingress, String egress) {
    /** What carries the frames. */
    public enum Kind {
        VETH, TAP;

        private String prefix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String FORMS = "expected veth:IF,IF or tap:NAME,NAME (ingress side, egress side), found ";

    public ShimAddress {
        checkName(ingress);
        checkName(egress);
        if (ingress.equals(egress)) {
            throw new IllegalArgumentException("expected two different interfaces, found " + ingress
                + " twice; name the VNF's ingress side, then its egress side");
        }
    }

    /** Reads what a person wrote. */
    public static ShimAddress parse(final String text) {
        final int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(FORMS + '"' + text + "\"; put the kind and a colon first");
        }
        final Kind kind = kind(text, text.substring(0, colon));
        final String[] names = text.substring(colon + 1).split(",", -1);
        if (names.length != 2) {
            throw new IllegalArgumentException(FORMS + '"' + text + "\"; name exactly two interfaces, it has "
                + names.length);
        }
        return new ShimAddress(kind, names[0], names[1]);
    }

    private static Kind kind(final String text, final String prefix) {
        for (final Kind kind : Kind.values()) {
            if (kind.prefix().equals(prefix)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(FORMS + '"' + text + "\"; \"" + prefix + "\" is no kind of shim");
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

    /** Opens the ingress side; {@code peer} is the network interface it belongs to. */
    public Shim openIngress(final Libc libc, final String peer, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return open(ingress, libc, peer, options, counters);
    }

    /** Opens the egress side; {@code peer} is the network interface it belongs to. */
    public Shim openEgress(final Libc libc, final String peer, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return open(egress, libc, peer, options, counters);
    }

    private Shim open(final String name, final Libc libc, final String peer, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return switch (kind) {
            case VETH -> AfPacketShim.open(libc, name, options, counters);
            case TAP -> TapShim.open(libc, name, peer, options, counters);
        };
    }

    @Override
    public String toString() {
        return kind.prefix() + ':' + ingress + ',' + egress;
    }
}
