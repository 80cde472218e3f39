/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sharpnfv.sharp.controller.Statistics;
import org.sharpnfv.sharp.metrics.Metric;
import org.sharpnfv.sharp.metrics.MetricSource;

/** Asks the machine, in the engine's turn, and reads what everybody else counts. */
final class MetricReader implements MetricSource {
    private static final long LIMIT_S = 3;

    private final Inbox inbox;
    private final EngineCounters engine;
    private final DriverCounters driver;
    private final NotificationCounters notifications;
    private final PluginCounters plugin;

    MetricReader(final Inbox inbox, final EngineCounters engine, final DriverCounters driver,
            final NotificationCounters notifications, final PluginCounters plugin) {
        this.inbox = inbox;
        this.engine = engine;
        this.driver = driver;
        this.notifications = notifications;
        this.plugin = plugin;
    }

    @Override
    public List<Metric> read() {
        return MetricTable.of(statistics(), engine, inbox, driver, notifications, plugin.read());
    }

    private Statistics statistics() {
        try {
            return inbox.ask((machine, nowNs) -> machine.statistics()).get(LIMIT_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("SHarP's engine does not answer within " + LIMIT_S
                + " s: it is stopped, or stuck; see the log", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while SHarP's engine was asked", e);
        }
    }
}
