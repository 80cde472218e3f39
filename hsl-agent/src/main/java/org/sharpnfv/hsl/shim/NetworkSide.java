/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;

/**
 * What {@code --ingress} and {@code --egress} name: a network interface, or {@code memif:PATH[/ID]}, where a switch in
 * user space connects to as client.
 */
public final class NetworkSide {
    /** Before a socket for memif. */
    private static final String MEMIF = "memif:";
    /** Of a side that has no interface to ask. */
    private static final int MTU = 1500;

    private NetworkSide() {
        // static functions only
    }

    /** Refuses what can be neither. */
    public static String check(final String name) {
        if (isInterface(name)) {
            return ShimAddress.checkName(name);
        }
        MemifAddress.parse(name.substring(MEMIF.length()));
        return name;
    }

    /** Whether the kernel knows it. */
    public static boolean isInterface(final String name) {
        return !name.startsWith(MEMIF);
    }

    /** What no two sides may have in common. */
    public static String place(final String name) {
        return isInterface(name) ? name : MemifAddress.parse(name.substring(MEMIF.length())).path();
    }

    /** Opens it; libc is that of the thread that will use the shim. */
    public static Shim open(final Libc libc, final String name, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return isInterface(name) ? AfPacketShim.open(libc, name, options, counters)
            : MemifShim.open(libc, name.substring(MEMIF.length()), options, counters);
    }

    static int mtu(final Libc libc, final String name) throws ShimException {
        try {
            return isInterface(name) ? new NetworkInterfaces(libc).mtu(name) : MTU;
        } catch (ErrnoException e) {
            throw ShimException.packetSocket(name, e);
        }
    }
}
