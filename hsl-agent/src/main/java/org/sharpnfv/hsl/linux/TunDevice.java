/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/** Opens a TAP interface; it exists as long as the descriptor is open. */
public final class TunDevice {
    private static final String PATH = "/dev/net/tun";
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TAP = 0x0002;
    private static final short IFF_NO_PI = 0x1000;

    private TunDevice() {
        // one function
    }

    /** Returns a non-blocking descriptor: one read or write is one Ethernet frame, tags in line. */
    public static int openTap(final Libc libc, final String name) throws ErrnoException {
        final int fd = ErrnoException.check(
            libc.open(PATH, LinuxAbi.O_RDWR | LinuxAbi.O_NONBLOCK | LinuxAbi.O_CLOEXEC), "open " + PATH);
        final MemorySegment request = NetworkInterfaces.request(name);
        request.set(JAVA_SHORT, NetworkInterfaces.IFREQ_VALUE, (short) (IFF_TAP | IFF_NO_PI));
        final int result = libc.ioctl(fd, TUNSETIFF, request);
        if (result < 0) {
            libc.close(fd);
            throw new ErrnoException("TUNSETIFF " + name, -result);
        }
        return fd;
    }
}
