/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.List;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.FlowEntry;

/**
 * The connection between a switch and the controller. Barrier replies may overtake packet-ins, as they do inside of
 * OpenDaylight. What is on its way when the connection breaks is lost.
 */
final class SwitchChannel {
    private final Clock clock;
    private final Scenario scenario;
    private final Ledger ledger;
    private final SimSwitch node;
    private final SimController controller;
    private final Dice dice;
    private final Link<Runnable> toSwitch;
    private final Link<Runnable> packetIns;
    private final Link<Runnable> barrierReplies;
    private boolean connected;
    private int connection;

    SwitchChannel(final Clock clock, final Scenario scenario, final Ledger ledger, final SimSwitch node,
            final SimController controller) {
        this.clock = clock;
        this.scenario = scenario;
        this.ledger = ledger;
        this.node = node;
        this.controller = controller;
        dice = new Dice(scenario.seed, "channel " + node.node());
        final long delayNs = scenario.controlDelayNs / 4;
        toSwitch = new Link<>(clock, dice, delayNs, scenario.controlDelayNs, Runnable::run);
        packetIns = new Link<>(clock, dice, delayNs, scenario.controlDelayNs, Runnable::run);
        barrierReplies = new Link<>(clock, dice, delayNs, scenario.controlDelayNs, Runnable::run);
    }

    SimSwitch node() {
        return node;
    }

    boolean isConnected() {
        return connected;
    }

    void connect() {
        if (!connected && !controller.isDown() && !node.isDown()) {
            connected = true;
            connection++;
            controller.connected(node.node());
        }
    }

    void disconnect() {
        if (connected) {
            connected = false;
            connection++;
            controller.disconnected(node.node());
        }
    }

    void toSwitch(final ControllerOutput output) {
        final boolean data = output instanceof ControllerOutput.PacketOut out && !SimFrame.isControl(out.frame());
        if (data && dice.chance(scenario.packetOutLoss)) {
            ledger.destroy(((ControllerOutput.PacketOut) output).frame(), "a packet-out");
            return;
        }
        final int now = connection;
        toSwitch.send(() -> {
            if (now == connection && connected) {
                node.handle(output);
            } else if (data) {
                ledger.destroy(((ControllerOutput.PacketOut) output).frame(), "to a switch that is gone");
            }
        });
    }

    void packetIn(final int port, final long cookie, final byte[] frame) {
        if (!connected) {
            destroy(cookie, frame, "no controller");
        } else if (dice.chance(scenario.packetInLoss)) {
            destroy(cookie, frame, "a packet-in");
        } else {
            final int now = connection;
            packetIns.send(() -> {
                if (now == connection) {
                    controller.packetIn(node.node(), port, cookie, frame);
                } else {
                    destroy(cookie, frame, "of a switch that is gone");
                }
            });
        }
    }

    /** What is lost with a copy is still there. */
    private void destroy(final long cookie, final byte[] frame, final String how) {
        if (!SimController.isCopy(cookie)) {
            ledger.destroy(frame, how);
        }
    }

    void barrierReply(final long token) {
        final int now = connection;
        final int life = controller.life();
        barrierReplies.send(() -> {
            if (now == connection) {
                controller.barrier(token, life);
            }
        });
    }

    void entriesReply(final List<FlowEntry> all) {
        final int now = connection;
        final int life = controller.life();
        barrierReplies.send(() -> {
            if (now == connection) {
                controller.entries(node.node(), all, life);
            }
        });
    }

    /** When the clock is there. */
    void connectAt(final long atNs) {
        clock.at(atNs, this::connect);
    }
}
