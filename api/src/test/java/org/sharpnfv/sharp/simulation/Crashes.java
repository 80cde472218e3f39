/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

/** Processes that die and come back, connections that break, at any point of a run. */
final class Crashes {
    private final Clock clock;
    private final Scenario scenario;
    private final Plant plant;
    private final Transcript transcript;
    private final Dice dice;

    Crashes(final Clock clock, final Scenario scenario, final Plant plant, final Transcript transcript) {
        this.clock = clock;
        this.scenario = scenario;
        this.plant = plant;
        this.transcript = transcript;
        dice = new Dice(scenario.seed, "crashes");
    }

    /** Plans all crashes between two times; returns when the last one is over. */
    long plan(final long fromNs, final long toNs) {
        long overNs = fromNs;
        for (final var fault : Fault.values()) {
            if (Fault.CRASHES.contains(fault) && scenario.has(fault)) {
                final long atNs = fromNs + dice.upTo(toNs - fromNs);
                final long backNs = atNs + dice.spread(Scenario.MS / 10, 100 * Scenario.MS);
                switch (fault) {
                    case AGENT_CRASH -> planAgent(atNs, backNs);
                    case CONTROLLER_CRASH -> planController(atNs, backNs);
                    case SWITCH_DISCONNECT -> planDisconnect(atNs, backNs);
                    case SWITCH_CRASH -> planSwitch(atNs, backNs);
                    case STALE_CACHE, CONTROL_LOSS, CONTROL_DUPLICATION, CONTROL_DELAY, PACKET_IN_LOSS,
                        PACKET_OUT_LOSS, VNF_SLOW, VNF_SILENT, VNF_FAILURE, SMALL_BUFFERS, AGENT_SILENT ->
                        throw new IllegalStateException("expected a crash, found " + fault);
                }
                overNs = Math.max(overNs, backNs);
            }
        }
        return overNs;
    }

    private void planAgent(final long atNs, final long backNs) {
        final var agent = plant.agents().get(dice.below(plant.agents().size()));
        clock.at(atNs, () -> {
            transcript.say("the agent of " + agent.id() + " dies");
            agent.crash();
        });
        clock.at(backNs, () -> {
            transcript.say("the agent of " + agent.id() + " starts again");
            agent.restart();
        });
    }

    private void planController(final long atNs, final long backNs) {
        clock.at(atNs, () -> {
            plant.controller().crash();
            plant.channels().forEach(SwitchChannel::disconnect);
        });
        clock.at(backNs, plant.controller()::restart);
        for (final var channel : plant.channels()) {
            channel.connectAt(backNs + dice.upTo(5 * Scenario.MS));
        }
    }

    private void planDisconnect(final long atNs, final long backNs) {
        final var channel = plant.channels().get(dice.below(plant.channels().size()));
        clock.at(atNs, channel::disconnect);
        channel.connectAt(backNs);
    }

    private void planSwitch(final long atNs, final long backNs) {
        final var channel = plant.channels().get(dice.below(plant.channels().size()));
        clock.at(atNs, () -> {
            transcript.say(channel.node().node() + " dies");
            channel.disconnect();
            channel.node().crash();
        });
        clock.at(backNs, () -> {
            transcript.say(channel.node().node() + " starts again");
            channel.node().restart();
            channel.connect();
        });
    }
}
