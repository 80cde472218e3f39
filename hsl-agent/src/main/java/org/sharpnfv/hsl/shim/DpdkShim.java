/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.dpdk.DpdkAddress;
import org.sharpnfv.hsl.dpdk.Eal;
import org.sharpnfv.hsl.dpdk.EthPort;
import org.sharpnfv.hsl.dpdk.FrameInHand;
import org.sharpnfv.hsl.dpdk.Mbuf;
import org.sharpnfv.hsl.dpdk.MbufPool;
import org.sharpnfv.hsl.dpdk.MbufTable;
import org.sharpnfv.hsl.dpdk.PortRequest;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces.Link;

/**
 * A port of DPDK: a network card whose driver is in this process, or a virtual device. A frame that comes from one such
 * port and leaves by another is not copied.
 *
 * <p>Most have nothing to wait on: {@link #restNs()} says how long the packet thread may sleep before it looks again,
 * the longer the more looks have found nothing. A driver that has opened a packet socket is waited for by that, and
 * the kernel asked for the losses that the driver does not count. All ports belong to one thread.
 */
public final class DpdkShim implements NetworkShim {
    private static final System.Logger LOG = System.getLogger(DpdkShim.class.getName());
    private static final long REST_MIN_NS = 10_000;
    private static final long REST_MAX_NS = 200_000;
    /** Offers of frames to a device that has no room, before sleeping is tried. */
    private static final int OFFERS = 100;
    /** Of an mbuf's buffer, whose length has 16 bits, less the headroom. */
    private static final int ROOM_BYTES_MAX = 65280;
    private static final String INTERFACE = "iface";
    private static final String AF_PACKET = "net_af_packet";
    private static final String AF_PACKET_SLOT = "framesz";
    /** What the kernel puts before a frame in its ring. */
    private static final int AF_PACKET_OVERHEAD_BYTES = 66;

    private final String name;
    private final @Nullable KernelSide kernel;
    private final EthPort port;
    private final MbufPool pool;
    private final FrameInHand inHand;
    private final ShimCounters counters;
    private final MbufTable received = new MbufTable();
    private final MbufTable queued = new MbufTable();
    /** The longest frame without a tag that may be sent. */
    private final int plainBytesMax;
    private final int[] lengths = new int[MbufTable.CAPACITY];
    private final SendRetry retry;
    private final LinkState seen = new LinkState();
    private int held;
    private long restNs = REST_MIN_NS;
    /** The device took nothing for as long as we wait: not waited for again before it takes something. */
    private boolean stalled;
    private long missed;
    private long receiveErrors;
    private long sendErrors;
    private long withoutMbuf;

    private DpdkShim(final Libc libc, final DpdkAddress address, final EthPort port, final FrameInHand inHand,
            final @Nullable KernelSide kernel, final ShimCounters counters) throws ShimException {
        this.kernel = kernel;
        this.port = port;
        this.inHand = inHand;
        this.counters = counters;
        name = new NetworkAddress(NetworkKind.DPDK, address.devargs()).toString();
        pool = port.pool();
        plainBytesMax = kernel == null ? pool.roomBytes() : kernel.mtu() + EthernetHeader.BYTES;
        retry = new SendRetry(libc, -1, counters);
        seen.setUp(carries());
        port.readStatistics();
        missed = port.missed();
        receiveErrors = port.receiveErrors();
        sendErrors = port.sendErrors();
        withoutMbuf = port.withoutMbuf();
    }

    /** Opens a device, and starts DPDK with the first; by the thread that will use the shim. */
    public static DpdkShim open(final Libc libc, final DpdkAddress address, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        try {
            check(libc, address);
            final var eal = Eal.start(options.dpdkEal());
            final var before = PacketSocket.ofProcess();
            final EthPort port = eal.open(address, new PortRequest(roomBytes(address, options), options.ringBytes(),
                options.slotBytes() != 0, !address.isOf(AF_PACKET)));
            return started(libc, address, port, eal.inHand(), before, counters);
        } catch (IOException e) {
            throw new ShimException(e.getMessage(), e);
        }
    }

    private static DpdkShim started(final Libc libc, final DpdkAddress address, final EthPort port,
            final FrameInHand inHand, final Map<String, Integer> before, final ShimCounters counters)
            throws IOException {
        try {
            return new DpdkShim(libc, address, port, inHand, kernelSide(libc, address, before), counters);
        } catch (IOException e) {
            port.close();
            throw e;
        }
    }

    private static @Nullable KernelSide kernelSide(final Libc libc, final DpdkAddress address,
            final Map<String, Integer> before) throws IOException {
        final String on = address.argument(INTERFACE).orElse("");
        // of some drivers it is the path of a socket
        if (on.isEmpty() || on.indexOf('/') >= 0) {
            return null;
        }
        return KernelSide.of(libc, on, address.isOf(AF_PACKET) ? PacketSocket.openedSince(libc, before) : null);
    }

    /** This driver passes on what the kernel has cut off, as if it were whole; and the agent asks one queue. */
    private static void check(final Libc libc, final DpdkAddress address) throws IOException {
        final String on = address.argument(INTERFACE).orElse(null);
        if (!address.argument("qpairs").orElse("1").equals("1")) {
            throw new IOException("dpdk:" + address.devargs() + ": expected one queue each way, found"
                + " qpairs=" + address.argument("qpairs").orElseThrow() + "; leave it out");
        }
        if (on == null || !address.isOf(AF_PACKET)) {
            return;
        }
        final int mtu = NetworkShim.mtuOf(libc, on);
        final int needed = mtu + EthernetHeader.BYTES + EthernetHeader.TAG_BYTES + AF_PACKET_OVERHEAD_BYTES;
        final int found = slot(address);
        if (found < needed) {
            final int enough = Integer.highestOneBit(needed - 1) << 1;
            throw new IOException("dpdk:" + address.devargs() + ": expected " + AF_PACKET_SLOT + " of at"
                + " least " + needed + " for " + on + "'s MTU of " + mtu + ", found " + found + "; add "
                + AF_PACKET_SLOT + '=' + enough + ",blocksz=" + Math.max(enough, 1 << 16));
        }
    }

    private static int slot(final DpdkAddress address) {
        return address.argument(AF_PACKET_SLOT).filter(text -> text.matches("[0-9]{1,6}")).map(Integer::parseInt)
            .orElse(ShimOptions.SLOT_BYTES_MIN);
    }

    private static int roomBytes(final DpdkAddress address, final ShimOptions options) {
        final int asked = Math.max(options.slotBytes(), address.isOf(AF_PACKET) ? slot(address) : 0);
        return Math.clamp(asked, ShimOptions.SLOT_BYTES_MIN, ROOM_BYTES_MAX);
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        received.free(0, held);
        held = 0;
        held = port.receive(received, limit);
        for (int i = 0; i < held; i++) {
            deliver(sink, pool.offset(received.get(i)));
        }
        if (held > 0) {
            restNs = REST_MIN_NS;
        }
        return held;
    }

    private void deliver(final FrameSink sink, final long mbuf) {
        final MemorySegment memory = pool.memory();
        int length = Mbuf.length(memory, mbuf);
        long offset = pool.offset(Mbuf.dataAddress(memory, mbuf));
        if (Mbuf.isChained(memory, mbuf)) {
            counters.receiveDroppedTruncated().increment();
            return;
        }
        if (length < EthernetHeader.BYTES || !pool.holds(offset, length)) {
            counters.receiveDroppedMalformed().increment();
            return;
        }
        final long flags = Mbuf.flags(memory, mbuf);
        if (Mbuf.isChecksumMissing(flags)) {
            counters.receiveChecksumMissing().increment();
        }
        if (Mbuf.isTagStripped(flags)) {
            // DPDK does not say the tag's type; the headroom takes it
            offset = EthernetHeader.insertTag(memory, offset, EthernetHeader.TYPE_VLAN,
                Mbuf.tagControl(memory, mbuf));
            length += EthernetHeader.TAG_BYTES;
        }
        counters.receivedFrames().increment();
        counters.receivedBytes().add(length);
        inHand.take(pool, mbuf);
        sink.frame(memory, offset, length);
        inHand.drop();
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        if (length > plainBytesMax && isTooLong(memory, offset, length)) {
            counters.sendDroppedRefused().increment();
            return;
        }
        if (queued.isFull()) {
            flush();
        }
        final int position = queued.size();
        if (queued.add(inHand, pool, memory, offset, length)) {
            lengths[position] = length;
        } else {
            counters.sendDroppedBusy().increment();
        }
    }

    /** The kernel drops such frames without a word to the driver. */
    private boolean isTooLong(final MemorySegment memory, final long offset, final int length) {
        return length > pool.roomBytes() || length > plainBytesMax + EthernetHeader.TAG_BYTES
            || EthernetHeader.etherType(memory, offset, length) != EthernetHeader.TYPE_VLAN;
    }

    @Override
    public void flush() {
        final int frames = queued.size();
        if (frames == 0) {
            return;
        }
        int done = port.transmit(queued, 0, frames);
        if (done < frames) {
            done = offerAgain(done, frames);
        }
        count(done);
        if (done < frames) {
            queued.free(done, frames - done);
            (seen.isUp() ? counters.sendDroppedBusy() : counters.sendDroppedDown()).add(frames - done);
        }
        queued.clear();
    }

    private int offerAgain(final int from, final int frames) {
        int done = from;
        stalled = stalled && from == 0;
        int offers = stalled ? 0 : OFFERS;
        retry.begin();
        while (done < frames && !stalled) {
            if (offers-- > 0) {
                Thread.onSpinWait();
            } else {
                stalled = !retry.again(Errno.ENOBUFS);
            }
            done += port.transmit(queued, done, frames - done);
        }
        return done;
    }

    private void count(final int frames) {
        if (frames > 0) {
            stalled = false;
            long bytes = 0;
            for (int i = 0; i < frames; i++) {
                bytes += lengths[i];
            }
            counters.sentFrames().add(frames);
            counters.sentBytes().add(bytes);
        }
    }

    private boolean carries() {
        return kernel == null ? port.isUp() : kernel.carries();
    }

    @Override
    public void tend() {
        if (kernel != null) {
            counters.receiveDroppedKernel().add(kernel.tend());
        }
        final boolean now = carries();
        if (now != seen.isUp()) {
            LOG.log(now ? System.Logger.Level.INFO : System.Logger.Level.WARNING, "{0}: its link is {1}", name,
                now ? "up" : "down");
            seen.setUp(now);
        }
        port.readStatistics();
        counters.receiveDroppedKernel().add(port.missed() - missed);
        counters.receiveDroppedMalformed().add(port.receiveErrors() - receiveErrors);
        (now ? counters.sendDroppedRefused() : counters.sendDroppedDown()).add(port.sendErrors() - sendErrors);
        counters.receiveStarved().add(port.withoutMbuf() - withoutMbuf);
        missed = port.missed();
        receiveErrors = port.receiveErrors();
        sendErrors = port.sendErrors();
        withoutMbuf = port.withoutMbuf();
    }

    /** -1 unless the driver has a packet socket: see {@link #restNs()}. */
    @Override
    public int fd() {
        return kernel == null ? -1 : kernel.fd();
    }

    @Override
    public long restNs() {
        if (kernel != null && kernel.hasSocket()) {
            return Long.MAX_VALUE;
        }
        final long now = restNs;
        restNs = Math.min(2 * now, REST_MAX_NS);
        return now;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int mtu() throws ShimException {
        return kernel == null ? port.mtu() : kernel.mtu();
    }

    @Override
    public Link link() throws ErrnoException {
        if (kernel != null) {
            return kernel.link();
        }
        return seen.isUp() ? Link.RUNNING : Link.NO_CARRIER;
    }

    @Override
    public int frameBytesMax() {
        return pool.roomBytes();
    }

    @Override
    public ShimCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        received.free(0, held);
        held = 0;
        queued.free(0, queued.size());
        queued.clear();
        port.close();
    }
}
