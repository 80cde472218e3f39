/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * DPDK in this process: started once, by the thread that will move the packets, and never stopped; devices come and go.
 * Its own messages go to standard error.
 */
public final class Eal {
    /** What people may replace: no huge pages, no devices of the PCI bus. */
    public static final String DEFAULT_OPTIONS = "--no-huge --no-pci -m 256";

    private static final String PREFIX = "sharp-hsl";
    private static final String NO_HUGE_PAGES = "--no-huge";
    /** These would end the process, or are the agent's to say. */
    private static final Pattern REFUSED = Pattern.compile(
        "-h|--help|-v|--version|-l|-c|--lcores|-S|-s|--main-lcore|--file-prefix|--proc-type|--in-memory|--no-shconf");
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final int MBUFS_MIN = 4096;
    private static final int MBUFS_MAX = 65536;
    /** Network and VNF, on both sides. */
    private static final int PORTS = 4;
    private static @Nullable Eal running;

    private final FrameInHand inHand = new FrameInHand();
    private final Map<Integer, MbufPool> pools = new HashMap<>();
    private final Set<String> devices = new HashSet<>();

    private Eal() {
        // by start()
    }

    /**
     * Starts DPDK if it does not run yet.
     *
     * @param options more for rte_eal_init, separated by spaces
     * @throws IOException one sentence for the person who started the agent
     */
    public static synchronized Eal start(final String options) throws IOException {
        if (running == null) {
            checkOptions(options);
            DpdkLibrary.open();
            final String version = DpdkCalls.version();
            if (!version.startsWith(DpdkAbi.VERSION)) {
                throw new IOException("dpdk: expected " + DpdkAbi.VERSION + ", whose structures the agent knows, found "
                    + version + "; install Debian 12's packages, such as librte-ethdev23");
            }
            final int result = DpdkCalls.ealInit(arguments(options, allowedCpus()));
            if (result < 0) {
                throw new IOException("dpdk: DPDK does not start with --dpdk-eal \"" + options
                    + "\": see its own lines above, and correct that option");
            }
            running = new Eal();
        }
        return running;
    }

    /** Refuses options that would not do what one hopes for. */
    public static void checkOptions(final String options) {
        for (final String word : words(options)) {
            if (REFUSED.matcher(word.replaceFirst("=.*", "")).matches()) {
                throw new IllegalArgumentException("expected options of DPDK's EAL without " + word
                    + ", which is the agent's to choose (--cpu) or makes no sense here, found \"" + options + '"');
            }
        }
    }

    private static List<String> words(final String options) {
        return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+", -1));
    }

    /**
     * One lcore, the calling thread, allowed wherever it is allowed already. Nothing is shared with other processes, so
     * there are no files, and several agents run side by side. DPDK makes a directory of the prefix's name anyway,
     * where it may, and leaves it: one for all agents is enough.
     */
    private static List<String> arguments(final String options, final String cpus) {
        final List<String> words = words(options);
        final var arguments = new ArrayList<>(List.of("sharp-hsl", "--lcores", "0@(" + cpus + ')',
            words.contains(NO_HUGE_PAGES) ? "--no-shconf" : "--in-memory",
            "--file-prefix", PREFIX, "--no-telemetry",
            "--log-level", "lib.eal:warning"));
        arguments.addAll(words);
        return arguments;
    }

    private static String allowedCpus() throws IOException {
        for (final String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
            if (line.startsWith(ALLOWED)) {
                return line.substring(ALLOWED.length()).strip();
            }
        }
        throw new IOException("dpdk: expected " + ALLOWED + " in /proc/thread-self/status, found none; see that"
            + " /proc is mounted");
    }

    /** For all ports. */
    public FrameInHand inHand() {
        return inHand;
    }

    /**
     * Finds a device, or makes it, and starts its port with one queue each way.
     *
     * @param address the device
     * @param request what its port is to be like
     * @throws IOException one sentence for the person who started the agent
     */
    public synchronized EthPort open(final DpdkAddress address, final PortRequest request) throws IOException {
        final MbufPool pool = pool(request.roomBytes(), request.bufferBytes());
        if (!devices.add(address.device())) {
            throw new IOException("dpdk:" + address.devargs() + ": expected a device of its own, found "
                + address.device() + " in use by this agent; give each its own number, such as net_memif0 and"
                + " net_memif1");
        }
        try {
            return EthPort.open(address, pool, request, () -> forget(address));
        } catch (IOException e) {
            forget(address);
            throw e;
        }
    }

    private synchronized void forget(final DpdkAddress address) {
        devices.remove(address.device());
    }

    private MbufPool pool(final int roomBytes, final int bufferBytes) throws IOException {
        MbufPool pool = pools.get(roomBytes);
        if (pool == null) {
            final int mbufs =
                Math.toIntExact(Math.clamp((long) PORTS * bufferBytes / roomBytes, MBUFS_MIN, MBUFS_MAX));
            pool = MbufPool.create("sharp-" + roomBytes, mbufs, roomBytes);
            pools.put(roomBytes, pool);
        }
        return pool;
    }
}
