/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayList;
import java.util.List;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.sharpnfv.sharp.flow.FlowMatch;

/** What the orchestrator asks for, at random: POST, DELETE, cancel, POST of an old name, overlapping and nested. */
final class Script {
    private static final FlowMatch UDP = new FlowMatch(null, null, null, null, 0x0800, 17, null, null, null, null);

    private final Clock clock;
    private final Scenario scenario;
    private final SimController controller;
    private final Transcript transcript;
    private final Dice dice;
    private final List<RequestConfig> gone = new ArrayList<>();
    private final int directions;
    private int posted;
    private boolean cancelled;

    Script(final Clock clock, final Scenario scenario, final SimController controller, final Transcript transcript) {
        this.clock = clock;
        this.scenario = scenario;
        this.controller = controller;
        this.transcript = transcript;
        dice = new Dice(scenario.seed, "script");
        // requests of a run are all for both directions, or all for the same one
        directions = dice.oneIn(8) ? dice.between(1, 2) : 3;
    }

    /** Plans all actions; returns when the last one is. */
    long plan(final long fromNs) {
        long atNs = fromNs;
        for (int i = 0; i < scenario.actions; i++) {
            if (i > 0) {
                atNs += dice.oneIn(2) ? dice.upTo(5 * Scenario.MS) : dice.upTo(scenario.idleNs * 2);
            }
            clock.at(atNs, this::act);
        }
        return atNs;
    }

    boolean hasCancelled() {
        return cancelled;
    }

    private void act() {
        final var ids = List.copyOf(controller.requests().keySet());
        final int what = dice.below(9);
        if (!ids.isEmpty() && what < 3) {
            final var id = ids.get(dice.below(ids.size()));
            transcript.say("DELETE " + id);
            gone.add(controller.requests().get(id));
            controller.remove(id);
        } else if (!ids.isEmpty() && what < 5 && scenario.cancels) {
            final var id = ids.get(dice.below(ids.size()));
            transcript.say("cancel " + id);
            cancelled = true;
            controller.cancel(id);
        } else if (!gone.isEmpty() && what < 6) {
            post(gone.remove(dice.below(gone.size())));
        } else {
            post(request());
        }
    }

    private void post(final RequestConfig request) {
        transcript.say("POST " + request);
        controller.put(request);
    }

    private RequestConfig request() {
        final var id = "r" + (posted + 1);
        final int priority = 1 + dice.below(50) * 20 + posted++;
        final var match = match();
        return new RequestConfig(id, "group", "vnf" + (1 + dice.below(Scenario.INSTANCES)), priority, match,
            reversed(match), scenario.translates ? 3 : directions, scenario.mode, scenario.idleNs, scenario.hardNs,
            scenario.deadlineNs, scenario.continueWithoutState, scenario.rollBack, scenario.overflow,
            scenario.controllerLimit, scenario.agentLimit);
    }

    private FlowMatch reversed(final FlowMatch match) {
        final var swap = match.reversed();
        return !scenario.translates || match.sourcePort() == null ? swap : new FlowMatch(null, null, null, null,
            swap.ethType(), swap.ipProtocol(), null, null, null,
            match.sourcePort() - SimFrame.FIRST_PORT + SimFrame.TRANSLATED_PORT);
    }

    private FlowMatch match() {
        return switch (dice.below(4)) {
            case 0 -> new FlowMatch(null, null, null, null, 0x0800, 17, null, null,
                SimFrame.FIRST_PORT + dice.below(scenario.flows), null);
            case 1 -> UDP;
            default -> FlowMatch.ANY;
        };
    }
}
