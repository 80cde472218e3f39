/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Asks and sets what an interface of this network namespace is like. For setting up, not for the data path.
 *
 * <pre>
 *  struct ifreq (40 bytes): 0 name, zero-terminated (16) | 16 flags (2), MTU or queue length (4)
 * </pre>
 */
public final class NetworkInterfaces {
    /** Longest name, without the terminating zero. */
    public static final int NAME_BYTES_MAX = 15;

    static final int IFREQ_BYTES = 40;
    static final int IFREQ_VALUE = 16;

    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCSIFFLAGS = 0x8914;
    private static final long SIOCGIFMTU = 0x8921;
    private static final long SIOCSIFMTU = 0x8922;
    private static final long SIOCSIFTXQLEN = 0x8943;
    private static final short IFF_UP = 1;
    private static final short IFF_RUNNING = 0x40;

    /** Whether an interface carries frames. */
    public enum Link {
        RUNNING, DOWN,
        /** Up, but nothing is at the other end. */
        NO_CARRIER
    }

    private final Libc libc;

    public NetworkInterfaces(final Libc libc) {
        this.libc = libc;
    }

    public int mtu(final String name) throws ErrnoException {
        final MemorySegment request = request(name);
        control(SIOCGIFMTU, request, "MTU of " + name);
        return request.get(JAVA_INT, IFREQ_VALUE);
    }

    public void setMtu(final String name, final int mtu) throws ErrnoException {
        final MemorySegment request = request(name);
        request.set(JAVA_INT, IFREQ_VALUE, mtu);
        control(SIOCSIFMTU, request, "set MTU of " + name + " to " + mtu);
    }

    public void setQueueLength(final String name, final int packets) throws ErrnoException {
        final MemorySegment request = request(name);
        request.set(JAVA_INT, IFREQ_VALUE, packets);
        control(SIOCSIFTXQLEN, request, "set queue length of " + name);
    }

    public Link link(final String name) throws ErrnoException {
        final MemorySegment request = request(name);
        control(SIOCGIFFLAGS, request, "flags of " + name);
        final int flags = request.get(JAVA_SHORT, IFREQ_VALUE);
        if ((flags & IFF_UP) == 0) {
            return Link.DOWN;
        }
        return (flags & IFF_RUNNING) == 0 ? Link.NO_CARRIER : Link.RUNNING;
    }

    public void setUp(final String name) throws ErrnoException {
        final MemorySegment request = request(name);
        control(SIOCGIFFLAGS, request, "flags of " + name);
        request.set(JAVA_SHORT, IFREQ_VALUE, (short) (request.get(JAVA_SHORT, IFREQ_VALUE) | IFF_UP));
        control(SIOCSIFFLAGS, request, "bring up " + name);
    }

    /** A zeroed {@code struct ifreq} with the name. */
    static MemorySegment request(final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > NAME_BYTES_MAX) {
            throw new IllegalArgumentException("expected an interface name of at most " + NAME_BYTES_MAX
                + " bytes, found " + name);
        }
        final MemorySegment request = Arena.ofAuto().allocate(IFREQ_BYTES, Integer.BYTES);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, request, 0, bytes.length);
        return request;
    }

    private void control(final long code, final MemorySegment request, final String what) throws ErrnoException {
        final int fd = ErrnoException.check(
            libc.socket(LinuxAbi.AF_INET, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0), "socket");
        try {
            ErrnoException.check(libc.ioctl(fd, code, request), what);
        } finally {
            libc.close(fd);
        }
    }
}
