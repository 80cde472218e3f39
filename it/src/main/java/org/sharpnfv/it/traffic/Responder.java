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
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import org.sharpnfv.it.console.Console;

/**
 * The sink in Host2: keeps account of each packet and sends it back as it came. Says {@code ready}, then answers each
 * line {@code report} with a {@link Result}; ends with its standard input.
 */
public final class Responder {
    private static final int BUFFER_BYTES = 8 << 20;

    private final Receiver receiver;
    private final DatagramChannel channel;
    private final long dropsBefore = UdpDrops.now();
    private long echoed;

    /**
     * What it reports.
     *
     * @param forward what it received
     * @param echoed how many packets it sent back
     */
    public record Result(Tally forward, long echoed) {
    }

    private Responder(final StreamOptions options) throws IOException {
        receiver = new Receiver(options.flows(), options.basePort(), Payload.bytes(options.sizeBytes()));
        channel = DatagramChannel.open(java.net.StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        channel.bind(new InetSocketAddress(InetAddress.getByName(options.bind()), StreamOptions.TARGET_PORT));
    }

    private void echo() {
        final var buffer = ByteBuffer.allocateDirect(2048);
        try {
            while (true) {
                buffer.clear();
                final var from = (InetSocketAddress) channel.receive(buffer);
                final long nowNs = System.nanoTime();
                synchronized (receiver) {
                    if (receiver.accept(from.getPort(), buffer, buffer.position(), nowNs)) {
                        echoed++;
                        buffer.flip();
                        channel.send(buffer, from);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String report() {
        synchronized (receiver) {
            return new Gson().toJson(new Result(receiver.tally(UdpDrops.now() - dropsBefore), echoed));
        }
    }

    /**
     * Runs it.
     *
     * @param args of {@link StreamOptions#words}
     * @throws IOException if a socket cannot be opened
     */
    public static void main(final String[] args) throws IOException {
        final var responder = new Responder(StreamOptions.parse(args));
        Thread.ofPlatform().daemon().name("echo").start(responder::echo);
        Console.say("ready");
        final var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.equals("report")) {
                Console.say(responder.report());
            }
        }
    }
}
