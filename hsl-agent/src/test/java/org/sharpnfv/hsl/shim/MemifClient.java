/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.sharpnfv.hsl.linux.DescriptorMessage;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.EventFd;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.linux.SocketCalls;
import org.sharpnfv.hsl.linux.UnixListener;

/** A memif client with small rings, which can do what an honest one does not. */
public final class MemifClient implements AutoCloseable {
    static final int LOG2 = 3;
    static final int SLOTS = 1 << LOG2;
    static final int BUFFER_BYTES = 1024;
    private static final int RING_BYTES = 256;
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final int BUFFERS = 2 * RING_BYTES;
    private static final int REGION_BYTES = BUFFERS + 2 * SLOTS * BUFFER_BYTES;

    final MemorySegment region;
    private final Libc libc = new Libc();
    private final SocketCalls calls = new SocketCalls();
    private final EventFd toAgent;
    private final EventFd toClient;
    private final Arena arena = Arena.ofShared();
    private final int memory;
    private final int control;
    private int received;

    public MemifClient(final Path socket) throws IOException {
        control = ErrnoException.check(
            libc.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_SEQPACKET | LinuxAbi.SOCK_CLOEXEC, 0), "socket");
        ErrnoException.check(calls.connect(control, UnixListener.address(socket)), "connect");
        memory = Memfd.create(REGION_BYTES);
        region = libc.mmap(memory, REGION_BYTES, LinuxAbi.PROT_READ_WRITE, LinuxAbi.MAP_SHARED, arena);
        toAgent = new EventFd(libc);
        toClient = new EventFd(libc);
        for (int ring = 0; ring < 2; ring++) {
            region.set(JAVA_INT, (long) ring * RING_BYTES, MemifRing.COOKIE);
            for (int slot = 0; slot < SLOTS; slot++) {
                descriptor(ring, slot, 0, 0, BUFFER_BYTES, BUFFERS + (ring * SLOTS + slot) * BUFFER_BYTES);
            }
        }
        setHead(1, SLOTS);
    }

    void descriptor(final int ring, final int slot, final int flags, final int in, final int length,
            final int offset) {
        final int at = ring * RING_BYTES + 128 + slot % SLOTS * 16;
        region.set(JAVA_SHORT, at, (short) flags);
        region.set(JAVA_SHORT, at + 2, (short) in);
        region.set(JAVA_INT, at + 4, length);
        region.set(JAVA_INT, at + 8, offset);
    }

    static int buffer(final int ring, final int slot) {
        return BUFFERS + (ring * SLOTS + slot % SLOTS) * BUFFER_BYTES;
    }

    int head(final int ring) {
        return Short.toUnsignedInt(region.get(JAVA_SHORT, ring * RING_BYTES + 6));
    }

    int tail(final int ring) {
        return Short.toUnsignedInt(region.get(JAVA_SHORT, ring * RING_BYTES + 64));
    }

    void setHead(final int ring, final int head) {
        region.set(JAVA_SHORT, ring * RING_BYTES + 6, (short) head);
    }

    boolean interruptsMasked() {
        return region.get(JAVA_SHORT, 4) != 0;
    }

    void interrupt() {
        toAgent.signal();
    }

    /** Whether the agent has interrupted within two seconds. */
    boolean interrupted() {
        return new PollSet(libc, LinuxAbi.POLLIN, toClient.fd()).await(2_000_000_000L) == 1;
    }

    void say(final MemifMessage message, final int descriptor) throws ErrnoException {
        final var out = new DescriptorMessage(MemifMessage.BYTES);
        out.memory().copyFrom(message.memory());
        ErrnoException.check(descriptor < 0 ? calls.send(control, out.memory(), 0, MemifMessage.BYTES, 0)
            : out.send(calls, control, descriptor), "send");
    }

    /** A message that is too short, with a descriptor. */
    void sayTooLittle(final int descriptor) throws ErrnoException {
        ErrnoException.check(new DescriptorMessage(MemifMessage.BYTES / 2).send(calls, control, descriptor), "send");
    }

    /** The agent's next message; null at the end of the connection. Polls the shim meanwhile. */
    MemifMessage hear(final Shim shim) {
        return hear(() -> shim.poll(new Frames()::take, 64));
    }

    private MemifMessage hear(final Runnable meanwhile) {
        final var in = new DescriptorMessage(MemifMessage.BYTES);
        final long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < PATIENCE_NS) {
            final int count = in.receive(calls, control);
            if (count >= 0) {
                return count == 0 ? null : new MemifMessage(in.memory());
            }
            meanwhile.run();
        }
        throw new AssertionError("expected a message from the agent, found nothing for 30 s");
    }

    /** What is said in a handshake, one thing behind each of the agent's messages. */
    private interface Step {
        void say() throws IOException;
    }

    /** The whole handshake with an agent of a process of its own. Returns why it refuses; empty: it does not. */
    public String connect(final long id) throws IOException {
        final MemifMessage last = handshake(Thread::yield, id).getLast();
        return last.type() == MemifMessage.CONNECTED ? "" : last.reason();
    }

    /** The whole handshake. Returns the types of the agent's messages. */
    List<Integer> handshake(final Shim shim, final long id) throws IOException {
        return handshake(() -> shim.poll(new Frames()::take, 64), id).stream().map(MemifMessage::type).toList();
    }

    private List<MemifMessage> handshake(final Runnable meanwhile, final long id) throws IOException {
        final List<Step> steps = List.of(
            () -> say(MemifMessage.init(MemifMessage.VERSION, id, 0), -1),
            () -> addRegion(REGION_BYTES),
            () -> say(MemifMessage.addRing(true, 0, 0, LOG2), toAgent.fd()),
            () -> say(MemifMessage.addRing(false, 0, RING_BYTES, LOG2), toClient.fd()),
            () -> say(MemifMessage.connect("test"), -1));
        final var heard = new ArrayList<MemifMessage>();
        heard.add(hear(meanwhile));
        for (final Step step : steps) {
            step.say();
            final MemifMessage answer = hear(meanwhile);
            heard.add(Objects.requireNonNull(answer, "the agent has closed the connection"));
            if (answer.type() == MemifMessage.DISCONNECT) {
                return heard;
            }
        }
        return heard;
    }

    void addRegion(final long bytes) throws IOException {
        addRegion(bytes, memory);
    }

    void addRegion(final long bytes, final int descriptor) throws IOException {
        say(MemifMessage.addRegion(0, bytes), descriptor);
    }

    /** Puts a frame into the ring, in one buffer, and wakes the agent. */
    public void send(final byte[] frame) {
        send(frame, BUFFER_BYTES);
        interrupt();
    }

    /** Puts a frame into the ring, in buffers of so many bytes. */
    void send(final byte[] frame, final int partBytes) {
        int head = head(0);
        for (int done = 0; done < frame.length; done += partBytes) {
            final int part = Math.min(partBytes, frame.length - done);
            MemorySegment.copy(frame, done, region, JAVA_BYTE, buffer(0, head), part);
            descriptor(0, head, done + part < frame.length ? MemifRing.DESCRIPTOR_NEXT : 0, 0, part, buffer(0, head));
            head++;
        }
        setHead(0, head);
    }

    /** Takes a frame, or null, and gives the buffers back. */
    byte[] receive() {
        if (received == tail(1)) {
            return null;
        }
        byte[] frame = {};
        boolean more = true;
        while (more) {
            final int at = RING_BYTES + 128 + received % SLOTS * 16;
            more = region.get(JAVA_SHORT, at) != 0;
            final int length = region.get(JAVA_INT, at + 4);
            final byte[] longer = Arrays.copyOf(frame, frame.length + length);
            MemorySegment.copy(region, JAVA_BYTE, buffer(1, received), longer, frame.length, length);
            frame = longer;
            descriptor(1, received, 0, 0, BUFFER_BYTES, buffer(1, received));
            received = received + 1 & 0xFFFF;
        }
        setHead(1, received + SLOTS);
        return frame;
    }

    @Override
    public void close() {
        libc.close(control);
        libc.close(memory);
        toAgent.close();
        toClient.close();
        arena.close();
    }
}
