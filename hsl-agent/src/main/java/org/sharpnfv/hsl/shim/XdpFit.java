/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Ethtool;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;

/** Whether an interface, as it is set up, is one that AF_XDP can serve. */
final class XdpFit {
    private static final System.Logger LOG = System.getLogger(XdpFit.class.getName());
    private static final int FRAME_OVERHEAD_BYTES = EthernetHeader.BYTES + 2 * EthernetHeader.TAG_BYTES;
    private static final int MTU_MAX =
        XdpMemory.CHUNK_BYTES_MAX - XdpMemory.HEADROOM_BYTES - FRAME_OVERHEAD_BYTES;
    private static final String VETH = "veth";

    private final NetworkInterfaces interfaces;
    private final Ethtool ethtool;
    private final String name;

    XdpFit(final Libc libc, final String name) {
        interfaces = new NetworkInterfaces(libc);
        ethtool = new Ethtool(libc);
        this.name = name;
    }

    /** Longest frame that the interface sends. */
    int sendBytesMax() throws ErrnoException {
        return interfaces.mtu(name) + FRAME_OVERHEAD_BYTES;
    }

    /** The size of the memory's chunks. */
    int chunkBytes(final ShimOptions options) throws ErrnoException, ShimException {
        final int mtu = interfaces.mtu(name);
        final int chunkBytes = options.slotBytesFor(mtu, XdpMemory.HEADROOM_BYTES);
        if (chunkBytes > XdpMemory.CHUNK_BYTES_MAX) {
            throw new ShimException(name + ": AF_XDP takes frames with an MTU of at most " + MTU_MAX + ", found MTU "
                + mtu + (options.slotBytes() == 0 ? "" : " and --slot-bytes " + options.slotBytes())
                + "; ip link set " + name + " mtu " + MTU_MAX + ", or leave af_xdp: away", null);
        }
        return chunkBytes;
    }

    /** Refuses an interface some of whose frames would not come to us. */
    void checkQueues() throws ErrnoException, ShimException {
        final Ethtool.Queues queues = ethtool.queues(name);
        if (queues.receiving() > 1) {
            throw new ShimException(name + ": AF_XDP serves one receive queue, found " + queues.receiving()
                + "; ethtool -L " + name + (queues.combined() > 0 ? " combined 1" : " rx 1")
                + ", or leave af_xdp: away", null);
        }
    }

    /** Says what nobody would see otherwise: what offloads leave out of a frame is not in the memory either. */
    void warn() throws ErrnoException {
        if (VETH.equals(ethtool.driver(name))) {
            LOG.log(System.Logger.Level.INFO, "{0}: AF_XDP does not see a checksum or tag that the other end of a veth"
                + " leaves to its device; there: ethtool -K IF tx off txvlan off tx-vlan-stag-hw-insert off", name);
        } else if (ethtool.takesTags(name)) {
            LOG.log(System.Logger.Level.WARNING, "{0}: the device may take 802.1Q tags away where AF_XDP cannot see"
                + " them: ethtool -K {0} rxvlan off", name);
        }
    }
}
