/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sharpnfv.hsl.dpdk.DpdkAddress;
import org.sharpnfv.hsl.linux.Libc;

/** What carries the frames between the agent and the network. */
public enum NetworkKind {
    /** A packet socket: with every interface. */
    AF_PACKET,
    /** A socket that an XDP program leads the frames to. */
    AF_XDP,
    /** A memif socket to be made, which a switch in user space connects to as client. */
    MEMIF,
    /** A device that DPDK drives. */
    DPDK;

    static Optional<NetworkKind> of(final String prefix) {
        return Arrays.stream(values()).filter(kind -> kind.prefix().equals(prefix)).findFirst();
    }

    /** What a person may write, all kinds. */
    static String forms() {
        return Arrays.stream(values()).map(kind -> kind.prefix() + ':' + kind.word())
            .collect(Collectors.joining(" or "));
    }

    private String word() {
        return switch (this) {
            case AF_PACKET, AF_XDP -> "IF";
            case MEMIF -> "PATH[/ID]";
            case DPDK -> "DEVARGS";
        };
    }

    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the kernel knows it by its name. */
    public boolean isInterface() {
        return this == AF_PACKET || this == AF_XDP;
    }

    /** Refuses what cannot name a side. */
    void check(final String name) {
        switch (this) {
            case AF_PACKET, AF_XDP -> ShimAddress.checkName(name);
            case MEMIF -> MemifAddress.parse(name);
            case DPDK -> new DpdkAddress(name);
        }
    }

    /** What no other side of the agent may have. */
    String place(final String name) {
        return switch (this) {
            case AF_PACKET, AF_XDP -> name;
            case MEMIF -> MemifAddress.parse(name).path();
            case DPDK -> new DpdkAddress(name).device();
        };
    }

    NetworkShim open(final Libc libc, final String name, final ShimOptions options, final ShimCounters counters)
            throws ShimException {
        return switch (this) {
            case AF_PACKET -> AfPacketShim.open(libc, name, options, counters);
            case AF_XDP -> XdpShim.open(libc, name, options, counters);
            case MEMIF -> MemifShim.open(libc, name, options, counters);
            case DPDK -> DpdkShim.open(libc, new DpdkAddress(name), options, counters);
        };
    }
}
