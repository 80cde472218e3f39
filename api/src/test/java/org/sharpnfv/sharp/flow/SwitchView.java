/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;

/**
 * What Open vSwitch, in its normal fragment mode and with one VLAN tag (its default), sees of a frame when it looks for
 * a table entry. Written without {@link FrameHeader}, for tests of it; that the two agree with the real switch is
 * tested in it/. Absent fields are -1.
 *
 * @param ethDestination destination MAC address
 * @param ethSource source MAC address
 * @param vlan VLAN identifier
 * @param ethType EtherType
 * @param protocol IP protocol
 * @param source source IP address
 * @param destination destination IP address
 * @param sourcePort transport port
 * @param destinationPort transport port
 */
public record SwitchView(BigInteger ethDestination, BigInteger ethSource, int vlan, int ethType, int protocol,
        BigInteger source, BigInteger destination, int sourcePort, int destinationPort) {
    /** A part of a frame; reading beyond its end is what tells that it is cut. */
    private record Bytes(byte[] all, int from, int to) {
        int length() {
            return to - from;
        }

        BigInteger number(final int at, final int count) {
            return new BigInteger(1, Arrays.copyOfRange(all, from + at, from + at + count));
        }

        int octet(final int at) {
            return number(at, 1).intValue();
        }

        int pair(final int at) {
            return number(at, 2).intValue();
        }

        Bytes behind(final int count) {
            return new Bytes(all, from + count, to);
        }

        Bytes first(final int count) {
            return new Bytes(all, from, from + count);
        }
    }

    /** Protocol and transport header of an IP packet. */
    private record Inner(int protocol, int sourcePort, int destinationPort) {
        private static final Inner UNKNOWN = new Inner(0, -1, -1);
    }

    /**
     * Looks at a frame.
     *
     * @param frame at least an Ethernet header
     * @return what a switch sees
     */
    public static SwitchView of(final byte[] frame) {
        final var ethernet = new Bytes(frame, 0, frame.length);
        var rest = ethernet.behind(12);
        int vlan = -1;
        if ((rest.pair(0) == 0x8100 || rest.pair(0) == 0x88A8) && rest.length() >= 6) {
            vlan = rest.pair(2) % 4096;
            rest = rest.behind(4);
        }
        int type = rest.pair(0);
        rest = rest.behind(2);
        if (type < 0x600) {
            final boolean snap = rest.length() >= 8 && rest.number(0, 6).longValue() == 0xAAAA_0300_0000L;
            type = snap && rest.pair(6) >= 0x600 ? rest.pair(6) : 0x5FF;
            rest = snap ? rest.behind(8) : rest;
        }
        final var base = new SwitchView(ethernet.number(0, 6), ethernet.number(6, 6), vlan, type, -1, BigInteger.ZERO,
            BigInteger.ZERO, -1, -1);
        return switch (type) {
            case 0x0800 -> ipv4(base, rest);
            case 0x86DD -> ipv6(base, rest);
            default -> base;
        };
    }

    private SwitchView with(final BigInteger from, final BigInteger to, final Inner inner) {
        return new SwitchView(ethDestination, ethSource, vlan, ethType, inner.protocol, from, to, inner.sourcePort,
            inner.destinationPort);
    }

    private static SwitchView ipv4(final SwitchView base, final Bytes packet) {
        if (packet.length() < 20 || packet.octet(0) % 16 < 5 || packet.pair(2) < packet.octet(0) % 16 * 4
                || packet.pair(2) > packet.length()) {
            return base.with(BigInteger.ZERO, BigInteger.ZERO, Inner.UNKNOWN);
        }
        final var payload = packet.first(packet.pair(2)).behind(packet.octet(0) % 16 * 4);
        return base.with(packet.number(12, 4), packet.number(16, 4),
            transport(packet.octet(9), payload, packet.pair(6) % 0x4000 != 0));
    }

    private static SwitchView ipv6(final SwitchView base, final Bytes packet) {
        if (packet.length() < 40 || packet.pair(4) > packet.length() - 40) {
            return base.with(BigInteger.ZERO, BigInteger.ZERO, Inner.UNKNOWN);
        }
        final var payload = packet.first(40 + packet.pair(4)).behind(40);
        return base.with(packet.number(8, 16), packet.number(24, 16), inner(packet.octet(6), payload, false));
    }

    private static Inner inner(final int protocol, final Bytes payload, final boolean fragment) {
        return switch (protocol) {
            case 0, 43, 60 -> behind(payload, 8, 8, fragment);
            case 51 -> behind(payload, 8, 4, fragment);
            case 44 -> {
                if (payload.length() < 8) {
                    yield Inner.UNKNOWN;
                }
                yield payload.pair(2) >= 8 ? new Inner(44, -1, -1)
                    : inner(payload.octet(0), payload.behind(8), fragment || payload.pair(2) != 0);
            }
            default -> transport(protocol, payload, fragment);
        };
    }

    private static Inner behind(final Bytes payload, final int fixed, final int unit, final boolean fragment) {
        if (payload.length() < 8 || payload.length() < fixed + payload.octet(1) * unit) {
            return Inner.UNKNOWN;
        }
        return inner(payload.octet(0), payload.behind(fixed + payload.octet(1) * unit), fragment);
    }

    private static Inner transport(final int protocol, final Bytes payload, final boolean fragment) {
        final int shortest = switch (protocol) {
            case 6 -> 20;
            case 17 -> 8;
            case 132 -> 12;
            default -> -1;
        };
        if (shortest < 0) {
            return new Inner(protocol, -1, -1);
        }
        if (fragment || payload.length() < shortest || protocol == 6
                && (payload.octet(12) / 16 < 5 || payload.length() < payload.octet(12) / 16 * 4)) {
            return new Inner(protocol, 0, 0);
        }
        return new Inner(protocol, payload.pair(0), payload.pair(2));
    }

    private static boolean agrees(final Integer wanted, final int found) {
        return wanted == null || Objects.equals(wanted, found);
    }

    /**
     * Whether the frame matches, as OpenFlow has it. What OpenDaylight writes for VLAN identifier 0 matches any tag.
     *
     * @param match one match of a table entry
     * @return true if no field excludes it
     */
    public boolean matches(final FlowMatch match) {
        return matches(match.ethSource(), ethSource) && matches(match.ethDestination(), ethDestination)
            && (match.vlan() == null || match.vlan() == vlan || match.vlan() == 0 && vlan >= 0)
            && agrees(match.ethType(), ethType) && agrees(match.ipProtocol(), protocol)
            && matches(match.source(), source) && matches(match.destination(), destination)
            && agrees(match.sourcePort(), sourcePort) && agrees(match.destinationPort(), destinationPort);
    }

    private static boolean matches(final FlowMatch.Masked wanted, final BigInteger found) {
        return wanted == null || (found.longValue() & wanted.mask()) == wanted.value();
    }

    private static boolean matches(final FlowMatch.Prefix wanted, final BigInteger found) {
        if (wanted == null) {
            return true;
        }
        final var value = BigInteger.valueOf(wanted.high()).shiftLeft(64)
            .add(new BigInteger(Long.toUnsignedString(wanted.low())));
        final int bits = wanted.v6() ? 128 : 32;
        return value.mod(BigInteger.ONE.shiftLeft(bits)).xor(found).shiftRight(bits - wanted.length()).signum() == 0;
    }
}
