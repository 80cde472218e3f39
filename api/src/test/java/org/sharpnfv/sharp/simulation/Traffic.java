/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import org.sharpnfv.sharp.flow.Direction;

/** Flows: echoed ones, one-way ones, and those whose directions are independent of each other. */
final class Traffic {
    private static final int ECHO = 0;
    private static final int BOTH = 2;
    private static final long ECHO_NS = 150_000L;

    private final Clock clock;
    private final Scenario scenario;
    private final Plant plant;
    private final Dice dice;
    private final boolean[] echoed;
    private boolean on = true;

    Traffic(final Clock clock, final Scenario scenario, final Plant plant) {
        this.clock = clock;
        this.scenario = scenario;
        this.plant = plant;
        dice = new Dice(scenario.seed, "traffic");
        echoed = new boolean[scenario.flows];
        plant.vnfs().onForward(this::echo);
    }

    /** Starts all flows, so that about the run's number of packets are sent in a time. */
    void start(final long spanNs) {
        for (int flow = 0; flow < scenario.flows; flow++) {
            final int kind = dice.below(3);
            echoed[flow] = kind == ECHO;
            final double directions = kind == ECHO || kind == BOTH ? 2 : 1;
            final long mean = (long) (spanNs * directions * scenario.flows / scenario.packets);
            begin(flow, Direction.FORWARD, mean);
            if (kind == BOTH) {
                begin(flow, Direction.REVERSE, mean);
            }
        }
    }

    private void begin(final int flow, final Direction direction, final long mean) {
        // a flow that is silent for longer than the detection window is a new one: that is not looked at here
        final long interval = Math.min(dice.spread(Math.max(mean / 4, 10_000), mean * 2 + 20_000), scenario.idleNs / 3);
        clock.at(clock.nowNs() + dice.upTo(Math.min(interval, 3 * Scenario.MS)), () ->
            send(flow, direction, interval));
    }

    void stop() {
        on = false;
    }

    private void send(final int flow, final Direction direction, final long interval) {
        if (on) {
            plant.inject(flow, direction);
            clock.at(clock.nowNs() + (long) (interval * (0.1 + dice.fraction())), () ->
                send(flow, direction, interval));
        }
    }

    private void echo(final int flow) {
        if (echoed[flow]) {
            clock.at(clock.nowNs() + ECHO_NS, () -> plant.inject(flow, Direction.REVERSE));
        }
    }
}
