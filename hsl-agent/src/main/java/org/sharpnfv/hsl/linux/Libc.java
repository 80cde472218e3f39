/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls the agent needs, as the C library offers them.
 *
 * <p>Results follow the kernel's own convention: not negative is success, negative is {@code -errno}. Sending and
 * waiting allocate nothing. An instance owns the memory errno is captured in, so each thread has its own.
 */
// what a method handle throws is declared as Throwable
@SuppressWarnings("checkstyle:IllegalCatch")
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    static final long ERRNO_OFFSET =
        Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
    private static final long CPU_MASK_BYTES = 128;
    private static final long FIONBIO = 0x5421;
    private static final MemorySegment MAP_FAILED = MemorySegment.ofAddress(-1);
    /** For errno, which is somewhere. */
    @SuppressWarnings("restricted")
    private static final MemorySegment ALL_MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final MethodHandle SOCKET =
        link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
        link("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CONNECT =
        link("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
        link("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
        link("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final FunctionDescriptor SENDMMSG_TYPE =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor PPOLL_TYPE =
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle SENDMMSG = link("sendmmsg", SENDMMSG_TYPE);
    private static final MethodHandle PPOLL = link("ppoll", PPOLL_TYPE);
    /** These two are made all the time, and the linker allocates wherever it captures errno. */
    private static final MethodHandle SENDMMSG_ONLY = linkWithoutErrno("sendmmsg", SENDMMSG_TYPE);
    private static final MethodHandle PPOLL_ONLY = linkWithoutErrno("ppoll", PPOLL_TYPE);
    private static final FunctionDescriptor WAKE_TYPE =
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle WAKE_SEND = linkWithoutErrno("send", WAKE_TYPE);
    private static final MethodHandle WAKE_RECEIVE = linkWithoutErrno("recv", WAKE_TYPE);
    private static final MethodHandle ERRNO_LOCATION =
        linkWithoutErrno("__errno_location", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle DUP3 =
        link("dup3", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
        link("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
        link("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    /** For the counters that wake threads: they allocate nothing, and why one failed does not matter. */
    private static final MethodHandle READ_ONLY =
        linkWithoutErrno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE_ONLY =
        linkWithoutErrno("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle OPEN =
        link("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = link("ioctl",
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle EVENTFD = link("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SCHED_SETAFFINITY =
        link("sched_setaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle CLOSE = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle IF_NAMETOINDEX =
        link("if_nametoindex", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle MMAP = link("mmap",
        FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP = link("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());
    /** For the values and lengths of small socket options. */
    private final MemorySegment scratch = Arena.ofAuto().allocate(16, 8);

    /** One for each thread. */
    public Libc() {
        // memory is in the fields
    }

    @SuppressWarnings("restricted")
    static MethodHandle link(final String name, final FunctionDescriptor descriptor,
            final Linker.Option... options) {
        final var all = new Linker.Option[options.length + 1];
        all[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(options, 0, all, 1, options.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, all);
    }

    @SuppressWarnings("restricted")
    static MethodHandle linkWithoutErrno(final String name, final FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
    }

    public int socket(final int domain, final int type, final int protocol) {
        try {
            return result((int) SOCKET.invokeExact(state, domain, type, protocol));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int bind(final int fd, final MemorySegment address) {
        try {
            return result((int) BIND.invokeExact(state, fd, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int connect(final int fd, final MemorySegment address) {
        try {
            return result((int) CONNECT.invokeExact(state, fd, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int setsockopt(final int fd, final int level, final int option, final MemorySegment value) {
        try {
            return result((int) SETSOCKOPT.invokeExact(state, fd, level, option, value, (int) value.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int setsockopt(final int fd, final int level, final int option, final int value) {
        scratch.set(JAVA_INT, 0, value);
        try {
            return result((int) SETSOCKOPT.invokeExact(state, fd, level, option, scratch, Integer.BYTES));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Reads an option into memory whose size is the option's. */
    public int getsockopt(final int fd, final int level, final int option, final MemorySegment value) {
        scratch.set(JAVA_INT, 0, (int) value.byteSize());
        try {
            return result((int) GETSOCKOPT.invokeExact(state, fd, level, option, value, scratch));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * Sends {@code count} messages of an array of {@code struct mmsghdr}; returns how many were sent. A call that fails
     * has sent nothing and is made again to learn why.
     */
    public int sendmmsg(final int fd, final MemorySegment messages, final int count, final int flags) {
        try {
            final int sent = (int) SENDMMSG_ONLY.invokeExact(fd, messages, count, flags);
            if (sent >= 0) {
                return sent;
            }
            return result((int) SENDMMSG.invokeExact(state, fd, messages, count, flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * Waits on {@code count} elements of an array of {@code struct pollfd} for a {@code struct timespec}. A call that
     * fails is made again to learn why.
     */
    public int ppoll(final MemorySegment fds, final int count, final MemorySegment timeout) {
        try {
            final int ready = (int) PPOLL_ONLY.invokeExact(fds, (long) count, timeout, MemorySegment.NULL);
            if (ready >= 0) {
                return ready;
            }
            return result((int) PPOLL.invokeExact(state, fds, (long) count, timeout, MemorySegment.NULL));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * A send(2) of nothing, without waiting: tells the kernel to look at the send ring of an AF_XDP socket.
     *
     * <p>What it says must be known at the first call, for the next one finds another ring. The JVM keeps errno only
     * where it is captured, which allocates; here it is read directly after the call, in between which the JVM has
     * nothing to do. If it does stop the thread just there, the worst is a frame that is counted under a wrong reason.
     */
    public int wakeSend(final int fd) {
        try {
            final long result = (long) WAKE_SEND.invokeExact(fd, 0L, 0L, LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL);
            return result >= 0 ? 0 : -ALL_MEMORY.get(JAVA_INT, (long) ERRNO_LOCATION.invokeExact());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * A recv(2) of nothing, without waiting: tells the kernel to look at the fill ring of an AF_XDP socket. Returns
     * whether it did.
     */
    public boolean wakeReceive(final int fd) {
        try {
            return (long) WAKE_RECEIVE.invokeExact(fd, 0L, 0L, LinuxAbi.MSG_DONTWAIT) >= 0;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Has a descriptor stand for another's file, in place of the one that it stood for. */
    public int replace(final int fd, final int by) {
        try {
            return result((int) DUP3.invokeExact(state, by, fd, LinuxAbi.O_CLOEXEC));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int read(final int fd, final MemorySegment buffer, final int length) {
        try {
            return result((int) (long) READ.invokeExact(state, fd, buffer, (long) length));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int write(final int fd, final MemorySegment buffer, final int length) {
        try {
            return result((int) (long) WRITE.invokeExact(state, fd, buffer, (long) length));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Sets the counter of an eventfd(2) that does not block to zero; tells whether it was above. */
    public boolean drainEventFd(final int fd) {
        try {
            return (long) READ_ONLY.invokeExact(fd, scratch, (long) Long.BYTES) == Long.BYTES;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Adds one to the counter of an eventfd(2) that does not block; tells whether there was room. */
    public boolean signalEventFd(final int fd) {
        scratch.set(JAVA_LONG, 0, 1L);
        try {
            return (long) WRITE_ONLY.invokeExact(fd, scratch, (long) Long.BYTES) == Long.BYTES;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int open(final String path, final int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return result((int) OPEN.invokeExact(state, arena.allocateFrom(path), flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int ioctl(final int fd, final long request, final MemorySegment argument) {
        try {
            return result((int) IOCTL.invokeExact(state, fd, request, argument));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Lets no call on a descriptor wait, here and wherever else its file is open. */
    public int setNonBlocking(final int fd) {
        scratch.set(JAVA_INT, 0, 1);
        return ioctl(fd, FIONBIO, scratch);
    }

    public int eventfd(final int initial, final int flags) {
        try {
            return result((int) EVENTFD.invokeExact(state, initial, flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * Binds the calling thread to one CPU.
     *
     * @param cpu number of the CPU, below 1024
     * @return 0 or the negative error number
     */
    public int bindThread(final int cpu) {
        try (var arena = Arena.ofConfined()) {
            final MemorySegment mask = arena.allocate(CPU_MASK_BYTES, Long.BYTES);
            mask.set(JAVA_BYTE, cpu >>> 3, (byte) (1 << (cpu & 7)));
            return result((int) SCHED_SETAFFINITY.invokeExact(state, 0, CPU_MASK_BYTES, mask));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int close(final int fd) {
        try {
            return result((int) CLOSE.invokeExact(state, fd));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** The index of a network interface of this namespace, above zero; its name ends with a zero. */
    public int ifNameToIndex(final MemorySegment name) {
        try {
            final int index = (int) IF_NAMETOINDEX.invokeExact(state, name);
            return index == 0 ? -errno() : index;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Maps a file descriptor from its begin; the mapping ends with the arena. */
    public MemorySegment mmap(final int fd, final long bytes, final int protection, final int flags,
            final Arena arena) throws ErrnoException {
        return mmap(fd, 0, bytes, protection, flags, arena);
    }

    /** Maps a file descriptor from an offset on; the mapping ends with the arena. */
    @SuppressWarnings("restricted")
    public MemorySegment mmap(final int fd, final long offset, final long bytes, final int protection,
            final int flags, final Arena arena) throws ErrnoException {
        final MemorySegment mapped;
        try {
            mapped = (MemorySegment) MMAP.invokeExact(state, MemorySegment.NULL, bytes, protection, flags, fd,
                offset);
        } catch (Throwable e) {
            throw impossible(e);
        }
        if (mapped.equals(MAP_FAILED)) {
            throw new ErrnoException("mmap of " + bytes + " bytes", errno());
        }
        return mapped.reinterpret(bytes, arena, memory -> new Libc().munmap(memory, bytes));
    }

    private int munmap(final MemorySegment memory, final long bytes) {
        try {
            return result((int) MUNMAP.invokeExact(state, memory, bytes));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private int result(final int returned) {
        return returned >= 0 ? returned : -errno();
    }

    private int errno() {
        return state.get(JAVA_INT, ERRNO_OFFSET);
    }

    /** A down call itself throws only when we call it wrongly, for example with memory that was closed. */
    static IllegalStateException impossible(final Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a call of the C library threw " + cause.getMessage(), cause);
    }
}
