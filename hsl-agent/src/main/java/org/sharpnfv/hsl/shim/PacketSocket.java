/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;

/**
 * An AF_PACKET socket with its options, as linux/if_packet.h names them.
 *
 * <pre>
 *  sockaddr_ll (20): 0 family (2) | 2 protocol, network order (2) | 4 ifindex (4) | ...
 *  packet_mreq (16): 0 ifindex (4) | 4 type (2) | ...
 *  tpacket_req (16): 0 block size | 4 blocks | 8 frame size | 12 frames
 *  tpacket_req3 (28): the same | 16 milliseconds after which a block is handed over | 20 private | 24 features
 *  tpacket_stats (8): 0 packets | 4 drops; both are set to zero by reading
 *  sock_filter (8): 0 code (2) | 2 jump if true | 3 jump if false | 4 operand (4); sock_fprog (16): 0 count | 8 filter
 * </pre>
 */
final class PacketSocket {
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VERSION = 10;
    private static final int PACKET_RESERVE = 12;
    private static final int PACKET_QDISC_BYPASS = 20;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int PACKET_MR_PROMISC = 1;
    private static final int TPACKET_V2 = 1;
    private static final int TPACKET_V3 = 2;
    private static final short ETH_P_ALL = 3;
    private static final int SOCKADDR_LL_BYTES = 20;
    private static final int PACKET_MREQ_BYTES = 16;
    private static final int TPACKET_REQ_BYTES = 16;
    private static final int TPACKET_REQ3_BYTES = 28;
    /** The kernel rounds it up to a tick of its clock. */
    private static final int BLOCK_WAIT_MS = 1;
    private static final int TPACKET_STATS_BYTES = 8;
    private static final int SO_ATTACH_FILTER = 26;
    /** Load the packet's type; is it PACKET_OUTGOING (4)?; then nothing of it; else all. */
    private static final long[] NO_OUTGOING = {
        0xFFFF_F004L << 32 | 0x20, 4L << 32 | 1 << 24 | 0x15, 0x06, 0x4_0000L << 32 | 0x06
    };

    private final Libc libc;
    private final int fd;
    private final MemorySegment statistics = Arena.ofAuto().allocate(TPACKET_STATS_BYTES, Integer.BYTES);
    private final MemorySegment pendingError = Arena.ofAuto().allocate(JAVA_INT);

    /** Protocol 0: nothing is received before {@link #attach}. */
    PacketSocket(final Libc libc) throws ErrnoException {
        this.libc = libc;
        fd = ErrnoException.check(libc.socket(LinuxAbi.AF_PACKET,
            LinuxAbi.SOCK_RAW | LinuxAbi.SOCK_NONBLOCK | LinuxAbi.SOCK_CLOEXEC, 0), "socket(AF_PACKET)");
    }

    /** One that somebody else has opened in this process, and closes. */
    private PacketSocket(final Libc libc, final int fd) {
        this.libc = libc;
        this.fd = fd;
    }

    /** The sockets of this process: descriptors by names that no later socket has. */
    static Map<String, Integer> ofProcess() throws IOException {
        final var found = new HashMap<String, Integer>();
        try (var list = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (final Path each : list) {
                final String target = target(each);
                if (target.startsWith("socket:")) {
                    found.put(target, Integer.valueOf(each.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static String target(final Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            // closed meanwhile
            return "";
        }
    }

    /** The packet socket that was opened since somebody asked for {@link #ofProcess()}; null: none was. */
    static @Nullable PacketSocket openedSince(final Libc libc, final Map<String, Integer> before) throws IOException {
        for (final var each : ofProcess().entrySet()) {
            final var socket = new PacketSocket(libc, each.getValue());
            // only a packet socket has this option
            if (!before.containsKey(each.getKey())
                    && libc.getsockopt(socket.fd, SOL_PACKET, PACKET_STATISTICS, socket.statistics) >= 0) {
                return socket;
            }
        }
        return null;
    }

    int fd() {
        return fd;
    }

    void configure(final RingVersion version, final int headroomBytes, final boolean qdiscBypass,
            final int bufferBytes) throws ErrnoException {
        option(PACKET_VERSION, version == RingVersion.V2 ? TPACKET_V2 : TPACKET_V3, "PACKET_VERSION");
        option(PACKET_RESERVE, headroomBytes, "PACKET_RESERVE");
        option(PACKET_IGNORE_OUTGOING, 1, "PACKET_IGNORE_OUTGOING");
        option(PACKET_QDISC_BYPASS, qdiscBypass ? 1 : 0, "PACKET_QDISC_BYPASS");
        buffer(LinuxAbi.SO_SNDBUFFORCE, LinuxAbi.SO_SNDBUF, bufferBytes);
        buffer(LinuxAbi.SO_RCVBUFFORCE, LinuxAbi.SO_RCVBUF, bufferBytes);
    }

    /** As PACKET_IGNORE_OUTGOING, which does nothing in a fanout group: a filter that the kernel runs. */
    void filterOutgoing() throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            final MemorySegment description = arena.allocate(2L * Long.BYTES, Long.BYTES);
            description.set(JAVA_SHORT, 0, (short) NO_OUTGOING.length);
            description.set(JAVA_LONG, Long.BYTES, arena.allocateFrom(JAVA_LONG, NO_OUTGOING).address());
            ErrnoException.check(libc.setsockopt(fd, LinuxAbi.SOL_SOCKET, SO_ATTACH_FILTER, description),
                "SO_ATTACH_FILTER");
        }
    }

    /** As it was configured; slots have a meaning in V2 only. */
    MemorySegment receiveRing(final RingVersion version, final int blockBytes, final int blocks, final int slotBytes,
            final Arena arena) throws ErrnoException {
        final MemorySegment request = Arena.ofAuto().allocate(
            version == RingVersion.V2 ? TPACKET_REQ_BYTES : TPACKET_REQ3_BYTES, Integer.BYTES);
        if (version == RingVersion.V3) {
            request.set(JAVA_INT, 16, BLOCK_WAIT_MS);
        }
        request.set(JAVA_INT, 0, blockBytes);
        request.set(JAVA_INT, 4, blocks);
        request.set(JAVA_INT, 8, slotBytes);
        request.set(JAVA_INT, 12, blockBytes / slotBytes * blocks);
        ErrnoException.check(libc.setsockopt(fd, SOL_PACKET, PACKET_RX_RING, request), "PACKET_RX_RING");
        return libc.mmap(fd, (long) blockBytes * blocks, LinuxAbi.PROT_READ_WRITE, LinuxAbi.MAP_SHARED, arena);
    }

    /** Begins to receive everything from an interface, frames for other addresses included. */
    void attach(final int interfaceIndex) throws ErrnoException {
        final MemorySegment address = Arena.ofAuto().allocate(SOCKADDR_LL_BYTES, Integer.BYTES);
        address.set(JAVA_SHORT, 0, (short) LinuxAbi.AF_PACKET);
        address.set(JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2, ETH_P_ALL);
        address.set(JAVA_INT, 4, interfaceIndex);
        ErrnoException.check(libc.bind(fd, address), "bind");
        setPromiscuous(interfaceIndex);
    }

    /** Has an interface receive frames for other addresses for as long as the socket is open. */
    void setPromiscuous(final int interfaceIndex) throws ErrnoException {
        final MemorySegment membership = Arena.ofAuto().allocate(PACKET_MREQ_BYTES, Integer.BYTES);
        membership.set(JAVA_INT, 0, interfaceIndex);
        membership.set(JAVA_SHORT, 4, (short) PACKET_MR_PROMISC);
        ErrnoException.check(libc.setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership),
            "PACKET_ADD_MEMBERSHIP");
    }

    /** Frames dropped by the kernel since the last call. */
    long takeDrops() {
        return libc.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics) < 0 ? 0
            : Integer.toUnsignedLong(statistics.get(JAVA_INT, 4));
    }

    /** Reads and clears the socket's error; 0 for none. */
    int takeError() {
        return libc.getsockopt(fd, LinuxAbi.SOL_SOCKET, LinuxAbi.SO_ERROR, pendingError) < 0 ? 0
            : pendingError.get(JAVA_INT, 0);
    }

    private void option(final int option, final int value, final String name) throws ErrnoException {
        ErrnoException.check(libc.setsockopt(fd, SOL_PACKET, option, value), name);
    }

    /** FORCE passes the system's limit but needs CAP_NET_ADMIN; without it the limit is what we get. */
    private void buffer(final int forced, final int plain, final int bytes) {
        if (libc.setsockopt(fd, LinuxAbi.SOL_SOCKET, forced, bytes) < 0) {
            libc.setsockopt(fd, LinuxAbi.SOL_SOCKET, plain, bytes);
        }
    }
}
