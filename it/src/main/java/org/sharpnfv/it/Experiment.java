/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sharpnfv.it.lab.Lab;
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

    private final Lab lab;
    private final Northbound northbound;
    private final Progress progress;
    private final Plan plan;
    private final Watch watch;

    /**
     * Does nothing yet.
     *
     * @param setup where
     * @param plan what
     * @param progress who is told
     */
    public Experiment(final Setup setup, final Plan plan, final Progress progress) {
        this(setup, plan, progress, Watch.NONE);
    }

    /**
     * Does nothing yet.
     *
     * @param setup where
     * @param plan what
     * @param progress who is told
     * @param watch who looks on
     */
    public Experiment(final Setup setup, final Plan plan, final Progress progress, final Watch watch) {
        lab = setup.lab();
        northbound = setup.northbound();
        this.plan = plan;
        this.watch = watch;
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
        final var accountsBefore = lab.accounts();
        final var stream = lab.stream(plan.ratePps(), plan.sizeBytes(), plan.flows());
        stream.start();
        progress.step(plan.ratePps() + " packets/s of " + plan.sizeBytes() + " bytes, " + plan.flows()
            + " flow(s), there and back");
        final Duration warmUp = WARM_UP.plus(plan.interval());
        Waiting.pause(warmUp);
        watch.settled(stream);
        final var outcomes = new ArrayList<Outcome>();
        for (int i = 1; i <= plan.handovers(); i++) {
            outcomes.add(isThere(i) ? there(idOf(i)) : back(idOf(i)));
            if (!outcomes.getLast().view().isOver()) {
                break;
            }
            Waiting.pause(REST);
            watch.settled(stream);
        }
        final var result = stream.stop();
        final var accounts = lab.accounts().since(accountsBefore);
        final var drops = lab.drops().since(before);
        if (isThere(outcomes.size())) {
            northbound.withdraw(idOf(outcomes.size()));
        }
        return new Report(plan, outcomes, result, result.afterWarmUp(warmUp), accounts.differences(result), drops);
    }

    private static boolean isThere(final int handover) {
        return (handover & 1) != 0;
    }

    private String idOf(final int handover) {
        return plan.name() + '-' + (handover + 1) / 2;
    }

    private Outcome there(final String id) {
        progress.step("POST " + id + ": everything to " + DESTINATION);
        final var request = request(id, plan);
        watch.begin();
        final long fromNs = System.nanoTime();
        Restconf.expectSuccess("POST of " + id, northbound.request(request));
        return follow(id, false, fromNs, () -> northbound.progress(id), () -> northbound.view(id));
    }

    /** What is asked for; the mode only where it is not the default. */
    static JsonObject request(final String id, final Plan plan) {
        final var request = Northbound.requestBody(id, DESTINATION, PRIORITY);
        request.addProperty("detection-idle-timeout", plan.idleS());
        request.addProperty("detection-hard-timeout", plan.hardS());
        request.addProperty("deadline", plan.deadlineMs());
        request.addProperty("controller-buffer-limit", plan.controllerBufferLimit());
        if (plan.mode() != Mode.SHARP) {
            request.addProperty("mode", plan.mode().text());
        }
        return request;
    }

    private Outcome back(final String id) {
        progress.step("DELETE " + id + ": everything back");
        watch.begin();
        final long fromNs = System.nanoTime();
        Restconf.expectSuccess("DELETE of " + id, northbound.withdraw(id));
        return follow(id, true, fromNs, () -> northbound.progress(id).handBack(),
            () -> northbound.view(id).handBack());
    }

    private Outcome follow(final String id, final boolean handBack, final long fromNs,
            final Supplier<HandoverView> look, final Supplier<HandoverView> lookAtAll) {
        final List<String> phases = new ArrayList<>();
        watch(phases, fromNs, look, view -> view.isOver() || view.areThrough(plan.flows()));
        final long toNs = System.nanoTime();
        watch(phases, fromNs, look, HandoverView::isOver);
        watch.end();
        final HandoverView view = lookAtAll.get();
        progress.step(id + (handBack ? " back: " : ": ") + view.phase() + " in " + view.durationUs() / 1000.0 + " ms"
            + (view.failure().isEmpty() ? "" : ", " + view.failure())
            + (view.isOver() ? "" : ", no end within " + plan.moveLimit().toSeconds() + " s"));
        return new Outcome(id, handBack, view, new Window(fromNs, toNs));
    }

    private void watch(final List<String> phases, final long fromNs, final Supplier<HandoverView> look,
            final Predicate<HandoverView> until) {
        final long limitNs = fromNs + plan.moveLimit().toNanos();
        // whoever looks at once takes the processor from what he wants to see
        Waiting.pause(LOOK_INTERVAL);
        HandoverView view = look.get();
        tell(view, phases, fromNs);
        while (!until.test(view) && limitNs - System.nanoTime() > 0) {
            Waiting.pause(LOOK_INTERVAL);
            watch.look();
            view = look.get();
            tell(view, phases, fromNs);
        }
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
