/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.Acceptor;
import org.sharpnfv.hsl.linux.StaleSocket;

/**
 * Where the VNF connects to: a Unix domain stream socket, one JSON object a line, both ways ({@link VnfJson}).
 *
 * <p>One VNF at a time; the newest connection wins, because the older one may be of a process that hangs. Three
 * threads of its own: one accepts, one reads from each connection, one writes.
 */
public final class ControlChannel implements VnfControl {
    /** Commands that wait for a slow VNF; more are answered with a failure. */
    public static final int COMMANDS_MAX = 4096;

    private static final System.Logger LOG = System.getLogger(ControlChannel.class.getName());
    private static final String MODE = "rw-rw----";
    /** One of so many malformed lines is logged. */
    private static final int MALFORMED_LOGGED = 1000;

    private final Path path;
    private final VnfEvents events;
    private final CommandQueue commands;
    private final ServerSocketChannel server;
    private final Thread acceptor;
    private final Thread writer;
    private final AtomicLong malformedLines = new AtomicLong();
    private volatile @Nullable SocketChannel connection;

    private ControlChannel(final Path path, final VnfEvents events, final ServerSocketChannel server) {
        this.path = path;
        this.events = events;
        this.server = server;
        commands = new CommandQueue(COMMANDS_MAX, events);
        acceptor = Thread.ofPlatform().daemon().name("hsl-control-accept")
            .unstarted(() -> Acceptor.run(path, server, this::attach));
        writer = Thread.ofPlatform().daemon().name("hsl-control-write").unstarted(this::write);
    }

    /** Listens at a path; a socket file that nobody listens at any more is replaced. */
    public static ControlChannel listen(final Path path, final VnfEvents events) throws IOException {
        StaleSocket.remove(path);
        final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        final ControlChannel channel;
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
            channel = new ControlChannel(path, events, server);
        } catch (IOException e) {
            server.close();
            throw new IOException(path + ": cannot listen there: " + e.getMessage()
                + "; the directory must exist and be writable, the path be shorter than 108 bytes", e);
        }
        channel.acceptor.start();
        channel.writer.start();
        return channel;
    }

    @Override
    public void tell(final VnfCommand command) {
        commands.offer(command);
    }

    @Override
    public boolean available() {
        return connection != null;
    }

    @Override
    public boolean answersOverConnection() {
        return connection != null;
    }

    public long malformedLines() {
        return malformedLines.get();
    }

    public long refusedCommands() {
        return commands.refused();
    }

    @Override
    public void close() {
        acceptor.interrupt();
        writer.interrupt();
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}: not removed: {1}", path, e.getMessage());
        }
        final SocketChannel last = connection;
        if (last != null) {
            detach(last, "the agent ends");
        }
    }

    private synchronized void attach(final SocketChannel newest) {
        final SocketChannel older = connection;
        if (older != null) {
            detach(older, "a newer connection took its place");
        }
        connection = newest;
        events.offer(new VnfEvent.Connected());
        LOG.log(System.Logger.Level.INFO, "{0}: a VNF connected", path);
        Thread.ofPlatform().daemon().name("hsl-control-read").start(() -> read(newest));
    }

    private synchronized void detach(final SocketChannel gone, final String reason) {
        if (connection == gone) {
            connection = null;
            events.offer(new VnfEvent.Disconnected(reason));
            LOG.log(System.Logger.Level.INFO, "{0}: the VNF is disconnected: {1}", path, reason);
        }
        try {
            gone.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0}: close: {1}", path, e.getMessage());
        }
    }

    private void read(final SocketChannel from) {
        final var reader = new LineReader(from, new LineReader.Lines() {
            @Override
            public void line(final String line) {
                VnfJson.decodeEvent(line).ifPresentOrElse(events::offer,
                    () -> countMalformed("not an answer we know: " + line));
            }

            @Override
            public void malformed(final String why) {
                countMalformed(why);
            }
        });
        String reason = "it closed the connection";
        try {
            while (reader.read()) {
                // all is in the reader
            }
        } catch (IOException e) {
            reason = "read: " + e;
        }
        detach(from, reason);
    }

    private void countMalformed(final String why) {
        final long before = malformedLines.getAndIncrement();
        if (before % MALFORMED_LOGGED == 0) {
            LOG.log(System.Logger.Level.WARNING, "{0}: malformed line number {1}: {2}", path, before + 1,
                why.substring(0, Math.min(why.length(), 200)));
        }
    }

    private void write() {
        try {
            while (server.isOpen()) {
                write(commands.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(final VnfCommand command) {
        final SocketChannel to = connection;
        if (to == null) {
            fail(command, "no VNF is connected to " + path);
            return;
        }
        try {
            send(to, command);
        } catch (IOException e) {
            detach(to, "write: " + e);
            fail(command, "the VNF's connection broke");
        }
    }

    static void send(final SocketChannel to, final VnfCommand command) throws IOException {
        final ByteBuffer line = StandardCharsets.UTF_8.encode(VnfJson.encode(command) + '\n');
        while (line.hasRemaining()) {
            to.write(line);
        }
    }

    private void fail(final VnfCommand command, final String reason) {
        if (command.expectsAnswer()) {
            events.offer(command.failed(reason));
        }
    }
}
