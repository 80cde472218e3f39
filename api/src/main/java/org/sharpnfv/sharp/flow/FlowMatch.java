/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An OpenFlow match, as far as it speaks of fields of a {@link FlowKey}; a field that is null matches everything.
 * Only such fields can decide to which instance a flow belongs: a match on anything else (a TOS byte, say) would tear
 * packets of one flow apart and is refused at the northbound.
 *
 * @param inPort number of the port on which the packet enters the switch
 * @param ethSource source MAC address with mask
 * @param ethDestination destination MAC address with mask
 * @param vlan VLAN identifier, or {@link FlowKey#UNTAGGED}
 * @param ethType EtherType
 * @param ipProtocol IP protocol
 * @param source source IP prefix
 * @param destination destination IP prefix
 * @param sourcePort transport port
 * @param destinationPort transport port
 */
public record FlowMatch(Integer inPort, Masked ethSource, Masked ethDestination, Integer vlan, Integer ethType,
        Integer ipProtocol, Prefix source, Prefix destination, Integer sourcePort, Integer destinationPort) {
    /** Matches every packet. */
    public static final FlowMatch ANY = new FlowMatch(null, null, null, null, null, null, null, null, null, null);

    /** All bits of a MAC address. */
    public static final long EXACT_MAC = 0xFFFF_FFFF_FFFFL;

    /**
     * A MAC address with a mask.
     *
     * @param value 48 bits, zero where the mask is
     * @param mask 48 bits, 1 where the value counts
     */
    public record Masked(long value, long mask) {
        /** Clears the bits that do not count. */
        public Masked {
            value &= mask;
        }

        boolean matches(final long address) {
            return (address & mask) == value;
        }

        boolean overlaps(final Masked other) {
            return ((value ^ other.value) & mask & other.mask) == 0;
        }
    }

    /**
     * An IP prefix. An IPv4 prefix has an address in the lower 32 bits and a length of up to 32.
     *
     * @param v6 whether this is IPv6
     * @param high upper 64 bits of an IPv6 address
     * @param low lower 64 bits
     * @param length bits that count
     */
    public record Prefix(boolean v6, long high, long low, int length) {
        /** Checks the length and clears the bits that do not count. */
        public Prefix {
            if (length < 0 || length > (v6 ? 128 : 32)) {
                throw new IllegalArgumentException("expected a prefix length of at most " + (v6 ? 128 : 32)
                    + ", found " + length);
            }
            high &= v6 ? bits(Math.min(length, 64), 64) : 0;
            low &= v6 ? bits(Math.max(length - 64, 0), 64) : bits(length, 32);
        }

        private static long bits(final int count, final int width) {
            return count == 0 ? 0 : -1L << width - count & (width == 64 ? -1L : (1L << width) - 1);
        }

        boolean matches(final FlowKey key, final long keyHigh, final long keyLow) {
            return key.isIp() && v6 == (key.ethType() == EtherType.IPV6)
                && new Prefix(v6, keyHigh, keyLow, length).equals(this);
        }

        boolean overlaps(final Prefix other) {
            final int shorter = Math.min(length, other.length);
            return v6 == other.v6 && new Prefix(v6, high, low, shorter).equals(new Prefix(v6, other.high, other.low,
                shorter));
        }
    }

    /**
     * The match of one flow's packets and no others.
     *
     * @param key the flow
     * @return the match, in any port
     */
    public static FlowMatch exact(final FlowKey key) {
        final boolean v6 = key.ethType() == EtherType.IPV6;
        final int length = v6 ? 128 : 32;
        return new FlowMatch(null, new Masked(key.ethSource(), EXACT_MAC), new Masked(key.ethDestination(), EXACT_MAC),
            key.vlan(), key.ethType(), key.isIp() ? key.ipProtocol() : null,
            key.isIp() ? new Prefix(v6, key.sourceHigh(), key.sourceLow(), length) : null,
            key.isIp() ? new Prefix(v6, key.destinationHigh(), key.destinationLow(), length) : null,
            present(key.sourcePort()), present(key.destinationPort()));
    }

    /**
     * The flow that an exact match is of, see {@link #exact}.
     *
     * @return its key, or null if this match is not exact
     */
    public FlowKey toKey() {
        if (ethSource == null || ethDestination == null || vlan == null || ethType == null) {
            return null;
        }
        final var key = new FlowKey(ethSource.value(), ethDestination.value(), vlan, ethType, orAbsent(ipProtocol),
            source == null ? 0 : source.high(), source == null ? 0 : source.low(),
            destination == null ? 0 : destination.high(), destination == null ? 0 : destination.low(),
            orAbsent(sourcePort), orAbsent(destinationPort));
        return equals(exact(key)) ? key : null;
    }

    private static int orAbsent(final Integer field) {
        return field == null ? FlowKey.ABSENT : field;
    }

    private static Integer present(final int port) {
        return port == FlowKey.ABSENT ? null : port;
    }

    /**
     * The matches that together catch on a switch what this one says of flows. There is one, apart from the fragments
     * of IPv6 ({@link FlowKey#isFragments()}): a switch sees the first ones with their protocol and zeros for ports.
     *
     * @return the matches; no packet matches two of them
     */
    public List<FlowMatch> onSwitch() {
        if (ethType == null || ethType != EtherType.IPV6 || ipProtocol == null
                || ipProtocol != EtherType.PROTOCOL_FRAGMENT) {
            return List.of(this);
        }
        return Stream.concat(Stream.of(this), IntStream.of(EtherType.PROTOCOL_TCP, EtherType.PROTOCOL_UDP,
            EtherType.PROTOCOL_SCTP).mapToObj(protocol -> new FlowMatch(inPort, ethSource, ethDestination, vlan,
                ethType, protocol, source, destination, 0, 0))).toList();
    }

    /**
     * Whether a flow's packets match. The input port is not part of a flow and is not looked at.
     *
     * @param key the flow
     * @return true if every given field agrees
     */
    public boolean matches(final FlowKey key) {
        return (ethSource == null || ethSource.matches(key.ethSource()))
            && (ethDestination == null || ethDestination.matches(key.ethDestination()))
            && (vlan == null || vlan == key.vlan())
            && (ethType == null || ethType == key.ethType())
            && (ipProtocol == null || ipProtocol == key.ipProtocol())
            && (source == null || source.matches(key, key.sourceHigh(), key.sourceLow()))
            && (destination == null || destination.matches(key, key.destinationHigh(), key.destinationLow()))
            && (sourcePort == null || sourcePort == key.sourcePort())
            && (destinationPort == null || destinationPort == key.destinationPort());
    }

    /**
     * The match of the packets that answer: source and destination exchanged at every layer. An input port belongs to
     * one direction only and is left out.
     *
     * @return the swapped match
     */
    public FlowMatch reversed() {
        return new FlowMatch(null, ethDestination, ethSource, vlan, ethType, ipProtocol, destination, source,
            destinationPort, sourcePort);
    }

    /**
     * Whether some packet could match both.
     *
     * @param other another match
     * @return false only if a field excludes it
     */
    public boolean overlaps(final FlowMatch other) {
        return onSwitch().stream().anyMatch(one -> other.onSwitch().stream().anyMatch(one::overlapsOnSwitch));
    }

    private boolean overlapsOnSwitch(final FlowMatch other) {
        return compatible(inPort, other.inPort) && compatible(vlan, other.vlan) && compatible(ethType, other.ethType)
            && compatible(ipProtocol, other.ipProtocol) && compatible(sourcePort, other.sourcePort)
            && compatible(destinationPort, other.destinationPort)
            && (ethSource == null || other.ethSource == null || ethSource.overlaps(other.ethSource))
            && (ethDestination == null || other.ethDestination == null
                || ethDestination.overlaps(other.ethDestination))
            && (source == null || other.source == null || source.overlaps(other.source))
            && (destination == null || other.destination == null || destination.overlaps(other.destination));
    }

    private static boolean compatible(final Integer one, final Integer other) {
        return one == null || other == null || Objects.equals(one, other);
    }
}
