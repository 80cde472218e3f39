/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The functions of DPDK that the agent needs. Results are DPDK's: 0 or more is success, negative is {@code -errno}.
 *
 * <p>Those of the packet path take bare addresses, because a segment would be checked each time. They are
 * {@code critical} (the JVM cannot stop the thread meanwhile) where they cannot wait: a transmit burst can, some
 * drivers wait in it for their device.
 */
// what a method handle throws is declared as Throwable
@SuppressWarnings("checkstyle:IllegalCatch")
final class DpdkCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARIES = libraries();
    private static final Linker.Option QUICK = Linker.Option.critical(false);
    private static final int NAME_BYTES = 256;

    private static final MethodHandle VERSION = link("rte_version", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle EAL_INIT = link("rte_eal_init",
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle DEV_PROBE = link("rte_dev_probe", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle DEV_REMOVE = link("rte_dev_remove", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle POOL_CREATE = link("rte_pktmbuf_pool_create", FunctionDescriptor.of(ADDRESS,
        ADDRESS, JAVA_INT, JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_INT));
    private static final MethodHandle FREE_BULK = link("rte_pktmbuf_free_bulk",
        FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT), QUICK);
    private static final MethodHandle PORT_BY_NAME = link("rte_eth_dev_get_port_by_name",
        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle DEV_INFO = link("rte_eth_dev_info_get",
        FunctionDescriptor.of(JAVA_INT, JAVA_SHORT, ADDRESS));
    private static final MethodHandle CONFIGURE = link("rte_eth_dev_configure",
        FunctionDescriptor.of(JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, ADDRESS));
    private static final MethodHandle ADJUST = link("rte_eth_dev_adjust_nb_rx_tx_desc",
        FunctionDescriptor.of(JAVA_INT, JAVA_SHORT, ADDRESS, ADDRESS));
    private static final MethodHandle RX_SETUP = link("rte_eth_rx_queue_setup", FunctionDescriptor.of(JAVA_INT,
        JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle TX_SETUP = link("rte_eth_tx_queue_setup", FunctionDescriptor.of(JAVA_INT,
        JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, JAVA_INT, ADDRESS));
    private static final FunctionDescriptor OF_PORT = FunctionDescriptor.of(JAVA_INT, JAVA_SHORT);
    private static final FunctionDescriptor OF_PORT_INTO = FunctionDescriptor.of(JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle START = link("rte_eth_dev_start", OF_PORT);
    private static final MethodHandle STOP = link("rte_eth_dev_stop", OF_PORT);
    private static final MethodHandle CLOSE = link("rte_eth_dev_close", OF_PORT);
    private static final MethodHandle PROMISCUOUS = link("rte_eth_promiscuous_enable", OF_PORT);
    private static final MethodHandle GET_MTU = link("rte_eth_dev_get_mtu", OF_PORT_INTO);
    private static final MethodHandle GET_STATS = link("rte_eth_stats_get", OF_PORT_INTO);
    private static final MethodHandle GET_LINK = link("rte_eth_link_get_nowait", OF_PORT_INTO);

    private static final FunctionDescriptor BURST_TYPE =
        FunctionDescriptor.of(JAVA_SHORT, JAVA_LONG, JAVA_LONG, JAVA_SHORT);
    private static final MethodHandle RECEIVE_BURST = pointer(BURST_TYPE, QUICK);
    private static final MethodHandle TRANSMIT_BURST = pointer(BURST_TYPE);
    private static final MethodHandle MEMPOOL_OPERATION =
        pointer(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT), QUICK);

    private DpdkCalls() {
        // functions only
    }

    private static SymbolLookup libraries() {
        try {
            return DpdkLibrary.open();
        } catch (IOException e) {
            // DpdkLibrary.open() is called before this class is used
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(final String name, final FunctionDescriptor descriptor,
            final Linker.Option... options) {
        return LINKER.downcallHandle(LIBRARIES.findOrThrow(name), descriptor, options);
    }

    /** For a function whose address is the first argument. */
    @SuppressWarnings("restricted")
    private static MethodHandle pointer(final FunctionDescriptor descriptor, final Linker.Option... options) {
        return LINKER.downcallHandle(descriptor, options);
    }

    /** An exported variable. */
    @SuppressWarnings("restricted")
    static MemorySegment variable(final String name, final long bytes) {
        return LIBRARIES.findOrThrow(name).reinterpret(bytes);
    }

    /** Memory of DPDK's. */
    @SuppressWarnings("restricted")
    static MemorySegment at(final long address, final long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    static String version() {
        try {
            return at(((MemorySegment) VERSION.invokeExact()).address(), NAME_BYTES).getString(0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** DPDK keeps pointers to its arguments. */
    static int ealInit(final List<String> arguments) {
        final MemorySegment list = Arena.global().allocate(ADDRESS, arguments.size() + 1L);
        for (int i = 0; i < arguments.size(); i++) {
            list.setAtIndex(ADDRESS, i, Arena.global().allocateFrom(arguments.get(i)));
        }
        try {
            return (int) EAL_INIT.invokeExact(arguments.size(), list);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int probe(final String devargs) {
        try (var arena = Arena.ofConfined()) {
            return (int) DEV_PROBE.invokeExact(arena.allocateFrom(devargs));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int remove(final MemorySegment device) {
        try {
            return (int) DEV_REMOVE.invokeExact(device);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Returns the pool's address, 0 if there is not enough memory. */
    static long createPool(final String name, final int mbufs, final int cached, final int roomBytes,
            final int socket) {
        try (var arena = Arena.ofConfined()) {
            return ((MemorySegment) POOL_CREATE.invokeExact(arena.allocateFrom(name), mbufs, cached, (short) 0,
                (short) roomBytes, socket)).address();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** The number of a device's port. */
    static int portByName(final String name) {
        try (var arena = Arena.ofConfined()) {
            final MemorySegment port = arena.allocate(JAVA_SHORT);
            final int result = (int) PORT_BY_NAME.invokeExact(arena.allocateFrom(name), port);
            return result < 0 ? result : Short.toUnsignedInt(port.get(JAVA_SHORT, 0));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int info(final int port, final MemorySegment info) {
        return intoMemory(DEV_INFO, port, info);
    }

    /** One queue each way. */
    static int configure(final int port, final MemorySegment configuration) {
        try {
            return (int) CONFIGURE.invokeExact((short) port, (short) 1, (short) 1, configuration);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Changes the numbers of descriptors to what the device can do. */
    static int adjustDescriptors(final int port, final MemorySegment receive, final MemorySegment transmit) {
        try {
            return (int) ADJUST.invokeExact((short) port, receive, transmit);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int receiveQueue(final int port, final int descriptors, final int socket, final long pool) {
        try {
            return (int) RX_SETUP.invokeExact((short) port, (short) 0, (short) descriptors, socket,
                MemorySegment.NULL, pool);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int transmitQueue(final int port, final int descriptors, final int socket) {
        try {
            return (int) TX_SETUP.invokeExact((short) port, (short) 0, (short) descriptors, socket,
                MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int start(final int port) {
        return ofPort(START, port);
    }

    static int stop(final int port) {
        return ofPort(STOP, port);
    }

    static int close(final int port) {
        return ofPort(CLOSE, port);
    }

    static int setPromiscuous(final int port) {
        return ofPort(PROMISCUOUS, port);
    }

    static int mtu(final int port, final MemorySegment mtu) {
        return intoMemory(GET_MTU, port, mtu);
    }

    static int statistics(final int port, final MemorySegment statistics) {
        return intoMemory(GET_STATS, port, statistics);
    }

    static int linkState(final int port, final MemorySegment link) {
        return intoMemory(GET_LINK, port, link);
    }

    private static int ofPort(final MethodHandle function, final int port) {
        try {
            return (int) function.invokeExact((short) port);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static int intoMemory(final MethodHandle function, final int port, final MemorySegment memory) {
        try {
            return (int) function.invokeExact((short) port, memory);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Up to {@code count} mbufs of a receive queue into a table; returns how many. */
    static int receiveBurst(final MemorySegment function, final long queue, final long table, final int count) {
        try {
            return Short.toUnsignedInt((short) RECEIVE_BURST.invokeExact(function, queue, table, (short) count));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Offers a table of mbufs to a transmit queue; those taken, from the first on, are the driver's. */
    static int transmitBurst(final MemorySegment function, final long queue, final long table, final int count) {
        try {
            return Short.toUnsignedInt((short) TRANSMIT_BURST.invokeExact(function, queue, table, (short) count));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Puts a table of mbufs into a pool, or takes as many from it: all or, with a negative result, none. */
    static int mempool(final MemorySegment function, final long pool, final long table, final int count) {
        try {
            return (int) MEMPOOL_OPERATION.invokeExact(function, pool, table, count);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Gives each mbuf of a table back to its pool, unless somebody else has it too. */
    static void free(final long table, final int count) {
        try {
            FREE_BULK.invokeExact(table, count);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** A down call itself throws only when we call it wrongly. */
    private static IllegalStateException impossible(final Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a call of DPDK threw " + cause.getMessage(), cause);
    }
}
