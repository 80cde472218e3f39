/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.io.IOException;
import java.nio.file.Path;
import org.sharpnfv.hsl.linux.Epoll;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.SocketCalls;
import org.sharpnfv.hsl.linux.UnixListener;
import org.sharpnfv.hsl.stats.Trouble;

/**
 * Where one side of the VNF connects to, and its connection: one at a time, the newest wins, because the older one may
 * be of a process that hangs.
 */
final class VnfSocket implements AutoCloseable {
    /** What {@link Epoll#found} says of the two sockets; users may add descriptors with higher tokens. */
    static final int TOKEN_LISTENER = 0;
    static final int TOKEN_CONNECTION = 1;

    private static final System.Logger LOG = System.getLogger(VnfSocket.class.getName());

    private final Libc libc;
    private final UnixListener listener;
    private final Epoll epoll;
    private final int bufferBytes;
    private final ShimCounters counters;
    private int connection = -1;
    private boolean deaf;
    private final Trouble trouble;

    private VnfSocket(final Libc libc, final UnixListener listener, final Epoll epoll, final int bufferBytes,
            final ShimCounters counters) {
        this.libc = libc;
        this.listener = listener;
        this.epoll = epoll;
        this.bufferBytes = bufferBytes;
        this.counters = counters;
        trouble = new Trouble(LOG, listener.path() + ": ");
    }

    /** Listens at a path with a socket of a type, SOCK_STREAM or SOCK_SEQPACKET. */
    static VnfSocket listen(final Libc libc, final SocketCalls calls, final Path path, final int type,
            final int bufferBytes, final ShimCounters counters) throws ShimException {
        try {
            final UnixListener listener = UnixListener.listen(libc, calls, path, type);
            final Epoll epoll;
            try {
                epoll = new Epoll(libc, calls);
                epoll.add(listener.fd(), TOKEN_LISTENER);
            } catch (ErrnoException e) {
                listener.close();
                throw e;
            }
            return new VnfSocket(libc, listener, epoll, bufferBytes, counters);
        } catch (IOException e) {
            throw new ShimException(e.getMessage(), e);
        }
    }

    boolean connected() {
        return connection >= 0;
    }

    /** The connection's descriptor, -1 for none. */
    int connection() {
        return connection;
    }

    Epoll epoll() {
        return epoll;
    }

    String name() {
        return listener.path().toString();
    }

    /** Takes a connection that waits; returns whether there was one, which is then in the place of the older one. */
    boolean accept() {
        final int newest = listener.accept();
        if (newest < 0) {
            handleRefusal(-newest);
            return false;
        }
        if (connected()) {
            disconnect("a newer connection took its place");
        }
        // FORCE passes the system's limit but needs CAP_NET_ADMIN; without it the limit is what we get
        if (libc.setsockopt(newest, LinuxAbi.SOL_SOCKET, LinuxAbi.SO_SNDBUFFORCE, bufferBytes) < 0) {
            libc.setsockopt(newest, LinuxAbi.SOL_SOCKET, LinuxAbi.SO_SNDBUF, bufferBytes);
        }
        try {
            epoll.add(newest, TOKEN_CONNECTION);
        } catch (ErrnoException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}: a connection is refused: {1}", name(), e.getMessage());
            libc.close(newest);
            return false;
        }
        connection = newest;
        trouble.isOver("connections are taken again");
        counters.connects().increment();
        LOG.log(System.Logger.Level.INFO, "{0}: a VNF connected", name());
        return true;
    }

    /** A listener with a connection that cannot be taken stays readable: it must not keep the thread awake. */
    private void handleRefusal(final int errno) {
        if (errno != Errno.EAGAIN && errno != Errno.EINTR && !deaf) {
            deaf = true;
            epoll.remove(listener.fd());
            trouble.is("no connection can be taken, tried again every second: " + Errno.text(errno));
        }
    }

    /** About once a second: listens again after a failure, and so takes a newer connection beside a busy one. */
    boolean tend() {
        if (deaf) {
            try {
                epoll.add(listener.fd(), TOKEN_LISTENER);
                deaf = false;
            } catch (ErrnoException e) {
                trouble.is("no connection can be taken, tried again every second: " + e.getMessage());
            }
        }
        return accept();
    }

    /** Ends the connection, for a reason that a person reads. */
    void disconnect(final String reason) {
        libc.close(connection);
        connection = -1;
        LOG.log(System.Logger.Level.INFO, "{0}: the VNF is disconnected: {1}", name(), reason);
    }

    @Override
    public void close() {
        if (connected()) {
            libc.close(connection);
            connection = -1;
        }
        epoll.close();
        listener.close();
    }
}
