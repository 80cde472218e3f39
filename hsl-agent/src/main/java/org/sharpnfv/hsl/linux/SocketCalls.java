/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Objects;

/**
 * The system calls of sockets that listen and are connected, beside those of {@link Libc} and by its rules: results are
 * not negative or {@code -errno}, no call allocates, each thread has an instance of its own.
 */
// what a method handle throws is declared as Throwable
@SuppressWarnings("checkstyle:IllegalCatch")
public final class SocketCalls {
    private static final MethodHandle LISTEN = Libc.link("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CONNECT =
        Libc.link("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle ACCEPT4 =
        Libc.link("accept4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND =
        Libc.link("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECV =
        Libc.link("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECVMMSG =
        Libc.link("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SENDMSG =
        Libc.link("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECVMSG =
        Libc.link("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle EPOLL_CREATE1 =
        Libc.link("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EPOLL_CTL =
        Libc.link("epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    /** Made all the time, and the linker allocates wherever it captures errno. */
    private static final MethodHandle EPOLL_WAIT =
        Libc.linkWithoutErrno("epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle FCNTL = Libc.link("fcntl",
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle DUP3 =
        Libc.link("dup3", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle LSEEK =
        Libc.link("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    /** One for each thread. */
    public SocketCalls() {
        // memory is in the field
    }

    public int listen(final int fd, final int backlog) {
        try {
            return result((int) LISTEN.invokeExact(state, fd, backlog));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    public int connect(final int fd, final MemorySegment address) {
        try {
            return result((int) CONNECT.invokeExact(state, fd, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** Returns the new connection's descriptor. */
    public int accept(final int fd, final int flags) {
        try {
            return result((int) ACCEPT4.invokeExact(state, fd, MemorySegment.NULL, MemorySegment.NULL, flags));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** Sends bytes of native memory, which the caller keeps alive; returns how many were taken. */
    public int send(final int fd, final MemorySegment memory, final long offset, final int length, final int flags) {
        final long address = address(memory, offset, length);
        try {
            return result((int) (long) SEND.invokeExact(state, fd, address, (long) length, flags));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** Receives into native memory, which the caller keeps alive; returns how many bytes came, 0 at the end. */
    public int receive(final int fd, final MemorySegment memory, final long offset, final int length,
            final int flags) {
        final long address = address(memory, offset, length);
        try {
            return result((int) (long) RECV.invokeExact(state, fd, address, (long) length, flags));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** A bare address, because a slice would be an object for each call. */
    private static long address(final MemorySegment memory, final long offset, final int length) {
        Objects.checkFromIndexSize(offset, length, memory.byteSize());
        return memory.address() + offset;
    }

    /** Receives into {@code count} elements of an array of {@code struct mmsghdr}; returns how many came. */
    int receiveMany(final int fd, final MemorySegment messages, final int count, final int flags) {
        try {
            return result((int) RECVMMSG.invokeExact(state, fd, messages, count, flags, MemorySegment.NULL));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    int sendMessage(final int fd, final MemorySegment header, final int flags) {
        try {
            return result((int) (long) SENDMSG.invokeExact(state, fd, header, flags));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    int receiveMessage(final int fd, final MemorySegment header, final int flags) {
        try {
            return result((int) (long) RECVMSG.invokeExact(state, fd, header, flags));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    int epollCreate(final int flags) {
        try {
            return result((int) EPOLL_CREATE1.invokeExact(state, flags));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    int epollControl(final int epoll, final int operation, final int fd, final MemorySegment event) {
        try {
            return result((int) EPOLL_CTL.invokeExact(state, epoll, operation, fd, event));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** Returns -1, without saying why, if it fails: it was interrupted. */
    int epollWait(final int epoll, final MemorySegment events, final int count, final int timeoutMs) {
        try {
            return (int) EPOLL_WAIT.invokeExact(epoll, events, count, timeoutMs);
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** What can no longer be done to a file (F_GET_SEALS); {@code -EINVAL}: it cannot be sealed. */
    public int seals(final int fd) {
        try {
            return result((int) FCNTL.invokeExact(state, fd, LinuxAbi.F_GET_SEALS));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** How long the file behind a descriptor is. */
    public long size(final int fd) {
        try {
            final long end = (long) LSEEK.invokeExact(state, fd, 0L, 2);
            return end >= 0 ? end : -errno();
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    /** Lets a descriptor's number stand for the file of another one; what it stood for is closed. */
    public int replace(final int fd, final int by) {
        try {
            return result((int) DUP3.invokeExact(state, by, fd, LinuxAbi.O_CLOEXEC));
        } catch (Throwable e) {
            throw Libc.impossible(e);
        }
    }

    private int result(final int returned) {
        return returned >= 0 ? returned : -errno();
    }

    private int errno() {
        return state.get(JAVA_INT, Libc.ERRNO_OFFSET);
    }
}
