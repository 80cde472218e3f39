/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What ethtool(8) tells of an interface of this network namespace. For setting up; a driver that does not say is taken
 * for a simple one.
 *
 * <pre>
 *  struct ifreq:            0 name (16) | 16 data (8, pointer)
 *  struct ethtool_drvinfo:  0 command | 4 driver, zero-terminated (32) | ... (196)
 *  struct ethtool_channels: 0 command | ... | 20 receive | 24 send | 28 other | 32 combined
 *  struct ethtool_value:    0 command | 4 value
 * </pre>
 */
public final class Ethtool {
    /**
     * Queues of an interface.
     *
     * @param receive those that only receive
     * @param combined those that receive and send
     */
    public record Queues(int receive, int combined) {
        /** All that receive; an interface has one if its driver does not say. */
        public int receiving() {
            return Math.max(receive + combined, 1);
        }
    }

    private static final long SIOCETHTOOL = 0x8946;
    private static final int GDRVINFO = 0x3;
    private static final int DRVINFO_BYTES = 196;
    private static final int GFLAGS = 0x25;
    private static final int VALUE_BYTES = 8;
    private static final int FLAG_RXVLAN = 1 << 8;
    private static final int GCHANNELS = 0x3c;
    private static final int CHANNELS_BYTES = 36;

    private final Libc libc;

    public Ethtool(final Libc libc) {
        this.libc = libc;
    }

    /** The driver's name, such as {@code veth}; empty if it does not say. */
    public String driver(final String name) throws ErrnoException {
        return ask(name, GDRVINFO, DRVINFO_BYTES).getString(Integer.BYTES);
    }

    public Queues queues(final String name) throws ErrnoException {
        final MemorySegment channels = ask(name, GCHANNELS, CHANNELS_BYTES);
        return new Queues(channels.get(JAVA_INT, 20), channels.get(JAVA_INT, 32));
    }

    /** Whether the device takes 802.1Q tags out of the frames that it receives. */
    public boolean takesTags(final String name) throws ErrnoException {
        return (ask(name, GFLAGS, VALUE_BYTES).get(JAVA_INT, 4) & FLAG_RXVLAN) != 0;
    }

    /** Zeros if the driver has no answer. */
    private MemorySegment ask(final String name, final int command, final int bytes) throws ErrnoException {
        final MemorySegment answer = Arena.ofAuto().allocate(bytes, Integer.BYTES);
        answer.set(JAVA_INT, 0, command);
        final MemorySegment request = NetworkInterfaces.request(name);
        request.set(JAVA_LONG.withByteAlignment(Integer.BYTES), NetworkInterfaces.IFREQ_VALUE, answer.address());
        final int fd = ErrnoException.check(
            libc.socket(LinuxAbi.AF_INET, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0), "socket");
        try {
            final int result = libc.ioctl(fd, SIOCETHTOOL, request);
            if (result == -Errno.ENODEV) {
                throw new ErrnoException("ethtool " + name, -result);
            }
        } finally {
            libc.close(fd);
        }
        return answer;
    }
}
