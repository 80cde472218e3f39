/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the machine's outputs to the switches. All methods are called in the engine's turn. */
final class SwitchDriver implements EngineThread.Driver {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchDriver.class);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final SwitchRpcs rpcs;
    private final Inbox inbox;
    private final Alarms alarms;
    private final DriverCounters counters;
    private final Map<String, SwitchChannel> channels = new HashMap<>();

    SwitchDriver(final SwitchRpcs rpcs, final Inbox inbox, final Alarms alarms, final DriverCounters counters) {
        this.rpcs = rpcs;
        this.inbox = inbox;
        this.alarms = alarms;
        this.counters = counters;
    }

    @Override
    public void execute(final long nowNs, final ControllerOutput output) {
        channel(output.node()).execute(output);
    }

    private SwitchChannel channel(final String node) {
        return channels.computeIfAbsent(node, name -> new SwitchChannel(name, rpcs, inbox, alarms, this, counters));
    }

    void connected(final ControllerMachine machine, final long nowNs, final String node) {
        final var channel = channel(node);
        channel.owned(true);
        open(machine, nowNs, channel);
    }

    void disconnected(final ControllerMachine machine, final long nowNs, final String node) {
        final var channel = channel(node);
        channel.owned(false);
        close(machine, nowNs, channel);
    }

    /** The switch is there, but openflowplugin does not take orders for it: as if it were not there, for a moment. */
    void unavailable(final ControllerMachine machine, final long nowNs, final String node) {
        final var channel = channel(node);
        if (channel.isOpen()) {
            close(machine, nowNs, channel);
            alarms.at(nowNs + RETRY_NS, (same, laterNs) -> {
                if (channel.isOwned()) {
                    open(same, laterNs, channel);
                }
            });
        }
    }

    private static void open(final ControllerMachine machine, final long nowNs, final SwitchChannel channel) {
        if (!channel.isOpen()) {
            LOG.info("{}: switch connected", channel.node());
            channel.open();
            machine.handleSwitchConnected(nowNs, channel.node());
        }
    }

    private static void close(final ControllerMachine machine, final long nowNs, final SwitchChannel channel) {
        if (channel.isOpen()) {
            LOG.info("{}: switch disconnected", channel.node());
            channel.close();
            machine.handleSwitchDisconnected(nowNs, channel.node());
        }
    }
}
