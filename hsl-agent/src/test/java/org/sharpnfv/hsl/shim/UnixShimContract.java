/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.linux.UnixListener;
import org.sharpnfv.hsl.stats.Counters;

/** What a shim on a Unix socket does for a VNF, however frames are told apart on the socket. */
@Timeout(60)
abstract class UnixShimContract {
    /** How shims of a kind are opened. */
    interface Opening {
        Shim open(Libc libc, String path, int mtu, ShimOptions options, ShimCounters counters) throws ShimException;
    }

    /** Frames of 2048 bytes at most. */
    private static final ShimOptions OPTIONS = new ShimOptions(16 << 20, 2048, 8 << 20, 64, false);
    private static final int MTU = 1500;

    @TempDir
    private Path directory;
    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private final Opening opening;
    private final int socketType;
    private Path path;
    private Shim shim;

    UnixShimContract(final Opening opening, final int socketType) {
        this.opening = opening;
        this.socketType = socketType;
    }

    /** What a VNF writes for a frame. */
    abstract byte[] written(byte[] frame);

    /** What a VNF reads next, where this frame is expected. */
    abstract byte[] read(UnixPeer vnf, byte[] frame) throws ErrnoException;

    @BeforeEach
    final void open() throws Exception {
        path = directory.resolve("vnf.sock");
        shim = open(opening);
    }

    private Shim open(final Opening kind) throws ShimException {
        final var own = ShimCounters.in(counters, "shim" + counters.snapshot().size());
        return kind.open(libc, path.toString(), MTU, OPTIONS, own);
    }

    @AfterEach
    final void close() {
        shim.close();
    }

    final Shim shim() {
        return shim;
    }

    /** A VNF that the shim knows of. */
    final UnixPeer connect() throws Exception {
        final long before = shim.counters().connects().value();
        final var peer = new UnixPeer(path, socketType);
        shim.tend();
        assertEquals(before + 1, shim.counters().connects().value());
        return peer;
    }

    private void send(final UnixPeer vnf, final byte[] frame) throws ErrnoException {
        vnf.send(written(frame));
    }

    final void assertReceived(final UnixPeer vnf, final byte[] frame) throws ErrnoException {
        assertArrayEquals(written(frame), read(vnf, frame));
    }

    /** Frames of 1500 bytes, numbered, to a VNF that does not read. Returns how many. */
    final int sendUntilManyAreDropped() {
        int sent = 0;
        while (shim.counters().sendDroppedBusy().value() < 1000) {
            Frames.send(shim, Frames.plain(sent++, 1500));
        }
        final long retries = shim.counters().sendRetries().value();
        assertTrue(retries < 20, () -> "waited " + retries + " times");
        return sent;
    }

    @Test
    void shouldCountWhatIsSentWhileNoVnfIsConnected() throws Exception {
        Frames.send(shim, Frames.plain(1, 60));
        assertEquals(1, shim.counters().sendDroppedDown().value());

        try (var vnf = connect()) {
            Frames.send(shim, Frames.plain(2, 60));
            assertReceived(vnf, Frames.plain(2, 60));
        }
        assertEquals(1, shim.counters().sendDroppedDown().value());
    }

    @Test
    void shouldGoOnWhenTheVnfConnectsAgain() throws Exception {
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, shim.fd());
        try (var first = connect()) {
            Frames.send(shim, Frames.plain(9, 60));
            send(first, Frames.plain(1, 60));
            send(first, Frames.plain(2, 60));
        }
        assertEquals(1, readable.await(2_000_000_000L));
        assertEquals(2, new Frames().await(shim, 2).size(), "what it sent before it closed is not lost");
        // it had not read all: a reset is found before the end
        assertEquals(0, shim.poll(new Frames()::take, 64));
        Frames.send(shim, Frames.plain(3, 60));
        assertEquals(1, shim.counters().sendDroppedDown().value());
        assertEquals(0, readable.await(0), "the closed connection must not wake us again");

        try (var second = new UnixPeer(path, socketType)) {
            assertEquals(1, readable.await(2_000_000_000L), "a VNF that connects wakes us");
            shim.poll(new Frames()::take, 64);
            assertEquals(2, shim.counters().connects().value());
            Frames.send(shim, Frames.plain(4, 60));
            send(second, Frames.plain(5, 60));

            assertReceived(second, Frames.plain(4, 60));
            assertArrayEquals(Frames.plain(5, 60), new Frames().await(shim, 1).getFirst());
        }
    }

    @Test
    void shouldPreferTheNewerConnection() throws Exception {
        try (var older = connect(); var newer = connect()) {
            send(newer, Frames.plain(1, 60));

            assertArrayEquals(Frames.plain(1, 60), new Frames().await(shim, 1).getFirst());
            assertEquals(0, older.receive().length, "the older one is closed");
        }
    }

    @Test
    void shouldReplaceTheSocketOfADeadAgentAndRemoveItsOwn() throws Exception {
        shim.close();
        assertFalse(Files.exists(path));
        final int left = libc.socket(LinuxAbi.AF_UNIX, socketType, 0);
        libc.bind(left, UnixListener.address(path));
        libc.close(left);
        assertTrue(Files.exists(path));

        shim = open(opening);

        try (var vnf = connect()) {
            send(vnf, Frames.plain(1, 60));
            assertEquals(1, new Frames().await(shim, 1).size());
        }
    }

    /** Whatever the types of the two. */
    @Test
    void shouldLeaveALivingAgentAlone() throws Exception {
        try (var vnf = connect()) {
            for (final Opening other : List.<Opening>of(UnixStreamShim::open, UnixSeqpacketShim::open)) {
                final var refusal = assertThrows(ShimException.class, () -> open(other));

                assertTrue(refusal.getMessage().startsWith(path + ": another process listens there"),
                    refusal.getMessage());
            }
            shim.tend();
            send(vnf, Frames.plain(1, 60));
            assertEquals(1, new Frames().await(shim, 1).size(), "its VNF stays connected");
        }
    }

    @Test
    void shouldSayWhatIsInTheWay() throws Exception {
        shim.close();
        Files.createFile(path);
        final var file = assertThrows(ShimException.class, () -> open(opening));
        assertTrue(file.getMessage().contains("expected a socket or nothing there"), file.getMessage());

        path = directory.resolve("missing/vnf.sock");
        final var missing = assertThrows(ShimException.class, () -> open(opening));
        assertTrue(missing.getMessage().contains("its directory must exist"), missing.getMessage());
    }
}
