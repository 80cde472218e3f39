/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NotifySocket;

/**
 * Tells systemd how the agent is (sd_notify(3)): that it is ready, that it stops, and, if it has asked for that, that
 * packets are looked after. Without systemd nothing happens.
 */
final class ServiceManager implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ServiceManager.class.getName());

    private final @Nullable NotifySocket socket;
    private final long watchdogUs;
    private @Nullable Thread watchdog;

    private ServiceManager(final @Nullable NotifySocket socket, final long watchdogUs) {
        this.socket = socket;
        this.watchdogUs = watchdogUs;
    }

    /** As systemd has set the environment of this process. */
    static ServiceManager fromEnvironment(final Libc libc) {
        return of(libc, System.getenv("NOTIFY_SOCKET"), watchdogUs(System.getenv("WATCHDOG_USEC"),
            System.getenv("WATCHDOG_PID"), ProcessHandle.current().pid()));
    }

    /** A socket that is not there is no reason not to run. */
    static ServiceManager of(final Libc libc, final @Nullable String address, final long watchdogUs) {
        if (address == null || address.isEmpty()) {
            return new ServiceManager(null, 0);
        }
        try {
            return new ServiceManager(NotifySocket.open(libc, address), watchdogUs);
        } catch (ErrnoException e) {
            LOG.log(System.Logger.Level.WARNING, "NOTIFY_SOCKET {0}: {1}; systemd is not told that the agent is ready",
                address, e.getMessage());
            return new ServiceManager(null, 0);
        }
    }

    /** Microseconds within which systemd wants to hear of us; 0 if it does not. */
    static long watchdogUs(final @Nullable String text, final @Nullable String watched, final long ownPid) {
        if (text == null || watched != null && !watched.equals(Long.toString(ownPid))) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Begins to say that packets are looked after, if systemd wants to hear that.
     *
     * @param rounds a number that grows, at least once a second, for as long as that is so
     */
    void watch(final LongSupplier rounds) {
        if (socket != null && watchdogUs > 0) {
            final Thread thread = Thread.ofPlatform().daemon().name("hsl-watchdog")
                .unstarted(() -> beat(rounds, Math.max(1, TimeUnit.MICROSECONDS.toMillis(watchdogUs) / 3)));
            watchdog = thread;
            thread.start();
        }
    }

    /**
     * The agent bridges.
     *
     * @param status in words, for {@code systemctl status}
     */
    void ready(final String status) {
        say("READY=1\nSTATUS=" + status);
    }

    void stopping() {
        say("STOPPING=1\nSTATUS=ending the handovers that are under way");
    }

    private void beat(final LongSupplier rounds, final long periodMs) {
        long seen = -1;
        try {
            while (true) {
                final long now = rounds.getAsLong();
                if (now != seen) {
                    seen = now;
                    say("WATCHDOG=1");
                }
                Thread.sleep(periodMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(final String words) {
        if (socket != null && !socket.send(words)) {
            LOG.log(System.Logger.Level.DEBUG, "systemd did not take {0}", words);
        }
    }

    @Override
    public void close() {
        if (watchdog != null) {
            watchdog.interrupt();
            try {
                watchdog.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (socket != null) {
            socket.close();
        }
    }
}
