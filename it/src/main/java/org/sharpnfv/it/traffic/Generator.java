/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.sharpnfv.it.console.Console;

/**
 * The source in Host1: sends numbered packets at a steady rate, the flows in turn, and keeps account of those that come
 * back. Says {@code ready}; sends from the line {@code start} to the line {@code stop}, then waits for stragglers,
 * writes the round-trip times to their file and says a {@link Result}. {@code count} is answered with the numbers sent
 * and received so far, {@code tally} with the {@link Tally} so far.
 */
public final class Generator {
    private static final int BUFFER_BYTES = 8 << 20;
    private static final long STRAGGLERS_NS = 5_000_000_000L;
    private static final long QUIET_NS = 2_000_000_000L;

    private final StreamOptions options;
    private final Receiver receiver;
    private final DelayLog delays = new DelayLog();
    private final DatagramChannel[] channels;
    private final long[] sentPerFlow;
    private final Selector selector = Selector.open();
    private final long dropsBefore = UdpDrops.now();
    private volatile boolean stopping;
    private volatile long sent;
    private volatile long lastReceivedNs;
    private long lagMaxNs;

    /**
     * What it reports.
     *
     * @param sent packets sent
     * @param sentPerFlow packets sent of each flow, by Host1's UDP port
     * @param reverse what came back
     * @param startNs when the first packet was due
     * @param endNs when the last packet had been sent
     * @param lagMaxUs how far it was behind its schedule at most
     * @param missing the first few numbers that did not come back
     */
    public record Result(long sent, Map<Integer, Long> sentPerFlow, Tally reverse, long startNs, long endNs,
            long lagMaxUs, List<String> missing) {
        /** Copies. */
        public Result {
            sentPerFlow = Map.copyOf(sentPerFlow);
            missing = List.copyOf(missing);
        }
    }

    private Generator(final StreamOptions options) throws IOException {
        this.options = options;
        receiver = new Receiver(options.flows(), options.basePort(), Payload.bytes(options.sizeBytes()));
        sentPerFlow = new long[options.flows()];
        channels = new DatagramChannel[options.flows()];
        for (int i = 0; i < channels.length; i++) {
            final var channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            channel.bind(new InetSocketAddress(InetAddress.getByName(options.bind()), options.basePort() + i));
            channel.connect(new InetSocketAddress(InetAddress.getByName(options.target()),
                StreamOptions.TARGET_PORT));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, options.basePort() + i);
            channels[i] = channel;
        }
    }

    private void receive() {
        final var buffer = ByteBuffer.allocateDirect(2048);
        try {
            while (true) {
                selector.select(key -> drain(key, buffer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(final SelectionKey key, final ByteBuffer buffer) {
        final var channel = (DatagramChannel) key.channel();
        final int port = (Integer) key.attachment();
        try {
            while (true) {
                buffer.clear();
                if (channel.read(buffer) <= 0) {
                    return;
                }
                final long nowNs = System.nanoTime();
                synchronized (receiver) {
                    if (receiver.accept(port, buffer, buffer.position(), nowNs)) {
                        final long sentNs = buffer.getLong(Payload.TIME);
                        delays.add(sentNs, nowNs - sentNs);
                    }
                }
                lastReceivedNs = nowNs;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result send() throws IOException {
        final var payload = Payload.allocate(options.sizeBytes());
        final long startNs = System.nanoTime();
        final var pacer = new Pacer(options.ratePps(), startNs);
        long count = 0;
        int flow = 0;
        while (!stopping) {
            final long nowNs = System.nanoTime();
            final long due = Math.min(pacer.due(nowNs), count + pacer.burst());
            if (due > count) {
                lagMaxNs = Math.max(lagMaxNs, nowNs - pacer.dueNs(count));
            }
            while (count < due) {
                Payload.stamp(payload, sentPerFlow[flow], System.nanoTime());
                if (channels[flow].write(payload) == 0) {
                    // the socket's send buffer is full: the packet is still due
                    break;
                }
                sentPerFlow[flow]++;
                count++;
                flow = flow + 1 == channels.length ? 0 : flow + 1;
            }
            sent = count;
            LockSupport.parkNanos(pacer.nextLookNs(count, System.nanoTime()) - System.nanoTime());
        }
        return finish(startNs, System.nanoTime());
    }

    private Result finish(final long startNs, final long endNs) throws IOException {
        final long deadlineNs = endNs + STRAGGLERS_NS;
        while (received() < sent && deadlineNs - System.nanoTime() > 0
                && System.nanoTime() - Math.max(lastReceivedNs, endNs) < QUIET_NS) {
            LockSupport.parkNanos(5_000_000);
        }
        // a late duplicate is worth a moment more
        LockSupport.parkNanos(100_000_000);
        synchronized (receiver) {
            delays.write(Path.of(options.series()));
            final var perFlow = new HashMap<Integer, Long>();
            for (int i = 0; i < sentPerFlow.length; i++) {
                perFlow.put(options.basePort() + i, sentPerFlow[i]);
            }
            final var missing = IntStream.range(0, sentPerFlow.length).boxed()
                .flatMap(flow -> receiver.missing(flow, sentPerFlow[flow]).stream()).limit(50).toList();
            return new Result(sent, perFlow, receiver.tally(UdpDrops.now() - dropsBefore), startNs, endNs,
                lagMaxNs / 1000, missing);
        }
    }

    private String tally() {
        synchronized (receiver) {
            return new Gson().toJson(receiver.tally(UdpDrops.now() - dropsBefore));
        }
    }

    private long received() {
        synchronized (receiver) {
            return receiver.distinct();
        }
    }

    private void run() {
        try {
            Console.say(new Gson().toJson(send()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs it.
     *
     * @param args of {@link StreamOptions#words}
     * @throws IOException if a socket cannot be opened
     */
    public static void main(final String[] args) throws IOException {
        final var generator = new Generator(StreamOptions.parse(args));
        Thread.ofPlatform().daemon().name("receive").start(generator::receive);
        Console.say("ready");
        final var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            switch (line) {
                case "start" -> Thread.ofPlatform().name("send").start(generator::run);
                case "stop" -> generator.stopping = true;
                case "tally" -> Console.say(generator.tally());
                case "count" -> Console.say(generator.sent + " " + generator.received());
                default -> Console.warn("unknown command " + line);
            }
        }
        // the driver has gone
        generator.stopping = true;
    }
}
