/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.io.IOException;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;

/** An interface could not be opened; the message is one sentence for the person who started the agent. */
public final class ShimException extends IOException {
    private static final long serialVersionUID = 1L;

    ShimException(final String sentence, final Throwable cause) {
        super(sentence, cause);
    }

    static ShimException packetSocket(final String name, final ErrnoException cause) {
        final String sentence = switch (cause.errno()) {
            case Errno.EPERM, Errno.EACCES ->
                name + ": a packet socket needs CAP_NET_RAW; run as root or give the program that capability";
            case Errno.ENODEV, Errno.ENXIO ->
                name + ": no such interface in this network namespace; see `ip link`, create it or correct the name";
            case Errno.ENOMEM ->
                name + ": no memory for the receive ring; choose a smaller --ring-bytes";
            default -> name + ": cannot open a packet socket on it: " + cause.getMessage();
        };
        return new ShimException(sentence, cause);
    }

    static ShimException tap(final String name, final ErrnoException cause) {
        final String sentence = switch (cause.errno()) {
            case Errno.EPERM, Errno.EACCES ->
                name + ": creating a TAP interface needs CAP_NET_ADMIN and access to /dev/net/tun; run as root";
            case Errno.ENOENT, Errno.ENODEV ->
                name + ": no /dev/net/tun here; load the kernel module tun, or pass the device to the container";
            case Errno.EBUSY ->
                name + ": another program has this TAP interface open; stop it or choose another name";
            case Errno.EINVAL ->
                name + ": an interface of this name exists and is no TAP interface; choose another name";
            default -> name + ": cannot create the TAP interface: " + cause.getMessage();
        };
        return new ShimException(sentence, cause);
    }
}
