/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A message of a Unix seqpacket socket that may bring one file descriptor (SCM_RIGHTS). More than one the kernel
 * closes.
 *
 * <pre>
 *  struct msghdr (56):  16 iov (8) | 24 iovlen (8) | 32 control (8) | 40 controllen (8) | 48 flags (4)
 *  struct iovec (16):   0 base (8) | 8 length (8)
 *  struct cmsghdr (16): 0 length (8) | 8 level (4) | 12 type (4) | 16 descriptor (4)
 * </pre>
 */
public final class DescriptorMessage {
    private static final int MSGHDR_BYTES = 56;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_CONTROL = 32;
    private static final int MSG_CONTROLLEN = 40;
    private static final int MSG_FLAGS = 48;
    private static final int CONTROL_BYTES = 20;
    private static final int CMSG_LEVEL = 8;
    private static final int CMSG_TYPE = 12;
    private static final int CMSG_DATA = 16;
    private static final int IOVEC_BYTES = 16;

    private final MemorySegment memory;
    private final MemorySegment control;
    private final MemorySegment header;
    /** Only pointed to. */
    private final MemorySegment vector;

    public DescriptorMessage(final int bytes) {
        final Arena arena = Arena.ofAuto();
        memory = arena.allocate(bytes, Long.BYTES);
        control = arena.allocate(CONTROL_BYTES, Long.BYTES);
        vector = arena.allocate(IOVEC_BYTES, Long.BYTES);
        vector.set(JAVA_LONG, 0, memory.address());
        vector.set(JAVA_LONG, Long.BYTES, bytes);
        header = arena.allocate(MSGHDR_BYTES, Long.BYTES);
        header.set(JAVA_LONG, MSG_IOV, vector.address());
        header.set(JAVA_LONG, MSG_IOVLEN, 1L);
        header.set(JAVA_LONG, MSG_CONTROL, control.address());
    }

    public MemorySegment memory() {
        return memory;
    }

    /** Receives without waiting; returns the message's length, 0 at the end of the connection, {@code -errno}. */
    public int receive(final SocketCalls calls, final int fd) {
        header.set(JAVA_LONG, MSG_CONTROLLEN, CONTROL_BYTES);
        return calls.receiveMessage(fd, header, LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_CMSG_CLOEXEC);
    }

    /** The descriptor that came with the last message, which is now the caller's to close; -1 for none. */
    public int descriptor() {
        final boolean there = header.get(JAVA_LONG, MSG_CONTROLLEN) >= CONTROL_BYTES
            && control.get(JAVA_INT, CMSG_LEVEL) == LinuxAbi.SOL_SOCKET
            && control.get(JAVA_INT, CMSG_TYPE) == LinuxAbi.SCM_RIGHTS;
        return there ? control.get(JAVA_INT, CMSG_DATA) : -1;
    }

    /** Whether the last message brought a descriptor that this process could not take: it may have no more open. */
    public boolean descriptorLost() {
        return (header.get(JAVA_INT, MSG_FLAGS) & LinuxAbi.MSG_CTRUNC) != 0 && descriptor() < 0;
    }

    /** Sends the memory with a descriptor. */
    public int send(final SocketCalls calls, final int fd, final int descriptor) {
        control.set(JAVA_LONG, 0, CONTROL_BYTES);
        control.set(JAVA_INT, CMSG_LEVEL, LinuxAbi.SOL_SOCKET);
        control.set(JAVA_INT, CMSG_TYPE, LinuxAbi.SCM_RIGHTS);
        control.set(JAVA_INT, CMSG_DATA, descriptor);
        header.set(JAVA_LONG, MSG_CONTROLLEN, CONTROL_BYTES);
        return calls.sendMessage(fd, header, LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL);
    }
}
