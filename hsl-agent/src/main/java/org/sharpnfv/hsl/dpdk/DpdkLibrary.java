/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** DPDK's shared libraries, as Debian 12 packages them. Once opened they stay open. */
enum DpdkLibrary {
    EAL("eal"), MEMPOOL("mempool"), MBUF("mbuf"), ETHDEV("ethdev");

    /** What has to be there beside the libraries above, which they depend on. */
    private static final String NEEDED = "librte-ethdev23 librte-mempool-ring23";
    private static final String ABI = "23";

    private final String word;

    DpdkLibrary(final String word) {
        this.word = word;
    }

    /** Opens all; says which package is missing. */
    static SymbolLookup open() throws IOException {
        SymbolLookup all = name -> Optional.empty();
        for (final DpdkLibrary each : values()) {
            all = all.or(each.openOne());
        }
        final Path handler = drivers().resolve("librte_mempool_ring.so." + ABI);
        if (!Files.exists(handler)) {
            throw new IOException("dpdk: expected " + handler + ", found no such file; " + remedy(NEEDED));
        }
        return all;
    }

    @SuppressWarnings("restricted")
    private SymbolLookup openOne() throws IOException {
        final String file = "librte_" + word + ".so." + ABI;
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new IOException("dpdk: expected the library " + file + " of " + DpdkAbi.VERSION
                + ", which cannot be opened (" + e.getMessage() + "); " + remedy(NEEDED), e);
        }
    }

    /** Where the drivers are that DPDK opens by itself. */
    private static Path drivers() {
        final String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
        return Path.of("/usr/lib/" + machine + "-linux-gnu/dpdk/pmds-23.0");
    }

    /** What most likely is wrong when DPDK knows no driver for a device. */
    static String missingDriver(final DpdkAddress address) {
        final String driver = address.device().replaceFirst("[0-9]+$", "");
        if (!driver.startsWith("net_")) {
            return "see that it is bound to a driver that DPDK takes, such as vfio-pci (dpdk-devbind.py --status),"
                + " and that --dpdk-eal has neither --no-pci nor --no-huge";
        }
        return Files.exists(drivers().resolve("librte_" + driver + ".so." + ABI))
            ? "correct its arguments or give the agent the rights that it needs, see DPDK's own lines above"
            : remedy("librte-" + driver.replace('_', '-') + ABI);
    }

    private static String remedy(final String packages) {
        return "on Debian 12: apt-get install " + packages;
    }
}
