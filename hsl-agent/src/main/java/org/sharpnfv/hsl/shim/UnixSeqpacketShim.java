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
import org.sharpnfv.hsl.linux.ReceiveBatch;
import org.sharpnfv.hsl.linux.SendBatch;
import org.sharpnfv.hsl.linux.SocketCalls;

/**
 * A seqpacket socket that the VNF connects to: each message is a frame, many in one system call, sent from where they
 * are. While no VNF is connected, what is sent is dropped and counted.
 */
public final class UnixSeqpacketShim implements Shim {
    private final SocketCalls calls;
    private final Libc libc;
    private final VnfSocket socket;
    private final ShimCounters counters;
    private final Arena arena = Arena.ofShared();
    private final int frameBytesMax;
    private final ReceiveBatch received;
    private final SendBatch batch;
    private SendRetry retry;
    /** The VNF did not take anything for as long as we wait: not waited for again before it takes something. */
    private boolean stalled;

    private UnixSeqpacketShim(final Libc libc, final SocketCalls calls, final VnfSocket socket,
            final int frameBytesMax, final ShimOptions options, final ShimCounters counters) {
        this.libc = libc;
        this.calls = calls;
        this.socket = socket;
        this.counters = counters;
        this.frameBytesMax = frameBytesMax;
        received = new ReceiveBatch(options.sendBatchFrames(), frameBytesMax, arena);
        batch = new SendBatch(options.sendBatchFrames());
        retry = new SendRetry(libc, -1, counters);
    }

    /** Listens at a path, for frames as long as a network interface with this MTU has them. */
    public static UnixSeqpacketShim open(final Libc libc, final String path, final int mtu,
            final ShimOptions options, final ShimCounters counters) throws ShimException {
        final int frameBytesMax = options.frameBytesMaxBehind(mtu);
        final var calls = new SocketCalls();
        final var socket = VnfSocket.listen(libc, calls, Path.of(path), LinuxAbi.SOCK_SEQPACKET,
            options.socketBufferBytes(), counters);
        return new UnixSeqpacketShim(libc, calls, socket, frameBytesMax, options, counters);
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        if (!socket.connected()) {
            attach(socket.accept());
            return 0;
        }
        final int count = received.receive(calls, socket.connection(), limit);
        if (count <= 0) {
            // nothing came: look for a newer connection. A reset is followed by what came before it, then by the end
            attach(socket.accept());
            return 0;
        }
        for (int i = 0; i < count; i++) {
            final int length = received.length(i);
            if (length == 0) {
                // the end repeats itself up to the limit
                detach("it closed the connection");
                return i;
            }
            deliver(i, length, sink);
        }
        return count;
    }

    private void deliver(final int position, final int length, final FrameSink sink) {
        if (received.truncated(position)) {
            counters.receiveDroppedTruncated().increment();
        } else if (length < EthernetHeader.BYTES) {
            counters.receiveDroppedMalformed().increment();
        } else {
            counters.receivedFrames().increment();
            counters.receivedBytes().add(length);
            sink.frame(received.memory(), received.offset(position), length);
        }
    }

    private void attach(final boolean newer) {
        if (newer) {
            reset();
            retry = new SendRetry(libc, socket.connection(), counters);
        }
    }

    private void detach(final String reason) {
        socket.disconnect(reason);
        reset();
    }

    private void reset() {
        counters.sendDroppedDown().add(batch.size());
        batch.clear();
        stalled = false;
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        if (!socket.connected()) {
            counters.sendDroppedDown().increment();
            return;
        }
        if (batch.full()) {
            flush();
        }
        batch.add(memory, offset, length);
    }

    @Override
    public void flush() {
        if (!stalled) {
            retry.begin();
        }
        int done = 0;
        while (done < batch.size()) {
            final int taken = batch.send(libc, socket.connection(), done);
            if (taken > 0) {
                count(done, taken);
                done += taken;
                stalled = false;
            } else if (!retry.again(-taken)) {
                stalled = -taken == Errno.EAGAIN;
                final int dropped = retry.gaveUp() ? batch.size() - done : 1;
                retry.countDropped(-taken, dropped);
                done += dropped;
            }
        }
        batch.clear();
    }

    private void count(final int from, final int frames) {
        long bytes = 0;
        for (int i = from; i < from + frames; i++) {
            bytes += batch.length(i);
        }
        counters.sentFrames().add(frames);
        counters.sentBytes().add(bytes);
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
