/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;

/** The test is systemd's end of the socket. */
@Timeout(30)
class ServiceManagerTest {
    private final Libc libc = new Libc();
    private String address;
    private int fd;

    @BeforeEach
    void listen(@TempDir final Path directory) throws ErrnoException {
        address = directory.resolve("notify").toString();
        fd = bound(address);
    }

    private int bound(final String name) throws ErrnoException {
        final int opened = ErrnoException.check(libc.socket(LinuxAbi.AF_UNIX,
            LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_NONBLOCK, 0), "socket");
        final byte[] path = name.getBytes(StandardCharsets.UTF_8);
        final MemorySegment socketAddress = Arena.ofAuto()
            .allocate(2 + path.length + (name.charAt(0) == '@' ? 0 : 1), 2);
        socketAddress.set(JAVA_SHORT, 0, (short) LinuxAbi.AF_UNIX);
        MemorySegment.copy(path, 0, socketAddress, JAVA_BYTE, 2, path.length);
        if (name.charAt(0) == '@') {
            socketAddress.set(JAVA_BYTE, 2, (byte) 0);
        }
        ErrnoException.check(libc.bind(opened, socketAddress), "bind");
        return opened;
    }

    @AfterEach
    void close() {
        libc.close(fd);
    }

    private List<String> heard() {
        final var words = new ArrayList<String>();
        final MemorySegment memory = Arena.ofAuto().allocate(4096);
        int length = libc.read(fd, memory, 4096);
        while (length >= 0) {
            words.add(new String(memory.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
            length = libc.read(fd, memory, 4096);
        }
        return words;
    }

    @Test
    void shouldSayThatItIsReadyAndThatItStops() {
        try (var manager = ServiceManager.of(libc, address, 0)) {
            manager.watch(() -> 1);
            manager.ready("bridging");
            manager.stopping();
        }

        assertEquals(List.of("READY=1\nSTATUS=bridging",
            "STOPPING=1\nSTATUS=ending the handovers that are under way"), heard());
    }

    @Test
    void shouldSpeakToAnAbstractAddress() throws ErrnoException {
        libc.close(fd);
        final String name = "@sharp-test-" + ProcessHandle.current().pid() + '-' + System.nanoTime();
        fd = bound(name);
        try (var manager = ServiceManager.of(libc, name, 0)) {
            manager.ready("x");
        }

        assertEquals(List.of("READY=1\nSTATUS=x"), heard());
    }

    @Test
    void shouldLiveForAsLongAsThePacketThreadMakesRounds() throws InterruptedException {
        final var rounds = new AtomicLong();
        try (var manager = ServiceManager.of(libc, address, 3_000)) {
            manager.watch(rounds::incrementAndGet);
            awaitBeats(5);
        }

        heard();
        try (var manager = ServiceManager.of(libc, address, 3_000)) {
            manager.watch(() -> 7);
            Thread.sleep(100);
        }
        assertEquals(List.of("WATCHDOG=1"), heard());
    }

    private void awaitBeats(final int count) throws InterruptedException {
        final long startNs = System.nanoTime();
        int beats = 0;
        while (beats < count) {
            final List<String> heard = heard();
            assertTrue(heard.stream().allMatch("WATCHDOG=1"::equals), heard.toString());
            beats += heard.size();
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(20), "found " + beats);
            Thread.sleep(1);
        }
    }

    @Test
    void shouldRunWithoutAServiceManager() {
        for (final String nobody : new String[] {null, "", "/nowhere/notify", "relative", "/" + "x".repeat(200)}) {
            try (var manager = ServiceManager.of(libc, nobody, 1000)) {
                manager.watch(() -> 1);
                manager.ready("x");
                manager.stopping();
            }
        }

        assertEquals(List.of(), heard());
    }

    @Test
    void shouldOnlyBeatWhenItIsMeant() {
        assertEquals(15_000_000, ServiceManager.watchdogUs("15000000", null, 5));
        assertEquals(15_000_000, ServiceManager.watchdogUs("15000000", "5", 5));
        assertEquals(0, ServiceManager.watchdogUs("15000000", "6", 5));
        assertEquals(0, ServiceManager.watchdogUs("often", null, 5));
        assertEquals(0, ServiceManager.watchdogUs(null, null, 5));
    }
}
