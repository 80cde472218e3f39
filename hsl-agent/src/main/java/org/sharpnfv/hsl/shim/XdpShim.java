/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces.Link;

/**
 * A network interface by AF_XDP: an XDP program takes its frames away before the kernel's stack sees them, and puts
 * them, 802.1Q tags in line, into memory that is shared with the kernel. Queue 0 only.
 *
 * <p>What is sent is copied into that memory. In copy mode the kernel sends only within our own calls, in zero-copy
 * mode the device sends when it likes.
 */
public final class XdpShim implements NetworkShim {
    private static final System.Logger LOG = System.getLogger(XdpShim.class.getName());
    private static final int SEND_CHUNKS = 1024;
    private static final int PAGE_BYTES = 4096;

    private final Libc libc;
    private final String name;
    private final ShimOptions options;
    private final ShimCounters counters;
    private final Arena arena;
    private final MemorySegment nameText;
    private final XdpMemory umem;
    private final SendRetry retry;
    private final int sendBytesMax;
    private final int fd;
    private int interfaceIndex;
    private XdpQueue queue;
    private XdpReceiver receiver;
    private XdpSender sender;
    private XdpSocket.Statistics statistics = XdpSocket.Statistics.NONE;
    /** Why frames wait in the ring, although we have waited; 0: they do not. */
    private int stuckErrno;
    /** The kernel has taken all that it was shown before, and has said so. */
    private boolean certain = true;

    private XdpShim(final Libc libc, final String name, final ShimOptions options, final ShimCounters counters,
            final Arena arena) throws ErrnoException, ShimException {
        this.libc = libc;
        this.name = name;
        this.options = options;
        this.counters = counters;
        this.arena = arena;
        nameText = arena.allocateFrom(name);
        interfaceIndex = ErrnoException.check(libc.ifNameToIndex(nameText), "index of " + name);
        final var fit = new XdpFit(libc, name);
        fit.checkQueues();
        fit.warn();
        umem = umem(fit.chunkBytes(options));
        sendBytesMax = Math.min(fit.sendBytesMax(), umem.frameBytesMax());
        queue = XdpQueue.open(libc, name, interfaceIndex, umem, options, counters);
        receiver = queue.receiver();
        sender = queue.sender();
        fd = queue.fd();
        retry = new SendRetry(libc, fd, counters);
    }

    private XdpMemory umem(final int chunkBytes) {
        final int receiveChunks =
            Math.max(Integer.highestOneBit(options.ringBytes() / chunkBytes), ShimOptions.RING_SLOTS_MIN);
        return new XdpMemory(arena.allocate((long) (receiveChunks + SEND_CHUNKS) * chunkBytes, PAGE_BYTES), chunkBytes,
            receiveChunks, SEND_CHUNKS);
    }

    /** Opens an interface; libc is that of the thread that will use the shim. */
    public static XdpShim open(final Libc libc, final String name, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        final Arena arena = Arena.ofShared();
        boolean open = false;
        try {
            final var shim = new XdpShim(libc, name, options, counters, arena);
            open = true;
            return shim;
        } catch (ErrnoException e) {
            throw ShimException.packetSocket(name, e);
        } finally {
            if (!open) {
                arena.close();
            }
        }
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        final int frames = receiver.poll(sink, limit);
        if (queue.isZeroCopy() && receiver.needsWakeup()) {
            libc.wakeReceive(fd);
        }
        return frames;
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        if (length > sendBytesMax) {
            counters.sendDroppedRefused().increment();
            return;
        }
        boolean added = sender.add(memory, offset, length);
        if (!added && stuckErrno == 0) {
            flush();
            retry.begin();
            added = sender.add(memory, offset, length);
            while (!added && stuckErrno == 0) {
                // taken by the device, which has not yet given the memory back
                stuckErrno = retry.again(Errno.ENOBUFS) ? 0 : Errno.EAGAIN;
                added = sender.add(memory, offset, length);
            }
        }
        if (!added) {
            retry.countDropped(stuckErrno, 1);
        }
    }

    /** What the device does not take in time stays in the ring and is offered again; a full ring drops and counts. */
    @Override
    public void flush() {
        if (!sender.isPending()) {
            return;
        }
        if (queue.isZeroCopy()) {
            show();
        } else {
            push();
        }
        sender.reclaim();
    }

    private void show() {
        sender.publish(SEND_CHUNKS);
        sender.countTaken();
        if (sender.waiting() > 0 && sender.needsWakeup()) {
            libc.wakeSend(fd);
        }
    }

    private void push() {
        retry.begin();
        boolean goesOn = true;
        while (goesOn) {
            sender.publish(queue.sendFramesMax());
            final int errno = -libc.wakeSend(fd);
            if (errno == Errno.EBUSY) {
                // taken and dropped, such as by the full queue of a veth
                sender.countDropped();
            }
            sender.countTaken();
            goesOn = isWorthAnotherCall(errno);
        }
    }

    private boolean isWorthAnotherCall(final int errno) {
        if (sender.waiting() == 0 && (errno == 0 || errno == Errno.EBUSY)) {
            certain = true;
            stuckErrno = 0;
            return sender.isPending();
        }
        switch (errno) {
            case Errno.EINTR, Errno.EBUSY -> {
                certain = false;
                return true;
            }
            case 0, Errno.EAGAIN, Errno.ENOBUFS, Errno.ENOMEM -> {
                certain = false;
                // what was waited for in vain before is not waited for again; poll(2) would not tell
                final boolean again = stuckErrno == 0 && retry.again(Errno.ENOBUFS);
                stuckErrno = again ? 0 : Errno.EAGAIN;
                return again;
            }
            default -> {
                stuckErrno = errno;
                if (certain) {
                    // the kernel refuses before it looks at the ring
                    retry.countDropped(errno, sender.retract());
                    stuckErrno = 0;
                }
                return false;
            }
        }
    }

    @Override
    public void tend() {
        countStatistics();
        final int index = libc.ifNameToIndex(nameText);
        if (index > 0 && index != interfaceIndex) {
            attachAgain(index);
        }
    }

    private void countStatistics() {
        final var now = queue.statistics(statistics);
        counters.receiveDroppedKernel().add(now.receiveDropped() - statistics.receiveDropped());
        counters.receiveStarved().add(now.fillRingEmpty() - statistics.fillRingEmpty());
        counters.sendDroppedRefused().add(now.sendInvalid() - statistics.sendInvalid());
        statistics = now;
    }

    private void attachAgain(final int index) {
        try {
            final var fit = new XdpFit(libc, name);
            fit.checkQueues();
            final var newer = XdpQueue.open(libc, name, index, umem, options, counters);
            // what it still had to send went with the interface
            sender.countTaken();
            counters.sendDroppedDown().add(sender.retract());
            newer.takeOver(queue);
            queue = newer;
            receiver = newer.receiver();
            sender = newer.sender();
            statistics = XdpSocket.Statistics.NONE;
            interfaceIndex = index;
            certain = true;
            stuckErrno = 0;
            LOG.log(System.Logger.Level.INFO, "{0}: attached to the new interface of this name", name);
        } catch (ErrnoException | ShimException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}: cannot attach again: {1}", name, e.getMessage());
        }
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int mtu() throws ShimException {
        return NetworkShim.mtuOf(libc, name);
    }

    @Override
    public Link link() throws ErrnoException {
        return NetworkShim.linkOf(name);
    }

    @Override
    public int frameBytesMax() {
        return umem.frameBytesMax();
    }

    @Override
    public ShimCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            queue.close();
            arena.close();
        }
    }
}
