/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.DescriptorMessage;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.NetworkInterfaces.Link;
import org.sharpnfv.hsl.linux.SocketCalls;

/**
 * A memif 2.0 server (master): an unmodified DPDK program connects as client and shares its memory with the agent.
 * Frames from the VNF are taken from where they are, frames to it are copied; no system call while both are busy.
 *
 * <p>While a client is connected its control connection is looked at before the thread rests, and every
 * {@value #LOOK_MS} ms in which polls find no frame: that takes a system call, which a frame that comes meanwhile waits
 * for. A newer connection also once a second.
 */
public final class MemifShim implements NetworkShim {
    private static final System.Logger LOG = System.getLogger(MemifShim.class.getName());
    private static final int MTU = 1500;
    private static final int TOKEN_INTERRUPT = VnfSocket.TOKEN_CONNECTION + 1;
    private static final long LOOK_MS = 10;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(LOOK_MS);
    /** Polls without a frame from one look at the clock to the next, which is not free either. */
    private static final int QUIET_POLLS = 256;
    private static final String CLIENT_NAME = "sharp-hsl";
    /** What a client reads of it fits into its message. */
    private static final String NO_DESCRIPTOR =
        "the agent has no file descriptor left to take this; raise its limit (LimitNOFILE=, ulimit -n)";

    private final SocketCalls calls = new SocketCalls();
    private final DescriptorMessage incoming = new DescriptorMessage(MemifMessage.BYTES);
    private final Libc libc;
    private final long id;
    private final VnfSocket socket;
    private final ShimCounters counters;
    private final SendRetry retry;
    private final LinkState link = new LinkState();
    private @Nullable MemifSession session;
    /** Why the session ends as soon as the frames that wait are taken; empty: it does not. */
    private String ending = "";
    /** The VNF did not take anything for as long as we wait: not waited for again before it takes something. */
    private boolean stalled;
    /** Polls without a frame since the clock was looked at. */
    private int quietPolls;
    /** When the control connection is to be looked at. */
    private long lookAtNs = System.nanoTime();
    private boolean closed;

    private MemifShim(final Libc libc, final MemifAddress address, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        this.libc = libc;
        this.counters = counters;
        id = address.id();
        retry = new SendRetry(libc, -1, counters);
        socket = VnfSocket.listen(libc, calls, Path.of(address.path()), LinuxAbi.SOCK_SEQPACKET,
            options.socketBufferBytes(), counters);
    }

    /** Listens at {@code PATH} or {@code PATH/ID}. */
    public static MemifShim open(final Libc libc, final String address, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return new MemifShim(libc, MemifAddress.parse(address), options, counters);
    }

    @Override
    public int poll(final FrameSink sink, final int limit) {
        final MemifReceiver receiver = receiver();
        final int taken = receiver == null ? 0 : receiver.poll(sink, limit);
        if (taken > 0) {
            return taken;
        }
        if (receiver != null && !receiver.broken() && ending.isEmpty() && !isLookDue()) {
            return 0;
        }
        return pollControl(sink, limit);
    }

    private boolean isLookDue() {
        if (++quietPolls < QUIET_POLLS) {
            return false;
        }
        quietPolls = 0;
        final long nowNs = System.nanoTime();
        if (nowNs - lookAtNs < 0) {
            return false;
        }
        lookAtNs = nowNs + LOOK_NS;
        return true;
    }

    private @Nullable MemifReceiver receiver() {
        return session == null ? null : session.receiver();
    }

    private int pollControl(final FrameSink sink, final int limit) {
        if (!ending.isEmpty()) {
            detach(ending);
        }
        handleEvents();
        // perhaps frames came before what was just heard
        final MemifReceiver receiver = receiver();
        int taken = 0;
        if (receiver != null) {
            taken = receiver.poll(sink, limit);
            if (receiver.broken()) {
                counters.receiveDroppedMalformed().increment();
                ending = "its ring's head is more than the ring ahead";
            }
        }
        if (taken == 0 && !ending.isEmpty()) {
            detach(ending);
        }
        return taken;
    }

    private void handleEvents() {
        final int events = socket.epoll().look();
        for (int i = 0; i < events; i++) {
            handleEvent(socket.epoll().found(i));
        }
    }

    /** Asks the client for an interrupt with the next frame; what it says otherwise is heard with the next poll. */
    @Override
    public boolean rest() {
        quietPolls = QUIET_POLLS;
        lookAtNs = System.nanoTime();
        handleEvents();
        final MemifReceiver receiver = receiver();
        return ending.isEmpty() && (receiver == null || !receiver.broken() && receiver.unmaskInterrupts());
    }

    private void handleEvent(final int token) {
        switch (token) {
            case VnfSocket.TOKEN_LISTENER -> attach(socket.accept());
            case VnfSocket.TOKEN_CONNECTION -> receiveMessage();
            default -> {
                if (session != null && session.interruptFd() >= 0) {
                    libc.drainEventFd(session.interruptFd());
                }
            }
        }
    }

    private void attach(final boolean newer) {
        if (newer) {
            closeSession();
            session = new MemifSession(libc, calls, id, CLIENT_NAME, counters);
            answer(MemifMessage.hello(CLIENT_NAME));
        }
    }

    private void receiveMessage() {
        if (session == null) {
            return;
        }
        final int length = incoming.receive(calls, socket.connection());
        if (length >= 0 && incoming.descriptorLost()) {
            // the client did what it should
            answer(MemifMessage.disconnect(NO_DESCRIPTOR));
            ending = NO_DESCRIPTOR;
        } else if (length == MemifMessage.BYTES) {
            handleMessage(session, new MemifMessage(incoming.memory()));
        } else if (length >= 0) {
            if (incoming.descriptor() >= 0) {
                libc.close(incoming.descriptor());
            }
            // perhaps frames came since we looked: they are taken first
            ending = length == 0 ? "it closed the connection"
                : "expected messages of " + MemifMessage.BYTES + " bytes, found " + length;
        }
    }

    private void handleMessage(final MemifSession with, final MemifMessage message) {
        final boolean connected = with.receiver() != null;
        final String refusal = with.handle(message, incoming.descriptor());
        if (refusal == null) {
            answer(with.answer());
            if (!connected && with.receiver() != null) {
                handleConnected(with);
            }
        } else {
            if (message.type() != MemifMessage.DISCONNECT) {
                counters.receiveDroppedMalformed().increment();
                answer(MemifMessage.disconnect(refusal));
            }
            ending = refusal;
        }
    }

    private void handleConnected(final MemifSession with) {
        link.setUp(true);
        LOG.log(System.Logger.Level.INFO, "{0}: memif {1} is up: {2}", name(), id, with.peer());
        try {
            socket.epoll().add(with.interruptFd(), TOKEN_INTERRUPT);
        } catch (ErrnoException e) {
            ending = "its interrupt cannot be waited for: " + e.getMessage();
        }
    }

    private void answer(final MemifMessage message) {
        final int sent = calls.send(socket.connection(), message.memory(), 0, MemifMessage.BYTES,
            LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL);
        if (sent < 0) {
            ending = "it takes no message: " + Errno.text(-sent);
        }
    }

    private void detach(final String reason) {
        socket.disconnect(reason);
        closeSession();
    }

    /** No frame of the session's memory is in use: each poll is followed by a flush. */
    private void closeSession() {
        if (session != null) {
            final MemifReceiver receiver = session.receiver();
            if (receiver != null) {
                counters.receiveDroppedMalformed().add(receiver.waiting());
            }
            final MemifSender sender = session.sender();
            if (sender != null) {
                counters.sendDroppedDown().add(sender.unpublished());
            }
            session.close();
            session = null;
            link.setUp(false);
        }
        ending = "";
        stalled = false;
    }

    @Override
    public void send(final MemorySegment memory, final long offset, final int length) {
        final MemifSender sender = session == null ? null : session.sender();
        if (sender == null || sender.broken()) {
            counters.sendDroppedDown().increment();
            return;
        }
        boolean added = sender.add(memory, offset, length);
        while (!added && !stalled && !sender.broken()) {
            publish();
            stalled = !retry.again(Errno.ENOBUFS);
            added = sender.add(memory, offset, length);
        }
        if (added) {
            stalled = false;
        } else if (sender.broken()) {
            counters.sendDroppedDown().increment();
            ending = "it offers buffers where none can be";
        } else {
            counters.sendDroppedBusy().increment();
        }
    }

    @Override
    public void flush() {
        publish();
        if (!stalled) {
            retry.begin();
        }
    }

    private void publish() {
        if (session != null && session.sender() != null && session.sender().publish()) {
            libc.signalEventFd(session.interruptClientFd());
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

    /** Of a side that has no interface to ask. */
    @Override
    public int mtu() {
        return MTU;
    }

    @Override
    public Link link() {
        return link.isUp() ? Link.RUNNING : Link.NO_CARRIER;
    }

    @Override
    public int frameBytesMax() {
        return ShimOptions.SLOT_BYTES_MAX;
    }

    @Override
    public ShimCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (socket.connected()) {
                answer(MemifMessage.disconnect("the agent ends"));
            }
            closeSession();
            socket.close();
        }
    }
}
