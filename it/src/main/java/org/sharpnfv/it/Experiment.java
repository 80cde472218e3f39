/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;
import org.sharpnfv.it.traffic.DelaySeries.Window;

/** A stream, and handovers while it flows: to vnf2 by POST, back by DELETE, in turn. */
public final class Experiment {
    private static final String DESTINATION = "vnf2";
    private static final int PRIORITY = 10;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final Duration MOVE_LIMIT = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final Lab lab;
    private final Northbound northbound;
    private final Progress progress;
    private final Plan plan;

    /**
     * Does nothing yet.
     *
     * @param setup where
     * @param plan what
     * @param progress who is told
     */
    public Experiment(final Setup setup, final Plan plan, final Progress progress) {
        lab = setup.lab();
        northbound = setup.northbound();
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Runs it. The last request is gone afterwards and its flows are back at the default instance.
     *
     * @return the report
     */
    public Report run() {
        lab.stateDelay(plan.stateDelayMs());
        final var before = lab.drops();
        final var stream = lab.stream(plan.ratePps(), plan.sizeBytes(), plan.flows());
        stream.start();
        progress.step(plan.ratePps() + " packets/s of " + plan.sizeBytes() + " bytes, " + plan.flows()
            + " flow(s), there and back");
        Waiting.pause(WARM_UP);
        final var outcomes = new ArrayList<Outcome>();
        for (int i = 1; i <= plan.handovers(); i++) {
            outcomes.add(isThere(i) ? there(idOf(i)) : back(idOf(i)));
            Waiting.pause(REST);
        }
        final var result = stream.stop();
        final var accounts = lab.accounts();
        final var drops = lab.drops().since(before);
        if (isThere(plan.handovers())) {
            northbound.withdraw(idOf(plan.handovers()));
        }
        return new Report(plan, outcomes, result, result.afterWarmUp(WARM_UP), accounts.differences(result), drops);
    }

    private static boolean isThere(final int handover) {
        return (handover & 1) != 0;
    }

    private String idOf(final int handover) {
        return plan.name() + '-' + (handover + 1) / 2;
    }

    private Outcome there(final String id) {
        progress.step("POST " + id + ": everything to " + DESTINATION);
        final var request = Northbound.requestBody(id, DESTINATION, PRIORITY);
        request.addProperty("detection-idle-timeout", plan.detectionIdleS());
        // a state that takes longer than the default deadline is no failure here
        request.addProperty("deadline", 10_000 + plan.stateDelayMs());
        final long fromNs = System.nanoTime();
        Restconf.expectSuccess("POST of " + id, northbound.request(request));
        return follow(id, false, fromNs, () -> northbound.view(id));
    }

    private Outcome back(final String id) {
        progress.step("DELETE " + id + ": everything back");
        final long fromNs = System.nanoTime();
        Restconf.expectSuccess("DELETE of " + id, northbound.withdraw(id));
        return follow(id, true, fromNs, () -> northbound.view(id).handBack());
    }

    private Outcome follow(final String id, final boolean handBack, final long fromNs,
            final Supplier<HandoverView> look) {
        final long limitNs = fromNs + MOVE_LIMIT.plusMillis(plan.stateDelayMs()).toNanos();
        final List<String> phases = new ArrayList<>();
        HandoverView view = look.get();
        while (!view.areThrough(plan.flows()) && !view.isOver()) {
            tell(view, phases, fromNs);
            if (limitNs - System.nanoTime() <= 0) {
                throw new LabException(id + ": not through within " + MOVE_LIMIT.toSeconds() + " s, found "
                    + view.json());
            }
            Waiting.pause(LOOK_INTERVAL);
            view = look.get();
        }
        final long toNs = System.nanoTime();
        tell(view, phases, fromNs);
        final long endNs = toNs + END_LIMIT.toNanos();
        while (!view.isOver() && endNs - System.nanoTime() > 0) {
            Waiting.pause(LOOK_INTERVAL);
            view = look.get();
            tell(view, phases, fromNs);
        }
        progress.step(id + (handBack ? " back: " : ": ") + view.phase() + " in " + view.durationUs() / 1000.0 + " ms"
            + (view.failure().isEmpty() ? "" : ", " + view.failure()));
        return new Outcome(id, handBack, view, new Window(fromNs, toNs));
    }

    private void tell(final HandoverView view, final List<String> phases, final long fromNs) {
        final String phase = view.phase().isEmpty() ? "accepted" : view.phase();
        if (phases.isEmpty() || !phases.getLast().startsWith(phase + ' ')) {
            phases.add(phase + ' ' + (System.nanoTime() - fromNs) / 1_000_000 + " ms");
        }
        progress.live(String.join(" > ", phases) + "   flows " + view.flows("completed") + " of "
            + view.flows("detected") + ", at the controller " + view.controller("buffered-packets") + " packets");
    }
}
