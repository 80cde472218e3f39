/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/**
 * Cookies: how SHarP knows its own entries, and which of them sent a packet to the controller.
 *
 * <pre>
 *   63..48 prefix   47..44 kind   43..36 incarnation   35..0 identity: of the group, sweep or attempt; a port
 * </pre>
 *
 * <p>The incarnation tells entries of a controller of before from those of this one (of two that start within minutes
 * of each other, for sure): what is left of it is removed by it.
 */
public final class Cookie {
    /** The kinds of entries, by the value of their four bits. */
    public enum Kind {
        /** Not SHarP's. */
        FOREIGN,
        /** Control messages and returned packets to the controller; packets of instances to the hosts. */
        CLASSIFIER,
        /** Packets of hosts whose port is not known. */
        LEARNING,
        /** To the default instance. */
        DEFAULT,
        /** Priority 2r: to a request's destination. */
        FORWARDING,
        /** Priority 2r + 1: to the controller. */
        DETECTION,
        /** One flow, while it is in handover or as long as it must not follow its request. */
        EXACT,
        /** One flow that another request wants, to the controller; the identity is the port where it is. */
        OFFER
    }

    /** The bits of prefix and kind. */
    public static final long KIND_MASK = 0xFFFF_F000_0000_0000L;
    /** The bits of the prefix. */
    public static final long PREFIX_MASK = 0xFFFF_0000_0000_0000L;

    private static final Kind[] KINDS = Kind.values();
    /** Bits of the incarnation. */
    public static final int INCARNATION_BITS = 8;
    private static final int INCARNATION_SHIFT = 36;
    private static final long IDENTITY_MASK = (1L << INCARNATION_SHIFT) - 1;

    private Cookie() {
        // static functions only
    }

    static long of(final int prefix, final Kind kind, final int incarnation, final long identity) {
        return (long) prefix << 48 | (long) kind.ordinal() << 44 | (long) incarnation << INCARNATION_SHIFT
            | identity & IDENTITY_MASK;
    }

    static int incarnation(final long cookie) {
        return (int) (cookie >>> INCARNATION_SHIFT) & (1 << INCARNATION_BITS) - 1;
    }

    /** The bit of a cookie that is the incarnation's lowest, next and so on. */
    static long incarnationBit(final int index) {
        return (1L << INCARNATION_SHIFT) << index;
    }

    static Kind kind(final int prefix, final long cookie) {
        final int kind = (int) (cookie >>> 44) & 0xF;
        return (int) (cookie >>> 48) == prefix && kind < KINDS.length ? KINDS[kind] : Kind.FOREIGN;
    }

    static long identity(final long cookie) {
        return cookie & IDENTITY_MASK;
    }
}
