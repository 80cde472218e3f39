/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.linux.SocketCalls;
import org.sharpnfv.hsl.linux.UnixListener;

/** A VNF's end of a Unix socket, as plain as it can be. */
final class UnixPeer implements AutoCloseable {
    private final Libc libc = new Libc();
    private final SocketCalls calls = new SocketCalls();
    private final MemorySegment memory = Arena.ofAuto().allocate(1 << 20);
    private final int fd;
    private boolean open = true;

    UnixPeer(final Path path, final int type) throws ErrnoException {
        fd = ErrnoException.check(libc.socket(LinuxAbi.AF_UNIX, type | LinuxAbi.SOCK_CLOEXEC, 0), "socket");
        ErrnoException.check(calls.connect(fd, UnixListener.address(path)), "connect " + path);
    }

    /** One system call; waits until everything is taken. */
    void send(final byte[] bytes) throws ErrnoException {
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
        int done = 0;
        while (done < bytes.length) {
            done += ErrnoException.check(
                calls.send(fd, memory, done, bytes.length - done, LinuxAbi.MSG_NOSIGNAL), "send");
        }
    }

    /** What comes in one call; empty at the end of the connection. Fails after two seconds. */
    byte[] receive() throws ErrnoException {
        return receiveOnce((int) memory.byteSize());
    }

    /** Reads so many bytes of a stream. */
    byte[] receive(final int bytes) throws ErrnoException {
        final var all = new ByteArrayOutputStream();
        while (all.size() < bytes) {
            final byte[] some = receiveOnce(bytes - all.size());
            if (some.length == 0) {
                throw new AssertionError("expected " + bytes + " bytes, found the end after " + all.size());
            }
            all.writeBytes(some);
        }
        return all.toByteArray();
    }

    private byte[] receiveOnce(final int bytesMax) throws ErrnoException {
        if (new PollSet(libc, LinuxAbi.POLLIN, fd).await(2_000_000_000L) == 0) {
            throw new AssertionError("expected something from the agent, found nothing for two seconds");
        }
        final int count = ErrnoException.check(calls.receive(fd, memory, 0, bytesMax, 0), "receive");
        return memory.asSlice(0, count).toArray(JAVA_BYTE);
    }

    static byte[] prefixed(final byte[]... frames) {
        final var all = new ByteArrayOutputStream();
        for (final byte[] frame : frames) {
            all.writeBytes(ByteBuffer.allocate(4).putInt(frame.length).array());
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            libc.close(fd);
        }
    }
}
