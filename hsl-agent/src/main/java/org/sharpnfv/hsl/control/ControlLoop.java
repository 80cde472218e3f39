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
import java.util.List;

/**
 * A control channel and the VNF at its other end, in one thread: what is told is written to a socket, read again, and
 * answered over the same way before {@link #tell} returns. For who wants the way warm.
 */
public final class ControlLoop implements VnfControl {
    private final VnfEvents events;
    private final SocketChannel agentEnd;
    private final SocketChannel vnfEnd;
    private final LineReader commands;
    private final LineReader answers;
    private String taken = "";
    private int owed;
    private boolean broken;

    private ControlLoop(final VnfEvents events, final SocketChannel agentEnd, final SocketChannel vnfEnd) {
        this.events = events;
        this.agentEnd = agentEnd;
        this.vnfEnd = vnfEnd;
        commands = new LineReader(vnfEnd, new Taken() {
            @Override
            public void line(final String line) {
                taken = line;
            }
        });
        answers = new LineReader(agentEnd, new Taken() {
            @Override
            public void line(final String line) {
                owed--;
                VnfJson.decodeEvent(line).ifPresent(events::offer);
            }
        });
    }

    /**
     * Connects the two ends, by a file for a moment.
     *
     * @param events takes the answers
     * @return the loop
     * @throws IOException if there is no directory for temporary files, or no socket in it
     */
    public static ControlLoop open(final VnfEvents events) throws IOException {
        final Path directory = Files.createTempDirectory("sharp-hsl");
        final Path path = directory.resolve("loop");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            final var address = UnixDomainSocketAddress.of(path);
            server.bind(address);
            return new ControlLoop(events, SocketChannel.open(address), server.accept());
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(directory);
        }
    }

    @Override
    public void tell(final VnfCommand command) {
        try {
            ControlChannel.send(agentEnd, command);
            // a long state comes in several lines, of which the last one is the command
            while (!taken.contains('"' + command.type().text() + '"')) {
                read(commands);
            }
            taken = "";
            answer(command);
            while (owed > 0) {
                read(answers);
            }
        } catch (IOException e) {
            broken = true;
            events.offer(command.failed("the loop is broken: " + e));
        }
    }

    private void answer(final VnfCommand command) throws IOException {
        for (final var type : answers(command.type())) {
            final var line = ByteBuffer.wrap(("{\"type\":\"" + type + "\",\"handover\":\"" + command.handover()
                + "\",\"flows\":[]}\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                vnfEnd.write(line);
            }
            owed++;
        }
    }

    private static void read(final LineReader reader) throws IOException {
        if (!reader.read()) {
            throw new IOException("expected a line, found the end of the stream");
        }
    }

    private static List<String> answers(final VnfCommand.Type type) {
        return switch (type) {
            case EXPORT_STATE -> List.of("drained", "state-exported");
            case IMPORT_STATE, PUT_STATE -> List.of("state-imported");
            case GET_STATE -> List.of("state-exported");
            case DESCRIBE_FLOW -> List.of("flow-described");
            case HANDOVER_FINISHED -> List.of();
        };
    }

    @Override
    public boolean available() {
        return !broken;
    }

    @Override
    public boolean answersOverConnection() {
        return true;
    }

    @Override
    public void close() {
        try (agentEnd; vnfEnd) {
            broken = true;
        } catch (IOException e) {
            // nothing is owed to anybody
        }
    }

    /** All lines are this program's own. */
    private interface Taken extends LineReader.Lines {
        @Override
        default void malformed(final String why) {
            throw new IllegalStateException("expected what this program has written, found a line that is " + why);
        }
    }
}
