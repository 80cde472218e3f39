/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.linux.Errno;

/**
 * A started Ethernet port of DPDK with one queue each way. Not thread-safe.
 */
public final class EthPort implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EthPort.class.getName());
    private static final int DESCRIPTORS = 1024;
    private static final int ANY_SOCKET = -1;
    private static final int EEXIST = 17;
    private static final int ENOTSUP = 95;
    /** What a tag and the addresses add to the payload. */
    private static final int OVERHEAD_BYTES = 22;

    private final DpdkAddress address;
    private final MbufPool pool;
    private final Runnable onClose;
    private final int port;
    private final MemorySegment device;
    private final MemorySegment receiveFunction;
    private final long receiveQueue;
    private final MemorySegment transmitFunction;
    private final long transmitQueue;
    private final MemorySegment statistics = Arena.ofAuto().allocate(DpdkAbi.STATS_BYTES, Long.BYTES);
    private final MemorySegment link = Arena.ofAuto().allocate(DpdkAbi.LINK_BYTES, Long.BYTES);
    private boolean closed;

    private EthPort(final DpdkAddress address, final MbufPool pool, final int port, final MemorySegment device,
            final Runnable onClose) {
        this.address = address;
        this.pool = pool;
        this.port = port;
        this.device = device;
        this.onClose = onClose;
        final MemorySegment functions = DpdkCalls.variable("rte_eth_fp_ops",
            (long) DpdkAbi.PORTS_MAX * DpdkAbi.FP_OPS_BYTES)
            .asSlice((long) port * DpdkAbi.FP_OPS_BYTES, DpdkAbi.FP_OPS_BYTES);
        receiveFunction = MemorySegment.ofAddress(functions.get(JAVA_LONG, DpdkAbi.FP_RX_BURST));
        receiveQueue = firstQueue(functions.get(JAVA_LONG, DpdkAbi.FP_RX_QUEUES));
        transmitFunction = MemorySegment.ofAddress(functions.get(JAVA_LONG, DpdkAbi.FP_TX_BURST));
        transmitQueue = firstQueue(functions.get(JAVA_LONG, DpdkAbi.FP_TX_QUEUES));
    }

    private static long firstQueue(final long queues) {
        return DpdkCalls.at(queues, Long.BYTES).get(JAVA_LONG, 0);
    }

    static EthPort open(final DpdkAddress address, final MbufPool pool, final PortRequest request,
            final Runnable onClose) throws IOException {
        final int result = DpdkCalls.probe(address.devargs());
        // a PCI device may have been found at the start
        if (result < 0 && result != -EEXIST) {
            throw new IOException("dpdk:" + address.devargs() + ": DPDK cannot attach this device ("
                + Errno.text(-result) + "); " + DpdkLibrary.missingDriver(address));
        }
        final int port = DpdkCalls.portByName(address.device());
        if (port < 0) {
            throw new IOException("dpdk:" + address.devargs() + ": expected a device with an Ethernet port, found none;"
                + " choose another one");
        }
        final MemorySegment info = Arena.ofAuto().allocate(DpdkAbi.DEV_INFO_BYTES, Long.BYTES);
        DpdkCalls.info(port, info);
        final MemorySegment device = MemorySegment.ofAddress(info.get(JAVA_LONG, DpdkAbi.DEV_INFO_DEVICE));
        try {
            final int mtuMax = Short.toUnsignedInt(info.get(JAVA_SHORT, DpdkAbi.DEV_INFO_MAX_MTU));
            start(address, pool, port,
                request.setsMtu() ? Math.min(mtuMax, pool.roomBytes() - OVERHEAD_BYTES) : 0);
            if (request.setsPromiscuous()) {
                setPromiscuous(address, port);
            }
        } catch (IOException e) {
            DpdkCalls.close(port);
            DpdkCalls.remove(device);
            throw e;
        }
        return new EthPort(address, pool, port, device, onClose);
    }

    private static void start(final DpdkAddress address, final MbufPool pool, final int port, final int mtu)
            throws IOException {
        final MemorySegment configuration = Arena.ofAuto().allocate(DpdkAbi.ETH_CONF_BYTES, Long.BYTES);
        configuration.set(JAVA_INT, DpdkAbi.ETH_CONF_RX_MTU, mtu);
        check(address, DpdkCalls.configure(port, configuration), "rte_eth_dev_configure");
        final MemorySegment receive = Arena.ofAuto().allocateFrom(JAVA_SHORT, (short) DESCRIPTORS);
        final MemorySegment transmit = Arena.ofAuto().allocateFrom(JAVA_SHORT, (short) DESCRIPTORS);
        check(address, DpdkCalls.adjustDescriptors(port, receive, transmit), "rte_eth_dev_adjust_nb_rx_tx_desc");
        check(address, DpdkCalls.receiveQueue(port, receive.get(JAVA_SHORT, 0), ANY_SOCKET, pool.address()),
            "rte_eth_rx_queue_setup");
        check(address, DpdkCalls.transmitQueue(port, transmit.get(JAVA_SHORT, 0), ANY_SOCKET),
            "rte_eth_tx_queue_setup");
        check(address, DpdkCalls.start(port), "rte_eth_dev_start");
    }

    private static void setPromiscuous(final DpdkAddress address, final int port) {
        final int result = DpdkCalls.setPromiscuous(port);
        // many virtual devices hear everything anyway
        if (result < 0 && result != -ENOTSUP) {
            LOG.log(System.Logger.Level.WARNING, "dpdk:{0}: frames for other addresses may not be received: it cannot"
                + " be made promiscuous: {1}", address.devargs(), Errno.text(-result));
        }
    }

    private static void check(final DpdkAddress address, final int result, final String call) throws IOException {
        if (result < 0) {
            throw new IOException("dpdk:" + address.devargs() + ": " + call + ": " + Errno.text(-result)
                + (result == -Errno.EPERM ? "; run as root, or give the agent what this driver needs, see DPDK in its"
                    + " README.md" : "; see DPDK's own lines above, and correct the device's arguments"));
        }
    }

    public MbufPool pool() {
        return pool;
    }

    /** The longest payload. */
    public int mtu() {
        final MemorySegment mtu = Arena.ofAuto().allocate(JAVA_SHORT);
        return DpdkCalls.mtu(port, mtu) < 0 ? pool.roomBytes() - OVERHEAD_BYTES
            : Short.toUnsignedInt(mtu.get(JAVA_SHORT, 0));
    }

    /** Takes what has arrived; returns how many. */
    public int receive(final MbufTable into, final int limit) {
        return DpdkCalls.receiveBurst(receiveFunction, receiveQueue, into.address(0),
            Math.min(limit, MbufTable.CAPACITY));
    }

    /** Gives a table of mbufs to the device, from a position on; returns how many it took. */
    public int transmit(final MbufTable from, final int position, final int count) {
        return DpdkCalls.transmitBurst(transmitFunction, transmitQueue, from.address(position), count);
    }

    /** Whether a frame could leave, as the driver knows it. */
    public boolean isUp() {
        return DpdkCalls.linkState(port, link) >= 0
            && (link.get(JAVA_BYTE, DpdkAbi.LINK_BITS) & DpdkAbi.LINK_STATUS_BIT) != 0;
    }

    /** Asks the driver for its counters, for what follows. */
    public void readStatistics() {
        if (DpdkCalls.statistics(port, statistics) < 0) {
            statistics.fill((byte) 0);
        }
    }

    /** Frames that found no free descriptor. */
    public long missed() {
        return statistics.get(JAVA_LONG, DpdkAbi.STATS_MISSED);
    }

    /** Frames that were broken. */
    public long receiveErrors() {
        return statistics.get(JAVA_LONG, DpdkAbi.STATS_RECEIVE_ERRORS);
    }

    /** Frames that were taken from us and not sent. */
    public long sendErrors() {
        return statistics.get(JAVA_LONG, DpdkAbi.STATS_SEND_ERRORS);
    }

    /** How often the driver found no free mbuf. */
    public long withoutMbuf() {
        return statistics.get(JAVA_LONG, DpdkAbi.STATS_NO_MBUF);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            report(DpdkCalls.stop(port), "stopped");
            report(DpdkCalls.close(port), "closed");
            report(DpdkCalls.remove(device), "removed");
            onClose.run();
        }
    }

    private void report(final int result, final String what) {
        if (result < 0) {
            LOG.log(System.Logger.Level.WARNING, "dpdk:{0}: not {1}: {2}", address.devargs(), what,
                Errno.text(-result));
        }
    }
}
