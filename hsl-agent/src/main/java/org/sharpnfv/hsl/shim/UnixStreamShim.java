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
import java.nio.file.Path;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.SocketCalls;

/**
 * A stream socket that the VNF connects to (the paper's Fig. 2a): each frame behind its length, many in one system
 * call. While no VNF is connected, what is sent is dropped and counted.
 */
public final class UnixStreamShim implements Shim {
    private final SocketCalls calls;
    private final Libc libc;
    private final VnfSocket socket;
    private final ShimCounters counters;
    private final Arena arena = Arena.ofShared();
    private final int frameBytesMax;
    private final FrameStreamReader reader;
    private final FrameStreamWriter writer;
    private SendRetry retry;
    /** The VNF did not take anything for as long as we wait: not waited for again before it takes something. */
    private boolean stalled;

    private UnixStreamShim(final Libc libc, final SocketCalls calls, final VnfSocket socket, final int frameBytesMax,
            final ShimCounters counters) {
        this.libc = libc;
        this.calls = calls;
        this.socket = socket;
        this.counters = counters;
        this.frameBytesMax = frameBytesMax;
        reader = new FrameStreamReader(frameBytesMax, counters, arena);
        writer = new FrameStreamWriter(counters, arena);
        retry = new SendRetry(libc, -1, counters);
    }

    /** Listens at a path, for frames as long as a network interface with this MTU has them. */
    public static UnixStreamShim open(final Libc libc, final String path, final int mtu, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        final int frameBytesMax = options.frameBytesMaxBehind(mtu);
        final var calls = new SocketCalls();
        final var socket = VnfSocket.listen(libc, calls, Path.of(path), LinuxAbi.SOCK_STREAM,
            options.socketBufferBytes(), counters);
        return new UnixStreamShim(libc, calls, socket, frameBytesMax, counters);
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        if (!socket.connected()) {
            attach(socket.accept());
            return 0;
        }
        int taken = reader.deliver(sink, limit);
        if (taken == 0 && !reader.broken()) {
            final int count = reader.fill(calls, socket.connection());
            if (count > 0) {
                taken = reader.deliver(sink, limit);
            } else if (count == 0) {
                detach("it closed the connection");
            } else {
                // nothing came: look for a newer connection. A reset is followed by what came before it, then by the
                // end
                attach(socket.accept());
            }
        }
        if (reader.broken()) {
            detach("it said that a frame has " + reader.badLength() + " bytes, expected " + EthernetHeader.BYTES
                + " to " + frameBytesMax + "; each frame must be preceded by its length in four bytes, big endian");
        }
        return taken;
    }

    private void attach(final boolean newer) {
        if (newer) {
            resetBoth();
            retry = new SendRetry(libc, socket.connection(), counters);
        }
    }

    private void detach(final String reason) {
        socket.disconnect(reason);
        resetBoth();
    }

    private void resetBoth() {
        reader.reset();
        counters.sendDroppedDown().add(writer.reset());
        stalled = false;
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        if (!socket.connected()) {
            counters.sendDroppedDown().increment();
        } else if (!writer.add(memory, offset, length)) {
            flush();
            if (!writer.add(memory, offset, length)) {
                counters.sendDroppedRefused().increment();
            }
        }
    }

    @Override
    public void flush() {
        if (writer.empty()) {
            return;
        }
        if (!stalled) {
            retry.begin();
        }
        while (!writer.empty()) {
            final int taken = writer.write(calls, socket.connection());
            if (taken > 0) {
                stalled = false;
            } else if (!retry.again(-taken)) {
                giveUp(-taken);
                return;
            }
        }
    }

    private void giveUp(final int errno) {
        if (errno == Errno.EAGAIN) {
            stalled = true;
            retry.countDropped(errno, writer.dropUnbegun());
        } else {
            // the next poll takes what the VNF sent before, then finds the end of the connection
            retry.countDropped(errno, writer.reset());
        }
    }

    @Override
    public void tend() {
        attach(socket.tend());
    }

    @Override
    public int fd() {
        return socket.epoll().fd();
    }

    @Override
    public String name() {
        return socket.name();
    }

    @Override
    public int frameBytesMax() {
        return frameBytesMax;
    }

    @Override
    public ShimCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
            socket.close();
        }
    }
}
