/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.dpdk.DpdkAddress;
import org.sharpnfv.hsl.linux.Libc;

/**
 * How the network is reached on one side: the name of an interface, by AF_PACKET, or {@code dpdk:} and a device.
 *
 * @param text as a person wrote it
 * @param device null for an interface
 */
public record NetworkAddress(String text, @Nullable DpdkAddress device) {
    /** Before a device of DPDK's. */
    public static final String DPDK = "dpdk:";

    /** Reads what a person wrote. */
    public static NetworkAddress parse(final String text) {
        return text.startsWith(DPDK) ? new NetworkAddress(text, new DpdkAddress(text.substring(DPDK.length())))
            : new NetworkAddress(ShimAddress.checkName(text), null);
    }

    /** What no other interface or device of the agent may have. */
    public String place() {
        return device == null ? text : device.device();
    }

    /** Opens it; libc is that of the thread that will use the shim. */
    public NetworkShim open(final Libc libc, final ShimOptions options, final ShimCounters counters)
            throws ShimException {
        return device == null ? AfPacketShim.open(libc, text, options, counters)
            : DpdkShim.open(libc, device, options, counters);
    }

    @Override
    public String toString() {
        return text;
    }
}
