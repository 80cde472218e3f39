/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a run started is gone after it, and nothing else is. */
class SandboxIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void shouldRemoveWhatItStarted() {
        final NetworkNamespace namespace;
        final ChildProcess polite;
        final ChildProcess deaf;
        final Path directory;
        try (var sandbox = Sandbox.create()) {
            directory = sandbox.directory();
            namespace = sandbox.namespace("a");
            polite = sandbox.start("polite", namespace, Command.of("sleep", "600"));
            deaf = sandbox.start("deaf", namespace, Command.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"));
            assertTrue(Files.exists(Path.of(namespace.path())));
        }

        assertTrue(polite.waitFor(LIMIT));
        assertTrue(deaf.waitFor(LIMIT));
        assertFalse(Files.exists(Path.of(namespace.path())));
        assertFalse(Files.exists(directory));
    }

    @Test
    void shouldLeaveAnotherRunAlone() {
        try (var mine = Sandbox.create()) {
            final var namespace = mine.namespace("a");
            final var child = mine.start("child", namespace, Command.of("sleep", "600"));

            Waiting.pause(Duration.ofMillis(5));
            try (var other = Sandbox.create()) {
                assertNotEquals(mine.prefix(), other.prefix());
                other.namespace("a");
            }

            assertTrue(child.isAlive());
            assertTrue(Files.exists(Path.of(namespace.path())));
        }
    }

    @Test
    void shouldBeTakenDownLaterWhenItIsKept() {
        final var sandbox = Sandbox.create();
        final var namespace = sandbox.namespace("a");
        final var child = sandbox.start("child", namespace, Command.of("sleep", "600"));
        sandbox.keep();
        sandbox.close();
        assertTrue(child.isAlive());

        Sandbox.takeDown(sandbox.prefix());

        assertTrue(child.waitFor(LIMIT));
        assertFalse(Files.exists(Path.of(namespace.path())));
        assertFalse(Files.exists(sandbox.directory()));
    }

    @Test
    void shouldRefuseToTakeDownWhatIsNoRun() {
        assertThrows(LabException.class, () -> Sandbox.takeDown("../etc"));
        assertThrows(LabException.class, () -> Sandbox.takeDown("sh0-0"));
    }

    @Test
    void shouldOpenSocketsInAnotherNamespace() {
        try (var sandbox = Sandbox.create();
                var thread = new NamespaceThread(sandbox.namespace("a"))) {
            final int port = thread.run(() -> {
                try (var server = new java.net.ServerSocket(0)) {
                    return server.getLocalPort();
                }
            });
            final String devices = thread.run(() -> Files.readString(Path.of("/proc/thread-self/net/dev")));

            assertNotEquals(0, port);
            assertEquals(3, devices.lines().count(), devices);
        }
    }
}
