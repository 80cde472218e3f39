/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.crash;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.lab.EntrySnapshot;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Stream;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Reply;
import org.sharpnfv.it.rest.Restconf;

/**
 * One crash.
 *
 * <pre>
 *  steady, entries noted --> traffic --> POST --> the moment --> SIGKILL --> started again
 *    --> recovered, or the time is up --> DELETE --> entries compared --> traffic's account
 * </pre>
 */
public final class CrashRun {
    private static final int WARM_UPS_MAX = 4;
    private static final int PRIORITY = 10;
    private static final int IDLE_S = 1;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final Duration MOMENT_LIMIT = Duration.ofSeconds(20);
    private static final Duration HAND_BACK_LIMIT = Duration.ofSeconds(40);
    /** Barriers and removals after the last change of phase. */
    private static final Duration ENTRIES_LIMIT = Duration.ofSeconds(10);
    private static final int MOVING_INTERVALS = 3;
    private static final Duration MOVING_MIN = Duration.ofMillis(1500);

    private final Lab lab;
    private final Northbound northbound;
    private final CrashPlan plan;
    private final Progress progress;
    private final List<String> problems = new ArrayList<>();

    /**
     * Does nothing yet.
     *
     * @param setup where; nothing may be asked for there
     * @param plan what flows
     * @param progress who is told
     */
    public CrashRun(final Setup setup, final CrashPlan plan, final Progress progress) {
        lab = setup.lab();
        northbound = setup.northbound();
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Runs it. What has not recovered is reported, not thrown.
     *
     * @param victim who is killed
     * @param moment when
     * @return what happened
     */
    CrashOutcome run(final Victim victim, final Moment moment) {
        final String id = "crash-" + victim.name().toLowerCase(Locale.ROOT).replace('_', '-') + '-'
            + moment.text();
        final var ovs = lab.topology().ovs();
        final var before = EntrySnapshot.of(ovs);
        lab.stateDelay(plan.stateDelayMs());
        final var stream = lab.stream(plan.ratePps(), CrashPlan.SIZE_BYTES, plan.flows());
        stream.start();
        Waiting.pause(WARM_UP);

        final String seen = reach(id, moment);
        final long killedNs = System.nanoTime();
        if (problems.isEmpty()) {
            victim.kill(lab);
            victim.restart(lab);
            progress.step(id + ": killed in phase " + seen + ", started again");
        }

        if (victim == Victim.KARAF) {
            attempt("RESTCONF", () -> northbound.restconf().await(lab.controller().child(), victim.recoveryLimit()));
        }
        final long limitNs = killedNs + victim.recoveryLimit().toNanos();
        final boolean deleted = moment == Moment.HANDING_BACK;
        await("end of the handover", limitNs, () -> isOver(id, deleted));
        await("group up", limitNs, () -> northbound.groupStatus().equals("up"));
        awaitTraffic(stream, limitNs);
        final long recoveryMs = (System.nanoTime() - killedNs) / 1_000_000;
        final HandoverView taken = northbound.view(id);
        final HandoverView view = deleted ? taken.handBack() : taken;
        progress.step(id + ": " + (problems.isEmpty() ? "recovered after " + recoveryMs + " ms" : problems.toString())
            + ", " + view.phase() + ' ' + view.failure());

        if (!deleted) {
            withdraw(id);
        }
        final var after = settle(before);
        final var result = stream.stop();
        return new CrashOutcome(victim, moment, seen, problems, recoveryMs, after.without(before),
            before.without(after), result, plan, view, northbound.view(id).handBack(),
            lab.accounts().differences(result));
    }

    /**
     * Hands flows over, there and back, until that goes well once: a JVM's first handover of many flows is not what is
     * to be tested, and the controller may just have been started.
     */
    public void warmUp() {
        lab.stateDelay(0);
        final var stream = lab.stream(plan.ratePps(), CrashPlan.SIZE_BYTES, plan.flows());
        stream.start();
        Waiting.pause(WARM_UP);
        String phase = "";
        for (int i = 1; i <= WARM_UPS_MAX && !phase.equals("completed"); i++) {
            final String id = "warm-up-" + System.nanoTime();
            northbound.requestUntilAccepted(request(id));
            await("end of the warm-up", System.nanoTime() + MOMENT_LIMIT.toNanos(), () -> isOver(id, false));
            phase = northbound.phases(id).phase();
            withdraw(id);
            progress.step("warm-up: " + phase + ", back " + northbound.phases(id).handBack().phase());
        }
        stream.stop();
        problems.clear();
    }

    private static JsonObject request(final String id) {
        final var request = Northbound.requestBody(id, Victim.DESTINATION, PRIORITY);
        request.addProperty("detection-idle-timeout", IDLE_S);
        return request;
    }

    /** Brings the handover to the moment; returns the phase in which it was last seen. */
    private String reach(final String id, final Moment moment) {
        northbound.requestUntilAccepted(request(id));
        return switch (moment) {
            // the phase lasts as long as a round trip: looking would take longer
            case DETECTION -> "accepted";
            case BUFFERING -> awaitPhase(id, "buffering", false);
            case RELEASE -> awaitPhase(id, "release", false);
            case ROLLING_BACK -> {
                awaitPhase(id, "release", false);
                Restconf.expectSuccess("cancel of " + id, northbound.cancel(id));
                yield northbound.phases(id).phase() + " cancelled";
            }
            case HANDING_BACK -> {
                awaitPhase(id, "completed", false);
                Restconf.expectSuccess("DELETE of " + id, northbound.withdraw(id));
                yield awaitPhase(id, "rolling-back", true);
            }
        };
    }

    private String awaitPhase(final String id, final String phase, final boolean handBack) {
        final long limitNs = System.nanoTime() + MOMENT_LIMIT.plusMillis(plan.stateDelayMs()).toNanos();
        while (true) {
            final var view = northbound.phases(id);
            final String seen = (handBack ? view.handBack() : view).phase();
            if (seen.equals(phase)) {
                return seen;
            }
            if (view.isOver() && !handBack || limitNs - System.nanoTime() <= 0) {
                problems.add("nobody was killed: expected phase " + phase + ", found " + seen + ' ' + view.failure());
                return seen;
            }
        }
    }

    /** A hand-back's history may go with the controller that had it: nothing in the configuration names it any more. */
    private boolean isOver(final String id, final boolean deleted) {
        final var view = northbound.phases(id);
        return deleted ? view.handBack().isOver() || view.phase().isEmpty() : view.isOver();
    }

    private void awaitTraffic(final Stream stream, final long limitNs) {
        final Duration window = Duration.ofMillis(Math.max(MOVING_MIN.toMillis(),
            MOVING_INTERVALS * plan.intervalMs()));
        final int[] moving = {0};
        await("traffic of all flows, there and back", limitNs, () -> {
            final var before = stream.look();
            Waiting.pause(window);
            moving[0] = stream.movingSince(before).size();
            return moving[0] == plan.flows();
        }, () -> ", found " + moving[0] + " of " + plan.flows());
    }

    private void withdraw(final String id) {
        final Reply reply = northbound.withdraw(id);
        if (!reply.isSuccess()) {
            problems.add("DELETE: expected 2xx, found " + reply.status() + ' ' + reply.body());
            return;
        }
        await("end of the hand-back", System.nanoTime() + HAND_BACK_LIMIT.toNanos(),
            () -> northbound.phases(id).handBack().isOver(),
            () -> ", found " + northbound.view(id).handBack().phase());
    }

    private EntrySnapshot settle(final EntrySnapshot before) {
        final long limitNs = System.nanoTime() + ENTRIES_LIMIT.toNanos();
        var after = EntrySnapshot.of(lab.topology().ovs());
        while (!after.isLike(before) && limitNs - System.nanoTime() > 0) {
            Waiting.pause(LOOK_INTERVAL);
            after = EntrySnapshot.of(lab.topology().ovs());
        }
        return after;
    }

    private void await(final String what, final long limitNs, final BooleanSupplier condition) {
        await(what, limitNs, condition, () -> "");
    }

    /** At least one look, however little time is left: what is there is not to be blamed on what came before. */
    private void await(final String what, final long limitNs, final BooleanSupplier condition,
            final Supplier<String> found) {
        final long fromNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (limitNs - System.nanoTime() <= 0) {
                problems.add("no " + what + " within " + (System.nanoTime() - fromNs) / 1_000_000 + " ms"
                    + found.get());
                return;
            }
            Waiting.pause(LOOK_INTERVAL);
        }
    }

    private void attempt(final String what, final Runnable action) {
        try {
            action.run();
        } catch (LabException e) {
            problems.add(what + ": " + e.getMessage());
        }
    }
}
