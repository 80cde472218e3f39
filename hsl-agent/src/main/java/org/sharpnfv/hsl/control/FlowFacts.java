/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * What a VNF is told about a flow: one exact key as text and numbers, absent fields null. The names in JSON are those
 * of the YANG models.
 */
public record FlowFacts(
        @Nullable String ethSource,
        @Nullable String ethDestination,
        @Nullable Integer vlanId,
        @Nullable Integer ethType,
        @Nullable Integer ipProtocol,
        @Nullable String sourceAddress,
        @Nullable String destinationAddress,
        @Nullable Integer sourcePort,
        @Nullable Integer destinationPort) {
    /** The facts of a key. */
    public static FlowFacts of(final FlowKey key) {
        return new FlowFacts(
            Addresses.mac(key.ethSource()),
            Addresses.mac(key.ethDestination()),
            known(key.vlan(), FlowKey.UNTAGGED),
            known(key.ethType(), EtherType.NONE),
            known(key.ipProtocol(), FlowKey.ABSENT),
            key.isIp() ? key.sourceAddress() : null,
            key.isIp() ? key.destinationAddress() : null,
            known(key.sourcePort(), FlowKey.ABSENT),
            known(key.destinationPort(), FlowKey.ABSENT));
    }

    /**
     * The key that has these facts.
     *
     * @throws IllegalArgumentException if an address makes no sense or a fact is missing
     */
    public FlowKey key() {
        if (ethSource == null || ethDestination == null) {
            throw new IllegalArgumentException("expected eth-source and eth-destination, found " + this);
        }
        final long[] source = address(sourceAddress);
        final long[] destination = address(destinationAddress);
        return new FlowKey(Addresses.mac(ethSource), Addresses.mac(ethDestination), or(vlanId, FlowKey.UNTAGGED),
            or(ethType, EtherType.NONE), or(ipProtocol, FlowKey.ABSENT), source[0], source[1], destination[0],
            destination[1], or(sourcePort, FlowKey.ABSENT), or(destinationPort, FlowKey.ABSENT));
    }

    private static int or(final @Nullable Integer field, final int unknown) {
        return field == null ? unknown : field;
    }

    private static long[] address(final @Nullable String text) {
        if (text == null) {
            return new long[2];
        }
        final var bytes = ByteBuffer.wrap(Addresses.ip(text));
        return bytes.remaining() == Integer.BYTES ? new long[] {0, bytes.getInt() & 0xFFFF_FFFFL}
            : new long[] {bytes.getLong(), bytes.getLong()};
    }

    private static @Nullable Integer known(final int field, final int unknown) {
        return field == unknown ? null : Integer.valueOf(field);
    }
}
