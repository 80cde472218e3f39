/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import org.sharpnfv.sharp.controller.HandoverMode;

/**
 * One run: Fig. 1 with three instances, a few flows or thousands, a random script of requests, overlapping and nested,
 * and faults, all from one seed.
 */
final class Simulation {
    /** Longest that handovers, retries and lingering flows may take when traffic and faults have stopped. */
    private static final long REST_NS = 16_000_000_000L;
    /** The same without faults. */
    private static final long SHORT_REST_NS = 6_500_000_000L;

    private final Scenario scenario;
    private final Clock clock = new Clock();
    private final Transcript transcript;
    private final Ledger ledger;
    private final Outcomes outcomes = new Outcomes();
    private final Plant plant;

    Simulation(final long seed, final HandoverMode mode, final boolean told) {
        scenario = new Scenario(seed, mode);
        transcript = new Transcript(told, clock);
        ledger = new Ledger(clock, scenario, transcript);
        plant = new Plant(clock, scenario, ledger, outcomes, transcript);
    }

    /** Runs it; throws a {@link Violation} if an invariant does not hold. */
    void run() {
        transcript.say(scenario.toString());
        plant.channels().forEach(SwitchChannel::connect);
        final var traffic = new Traffic(clock, scenario, plant);
        final var script = new Script(clock, scenario, plant.controller(), transcript);
        final long actNs = clock.nowNs() + 6 * Scenario.MS + 4 * scenario.controlDelayNs;
        final long lastNs = script.plan(actNs);
        final long overNs = new Crashes(clock, scenario, plant, transcript).plan(actNs, lastNs + scenario.tailNs / 2);
        final long stopNs = Math.max(lastNs, overNs) + scenario.tailNs;
        final long trafficNs = actNs - 4 * Scenario.MS;
        clock.at(trafficNs, () -> traffic.start(stopNs - trafficNs));
        clock.at(stopNs, () -> {
            transcript.say("traffic stops");
            traffic.stop();
        });
        final long limitNs = stopNs + (scenario.mayRollBack() ? REST_NS + turnsNs() : SHORT_REST_NS);
        // every event checks the invariants by itself
        for (long events = 0; clock.step(limitNs); events++) {
            if (events > Bounds.events(ledger.packets())) {
                throw new Violation(Invariant.BOUNDED, events + " events for " + ledger.packets() + " packets");
            }
        }
        transcript.say("the end");
        new EndCheck(scenario, plant, ledger, outcomes, script.hasCancelled()).check();
    }

    /** Flows that may not be handed over all at once wait for those before them, which may need their deadlines. */
    private long turnsNs() {
        return 2 * scenario.deadlineNs * (scenario.flows / scenario.settings.flowsAtOnce());
    }

    Scenario scenario() {
        return scenario;
    }

    String transcript() {
        return transcript.toString();
    }

    Outcomes outcomes() {
        return outcomes;
    }

    Ledger ledger() {
        return ledger;
    }
}
