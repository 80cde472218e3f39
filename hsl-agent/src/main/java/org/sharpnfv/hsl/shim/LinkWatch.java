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
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;
import org.sharpnfv.hsl.stats.Trouble;

/**
 * Looks after the interface of a packet socket, about once a second: attaches to a new one of the same name, and says
 * what is wrong, once. An interface that goes down and comes back the kernel attaches by itself.
 */
final class LinkWatch {
    private static final System.Logger LOG = System.getLogger(AfPacketShim.class.getName());
    private static final String UNTIL_THEN = "; until then nothing comes from it, and what is sent is dropped and"
        + " counted";

    private final Libc libc;
    private final String name;
    private final MemorySegment nameText;
    private final PacketSocket socket;
    private final ShimCounters counters;
    private final int frameBytesMax;
    private final Trouble link;
    private final Trouble received;
    private final Trouble sent;
    private int index;

    /** Of a socket that is not attached yet; it is afterwards. */
    LinkWatch(final Libc libc, final String name, final PacketSocket socket, final ShimCounters counters,
            final int frameBytesMax, final Arena arena) throws ErrnoException {
        this.libc = libc;
        this.name = name;
        this.socket = socket;
        this.counters = counters;
        this.frameBytesMax = frameBytesMax;
        link = new Trouble(LOG, name + ": ");
        received = new Trouble(LOG, name + ": ");
        sent = new Trouble(LOG, name + ": ");
        nameText = arena.allocateFrom(name);
        index = ErrnoException.check(libc.ifNameToIndex(nameText), "index of " + name);
        socket.attach(index);
    }

    void look() {
        final int error = socket.takeError();
        final int now = libc.ifNameToIndex(nameText);
        if (now == -Errno.ENODEV) {
            index = 0;
            link.is("the interface is gone; make one of this name again" + UNTIL_THEN);
        } else if (now > 0) {
            if (now != index) {
                attach(now);
            } else if (error == Errno.ENETDOWN) {
                link.is("the interface is down: ip link set " + name + " up" + UNTIL_THEN);
            } else if (link.isNow() && isUp()) {
                link.isOver("the interface is up");
            }
        }
        sayWhatIsTooLong();
    }

    private void attach(final int now) {
        try {
            socket.attach(now);
            index = now;
            link.is("attached to the new interface of this name");
        } catch (ErrnoException e) {
            link.is("cannot attach to the new interface of this name, tried again: " + e.getMessage());
        }
    }

    private boolean isUp() {
        try {
            return new NetworkInterfaces(libc).link(name) != NetworkInterfaces.Link.DOWN;
        } catch (ErrnoException e) {
            return false;
        }
    }

    private void sayWhatIsTooLong() {
        if (counters.receiveDroppedTruncated().value() > 0) {
            received.is("frames of more than " + frameBytesMax + " bytes came and were dropped, see"
                + " receive-dropped-truncated: if its MTU was raised, start the agent again; else switch segmentation"
                + " offload off at the sender");
        }
        if (counters.sendDroppedRefused().value() > 0) {
            sent.is("frames were refused, see send-dropped-refused: they are longer than its MTU allows; it must be as"
                + " large as that of the interface on the other side of the agent");
        }
    }
}
