/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;

/**
 * What one shim saw and did.
 *
 * @param receivedFrames frames handed to the bridge
 * @param receivedBytes their bytes, tags included
 * @param sentFrames frames the kernel or the DPDK driver took
 * @param sentBytes their bytes
 * @param receiveDroppedKernel frames the kernel, or a DPDK device, dropped because the receive ring was full
 * @param receiveStarved how often the kernel, or a DPDK driver, found no empty buffer to receive into, where it tells
 * @param receiveDroppedTruncated frames dropped because they were longer than a slot
 * @param receiveDroppedMalformed frames dropped because their length or place cannot be, or because the VNF's
 *            connection ended within them
 * @param receiveChecksumMissing frames forwarded without a finished checksum: transmit offload is on at the sender
 * @param sendDroppedBusy frames dropped because the device or socket buffer stayed full
 * @param sendDroppedDown frames dropped because the interface was down or gone, or no VNF connected
 * @param sendDroppedRefused frames the kernel refused, most likely longer than the interface's MTU allows
 * @param sendRetries waits for a full device or socket buffer
 * @param connects times that a VNF connected, where it connects
 */
public record ShimCounters(
        Counter receivedFrames,
        Counter receivedBytes,
        Counter sentFrames,
        Counter sentBytes,
        Counter receiveDroppedKernel,
        Counter receiveStarved,
        Counter receiveDroppedTruncated,
        Counter receiveDroppedMalformed,
        Counter receiveChecksumMissing,
        Counter sendDroppedBusy,
        Counter sendDroppedDown,
        Counter sendDroppedRefused,
        Counter sendRetries,
        Counter connects) {

    /** Makes the counters of a shim, with its role as prefix, such as {@code ingress}. */
    public static ShimCounters in(final Counters counters, final String role) {
        return new ShimCounters(
            counters.counter(role + ".received-frames"),
            counters.counter(role + ".received-bytes"),
            counters.counter(role + ".sent-frames"),
            counters.counter(role + ".sent-bytes"),
            counters.counter(role + ".receive-dropped-kernel"),
            counters.counter(role + ".receive-starved"),
            counters.counter(role + ".receive-dropped-truncated"),
            counters.counter(role + ".receive-dropped-malformed"),
            counters.counter(role + ".receive-checksum-missing"),
            counters.counter(role + ".send-dropped-busy"),
            counters.counter(role + ".send-dropped-down"),
            counters.counter(role + ".send-dropped-refused"),
            counters.counter(role + ".send-retries"),
            counters.counter(role + ".connects"));
    }
}
