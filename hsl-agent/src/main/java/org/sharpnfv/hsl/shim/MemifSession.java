/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.SocketCalls;

/**
 * What one client says over the control connection, until it ends: it introduces itself, hands over its memory and a
 * ring in each direction, and connects.
 *
 * <pre>
 *  agent  HELLO              ACK                 ACK ...                        CONNECTED
 *  client       INIT (id)        ADD_REGION ...       ADD_RING, ADD_RING  CONNECT           frames by the rings
 * </pre>
 */
final class MemifSession implements AutoCloseable {
    /** A ring, and the descriptor that wakes who reads it. */
    private record Ring(MemifRing ring, int interruptFd) {
    }

    private final MemifRegions regions = new MemifRegions();
    private final Libc libc;
    private final SocketCalls calls;
    private final long id;
    private final String name;
    private final ShimCounters counters;
    private boolean introduced;
    private String peer = "";
    private @Nullable Ring fromClient;
    private @Nullable Ring toClient;
    private @Nullable MemifReceiver receiver;
    private @Nullable MemifSender sender;
    private MemifMessage answer = MemifMessage.ack();

    MemifSession(final Libc libc, final SocketCalls calls, final long id, final String name,
            final ShimCounters counters) {
        this.libc = libc;
        this.calls = calls;
        this.id = id;
        this.name = name;
        this.counters = counters;
    }

    /**
     * Takes a message and the descriptor that came with it, -1 for none. Returns why the session ends; null: it goes
     * on.
     */
    @Nullable String handle(final MemifMessage message, final int descriptor) {
        boolean kept = false;
        try {
            if (receiver != null && message.type() != MemifMessage.DISCONNECT) {
                return "expected nothing but a disconnect while connected, found message " + message.type();
            }
            if (!introduced && message.type() != MemifMessage.INIT) {
                return "expected INIT first, found message " + message.type();
            }
            answer = MemifMessage.ack();
            switch (message.type()) {
                case MemifMessage.INIT -> {
                    return handleInit(message);
                }
                case MemifMessage.ADD_REGION -> {
                    return descriptor < 0 ? "expected a descriptor with ADD_REGION, found none"
                        : regions.add(libc, calls, message.regionIndex(), message.regionBytes(), descriptor);
                }
                case MemifMessage.ADD_RING -> {
                    final String refusal = handleRing(message, descriptor);
                    kept = refusal == null;
                    return refusal;
                }
                case MemifMessage.CONNECT -> {
                    return handleConnect(message);
                }
                case MemifMessage.DISCONNECT -> {
                    return "it said: " + message.reason();
                }
                default -> {
                    return "expected a message of memif 2.0, found type " + message.type();
                }
            }
        } finally {
            if (descriptor >= 0 && !kept) {
                libc.close(descriptor);
            }
        }
    }

    private @Nullable String handleInit(final MemifMessage init) {
        if (init.version() != MemifMessage.VERSION) {
            return "expected memif version " + MemifMessage.VERSION + ", found " + init.version();
        }
        if (init.id() != id) {
            return "expected interface id " + id + ", found " + init.id() + "; correct id= or --vnf memif:PATH/ID";
        }
        if (init.mode() != MemifMessage.MODE_ETHERNET) {
            return "expected mode ethernet (0), found " + init.mode();
        }
        introduced = true;
        peer = init.initName();
        return null;
    }

    private @Nullable String handleRing(final MemifMessage message, final int descriptor) {
        final int log2 = message.ringLog2();
        if (descriptor < 0) {
            return "expected a descriptor with ADD_RING, found none";
        }
        if (message.ringIndex() != 0 || (message.ringFromClient() ? fromClient : toClient) != null) {
            return "expected one ring in each direction, found another one";
        }
        if (log2 > MemifMessage.RING_LOG2_MAX || message.ringOffset() % MemifRing.ALIGNMENT_BYTES != 0
                || !regions.holds(message.ringRegion(), message.ringOffset(), MemifRing.bytes(log2))) {
            return "expected a ring of at most 2^" + MemifMessage.RING_LOG2_MAX + " slots within a region, found 2^"
                + log2 + " at " + message.ringOffset() + " in region " + message.ringRegion();
        }
        final MemorySegment memory = regions.get(message.ringRegion())
            .asSlice(message.ringOffset(), MemifRing.bytes(log2));
        // whatever the client made of it: the packet thread must not wait
        libc.setNonBlocking(descriptor);
        final var ring = new Ring(new MemifRing(memory, log2), descriptor);
        if (!ring.ring.hasCookie()) {
            return "expected a ring with the cookie of memif 2.0, found another number";
        }
        if (message.ringFromClient()) {
            fromClient = ring;
        } else {
            toClient = ring;
        }
        return null;
    }

    private @Nullable String handleConnect(final MemifMessage connect) {
        if (fromClient == null || toClient == null) {
            return "expected a ring in each direction before CONNECT, found fewer";
        }
        receiver = new MemifReceiver(fromClient.ring, regions, counters);
        sender = new MemifSender(toClient.ring, regions, counters);
        peer = connect.interfaceName() + " of " + peer;
        answer = MemifMessage.connected(name);
        return null;
    }

    /** What the last message is answered with. */
    MemifMessage answer() {
        return answer;
    }

    /** Who is at the other end, for a person. */
    String peer() {
        return peer;
    }

    /** Null before the client has connected. */
    @Nullable MemifReceiver receiver() {
        return receiver;
    }

    /** Null before the client has connected. */
    @Nullable MemifSender sender() {
        return sender;
    }

    /** Readable when the client has sent frames and was asked to interrupt; -1 before there is such a ring. */
    int interruptFd() {
        return fromClient == null ? -1 : fromClient.interruptFd;
    }

    /** To be written to when the client wants to be interrupted; -1 before there is such a ring. */
    int interruptClientFd() {
        return toClient == null ? -1 : toClient.interruptFd;
    }

    @Override
    public void close() {
        receiver = null;
        sender = null;
        if (fromClient != null) {
            libc.close(fromClient.interruptFd);
        }
        if (toClient != null) {
            libc.close(toClient.interruptFd);
        }
        regions.close();
    }
}
