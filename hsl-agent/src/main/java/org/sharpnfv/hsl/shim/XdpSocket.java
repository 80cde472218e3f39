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

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;

/**
 * An AF_XDP socket with its options, as linux/if_xdp.h names them.
 *
 * <pre>
 *  sockaddr_xdp (16):      0 family (2) | 2 flags (2) | 4 ifindex (4) | 8 queue (4) | 12 (4)
 *  xdp_umem_reg (32):      0 address (8) | 8 bytes (8) | 16 chunk bytes (4) | 20 headroom (4) | 24 flags (4)
 *  xdp_mmap_offsets (128): 0 receive | 32 send | 64 fill | 96 completion, each:
 *                          0 producer (8) | 8 consumer (8) | 16 entries (8) | 24 flags (8)
 *  xdp_statistics (48):    0 rx_dropped | 8 rx_invalid | 16 tx_invalid | 24 rx_ring_full | 32 fill_ring_empty | ...
 * </pre>
 */
final class XdpSocket {
    private static final int SOL_XDP = 283;
    private static final int XDP_MMAP_OFFSETS = 1;
    private static final int XDP_RX_RING = 2;
    private static final int XDP_TX_RING = 3;
    private static final int XDP_UMEM_REG = 4;
    private static final int XDP_UMEM_FILL_RING = 5;
    private static final int XDP_UMEM_COMPLETION_RING = 6;
    private static final int XDP_STATISTICS = 7;
    private static final int XDP_OPTIONS = 8;
    private static final int XDP_MAX_TX_SKB_BUDGET = 9;
    private static final int OPTIONS_ZEROCOPY = 1;
    private static final short BIND_COPY = 1 << 1;
    private static final short BIND_USE_NEED_WAKEUP = 1 << 3;
    private static final long PLACE_RECEIVE = 0;
    private static final long PLACE_SEND = 0x8000_0000L;
    private static final long PLACE_FILL = 0x1_0000_0000L;
    private static final long PLACE_COMPLETION = 0x1_8000_0000L;
    private static final int SOCKADDR_BYTES = 16;
    private static final int UMEM_REG_BYTES = 32;
    private static final int OFFSETS_BYTES = 128;
    private static final int OFFSETS_EACH = 32;
    private static final int STATISTICS_BYTES = 48;
    /** What the kernel sends in one call before it knew of XDP_MAX_TX_SKB_BUDGET. */
    private static final int SEND_FRAMES_OLD = 32;

    private final Libc libc;
    private int fd;
    private final MemorySegment statistics = Arena.ofAuto().allocate(STATISTICS_BYTES, Long.BYTES);

    XdpSocket(final Libc libc) throws ErrnoException {
        this.libc = libc;
        fd = ErrnoException.check(libc.socket(LinuxAbi.AF_XDP, LinuxAbi.SOCK_RAW | LinuxAbi.SOCK_CLOEXEC, 0),
            "socket(AF_XDP)");
    }

    int fd() {
        return fd;
    }

    /** Shows the kernel the memory; locks it. */
    void register(final XdpMemory umem) throws ErrnoException {
        final MemorySegment request = Arena.ofAuto().allocate(UMEM_REG_BYTES, Long.BYTES);
        request.set(JAVA_LONG, 0, umem.memory().address());
        request.set(JAVA_LONG, 8, umem.memory().byteSize());
        request.set(JAVA_INT, 16, umem.chunkBytes());
        ErrnoException.check(libc.setsockopt(fd, SOL_XDP, XDP_UMEM_REG, request), "XDP_UMEM_REG");
    }

    /** The rings of a socket. */
    record Rings(XdpRing fill, XdpRing received, XdpRing send, XdpRing completed) {
    }

    Rings rings(final XdpMemory umem, final Arena arena) throws ErrnoException {
        final int receive = umem.receiveChunks();
        final int send = umem.sendChunks();
        option(XDP_UMEM_FILL_RING, receive, "XDP_UMEM_FILL_RING");
        option(XDP_UMEM_COMPLETION_RING, send, "XDP_UMEM_COMPLETION_RING");
        option(XDP_RX_RING, receive, "XDP_RX_RING");
        option(XDP_TX_RING, send, "XDP_TX_RING");
        final MemorySegment places = Arena.ofAuto().allocate(OFFSETS_BYTES, Long.BYTES);
        ErrnoException.check(libc.getsockopt(fd, SOL_XDP, XDP_MMAP_OFFSETS, places), "XDP_MMAP_OFFSETS");
        return new Rings(
            ring(PLACE_FILL, offsets(places, 2), receive, XdpRing.ADDRESS_BYTES, arena),
            ring(PLACE_RECEIVE, offsets(places, 0), receive, XdpRing.DESCRIPTOR_BYTES, arena),
            ring(PLACE_SEND, offsets(places, 1), send, XdpRing.DESCRIPTOR_BYTES, arena),
            ring(PLACE_COMPLETION, offsets(places, 3), send, XdpRing.ADDRESS_BYTES, arena));
    }

    private static XdpRing.Offsets offsets(final MemorySegment places, final int ring) {
        final long at = (long) ring * OFFSETS_EACH;
        return new XdpRing.Offsets(places.get(JAVA_LONG, at), places.get(JAVA_LONG, at + 8),
            places.get(JAVA_LONG, at + 16), places.get(JAVA_LONG, at + 24));
    }

    private XdpRing ring(final long place, final XdpRing.Offsets offsets, final int size, final int entryBytes,
            final Arena arena) throws ErrnoException {
        final MemorySegment memory = libc.mmap(fd, place, offsets.bytes(size, entryBytes), LinuxAbi.PROT_READ_WRITE,
            LinuxAbi.MAP_SHARED, arena);
        return new XdpRing(memory, offsets, size, entryBytes);
    }

    /** Frames that the kernel may send in one call; those that it copies are bounded. */
    int sendFramesMax(final int wanted) {
        return libc.setsockopt(fd, SOL_XDP, XDP_MAX_TX_SKB_BUDGET, wanted) < 0 ? SEND_FRAMES_OLD : wanted;
    }

    /** Bounds what waits behind the socket; FORCE needs CAP_NET_ADMIN. */
    void sendBuffer(final int bytes) {
        if (libc.setsockopt(fd, LinuxAbi.SOL_SOCKET, LinuxAbi.SO_SNDBUFFORCE, bytes) < 0) {
            libc.setsockopt(fd, LinuxAbi.SOL_SOCKET, LinuxAbi.SO_SNDBUF, bytes);
        }
    }

    /** Begins to work for a queue; without {@code copy} the driver's own way is taken if it has one. */
    void bind(final int interfaceIndex, final int queue, final boolean copy) throws ErrnoException {
        final MemorySegment address = Arena.ofAuto().allocate(SOCKADDR_BYTES, Integer.BYTES);
        address.set(JAVA_SHORT, 0, (short) LinuxAbi.AF_XDP);
        address.set(JAVA_SHORT, 2, (short) (BIND_USE_NEED_WAKEUP | (copy ? BIND_COPY : 0)));
        address.set(JAVA_INT, 4, interfaceIndex);
        address.set(JAVA_INT, 8, queue);
        ErrnoException.check(libc.bind(fd, address), "bind");
    }

    /** Whether the device itself reads and writes the memory. */
    boolean isZeroCopy() {
        final MemorySegment options = Arena.ofAuto().allocate(JAVA_INT);
        return libc.getsockopt(fd, SOL_XDP, XDP_OPTIONS, options) >= 0
            && (options.get(JAVA_INT, 0) & OPTIONS_ZEROCOPY) != 0;
    }

    /**
     * What the kernel has counted since the socket was made.
     *
     * @param receiveDropped frames without a chunk, or longer than one, or for which the receive ring was full
     * @param fillRingEmpty how often it found no empty chunk
     * @param sendInvalid descriptors that it could not make sense of
     */
    record Statistics(long receiveDropped, long fillRingEmpty, long sendInvalid) {
        static final Statistics NONE = new Statistics(0, 0, 0);
    }

    /** {@code before} if it does not say. */
    Statistics statistics(final Statistics before) {
        if (libc.getsockopt(fd, SOL_XDP, XDP_STATISTICS, statistics) < 0) {
            return before;
        }
        return new Statistics(statistics.get(JAVA_LONG, 0) + statistics.get(JAVA_LONG, 24),
            statistics.get(JAVA_LONG, 32), statistics.get(JAVA_LONG, 16));
    }

    /** From now on another descriptor, of an older socket that is closed by it, stands for this one. */
    void take(final int older) throws ErrnoException {
        ErrnoException.check(libc.replace(older, fd), "dup3");
        libc.close(fd);
        fd = older;
    }

    void close() {
        if (fd >= 0) {
            libc.close(fd);
            fd = -1;
        }
    }

    /** Leaves the descriptor open for who takes it. */
    int give() {
        final int given = fd;
        fd = -1;
        return given;
    }

    private void option(final int option, final int value, final String name) throws ErrnoException {
        ErrnoException.check(libc.setsockopt(fd, SOL_XDP, option, value), name);
    }
}
