/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A device in DPDK's own words (devargs), such as {@code net_memif0,role=client,id=0}: its name, then arguments for its
 * driver.
 */
public record DpdkAddress(String devargs) {
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*"
        + "|[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]");
    private static final Pattern PRINTABLE = Pattern.compile("\\p{Graph}+");

    public DpdkAddress {
        if (!PRINTABLE.matcher(devargs).matches() || !DEVICE.matcher(name(devargs)).matches()) {
            throw new IllegalArgumentException("expected a device as DPDK names it, such as"
                + " net_memif0,role=client,id=0,socket=/run/x.sock or 0000:03:00.0, found \"" + devargs
                + "\"; name it without spaces, a PCI device with its domain");
        }
    }

    private static String name(final String devargs) {
        final int comma = devargs.indexOf(',');
        return comma < 0 ? devargs : devargs.substring(0, comma);
    }

    /** The name alone: no two devices of a process may have the same. */
    public String device() {
        return name(devargs);
    }

    /** Whether it has a driver of this name, followed by a number. */
    public boolean isOf(final String driver) {
        return device().startsWith(driver) && device().substring(driver.length()).matches("[0-9]*");
    }

    /** The value of an argument. */
    public Optional<String> argument(final String key) {
        for (final String each : devargs.split(",", -1)) {
            if (each.startsWith(key + '=')) {
                return Optional.of(each.substring(key.length() + 1));
            }
        }
        return Optional.empty();
    }
}
