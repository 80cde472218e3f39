/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

/** The error numbers of Linux that the agent reacts to or explains (the same on x86-64 and aarch64). */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int EPIPE = 32;
    public static final int EBADFD = 77;
    public static final int EMSGSIZE = 90;
    public static final int EPROTOTYPE = 91;
    public static final int EOPNOTSUPP = 95;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int ENETDOWN = 100;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ENOTCONN = 107;
    public static final int ECONNREFUSED = 111;

    private Errno() {
        // constants only
    }

    /** A short English text for a person, for example "EPERM (not permitted)". */
    public static String text(final int errno) {
        return switch (errno) {
            case EPERM -> "EPERM (not permitted)";
            case ENOENT -> "ENOENT (does not exist)";
            case EINTR -> "EINTR (interrupted)";
            case EIO -> "EIO (input/output error)";
            case ENXIO -> "ENXIO (no such device)";
            case EAGAIN -> "EAGAIN (try again)";
            case ENOMEM -> "ENOMEM (out of memory)";
            case EACCES -> "EACCES (access denied)";
            case EBUSY -> "EBUSY (in use)";
            case ENODEV -> "ENODEV (no such device)";
            case EINVAL -> "EINVAL (invalid argument)";
            case EMFILE -> "EMFILE (too many open files)";
            case EPIPE -> "EPIPE (closed by the other end)";
            case EBADFD -> "EBADFD (its device is gone)";
            case EMSGSIZE -> "EMSGSIZE (too long)";
            case EPROTOTYPE -> "EPROTOTYPE (socket of another type)";
            case EOPNOTSUPP -> "EOPNOTSUPP (not supported)";
            case EAFNOSUPPORT -> "EAFNOSUPPORT (address family not supported)";
            case EADDRINUSE -> "EADDRINUSE (address in use)";
            case ENETDOWN -> "ENETDOWN (network is down)";
            case ECONNRESET -> "ECONNRESET (reset by the other end)";
            case ENOBUFS -> "ENOBUFS (no buffer space)";
            case ENOTCONN -> "ENOTCONN (not connected)";
            case ECONNREFUSED -> "ECONNREFUSED (nobody listens)";
            default -> "errno " + errno;
        };
    }
}
