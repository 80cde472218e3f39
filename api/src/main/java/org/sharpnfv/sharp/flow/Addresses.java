/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** Text forms of MAC and IP addresses, and back. No name is ever resolved. */
public final class Addresses {
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    private static final Pattern IPV4 =
        Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private Addresses() {
        // static functions only
    }

    /**
     * The usual text of a MAC address.
     *
     * @param mac 48 bits
     * @return for example {@code 02:00:00:00:00:0a}
     */
    public static String mac(final long mac) {
        final var text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            final int octet = (int) (mac >>> shift) & 0xFF;
            text.append(Character.forDigit(octet >>> 4, 16)).append(Character.forDigit(octet & 0xF, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }

    /**
     * Reads a MAC address.
     *
     * @param text six octets in hexadecimal, separated by colons
     * @return 48 bits
     * @throws IllegalArgumentException if the text is not a MAC address
     */
    public static long mac(final String text) {
        if (!MAC.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a MAC address like 02:00:00:00:00:01, found '" + text + "'");
        }
        return Long.parseLong(text.replace(":", ""), 16);
    }

    /**
     * The usual text of an IP address.
     *
     * @param ethType {@link EtherType#IPV6} or anything else for IPv4
     * @param high upper 64 bits of an IPv6 address
     * @param low lower 64 bits
     * @return the text
     */
    public static String ip(final int ethType, final long high, final long low) {
        final byte[] bytes = ethType == EtherType.IPV6
            ? ByteBuffer.allocate(16).putLong(high).putLong(low).array()
            : ByteBuffer.allocate(4).putInt((int) low).array();
        try {
            return ethType == EtherType.IPV6 ? Inet6Address.getByAddress(null, bytes, -1).getHostAddress()
                : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are always an address", e);
        }
    }

    /**
     * Reads a literal IP address.
     *
     * @param text an IPv4 or IPv6 address
     * @return 4 or 16 bytes in network order
     * @throws IllegalArgumentException if the text is not a literal address
     */
    public static byte[] ip(final String text) {
        if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
            try {
                final byte[] bytes = InetAddress.getByName(text).getAddress();
                return bytes.length == 4 && text.indexOf(':') >= 0 ? mapped(bytes) : bytes;
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("expected an IP address, found '" + text + "'", e);
            }
        }
        throw new IllegalArgumentException("expected an IP address, found '" + text + "'");
    }

    /** Java turns an IPv4-mapped IPv6 address into an IPv4 address (RFC 4291, 2.5.5.2); on the wire it is not one. */
    private static byte[] mapped(final byte[] ipv4) {
        return ByteBuffer.allocate(16).putLong(0).putInt(0xFFFF).put(ipv4).array();
    }
}
