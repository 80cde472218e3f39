/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Control channel to the VNF: design, section 6. */
@Timeout(60)
class ControlChannelTest {
    private static final VnfCommand EXPORT = new VnfCommand(VnfCommand.Type.EXPORT_STATE, "12", VnfJsonTest.FLOW,
        VnfJsonTest.FLOW, FlowDirection.BOTH, Peer.UNKNOWN, 0, false, null, null);

    @TempDir
    private Path directory;
    private final Events events = new Events();
    private Path path;
    private ControlChannel channel;

    @BeforeEach
    void listen() throws IOException {
        path = directory.resolve("vnf.sock");
        channel = ControlChannel.listen(path, events.queue());
    }

    @AfterEach
    void close() {
        channel.close();
    }

    @Test
    void shouldBeOpenToOwnerAndGroupOnly() throws IOException {
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void shouldCarryCommandsAndAnswers() throws Exception {
        try (SocketChannel vnf = connect()) {
            assertEquals(new VnfEvent.Connected(), events.next());
            channel.tell(EXPORT);

            assertEquals(VnfJson.encode(EXPORT), reader(vnf).readLine());
            write(vnf, "{\"type\":\"state-exp");
            write(vnf, "orted\",\"handover\":\"12\"}\n{\"type\":\"state-imported\",\"handover\":\"1.3\"}\n");

            assertEquals(new VnfEvent.StateExported("12"), events.next());
            assertEquals(new VnfEvent.StateImported("1.3"), events.next());
        }
        assertInstanceOf(VnfEvent.Disconnected.class, events.next());
        assertFalse(channel.available());
    }

    @Test
    void shouldKeepTheConnectionAfterMalformedLines() throws Exception {
        try (SocketChannel vnf = connect()) {
            assertEquals(new VnfEvent.Connected(), events.next());

            write(vnf, "nonsense\n");
            write(vnf, "x".repeat(3 * LineReader.LINE_BYTES_MAX) + "\n");
            vnf.write(ByteBuffer.wrap(new byte[] {(byte) 0xC3, '\n'}));
            write(vnf, "{\"type\":\"state-exported\",\"handover\":\"12\"}\n");

            assertEquals(new VnfEvent.StateExported("12"), events.next());
            assertEquals(3, channel.malformedLines());
        }
    }

    @Test
    void shouldPreferTheNewestConnection() throws Exception {
        try (SocketChannel older = connect()) {
            assertEquals(new VnfEvent.Connected(), events.next());
            try (SocketChannel newer = connect()) {
                assertInstanceOf(VnfEvent.Disconnected.class, events.next());
                assertEquals(new VnfEvent.Connected(), events.next());
                channel.tell(EXPORT);

                assertEquals(VnfJson.encode(EXPORT), reader(newer).readLine());
                assertEquals(-1, older.read(ByteBuffer.allocate(1)));
            }
        }
    }

    @Test
    void shouldFailACommandThatNobodyHears() throws Exception {
        channel.tell(EXPORT);

        final var failed = assertInstanceOf(VnfEvent.StateFailed.class, events.next());

        assertEquals("12", failed.handover());
        assertTrue(failed.reason().startsWith("no VNF is connected"), failed.reason());
    }

    @Test
    void shouldFailCommandsAtTheBoundWhenTheVnfDoesNotRead() throws Exception {
        try (SocketChannel vnf = connect()) {
            assertEquals(new VnfEvent.Connected(), events.next());
            // the socket's own buffers take some hundred lines
            for (int i = 0; i < 2 * ControlChannel.COMMANDS_MAX; i++) {
                channel.tell(EXPORT);
            }

            assertInstanceOf(VnfEvent.StateFailed.class, events.next());
            assertTrue(channel.refusedCommands() > 0);
            assertTrue(vnf.isConnected());
        }
    }

    @Test
    void shouldReplaceASocketThatNobodyListensAt() throws Exception {
        final Path stale = directory.resolve("stale.sock");
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(stale));
        }
        assertTrue(Files.exists(stale));

        ControlChannel.listen(stale, events.queue()).close();

        assertFalse(Files.exists(stale));
    }

    @Test
    void shouldNotTakeThePathOfAnotherAgentOrOfAFile() throws Exception {
        final Path file = Files.writeString(directory.resolve("file"), "precious");

        assertThrows(IOException.class, () -> ControlChannel.listen(path, events.queue()));
        assertThrows(IOException.class, () -> ControlChannel.listen(file, events.queue()));

        assertEquals("precious", Files.readString(file));
    }

    /** To look whether somebody listens must not push out the VNF of who does. */
    @Test
    void shouldLeaveTheVnfOfALivingAgentConnected() throws Exception {
        try (SocketChannel vnf = connect()) {
            assertEquals(new VnfEvent.Connected(), events.next());

            final var refusal = assertThrows(IOException.class, () -> ControlChannel.listen(path, events.queue()));

            assertTrue(refusal.getMessage().startsWith(path + ": another process listens there"),
                refusal.getMessage());
            channel.tell(EXPORT);
            assertEquals(VnfJson.encode(EXPORT), reader(vnf).readLine());
            write(vnf, "{\"type\":\"state-exported\",\"handover\":\"12\"}\n");
            assertEquals(new VnfEvent.StateExported("12"), events.next());
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static BufferedReader reader(final SocketChannel from) {
        return new BufferedReader(Channels.newReader(from, StandardCharsets.UTF_8));
    }

    private static void write(final SocketChannel to, final String text) throws IOException {
        final ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }
}
