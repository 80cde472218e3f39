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
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.sharpnfv.it.console.Console;

/**
 * One end of live TCP connections of the kernel's: on each, both ends send numbered bytes all the time and check every
 * byte that comes. Says {@code ready}; at the line {@code look} says its {@link Result} since the look before.
 *
 * <pre>
 *   listen ADDRESS PORT CHUNK-BYTES INTERVAL-MS
 *   connect ADDRESS PORT CHUNK-BYTES INTERVAL-MS CONNECTIONS
 * </pre>
 */
public final class TcpHost {
    private static final int BUFFER_BYTES = 65_536;
    private static final int CONNECT_LIMIT_MS = 5000;
    /** A prime, so that no shift by a power of two looks right. */
    private static final int PERIOD = 251;

    /**
     * What has happened since the look before.
     *
     * @param connections how many there have been in all
     * @param broken how many of them have ended, carried a wrong byte, or received nothing since the look before
     * @param bytes received and found right
     * @param maxStallMs the longest time between two arrivals on one connection
     * @param failures why connections have ended
     */
    public record Result(int connections, int broken, long bytes, double maxStallMs, List<String> failures) {
        /** Copies. */
        public Result {
            failures = List.copyOf(failures);
        }
    }

    /** One connection's end. */
    private static final class End {
        private final Socket socket;
        private final List<String> failures;
        private volatile boolean ended;
        private long bytes;
        private long lastNs = System.nanoTime();
        private long maxGapNs;
        private long looked;

        End(final Socket socket, final List<String> failures) {
            this.socket = socket;
            this.failures = failures;
        }

        void start(final int chunk, final long intervalNs) {
            Thread.ofVirtual().start(() -> send(chunk, intervalNs));
            Thread.ofVirtual().start(this::receive);
        }

        private void send(final int chunk, final long intervalNs) {
            final var pattern = new byte[chunk + PERIOD];
            for (int i = 0; i < pattern.length; i++) {
                pattern[i] = (byte) (i % PERIOD);
            }
            long sent = 0;
            long dueNs = System.nanoTime();
            try {
                final var out = socket.getOutputStream();
                while (!ended) {
                    out.write(pattern, (int) (sent % PERIOD), chunk);
                    sent += chunk;
                    dueNs = Math.max(dueNs + intervalNs, System.nanoTime() - intervalNs);
                    LockSupport.parkNanos(dueNs - System.nanoTime());
                }
            } catch (IOException e) {
                end("sending: " + e.getMessage());
            }
        }

        private void receive() {
            final var buffer = new byte[BUFFER_BYTES];
            try {
                final InputStream in = socket.getInputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (!arrived(buffer, count)) {
                        end("a wrong byte");
                        return;
                    }
                }
                end("closed by the other end");
            } catch (IOException e) {
                end("receiving: " + e.getMessage());
            }
        }

        private synchronized boolean arrived(final byte[] buffer, final int count) {
            final long nowNs = System.nanoTime();
            maxGapNs = Math.max(maxGapNs, nowNs - lastNs);
            lastNs = nowNs;
            for (int i = 0; i < count; i++) {
                if (buffer[i] != (byte) ((bytes + i) % PERIOD)) {
                    return false;
                }
            }
            bytes += count;
            return true;
        }

        private void end(final String why) {
            if (!ended) {
                ended = true;
                failures.add(why);
            }
        }

        /** Bytes since the look before, and the longest gap, that which goes on included. */
        synchronized long[] look() {
            final long nowNs = System.nanoTime();
            final long gapNs = Math.max(maxGapNs, nowNs - lastNs);
            final long gained = bytes - looked;
            looked = bytes;
            maxGapNs = 0;
            return new long[] {gained, gapNs};
        }
    }

    private final int chunk;
    private final long intervalNs;
    private final List<End> ends = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private TcpHost(final int chunk, final long intervalNs) {
        this.chunk = chunk;
        this.intervalNs = intervalNs;
    }

    private void add(final Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        final var end = new End(socket, failures);
        ends.add(end);
        end.start(chunk, intervalNs);
    }

    private void accept(final ServerSocket server) {
        try {
            while (true) {
                add(server.accept());
            }
        } catch (IOException e) {
            failures.add("accepting: " + e.getMessage());
        }
    }

    private Result look() {
        int broken = 0;
        long bytes = 0;
        long gapNs = 0;
        for (final var end : ends) {
            final long[] seen = end.look();
            broken += end.ended || seen[0] == 0 ? 1 : 0;
            bytes += seen[0];
            gapNs = Math.max(gapNs, seen[1]);
        }
        return new Result(ends.size(), broken, bytes, gapNs / 1e6, failures);
    }

    /**
     * Runs it.
     *
     * @param args see above
     * @throws IOException if there is no connection
     */
    public static void main(final String[] args) throws IOException {
        final var host = new TcpHost(Integer.parseInt(args[3]), Long.parseLong(args[4]) * 1_000_000);
        final var address = new InetSocketAddress(InetAddress.getByName(args[1]), Integer.parseInt(args[2]));
        switch (args[0]) {
            case "listen" -> {
                final var server = new ServerSocket();
                server.setReuseAddress(true);
                server.bind(address, BUFFER_BYTES);
                Thread.ofPlatform().daemon().name("accept").start(() -> host.accept(server));
            }
            case "connect" -> {
                for (int i = Integer.parseInt(args[5]); i > 0; i--) {
                    final var socket = new Socket();
                    socket.connect(address, CONNECT_LIMIT_MS);
                    host.add(socket);
                }
            }
            default -> throw new IllegalArgumentException("expected listen or connect, found " + args[0]);
        }
        Console.say("ready");
        final var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.equals("look")) {
                Console.say(new Gson().toJson(host.look()));
            } else {
                Console.warn("unknown command " + line);
            }
        }
        // the process ends, and with it its connections
        System.exit(0);
    }
}
