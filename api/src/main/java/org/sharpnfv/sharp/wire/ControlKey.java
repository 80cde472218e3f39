/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What controller and HSLs of a group share, to know each other's control frames: the key of HMAC-SHA256 (RFC 2104),
 * of which a frame carries the first {@value #TAG_LENGTH} octets. Used by one thread.
 *
 * <p>A group without a configured key uses {@link #NONE}, whose tag only finds damage: anybody can make it.
 */
public final class ControlKey {
    /** Octets of a tag. */
    public static final int TAG_LENGTH = 16;
    /** Shortest key, octets: as long as the tag. */
    public static final int MIN_LENGTH = 16;
    /** Longest key, octets: HMAC-SHA256's block. */
    public static final int MAX_LENGTH = 64;
    /** The key of those that have none. */
    public static final ControlKey NONE = new ControlKey(new byte[MIN_LENGTH]);

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] octets;
    private final Mac mac;

    private ControlKey(final byte[] octets) {
        this.octets = octets;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(octets, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected " + ALGORITHM + " in every Java platform", e);
        }
    }

    /**
     * A key.
     *
     * @param octets {@value #MIN_LENGTH} to {@value #MAX_LENGTH} of them
     * @return the key
     */
    public static ControlKey of(final byte[] octets) {
        if (octets.length < MIN_LENGTH || octets.length > MAX_LENGTH) {
            throw new IllegalArgumentException("expected a key of " + MIN_LENGTH + " to " + MAX_LENGTH
                + " octets, found " + octets.length);
        }
        return new ControlKey(octets.clone());
    }

    /**
     * The key of one instance's links, so that a frame made for one HSL is no good at another (as HKDF's expansion, RFC
     * 5869).
     *
     * @param instance the instance's id
     * @return the key; that of those that have none stays what it is
     */
    public ControlKey forInstance(final String instance) {
        return equals(NONE) ? NONE : new ControlKey(mac.doFinal(("instance " + instance).getBytes(
            StandardCharsets.UTF_8)));
    }

    /**
     * What the marks of an attempt carry, so that nobody outside can make one: the first two octets of the attempt's
     * HMAC.
     *
     * @param attempt identity of the attempt
     * @return 16 bits; 0 without a key
     */
    public int markToken(final long attempt) {
        if (equals(NONE)) {
            return 0;
        }
        final byte[] digest = mac.doFinal(ByteBuffer.allocate(1 + Long.BYTES).put((byte) 0xFF).putLong(attempt)
            .array());
        return (digest[0] & 0xFF) << Byte.SIZE | digest[1] & 0xFF;
    }

    /**
     * The same key for another thread.
     *
     * @return a copy
     */
    public ControlKey copy() {
        return new ControlKey(octets);
    }

    /** Writes the tag behind the octets that it covers. */
    void sign(final byte[] frame, final int from, final int to, final byte channel) {
        System.arraycopy(tag(frame, from, to, channel), 0, frame, to, TAG_LENGTH);
    }

    /** Whether the tag behind the octets is right; takes as long whether it is or not. */
    boolean verifies(final byte[] frame, final int from, final int to, final byte channel) {
        final byte[] tag = tag(frame, from, to, channel);
        int difference = 0;
        for (int i = 0; i < TAG_LENGTH; i++) {
            difference |= tag[i] ^ frame[to + i];
        }
        return difference == 0;
    }

    private byte[] tag(final byte[] frame, final int from, final int to, final byte channel) {
        mac.update(channel);
        mac.update(frame, from, to - from);
        return mac.doFinal();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ControlKey key && MessageDigest.isEqual(octets, key.octets);
    }

    @Override
    public int hashCode() {
        return octets.length;
    }

    @Override
    public String toString() {
        return equals(NONE) ? "no key" : "a key of " + octets.length + " octets";
    }
}
