/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
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
    private final MachineClock clock = new MachineClock();
    private final Inbox inbox = new Inbox(clock);
    private final Alarms alarms = new Alarms();
    private final EngineCounters counters = new EngineCounters();
    private final LinkedBlockingQueue<ControllerOutput> outputs = new LinkedBlockingQueue<>();

    private final EngineThread engine = new EngineThread(new ControllerMachine(ControllerSettings.DEFAULT, 1), clock,
        inbox, alarms, (nowNs, output) -> outputs.add(output), new EngineThread.Observer() {
            @Override
            public void observe(final ControllerMachine machine, final long nowNs) {
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
        inbox.post((machine, nowNs) -> machine.handleSwitchConnected(nowNs, "openflow:1"));

        final var output = outputs.poll(10, TimeUnit.SECONDS);

        assertEquals("openflow:1", output.node());
    }

    @Test
    void shouldSurviveADefect() throws InterruptedException {
        final var done = new CountDownLatch(1);
        inbox.post((machine, nowNs) -> {
            throw new IllegalStateException("a defect, on purpose");
        });
        inbox.post((machine, nowNs) -> done.countDown());

        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(1, counters.failures());
    }

    @Test
    void shouldWakeUpForEachOfManyInputs() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            final var done = new CountDownLatch(1);
            inbox.post((machine, nowNs) -> done.countDown());
            assertTrue(done.await(10, TimeUnit.SECONDS), "input " + i + " was not seen");
        }
    }

    @Test
    void shouldRingAlarms() throws InterruptedException {
        final var done = new CountDownLatch(1);
        inbox.post((machine, nowNs) -> alarms.at(nowNs + 1_000_000L, (same, laterNs) -> done.countDown()));

        assertTrue(done.await(10, TimeUnit.SECONDS));
    }
}
