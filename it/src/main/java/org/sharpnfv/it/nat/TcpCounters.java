/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import java.util.HashMap;
import java.util.Map;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NetworkNamespace;

/**
 * What a host's TCP admits, of all its connections.
 *
 * @param timeouts retransmission time-outs (TCPTimeouts)
 * @param lossProbes tail loss probes (TCPLossProbes)
 * @param retransmitted segments sent again, for whatever reason (RetransSegs)
 * @param outOfOrder segments that came ahead of an earlier one (TCPOFOQueue)
 */
record TcpCounters(long timeouts, long lossProbes, long retransmitted, long outOfOrder) {
    static TcpCounters of(final NetworkNamespace host) {
        final var values = new HashMap<String, Long>();
        read(host.run("cat /proc/net/netstat"), "TcpExt:", values);
        read(host.run("cat /proc/net/snmp"), "Tcp:", values);
        return new TcpCounters(value(values, "TCPTimeouts"), value(values, "TCPLossProbes"),
            value(values, "RetransSegs"), value(values, "TCPOFOQueue"));
    }

    /** Two lines with the same first word: names, then values. */
    private static void read(final String text, final String group, final Map<String, Long> values) {
        final var lines = text.lines().filter(line -> line.startsWith(group)).toList();
        final String[] names = lines.getFirst().split(" ", -1);
        final String[] numbers = lines.getLast().split(" ", -1);
        for (int i = 1; i < names.length; i++) {
            values.put(names[i], Long.parseLong(numbers[i]));
        }
    }

    private static long value(final Map<String, Long> values, final String name) {
        final Long value = values.get(name);
        if (value == null) {
            throw new LabException("this kernel has no counter " + name);
        }
        return value;
    }

    TcpCounters plus(final TcpCounters other) {
        return new TcpCounters(timeouts + other.timeouts, lossProbes + other.lossProbes,
            retransmitted + other.retransmitted, outOfOrder + other.outOfOrder);
    }

    TcpCounters since(final TcpCounters before) {
        return new TcpCounters(timeouts - before.timeouts, lossProbes - before.lossProbes,
            retransmitted - before.retransmitted, outOfOrder - before.outOfOrder);
    }
}
