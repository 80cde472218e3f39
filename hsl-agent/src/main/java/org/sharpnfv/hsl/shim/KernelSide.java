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
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;
import org.sharpnfv.hsl.linux.NetworkInterfaces.Link;

/**
 * The interface that a DPDK driver stands on ({@code iface=}), and the driver's packet socket if it has opened one. The
 * socket stays the driver's; what the driver does not do with it is done here: it is waited on, asked for losses, kept
 * from hearing what the host itself sends, and made promiscuous for as long as it is open. It cannot be bound to an
 * interface that was made anew, because it is in a fanout group.
 */
final class KernelSide {
    private static final System.Logger LOG = System.getLogger(KernelSide.class.getName());

    private final Libc libc;
    private final String name;
    private final @Nullable PacketSocket socket;
    private final MemorySegment nameText;
    private final int interfaceIndex;
    private volatile boolean lost;

    private KernelSide(final Libc libc, final String name, final @Nullable PacketSocket socket) throws ErrnoException {
        this.libc = libc;
        this.name = name;
        this.socket = socket;
        nameText = Arena.ofAuto().allocateFrom(name);
        interfaceIndex = ErrnoException.check(libc.ifNameToIndex(nameText), "index of " + name);
        if (socket != null) {
            socket.filterOutgoing();
            socket.setPromiscuous(interfaceIndex);
        }
    }

    /** Of a device that was just opened. */
    static KernelSide of(final Libc libc, final String name, final @Nullable PacketSocket socket)
            throws ShimException {
        try {
            return new KernelSide(libc, name, socket);
        } catch (ErrnoException e) {
            throw ShimException.packetSocket(name, e);
        }
    }

    int mtu() throws ShimException {
        return NetworkShim.mtuOf(libc, name);
    }

    /** Any thread may ask. */
    Link link() throws ErrnoException {
        if (lost) {
            throw new ErrnoException(name + " was made anew, DPDK's driver has the old one: restart the agent",
                Errno.ENXIO);
        }
        return NetworkShim.linkOf(name);
    }

    boolean carries() {
        try {
            return !lost && new NetworkInterfaces(libc).link(name) == Link.RUNNING;
        } catch (ErrnoException e) {
            // it is gone
            return false;
        }
    }

    boolean hasSocket() {
        return socket != null;
    }

    /** To be waited on; -1 for none. */
    int fd() {
        return socket == null ? -1 : socket.fd();
    }

    /** As {@link Shim#tend()}; returns the kernel's losses since the last time. */
    long tend() {
        if (socket == null) {
            return 0;
        }
        final int error = socket.takeError();
        if (error != 0) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", name, Errno.text(error));
        }
        final int index = libc.ifNameToIndex(nameText);
        if (index > 0 && index != interfaceIndex && !lost) {
            lost = true;
            LOG.log(System.Logger.Level.ERROR, "{0}: the interface was made anew, DPDK''s driver has the old"
                + " one: restart the agent", name);
        }
        return socket.takeDrops();
    }
}
