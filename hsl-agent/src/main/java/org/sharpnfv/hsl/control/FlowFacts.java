/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

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

    private static @Nullable Integer known(final int field, final int unknown) {
        return field == unknown ? null : Integer.valueOf(field);
    }
}
