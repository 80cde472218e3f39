/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.ControllerSettings;

/** The thread that owns the machine. */
class EngineThreadTest {
    private static final long COOKIE = 0x5350_6000_0000_0000L;

    private final MachineClock clock = new MachineClock();
    private final Inbox inbox = new Inbox(clock);
    private final Alarms alarms = new Alarms();
    private final EngineCounters counters = new EngineCounters();
    private final LinkedBlockingQueue<ControllerOutput> outputs = new LinkedBlockingQueue<>();

    private final ControllerMachine machine = new ControllerMachine(ControllerSettings.DEFAULT, 1);
    private final EngineThread engine = new EngineThread(machine, clock, inbox,
        alarms, (nowNs, output) -> outputs.add(output), new EngineThread.Observer() {
            @Override
            public void observe(final ControllerMachine same, final long nowNs) {
                // looks at nothing
            }

            @Override
            public long nextNs() {
                return Long.MAX_VALUE;
            }
        }, counters);

    @BeforeEach
    void setUp() {
        engine.start();
    }

    @AfterEach
    void tearDown() {
        engine.close();
    }

    @Test
    void shouldHandTheMachinesOutputsToTheDriver() throws InterruptedException {
        inbox.post((same, nowNs) -> same.handleSwitchConnected(nowNs, "openflow:1"));

        final var output = outputs.poll(10, TimeUnit.SECONDS);

        assertEquals("openflow:1", output.node());
    }

    @Test
    void shouldSurviveADefect() throws InterruptedException {
        final var done = new CountDownLatch(1);
        inbox.post((same, nowNs) -> {
            throw new IllegalStateException("a defect, on purpose");
        });
        inbox.post((same, nowNs) -> done.countDown());

        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(1, counters.failures());
    }

    @Test
    void shouldTellWhoAskedOfADefectAndCountIt() throws Exception {
        final var failed = inbox.ask((same, nowNs) -> {
            throw new IllegalStateException("a defect, on purpose");
        });
        final var answered = inbox.ask((same, nowNs) -> same.groups().size());

        assertThrows(ExecutionException.class, () -> failed.get(10, TimeUnit.SECONDS));
        assertEquals(0, answered.get(10, TimeUnit.SECONDS));
        assertEquals(1, counters.failures());
    }

    @Test
    void shouldWakeUpForEachOfManyInputs() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            final var done = new CountDownLatch(1);
            inbox.post((same, nowNs) -> done.countDown());
            assertTrue(done.await(10, TimeUnit.SECONDS), "input " + i + " was not seen");
        }
    }

    @Test
    void shouldRingAlarms() throws InterruptedException {
        final var done = new CountDownLatch(1);
        inbox.post((same, nowNs) -> alarms.at(nowNs + 1_000_000L, (again, laterNs) -> done.countDown()));

        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldWorkOffAPacketInTheThreadThatBringsIt() throws InterruptedException {
        inbox.post((same, nowNs) -> { });
        while (!inbox.isEmpty()) {
            Thread.onSpinWait();
        }
        // the engine's own thread is about to give up its turn, or has
        Thread.sleep(100);

        inbox.postPacket("openflow:1", 1, COOKIE, new byte[60]);

        assertEquals(1, machine.protocol().strays());
    }

    /** A stray, which the machine counts, is as good as any packet. */
    @Test
    void shouldTellTheMachineEachPacketOnceWhoeverHasTheTurn() throws InterruptedException {
        final var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int packet = 0; packet < 20_000; packet++) {
                    inbox.postPacket("openflow:1", 1, COOKIE, new byte[60]);
                    inbox.post((same, nowNs) -> { });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (final var thread : threads) {
            thread.join();
        }
        final var done = new CountDownLatch(1);
        inbox.post((same, nowNs) -> done.countDown());

        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(80_000, machine.protocol().strays());
        assertTrue(inbox.isEmpty());
    }

    @Test
    void shouldRunTimersThatAPacketHasSet() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            final var done = new CountDownLatch(1);
            inbox.post((same, nowNs) -> alarms.at(nowNs + 100_000L, (again, laterNs) -> done.countDown()));
            inbox.postPacket("openflow:1", 1, COOKIE, new byte[60]);
            assertTrue(done.await(10, TimeUnit.SECONDS), "alarm " + i + " did not ring");
        }
    }
}
