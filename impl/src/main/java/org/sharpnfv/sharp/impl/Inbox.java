/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.controller.ControllerMachine;

/** What the machine is to be told, from all threads, in the order in which it came. */
final class Inbox {
    /**
     * Packet-ins that may wait. Beyond it the listener's thread blocks, which holds back openflowplugin's notification
     * queue, then the TCP connection, then the switch: nothing is dropped here. Other inputs are bounded by what the
     * engine has under way and by the configuration.
     */
    static final int MAX_PACKETS = 16_384;

    private static final long BLOCKED_NS = TimeUnit.MICROSECONDS.toNanos(50);

    /** Something that the machine is to be told. */
    interface Input {
        /**
         * Tells it.
         *
         * @param machine the machine
         * @param nowNs the time
         */
        void apply(ControllerMachine machine, long nowNs);
    }

    /** Who works off what is here. */
    interface Worker {
        /** There is an input, and the caller must not be kept. */
        void wake();

        /** There is an input, and the caller may work it off itself. */
        void help();
    }

    /**
     * A packet-in.
     *
     * @param node the switch
     * @param port where the packet entered it
     * @param cookie of the entry that sent it
     * @param frame the packet
     * @param postedNs when it was put here
     */
    record Packet(String node, int port, long cookie, byte[] frame, long postedNs) implements Input {
        @Override
        public void apply(final ControllerMachine machine, final long nowNs) {
            machine.handlePacketIn(nowNs, node, port, cookie, frame);
        }
    }

    private final ConcurrentLinkedQueue<Input> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger packets = new AtomicInteger();
    private final LongAdder held = new LongAdder();
    private final MachineClock clock;

    private volatile @Nullable Worker worker;
    private volatile boolean closed;

    Inbox(final MachineClock clock) {
        this.clock = clock;
    }

    void open(final Worker who) {
        worker = who;
        who.wake();
    }

    /** From any thread, at once: tell the machine something. */
    void post(final Input input) {
        queue.add(input);
        final var who = worker;
        if (who != null) {
            who.wake();
        }
    }

    /** From any thread, at once: asks the machine, in its turn. That it went wrong there, who asked hears of, too. */
    <T> ListenableFuture<T> ask(final BiFunction<ControllerMachine, Long, T> question) {
        final var answer = SettableFuture.<T>create();
        post((machine, nowNs) -> {
            try {
                answer.set(question.apply(machine, nowNs));
            } finally {
                if (!answer.isDone()) {
                    answer.setException(new IllegalStateException("SHarP's engine has failed to answer: see the log"));
                }
            }
        });
        return answer;
    }

    /** From a thread that may be kept: a packet-in. */
    void postPacket(final String node, final int port, final long cookie, final byte[] frame) {
        if (packets.get() >= MAX_PACKETS) {
            held.increment();
        }
        while (packets.get() >= MAX_PACKETS && !closed) {
            LockSupport.parkNanos(this, BLOCKED_NS);
        }
        packets.incrementAndGet();
        queue.add(new Packet(node, port, cookie, frame, clock.nowNs()));
        final var who = worker;
        if (who != null) {
            who.help();
        }
    }

    /** Packet-ins that wait now. */
    int waitingPackets() {
        return packets.get();
    }

    /** Packet-ins that openflowplugin had to hold back because too many waited. */
    long heldBack() {
        return held.sum();
    }

    /** Nobody works any more. */
    void close() {
        closed = true;
        final var who = worker;
        if (who != null) {
            who.wake();
        }
    }

    boolean isClosed() {
        return closed;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** The next input, or null. */
    @Nullable Input poll() {
        final var input = queue.poll();
        if (input instanceof Packet) {
            packets.decrementAndGet();
        }
        return input;
    }
}
