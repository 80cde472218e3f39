/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sharpnfv.hsl.linux.Bpf;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;

/**
 * Receive queue 0 of an interface, taken over: the socket, its rings, and the XDP program that leads to it. The kernel
 * takes all of it away when the descriptors are closed, also by the death of the process.
 */
final class XdpQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(XdpQueue.class.getName());
    private static final int QUEUE = 0;

    private final Libc libc;
    private final String name;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final XdpSocket socket;
    private final XdpReceiver receiver;
    private final XdpSender sender;
    private final int sendFramesMax;
    private final boolean zeroCopy;

    private XdpQueue(final Libc libc, final String name, final int interfaceIndex, final XdpMemory umem,
            final ShimOptions options, final ShimCounters counters) throws ShimException {
        this.libc = libc;
        this.name = name;
        boolean open = false;
        try {
            socket = socket();
            register(umem);
            final Arena arena = Arena.ofShared();
            closers.push(arena::close);
            final XdpSocket.Rings rings = socket.rings(umem, arena);
            receiver = new XdpReceiver(umem, rings.fill(), rings.received(), counters);
            sender = new XdpSender(umem, rings.send(), rings.completed(), counters);
            sendFramesMax = socket.sendFramesMax(umem.sendChunks());
            socket.sendBuffer(options.socketBufferBytes());
            final int map = map();
            final boolean inDriver = link(map, interfaceIndex, options.xdp());
            bind(interfaceIndex, inDriver);
            zeroCopy = socket.isZeroCopy();
            new Bpf().putSocket(map, QUEUE, socket.fd());
            watchAll(interfaceIndex);
            LOG.log(System.Logger.Level.INFO, "{0}: AF_XDP, the program in {1}, frames {2}", name,
                inDriver ? "the driver" : "front of the stack (skb mode)", zeroCopy ? "not copied" : "copied");
            open = true;
        } catch (ErrnoException e) {
            throw new ShimException(name + ": cannot open an AF_XDP socket on it: " + e.getMessage()
                + "; leave af_xdp: away, AF_PACKET works everywhere", e);
        } finally {
            if (!open) {
                close();
            }
        }
    }

    static XdpQueue open(final Libc libc, final String name, final int interfaceIndex, final XdpMemory umem,
            final ShimOptions options, final ShimCounters counters) throws ShimException {
        return new XdpQueue(libc, name, interfaceIndex, umem, options, counters);
    }

    private XdpSocket socket() throws ShimException {
        try {
            final var opened = new XdpSocket(libc);
            closers.push(opened::close);
            return opened;
        } catch (ErrnoException e) {
            final String sentence = switch (e.errno()) {
                case Errno.EPERM, Errno.EACCES ->
                    ": an AF_XDP socket needs CAP_NET_RAW; run as root or give the program that capability";
                case Errno.EAFNOSUPPORT ->
                    ": this kernel, or what confines the program, has no AF_XDP (CONFIG_XDP_SOCKETS; systemd:"
                        + " RestrictAddressFamilies=AF_XDP); leave af_xdp: away";
                default -> ": cannot open an AF_XDP socket: " + e.getMessage() + "; leave af_xdp: away";
            };
            throw new ShimException(name + sentence, e);
        }
    }

    private void register(final XdpMemory umem) throws ShimException {
        try {
            socket.register(umem);
        } catch (ErrnoException e) {
            final String sentence = switch (e.errno()) {
                case Errno.ENOBUFS, Errno.ENOMEM ->
                    ": the kernel may not lock the " + umem.memory().byteSize() + " bytes that AF_XDP needs for each"
                        + " interface; raise the limit (ulimit -l, systemd: LimitMEMLOCK=infinity), give the program"
                        + " CAP_IPC_LOCK or choose a smaller --ring-bytes";
                default -> ": the kernel does not take the memory for AF_XDP: " + e.getMessage()
                    + "; leave af_xdp: away";
            };
            throw new ShimException(name + sentence, e);
        }
    }

    private int map() throws ShimException {
        try {
            final int map = new Bpf().createSocketMap(QUEUE + 1);
            closers.push(() -> libc.close(map));
            return map;
        } catch (ErrnoException e) {
            throw refused(e);
        }
    }

    /** Returns whether the program runs in the driver. */
    private boolean link(final int map, final int interfaceIndex, final XdpMode mode) throws ShimException {
        final var bpf = new Bpf();
        try {
            final int program = bpf.loadXdp(XdpProgram.code(map));
            closers.push(() -> libc.close(program));
            if (mode != XdpMode.SKB) {
                try {
                    link(bpf.linkXdp(program, interfaceIndex, Bpf.XDP_FLAGS_DRV_MODE));
                    return true;
                } catch (ErrnoException e) {
                    if (mode == XdpMode.NATIVE || e.errno() == Errno.EBUSY || e.errno() == Errno.EPERM) {
                        throw e;
                    }
                    LOG.log(System.Logger.Level.INFO, "{0}: the driver takes no XDP program as the interface is ({1})",
                        name, e.getMessage());
                }
            }
            link(bpf.linkXdp(program, interfaceIndex, Bpf.XDP_FLAGS_SKB_MODE));
            return false;
        } catch (ErrnoException e) {
            throw refused(e);
        }
    }

    private void link(final int link) {
        closers.push(() -> libc.close(link));
    }

    private ShimException refused(final ErrnoException cause) {
        final String sentence = switch (cause.errno()) {
            case Errno.EPERM, Errno.EACCES ->
                ": an XDP program needs CAP_BPF and CAP_NET_ADMIN; run as root or give the program these capabilities"
                    + " (systemd: the drop-in af-xdp.conf)";
            case Errno.EBUSY ->
                ": another XDP program is on this interface; stop who put it there, or take it away: ip link set "
                    + name + " xdp off";
            default ->
                ": the kernel does not put an XDP program on it: " + cause.getMessage() + "; expected Linux 5.9 or"
                    + " later, and for --xdp native a driver that can; try --xdp skb or leave af_xdp: away";
        };
        return new ShimException(name + sentence, cause);
    }

    private void bind(final int interfaceIndex, final boolean inDriver) throws ShimException {
        try {
            if (inDriver) {
                try {
                    socket.bind(interfaceIndex, QUEUE, false);
                    return;
                } catch (ErrnoException e) {
                    LOG.log(System.Logger.Level.DEBUG, "{0}: {1}, tried again with copies", name, e.getMessage());
                }
            }
            socket.bind(interfaceIndex, QUEUE, true);
        } catch (ErrnoException e) {
            throw new ShimException(e.errno() == Errno.EBUSY
                ? name + ": another AF_XDP socket has its queue " + QUEUE + "; stop the program that opened it"
                : name + ": cannot bind an AF_XDP socket to its queue " + QUEUE + ": " + e.getMessage()
                    + "; leave af_xdp: away", e);
        }
    }

    /** Frames for other addresses, too, as long as the socket is open, which receives nothing itself. */
    private void watchAll(final int interfaceIndex) throws ErrnoException {
        final var packets = new PacketSocket(libc);
        closers.push(() -> libc.close(packets.fd()));
        packets.setPromiscuous(interfaceIndex);
    }

    XdpReceiver receiver() {
        return receiver;
    }

    XdpSender sender() {
        return sender;
    }

    int fd() {
        return socket.fd();
    }

    XdpSocket.Statistics statistics(final XdpSocket.Statistics before) {
        return socket.statistics(before);
    }

    /** Closes an older queue; its descriptor is this one's from now on, so that who waits on it need not know. */
    void takeOver(final XdpQueue older) throws ErrnoException {
        final int descriptor = older.socket.give();
        older.close();
        socket.take(descriptor);
    }

    /** Frames that the kernel sends in one call. */
    int sendFramesMax() {
        return sendFramesMax;
    }

    /** Whether the device itself reads and writes the memory, at any time. */
    boolean isZeroCopy() {
        return zeroCopy;
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
