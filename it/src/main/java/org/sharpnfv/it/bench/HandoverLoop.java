/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.ControlLink;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/**
 * A controller that hands flows over to the agent: to the agent as the destination, without state. The flow's packets
 * are held from START_HO until RELEASE_FINISHED. A process of its own, so that it can have priority.
 *
 * <p>A line of its input begins it, on the CPU that it names, the next one ends it, and so on; with the input it ends
 * itself. It says that it has begun once it is warm, and how many handovers have completed once the last one has.
 */
public final class HandoverLoop {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** From START_HO's acknowledgement to RELEASE_FINISHED. */
    private static final long HOLD_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** From the start of one handover to that of the next: 200 a second. */
    private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Handovers before anything is measured: cold, this process takes the CPU that the traffic needs. */
    private static final int WARM_UP = 200;
    private static final Duration LOOK = Duration.ofMillis(1);
    private static final int BUFFER_LIMIT = 10_000;
    private static final int DEADLINE_MS = 5000;
    private static final int BOTH = 3;
    private static final int UDP = 17;
    private static final int FRAME_BYTES = 64;
    private static final int FIRST_PORT = 6000;
    /** As in bench-agent.c. */
    private static final String HEADER = "0200000000020200000000010800450000320000000040110000"
        + "0a0000010a000002177017700000";
    private static final int AT_SOURCE_PORT = 34;

    private static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private final Process relay;
    private final BufferedWriter toRelay;
    private final int flows;
    private final ControlLink[] links = new ControlLink[2];
    /** Flows whose last handover has ended. */
    private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
    private final TreeMap<Long, Attempt> attempts = new TreeMap<>();
    private long completed;
    private long handover;

    /** One flow's handover under way. */
    private static final class Attempt {
        private final FlowKey key;
        private final int slot;
        private long handover;
        private int started;
        private long startedNs;
        private boolean released;

        Attempt(final FlowKey key, final int slot) {
            this.key = key;
            this.slot = slot;
        }
    }

    private HandoverLoop(final Process relay, final BufferedWriter toRelay, final int flows) {
        this.relay = relay;
        this.toRelay = toRelay;
        this.flows = flows;
        // the wall clock's, as the real one does: higher than those of every earlier run
        final long session = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        handover = session;
        for (final var side : Direction.values()) {
            links[side.ordinal()] = new ControlLink(new MessageCodec(MessageCodec.ETHER_TYPE), ControlKey.NONE,
                new Channel(false, side), session);
        }
    }

    /**
     * Runs it.
     *
     * @param args how many flows are handed over at the same time, and the command of a relay: control frames from its
     *     input to the agent and back to its output, a line each, side and hexadecimal digits
     * @throws IOException if the relay is gone
     */
    public static void main(final String[] args) throws IOException {
        final var relay = new ProcessBuilder(List.of(args).subList(1, args.length))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = relay.outputWriter(StandardCharsets.US_ASCII)) {
            final var loop = new HandoverLoop(relay, output, Integer.parseInt(args[0]));
            Thread.ofPlatform().daemon().start(() -> loop.listen(relay.inputReader(StandardCharsets.US_ASCII)));
            Thread.ofPlatform().daemon().start(loop::takeOrders);
            loop.run();
        } finally {
            relay.destroy();
        }
    }

    private void listen(final BufferedReader from) {
        try {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // the relay is gone: so are we, or the agent will be missed
            orders.add(END);
        }
    }

    private void takeOrders() {
        final var input = new Scanner(System.in, StandardCharsets.US_ASCII);
        while (input.hasNextLine()) {
            orders.add(input.nextLine());
        }
        orders.add(END);
    }

    private void run() throws IOException {
        greet();
        for (int i = 0; i < flows; i++) {
            waiting.add(new Attempt(key(i), i));
        }
        int warmUp = WARM_UP;
        for (String cpu = next(); !cpu.equals(END); cpu = next()) {
            moveTo(cpu);
            handOver(warmUp);
            warmUp = 1;
            if (next().equals(END)) {
                return;
            }
            Console.say(String.valueOf(completed));
        }
    }

    private String next() {
        try {
            return orders.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    private void moveTo(final String cpu) {
        for (final long pid : List.of(ProcessHandle.current().pid(), relay.pid())) {
            Command.of("taskset", "-a", "-c", "-p", cpu, String.valueOf(pid)).run();
        }
    }

    /** Until there is another order. Says that it has begun when so many have completed. */
    private void handOver(final int warmUp) throws IOException {
        completed = 0;
        long lastNs = System.nanoTime();
        long nextStartNs = lastNs;
        boolean begun = false;
        while (orders.isEmpty() || !attempts.isEmpty()) {
            if (orders.isEmpty() && !waiting.isEmpty() && System.nanoTime() - nextStartNs >= 0) {
                start(waiting.remove());
                nextStartNs += PACE_NS;
            }
            for (final var message : hear(LOOK)) {
                lastNs = System.nanoTime();
                handle(message);
            }
            release();
            if (!begun && completed >= warmUp) {
                begun = true;
                Console.say("begun");
            }
            if (System.nanoTime() - lastNs > LIMIT.toNanos()) {
                throw new LabException("no answer of the agent for " + LIMIT.toSeconds() + " s; handovers under way: "
                    + attempts.keySet());
            }
        }
    }

    private void greet() throws IOException {
        for (final var side : Direction.values()) {
            send(side, new Message.Hello(0));
        }
        final long startNs = System.nanoTime();
        while (links[0].peer() == 0 || links[1].peer() == 0) {
            hear(LIMIT);
            if (System.nanoTime() - startNs > LIMIT.toNanos()) {
                throw new LabException("the agent does not answer HELLO");
            }
        }
    }

    private void start(final Attempt attempt) throws IOException {
        attempt.handover = ++handover;
        attempt.started = 0;
        attempt.released = false;
        attempts.put(attempt.handover, attempt);
        final var start = new Message.StartHandover(attempt.handover, Role.DESTINATION, BOTH, StateTransfer.NONE,
            attempt.slot, attempt.key, attempt.key.reversed(), "other", "", BUFFER_LIMIT, Overflow.FAIL, DEADLINE_MS,
            0);
        for (final var side : Direction.values()) {
            send(side, start);
        }
    }

    private void handle(final Message message) throws IOException {
        final var attempt = attempts.get(message.handover());
        if (attempt == null) {
            return;
        }
        // else acknowledgements, and who has seen unmarked packets, which they all are here
        if (message instanceof Message.StartAcknowledged acknowledged) {
            attempt.started |= 1 << acknowledged.direction().ordinal();
            attempt.startedNs = System.nanoTime();
        } else if (message instanceof Message.HandoverFinished finished) {
            finish(attempt, finished);
        } else if (message instanceof Message.StateFailed failed) {
            throw new LabException("the agent says " + failed);
        }
    }

    private void finish(final Attempt attempt, final Message.HandoverFinished finished) throws IOException {
        if (finished.outcome() != Outcome.COMPLETED || finished.counters().lost() != 0) {
            throw new LabException("expected a completed handover without loss, found " + finished);
        }
        completed++;
        attempts.remove(attempt.handover);
        for (final var side : Direction.values()) {
            send(side, new Message.HandoverEnded(attempt.handover, Outcome.COMPLETED));
        }
        waiting.add(attempt);
    }

    /** Behind the marked packets, of which there are none here. */
    private void release() throws IOException {
        final long nowNs = System.nanoTime();
        for (final var attempt : attempts.values()) {
            if (!attempt.released && attempt.started == BOTH && nowNs - attempt.startedNs >= HOLD_NS) {
                attempt.released = true;
                for (final var side : Direction.values()) {
                    send(side, new Message.ReleaseFinished(attempt.handover, side, 0, true));
                }
            }
        }
    }

    /** What the next frame says; nothing if none comes in time. */
    private List<Message> hear(final Duration limit) {
        final String line;
        try {
            line = lines.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for the agent", e);
        }
        if (line == null || line.length() < 2 || !Character.isDigit(line.charAt(0))) {
            return List.of();
        }
        final int side = line.charAt(0) - '0';
        return switch (links[side].open(HexFormat.of().parseHex(line.substring(2)))) {
            case ControlLink.Opened.Accepted accepted -> accepted.messages();
            case ControlLink.Opened.Refused refused -> List.of();
        };
    }

    private void send(final Direction side, final Message message) throws IOException {
        final var link = links[side.ordinal()];
        link.add(message);
        for (byte[] frame = link.poll(); frame != null; frame = link.poll()) {
            toRelay.write(side.ordinal() + " " + HexFormat.of().formatHex(frame) + '\n');
        }
        toRelay.flush();
    }

    private static FlowKey key(final int flow) {
        final var frame = ByteBuffer.allocate(FRAME_BYTES).put(HexFormat.of().parseHex(HEADER));
        frame.putShort(AT_SOURCE_PORT, (short) (FIRST_PORT + flow));
        final var header = new FrameHeader();
        if (!header.parse(frame, 0, FRAME_BYTES) || header.key().ipProtocol() != UDP) {
            throw new IllegalStateException("expected a UDP packet, found " + header.key());
        }
        return header.key();
    }
}
