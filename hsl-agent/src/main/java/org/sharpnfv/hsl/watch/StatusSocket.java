/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import com.google.gson.JsonObject;
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
import java.util.concurrent.Semaphore;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.linux.Acceptor;
import org.sharpnfv.hsl.linux.StaleSocket;
import org.sharpnfv.hsl.stats.Counters;

/**
 * Where {@code sharp-hsl status} finds a running agent: a Unix stream socket in the run directory. It says one JSON
 * object to whoever connects, with the last handovers in it, and closes; nothing is read.
 */
public final class StatusSocket implements AutoCloseable {
    /** How a socket's name ends. */
    static final String SUFFIX = ".status";
    private static final System.Logger LOG = System.getLogger(StatusSocket.class.getName());
    private static final String MODE = "rw-rw----";
    /** Answers at the same time; who comes then is turned away. */
    private static final int ANSWERS_MAX = 8;

    private final Path path;
    private final ServerSocketChannel server;
    private final AgentFacts facts;
    private final Health health;
    private final Counters counters;
    private final HandoverLog handovers;
    private final Semaphore answers = new Semaphore(ANSWERS_MAX);

    private StatusSocket(final Path path, final ServerSocketChannel server, final AgentFacts facts,
            final Health health, final Counters counters, final HandoverLog handovers) {
        this.path = path;
        this.server = server;
        this.facts = facts;
        this.health = health;
        this.counters = counters;
        this.handovers = handovers;
    }

    /** Makes the directory if there is none, and listens in it, by the instance's name. */
    public static StatusSocket listen(final Path directory, final AgentFacts facts, final Health health,
            final Counters counters, final HandoverLog handovers) throws IOException {
        final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        final StatusSocket socket;
        try {
            RunDirectory.make(directory);
            final Path path = freePath(directory, facts);
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
            socket = new StatusSocket(path, server, facts, health, counters, handovers);
        } catch (IOException e) {
            server.close();
            throw new IOException("--run-dir " + directory + ": cannot listen there: " + e
                + "; expected a directory that this user may write, with a path shorter than 80 bytes", e);
        }
        Thread.ofPlatform().daemon().name("hsl-status").start(() -> Acceptor.run(socket.path, server, socket::take));
        return socket;
    }

    /** Another agent of the same name may run in another network namespace; one that was killed left its socket. */
    private static Path freePath(final Path directory, final AgentFacts facts) throws IOException {
        final Path path = directory.resolve(fileName(facts.id()) + SUFFIX);
        if (StaleSocket.isInUse(path)) {
            return directory.resolve(fileName(facts.id()) + '@' + facts.pid() + SUFFIX);
        }
        Files.deleteIfExists(path);
        return path;
    }

    /** An identity is any text; what a file name cannot have is written as its number. */
    static String fileName(final String id) {
        final var name = new StringBuilder();
        id.codePoints().forEach(c -> {
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' && !name.isEmpty())) {
                name.appendCodePoint(c);
            } else {
                name.append('%').append(Integer.toHexString(c));
            }
        });
        return name.toString();
    }

    private void take(final SocketChannel channel) {
        if (answers.tryAcquire()) {
            Thread.ofPlatform().daemon().name("hsl-status-answer").start(() -> answer(channel));
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0}: close: {1}", path, e.getMessage());
        }
    }

    private void answer(final SocketChannel channel) {
        try (channel) {
            final JsonObject json = StatusJson.of(facts, health, counters);
            json.add("handovers", StatusJson.of(handovers.latest(HandoverLog.KEPT_MAX)));
            final ByteBuffer bytes = StandardCharsets.UTF_8.encode(json.toString() + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0}: who asked has gone: {1}", path, e.getMessage());
        } finally {
            answers.release();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}: not removed: {1}", path, e.getMessage());
        }
    }
}
